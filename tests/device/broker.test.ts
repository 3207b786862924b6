/** Who computes a figure: `plain` first, a proven home where it is fast enough, and `plain` again when that fails. */
import { describe, expect, test, vi } from 'vitest';
import { Broker } from '../../kernels/device/broker.ts';
import type { Device } from '../../kernels/device/device.ts';
import type { Mode } from '../../kernels/device/gpu.ts';
import { figure, opener, type Figure } from './homes.ts';

const soon = () => new Promise((done) => setTimeout(done, 5));

function page(
  figures: Figure[],
  read: Parameters<typeof opener>[0] = {},
  modes: Mode[] = ['webgpu', 'webgl2', 'webasm'],
) {
  const homes = opener(read);
  const broker = new Broker(modes, homes.open);
  const leave = figures.map((one) => broker.join(one));
  const live = () => homes.opened.filter(({ disposed }) => !disposed).map(({ name }) => name);
  return { broker, leave, ...homes, live };
}

const quick = () => figure('quick', { plain: 1, webgpu: 3, webgl2: 2, webasm: 4 });
const heavy = () => figure('heavy', { plain: 100, webgpu: 20, webgl2: 30, webasm: 50 });

describe('at first', () => {
  test('everything is on plain, and nothing is opened or measured', async () => {
    const one = quick();
    const { opened, broker } = page([one]);
    await soon();
    expect([one.now, one.measured, opened, broker.picked]).toEqual(['plain', [], [], 'auto']);
  });

  test('many touches wake it once', async () => {
    const one = quick();
    const { broker, opened } = page([one]);
    await Promise.all([broker.wake(), broker.wake()]);
    await broker.wake();
    expect(opened.map(({ name }) => name)).toEqual(['webgpu', 'webgl2', 'webasm']);
    expect(one.measured).toEqual(['plain', 'webgpu', 'webgl2', 'webasm']);
  });
});

describe('the fastest home is chosen', () => {
  test.each<[string, Record<string, number | Error>, string]>([
    ['where it fits a frame, though plain is faster', { plain: 1, webgpu: 15, webgl2: 12, webasm: 14 }, 'webgl2'],
    ['where a frame is just met', { plain: 1, webgpu: 16, webgl2: 17, webasm: 99 }, 'webgpu'],
    ['where it beats plain, though it misses the frame', { plain: 100, webgpu: 99, webgl2: 200, webasm: 300 }, 'webgpu'],
    ['and none where all are late and slower than plain', { plain: 20, webgpu: 21, webgl2: 22, webasm: 23 }, 'plain'],
    ['and not one whose numbers differ', { plain: 5, webgpu: new Error('differs'), webgl2: 9, webasm: 10 }, 'webgl2'],
    ['and none where all differ', { plain: 500, webgpu: new Error(), webgl2: new Error(), webasm: new Error() }, 'plain'],
  ])('%s', async (_, times, expected) => {
    const one = figure('one', times);
    const { broker, live } = page([one]);
    await broker.wake();
    expect(one.now).toBe(expected);
    expect(live()).toEqual(expected === 'plain' ? [] : [expected]);
  }); // prettier-ignore

  test('for each figure by itself', async () => {
    const figures = [
      figure('a', { plain: 1, webgpu: 3, webgl2: 2 }),
      figure('b', { plain: 1, webgpu: 2, webgl2: 3 }),
    ];
    const { broker, live } = page(figures, {}, ['webgpu', 'webgl2']);
    await broker.wake();
    expect(figures.map(({ now }) => now)).toEqual(['webgl2', 'webgpu']);
    expect(live()).toEqual(['webgpu', 'webgl2']);
  });

  test('with one measurement for figures that do the same', async () => {
    const figures = [quick(), quick()];
    await page(figures).broker.wake();
    expect(figures.map(({ measured }) => measured)).toEqual([['plain', 'webgpu', 'webgl2', 'webasm'], []]);
    expect(figures.map(({ now }) => now)).toEqual(['webgl2', 'webgl2']);
  });

  test('with one measurement, also where both join after the page was woken', async () => {
    const figures = [quick(), quick()];
    const { broker } = page([]);
    await broker.wake();
    for (const one of figures) broker.join(one);
    await soon();
    expect(figures.flatMap(({ measured }) => measured)).toEqual(['plain', 'webgpu', 'webgl2', 'webasm']);
    expect(figures.map(({ now }) => now)).toEqual(['webgl2', 'webgl2']);
  });

  test('and figures hear of it, with times', async () => {
    const one = quick();
    const changed = vi.spyOn(one, 'changed');
    const { broker } = page([one]);
    await broker.wake();
    expect(changed).toHaveBeenCalled();
    expect(broker.choices(one)).toEqual([
      { name: 'auto' },
      { name: 'plain', milliseconds: 1, reason: undefined },
      { name: 'webgpu', milliseconds: 3, reason: undefined },
      { name: 'webgl2', milliseconds: 2, reason: undefined },
      { name: 'webasm', milliseconds: 4, reason: undefined },
    ]);
  });

  test('also for a figure that joins later, and does something else', async () => {
    const later = heavy();
    const { broker } = page([figure('slow', { plain: 20, webgpu: 30, webgl2: 30, webasm: 30 })]);
    await broker.wake();
    broker.join(later);
    await broker.wake();
    await soon();
    expect(later.now).toBe('webgpu');
  });
});

