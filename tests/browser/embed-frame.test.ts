/** An embedded figure in the pages of others: its height in every way they speak, what they may ask of it, and no more. */
import { describe, expect, test } from 'vitest';
import type { UnfoldWidget } from '../../src/element/index.ts';
import { canvas } from './hosts/canvas.ts';
import { embedly } from './hosts/embedly.ts';
import { h5p } from './hosts/h5p.ts';
import { fit, show, widen, type Host, type Shown } from './hosts/host.ts';
import { hostile, stranger } from './hosts/hostile.ts';
import { iframeResizer } from './hosts/iframe-resizer.ts';
import { silent } from './hosts/silent.ts';
import { wordpress } from './hosts/wordpress.ts';

const ready = ({ frame }: Shown) =>
  frame.evaluate(() => document.querySelector<UnfoldWidget>('unfold-widget')!.ready);

/** WordPress gives no frame more than this. */
const most = ({ name }: Host) => (name === 'WordPress' ? 1000 : Infinity);

describe.each([canvas, h5p, embedly, wordpress, iframeResizer])('in $name', (host) => {
  test('the height is right at 320, 640 and 1024 pixels, without a scroll bar in the frame', async () => {
    const shown = await show(host, 'eigen-gradient/?radius=1.01');
    await ready(shown);
    for (const width of [1024, 640, 320]) {
      await widen(shown.page, width);
      const off = async () => {
        const { given, content } = await fit(shown);
        return Math.abs(given - Math.min(content, most(host)));
      };
      await expect.poll(off).toBeLessThanOrEqual(2);
      const { content, over, scrolls } = await fit(shown);
      if (content < most(host))
        expect({ width, scrolls, over: Math.max(over, 2) }).toEqual({ width, scrolls: false, over: 2 });
      else await expect.poll(async () => (await fit(shown)).scrolls).toBe(true);
    }
    expect(shown.troubles).toEqual([]);
  });
});

test('in a silent page the figure scrolls in its frame, which keeps its height', async () => {
  const shown = await show(silent, 'eigen-gradient/');
  await ready(shown);
  await shown.page.mouse.move(200, 200);
  await shown.page.mouse.wheel(0, 400);
  await expect.poll(() => shown.frame.evaluate(() => scrollY)).toBeGreaterThan(100);
  expect(await fit(shown)).toMatchObject({ given: 300, scrolls: true });
  expect(shown.troubles).toEqual([]);
});

/** What the figure computes with now. */
const radius = ({ frame }: Shown) =>
  frame.evaluate(() => document.querySelector<UnfoldWidget>('unfold-widget')!.params!.radius);

describe('a hostile page', () => {
  test('changes nothing unless it greets, and a stranger in another frame of it nothing at all', async () => {
    const shown = await show(hostile, 'eigen-gradient/?radius=1.25&tag=mine', { more: stranger });
    const { page } = shown;
    await ready(shown);
    const strange = await page.evaluate(async () => {
      const heard: unknown[] = [];
      const done = new Promise((done) =>
        addEventListener('message', ({ data }) => data === 'done' && done(0)),
      );
      addEventListener('message', ({ data }: MessageEvent<{ stranger?: unknown }>) => {
        if (data.stranger) heard.push(data.stranger);
      });
      // Before hello nobody is answered, and no call is counted.
      window.figure.send({ protocol: 'unfold/1', type: 'set', call: 900, params: { radius: 0.5 } });
      frames[1]!.postMessage('go', '*');
      await done;
      await window.ask({ type: 'hello' });
      return heard;
    });
    expect(strange).toEqual([]);
    expect(await radius(shown)).toBe(1.25);
    const { heard } = await page.evaluate(() => ({ heard: window.figure.heard }));
    expect(heard.filter(({ type }) => type !== 'size')).toMatchObject([
      { type: 'ready', call: 1, tag: 'mine', widget: 'eigen-gradient', params: { radius: 1.25 } },
    ]);
    expect(shown.troubles).toEqual([]);
  });

  test('with malformed, repeated and ten thousand messages does no harm, and is answered again after them', async () => {
    const shown = await show(hostile, 'eigen-gradient/');
    const answers = await shown.page.evaluate(async () => {
      await window.ask({ type: 'hello' });
      const first = await window.ask({ type: 'set', params: { radius: 1.2 } });
      const old = { protocol: 'unfold/1', type: 'set', call: 2, params: { radius: 0.5 } };
      const { send, heard } = window.figure;
      const unasked = () => heard.filter(({ type, call }) => type !== 'size' && call === undefined).length;
      const cyclic: Record<string, unknown> = { ...old, call: 3 };
      cyclic.params = cyclic;
      const bad = [
        old,
        { ...old, call: 1 },
        { ...old, call: NaN },
        { ...old, call: '9' },
        { ...old, call: 3.5 },
        'set',
      ];
      for (const one of [...bad, { ...old, call: 4, protocol: 'unfold/2' }, null, 7, [old]]) send(one);
      const refused = await Promise.all([
        window.ask({ type: 'set', params: [1] }, 10),
        window.ask({ type: 'set', params: { radius: { x: 1 } } }, 11),
        window.ask({ type: 'set', params: JSON.parse('{"__proto__": 1}') as object }, 12),
        window.ask({ type: 'set', params: { radius: 1e9 } }, 13),
        window.ask({ type: 'set', params: { radius: 'x'.repeat(70_000) } }, 14),
        window.ask({ type: 'eval', code: '1' }, 15),
        window.ask({ type: 'get', output: 'constructor' }, 16),
      ]);
      const told = unasked();
      for (let call = 0; call < 5000; call++) send({ ...old, call: call % 17 });
      const flood = Array.from({ length: 5000 }, () => window.ask({ type: 'set', params: { radius: 1.3 } }));
      const kinds = (await Promise.all(flood)).map(({ type }) => type);
      const count = (type: string) => kinds.filter((one) => one === type).length;
      const last = await window.ask({ type: 'set', params: { radius: 1.1 } });
      return {
        first,
        told,
        refused: refused.map(({ type }) => type),
        states: count('state'),
        errors: count('error'),
        last,
        radius: await window.ask({ type: 'get', output: 'radius' }),
      };
    });
    // The first change alone; what was refused is not a change.
    expect(answers.told).toBeLessThanOrEqual(1);
    expect(answers.first).toMatchObject({ type: 'state', params: { radius: 1.2 } });
    expect(answers.refused).toEqual(Array(7).fill('error'));
    expect(answers.states).toBeGreaterThanOrEqual(64);
    expect(answers.states + answers.errors).toBe(5000);
    expect(answers.errors).toBeGreaterThan(0);
    expect(answers.last).toMatchObject({ type: 'state', params: { radius: 1.1 } });
    expect(answers.radius).toMatchObject({ type: 'value', value: 1.1 });
    expect(shown.troubles).toEqual([]);
  });
});
