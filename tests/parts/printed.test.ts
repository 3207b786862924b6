/** What paper needs: the state in a line, its address, and a code that a telephone reads; and texts that are copied. */
import jsqr from 'jsqr';
import { JSDOM } from 'jsdom';
import { describe, expect, test, vi } from 'vitest';
import { maker } from '../../components/parts/element.ts';
import { parameters, printed } from '../../components/parts/printed.ts';
import { code, LONGEST_CODE } from '../../components/parts/qr.ts';
import { complete } from '../../components/parts/codec.ts';
import { parts, small } from './small.ts';
import { standing } from './standing.ts';

const { document } = new JSDOM().window;

/** What a camera would read off the drawing of a code. */
function seen(svg: Element | null | undefined): string | undefined {
  const size = Number(svg!.getAttribute('viewBox')!.split(' ')[2]);
  const dark = svg!.querySelector('path[fill="#000"]')!.getAttribute('d')!;
  const SCALE = 4;
  const width = size * SCALE;
  const pixels = new Uint8ClampedArray(4 * width * width).fill(255);
  for (const [, x, y, run] of dark.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let i = 0; i < SCALE; i++) {
      const row = (Number(y) * SCALE + i) * width + Number(x) * SCALE;
      for (let j = row; j < row + Number(run) * SCALE; j++) pixels.fill(0, 4 * j, 4 * j + 3);
    }
  }
  // The package exports itself as a default within its default.
  const read = (jsqr as unknown as { default?: typeof jsqr }).default ?? jsqr;
  return read(pixels, width, width)?.data;
}

describe('a code', () => {
  test.each([
    'https://book.test/ntm/?ntm-step.beta=50&ntm-step.v=1#ntm-step',
    `https://book.test/?x=${'0.125,-7.5;'.repeat(40)}`.slice(0, LONGEST_CODE),
  ])('says %s', (address) => {
    expect(seen(code(document, address))).toBe(address);
  });

  test('is not drawn of what would be too fine to print', () => {
    expect(code(document, 'x'.repeat(LONGEST_CODE))).toBeDefined();
    expect(code(document, 'x'.repeat(LONGEST_CODE + 1))).toBeUndefined();
  });
});

const widget = small();

describe('the line of a state', () => {
  test('says numbers and choices as they are, and long arrays where they were set', () => {
    const line = (given: Parameters<typeof complete>[1]) =>
      parameters(widget, { ...complete(widget, given), given });
    expect(line({})).toBe('rate 1 · shade dim · pair 0, 1');
    expect(line({ rate: -0.5, shade: 'bright', grid: [[1, 2], [3, 4], [5, 6]], row: [0.5, 1, 1 / 3] })).toBe(
      'rate −0.5 · shade bright · grid set by hand (3 × 2) · row 0.5, 1, 0.333333 · pair 0, 1',
    );
  }); // prettier-ignore

  test('names the moment of a walk', () => {
    const walk = { input: 'rate', last: () => 0, name: (moment: number) => `step ${moment}` };
    const declaration = { ...parts(), walk };
    expect(parameters(declaration, { ...complete(declaration, {}), given: {} })).toMatch(/^rate step 0 ·/);
  });
});

test('a state too long for a code leads to the figure', () => {
  const [picture, words] = printed({
    make: maker(document),
    document,
    declaration: widget,
    flow: { ...complete(widget, {}), given: {} },
    state: `https://book.test/ntm/#s=${'1'.repeat(700)}`,
    home: 'https://book.test/ntm/#small',
  });
  expect(seen(picture as Element)).toBe('https://book.test/ntm/#small');
  expect((words as Element).textContent).toMatch(/too long to print.*https:\/\/book.test\/ntm\/#small$/);
});

const link = (given: object) => `/ntm/?${encodeURIComponent(JSON.stringify(given))}`;
const absolute = (given: object) => `https://book.test${link(given)}`;
const line = (root: Element) => root.querySelector('.parameters')?.textContent;

test('stands ready under a live figure a moment after each change, and stays when it is drawn anew', async () => {
  const { live, root } = await standing(widget, {}, {}, { link });
  await expect.poll(() => line(root)).toMatch(/^rate 1 /);
  const place = root.querySelector('.printed')!;
  await live.change({ rate: 2 });
  expect(root.querySelector('.printed')).toBe(place);
  await expect.poll(() => line(root)).toMatch(/^rate 2 /);
  expect(root.querySelector('.address span')!.textContent).toBe(absolute({ rate: 2 }));
  expect(seen(place.querySelector('svg'))).toBe(absolute({ rate: 2 }));
});

test('is of the present state when a print begins', async () => {
  const { live, root } = await standing(widget, {}, {}, { link });
  await expect.poll(() => line(root)).toMatch(/^rate 1 /);
  await live.change({ rate: 2 });
  expect(line(root)).toMatch(/^rate 1 /);
  const { defaultView } = root.ownerDocument;
  defaultView!.dispatchEvent(new defaultView!.Event('beforeprint'));
  expect(line(root)).toMatch(/^rate 2 /);
});

test('is on show once a figure is frozen, of the state that it shows', async () => {
  const { live, root } = await standing(widget, {}, {}, { link });
  await live.set({ rate: 0.5 });
  live.freeze();
  expect(root.querySelector('figure')!.hasAttribute('data-frozen')).toBe(true);
  await expect.poll(() => line(root)).toMatch(/^rate 0.5 /);
  expect(seen(root.querySelector('.printed svg'))).toBe(absolute({ rate: 0.5 }));
});

describe('copying', () => {
  test('says so where it was done', async () => {
    const copy = vi.fn(() => Promise.resolve(true));
    const { root, press, notes, live } = await standing(widget, {}, {}, { copy, link });
    await live.change({ rate: 2 });
    await press('[data-action=link]');
    await expect.poll(notes).toEqual(['The link to this state was copied.']);
    await press('[data-action=cite]');
    await expect.poll(notes).toEqual(['The citation was copied.']);
    expect(copy.mock.calls).toEqual([[absolute({ rate: 2 })], ['@misc{small}']]);
    expect(root.querySelector('.offered')).toBeNull();
  });

  test('that is refused shows the text, selected, until the next change', async () => {
    const { root, press, notes, live } = await standing(widget, {}, {}, { copy: () => Promise.resolve(false), link }); // prettier-ignore
    const field = () => root.querySelector<HTMLTextAreaElement>('.offered');
    await press('[data-action=link]');
    await expect.poll(() => field()?.value).toBe(absolute({}));
    expect(notes()[0]).toContain('could not be copied here');
    expect(field()!.readOnly).toBe(true);
    await expect.poll(() => field()!.selectionEnd).toBe(absolute({}).length);
    expect(root.ownerDocument.activeElement).toBe(field());
    await press('[data-action=cite]');
    await expect.poll(() => field()?.value).toBe('@misc{small}');
    await live.change({ rate: 2 });
    expect([field(), notes()]).toEqual([null, []]);
  });
});

test('saving says what became of the picture, and is offered where a page can', async () => {
  const save = vi.fn((kind: string) => (kind === 'svg' ? Promise.resolve('Saved.') : Promise.reject(new Error('no')))); // prettier-ignore
  const { root, press, notes } = await standing(widget, {}, {}, { save });
  await press('[data-action=svg]');
  await expect.poll(notes).toEqual(['Saved.']);
  await press('[data-action=png]');
  await expect.poll(notes).toEqual(['The picture could not be made here.']);
  expect(root.querySelectorAll('.save button')).toHaveLength(2);
  expect((await standing(widget)).root.querySelector('.save')).toBeNull();
});