describe('a home is proven first', () => {
  const zeros = (values: Record<string, number[] | number[][]>) =>
    Object.fromEntries(
      Object.entries(values).map(([name, rows]) => [name, rows.map((row) => [row].flat().map(() => 0))]),
    );
  let kept: unknown;
  test.each<[string, (values: Record<string, number[] | number[][]>) => unknown]>([
    ['zeros', zeros],
    ['the numbers of the call before', (values) => (kept ??= values)],
    ['numbers a little off', ({ value }) => ({ value: (value as number[][]).map((row) => row.map((x) => x + 0.001)) })],
    ['NaN', ({ value }) => ({ value: value!.map(() => [NaN, NaN]) })],
    ['nothing', () => ({ value: [] })],
    ['too little', ({ value }) => ({ value: [(value as number[][])[0]] })],
    ['rows in another order', ({ value }) => ({ value: [...value!].reverse() })],
    ['an error', () => { throw new Error('lost'); }],
  ])('%s: refused, with a reason, and closed', async (_, read) => {
    const one = quick();
    const { broker, home, live } = page([one], { webgl2: read });
    await broker.wake();
    expect(one.now).toBe('webgpu');
    expect(one.measured).not.toContain('webgl2');
    expect(broker.choices(one)[3]).toMatchObject({ name: 'webgl2', reason: 'not to be had here' });
    expect(home('webgl2').disposed).toBe(1);
    expect(live()).toEqual(['webgpu']);
  }); // prettier-ignore

  test('one that cannot be opened is not tried again', async () => {
    const one = quick();
    const { broker, opened } = page([one], { webgpu: new Error('no adapter') });
    await broker.wake();
    broker.join(quick());
    await broker.wake();
    expect(opened.map(({ name }) => name)).toEqual(['webgl2', 'webasm']);
    expect(broker.choices(one)[2]!.reason).toBe('not to be had here');
  });

  test('where none can be had, plain stays', async () => {
    const one = heavy();
    const none = new Error('none');
    const { broker } = page([one], { webgpu: none, webgl2: none, webasm: none });
    await broker.wake();
    expect(one.now).toBe('plain');
  });
});

describe('the reader picks', () => {
  test('a home, whatever the times, for every figure', async () => {
    const figures = [quick(), heavy()];
    const { broker, live } = page(figures);
    await broker.wake();
    await broker.pick('webasm');
    expect(figures.map(({ now }) => now)).toEqual(['webasm', 'webasm']);
    expect(live()).toEqual(['webasm']);
    expect(broker.picked).toBe('webasm');
  });

  test('plain, and all homes are closed', async () => {
    const one = quick();
    const { broker, live } = page([one]);
    await broker.wake();
    await broker.pick('plain');
    expect([one.now, live()]).toEqual(['plain', []]);
  });

  test('auto again, which chooses as at first', async () => {
    const one = quick();
    const { broker } = page([one]);
    await broker.pick('plain');
    expect(one.now).toBe('plain');
    await broker.pick('auto');
    expect(one.now).toBe('webgl2');
  });

  test('before anything was woken', async () => {
    const one = quick();
    const { broker, opened } = page([one]);
    await broker.pick('webasm');
    expect([one.now, opened.map(({ name }) => name)]).toEqual(['webasm', ['webasm']]);
  });

  test('a home that failed before: it is tried again', async () => {
    const one = quick();
    const { broker, opened } = page([one]);
    await broker.wake();
    await broker.failed('webgl2', 'gave up');
    await broker.pick('webgl2');
    expect(one.now).toBe('webgl2');
    expect(opened.filter(({ name }) => name === 'webgl2')).toHaveLength(2);
    expect(broker.choices(one)[3]!.reason).toBeUndefined();
  });
});

describe('a home that fails', () => {
  test.each<[string, (broker: Broker, lose: () => void) => void | Promise<void>, string]>([
    ['in a figure’s work', (broker) => broker.failed('webgl2', 'gave zeros'), 'gave zeros'],
    ['because the browser takes it', (_, lose) => lose(), 'taken away by the browser'],
  ])('%s: every figure leaves it at once', async (_, fail, reason) => {
    const figures = [quick(), quick(), heavy()];
    const { broker, home } = page(figures);
    await broker.wake();
    expect(figures.map(({ now }) => now)).toEqual(['webgl2', 'webgl2', 'webgpu']);
    const before = figures.map(({ log }) => log.length);
    const failing = fail(broker, home('webgl2').lose);
    // In the same turn, before anything is awaited.
    expect(figures.map(({ now }) => now)).toEqual(['plain', 'plain', 'webgpu']);
    await failing;
    await soon();
    expect(figures.map(({ now }) => now)).not.toContain('webgl2');
    expect(figures[2]!.log).toHaveLength(before[2]!);
    expect(home('webgl2').disposed).toBe(1);
    expect(broker.choices(figures[0]!)[3]!.reason).toBe(reason);
  });

  test('while a figure is being measured there is not chosen', async () => {
    const one = quick();
    const { broker, home, live } = page([one]);
    const measure = one.measure.bind(one);
    vi.spyOn(one, 'measure').mockImplementation(async (device) => {
      const time = await measure(device);
      if (device.name === 'webgl2') home('webgl2').lose();
      await soon();
      return time;
    });
    await broker.wake();
    await soon();
    expect(one.log).not.toContain('webgl2');
    expect(home('webgl2').disposed).toBe(1);
    expect(live()).not.toContain('webgl2');
  });

  test('twice is as once', async () => {
    const one = quick();
    const { broker, home } = page([one]);
    await broker.wake();
    await Promise.all([broker.failed('webgl2', 'first'), broker.failed('webgl2', 'second')]);
    expect(home('webgl2').disposed).toBe(1);
    expect(one.now).not.toBe('webgl2');
  });

  test('leaves the others in place when one figure cannot move', async () => {
    const figures = [quick(), quick(), quick()];
    const { broker, home } = page(figures);
    await broker.wake();
    vi.spyOn(figures[1]!, 'use').mockRejectedValue(new Error('cannot move'));
    await broker.failed('webgl2', 'gave up').catch(() => {});
    await soon();
    expect([figures[0]!.now, figures[2]!.now]).not.toContain('webgl2');
    expect(home('webgl2').disposed).toBe(1);
  });
});

test('a figure that fails while moving does not keep the others from theirs', async () => {
  const figures = [heavy(), quick(), heavy()];
  const { broker } = page(figures);
  vi.spyOn(figures[0]!, 'use').mockRejectedValue(new Error('cannot move'));
  await broker.wake().catch(() => {});
  await soon();
  expect(figures.slice(1).map(({ now }) => now)).toEqual(['webgl2', 'webgpu']);
  const later = quick();
  broker.join(later);
  await soon();
  expect(later.now).toBe('webgl2');
});

describe('a figure that leaves', () => {
  test('closes the home that it alone had', async () => {
    const { broker, leave, live } = page([quick(), heavy()]);
    await broker.wake();
    expect(live()).toEqual(['webgpu', 'webgl2']);
    leave[0]!();
    await soon();
    expect(live()).toEqual(['webgpu']);
    leave[1]!();
    await soon();
    expect(live()).toEqual([]);
  });

  test('leaves the home to others', async () => {
    const { broker, leave, live } = page([quick(), quick()]);
    await broker.wake();
    leave[0]!();
    leave[0]!();
    await soon();
    expect(live()).toEqual(['webgl2']);
  });

  test('while it is being measured is not moved afterwards', async () => {
    const one = heavy();
    const { broker, leave, live } = page([one]);
    const measure = one.measure.bind(one);
    vi.spyOn(one, 'measure').mockImplementation(async (device) => {
      await soon();
      return measure(device);
    });
    const woken = broker.wake();
    await soon();
    leave[0]!();
    await woken;
    expect([one.log, live()]).toEqual([[], []]);
  });

  test('does not close a home under a figure that is being measured there', async () => {
    const [one, other] = [quick(), heavy()];
    const { broker, leave, home } = page([one, other]);
    const closed: boolean[] = [];
    const measure = other.measure.bind(other);
    vi.spyOn(other, 'measure').mockImplementation(async (device: Device) => {
      leave[0]!();
      await soon();
      closed.push(device.name !== 'plain' && home(device.name as Mode).disposed > 0);
      return measure(device);
    });
    await broker.wake();
    expect(closed).not.toContain(true);
    expect(other.now).toBe('webgpu');
  });
});
