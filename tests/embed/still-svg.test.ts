/** The figures as pictures that stand alone: what they hold, and that they need nothing from anywhere else. */
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { macros } from '../../src/book.ts';
import { mixed, resolved } from '../../src/embed/still-colours.ts';
import { stillSvg } from '../../src/embed/still-svg.ts';
import { wrapped } from '../../src/embed/still-words.ts';
import { declarations } from '../../src/mdx/declarations.ts';
import { renderStatic } from '../../src/mdx/widgets.ts';

test('colours are mixed as a browser mixes them', () => {
  // What Chromium's canvas makes of `color-mix(in oklab, …)`.
  expect(mixed('#62b5af', '#f4f2ed', 0.7)).toBe('#91c7c1');
  expect(mixed('#85591f', '#23272c', 0.125)).toBe('#2f2d2d');
  expect(mixed('#5c370c', '#c69657', 0.72)).toBe('#785021');
  expect(mixed('#000', '#fff', 0.5)).toBe('#636363');
});

test('what cannot be resolved is told', () => {
  const properties = { '--one': 'light-dark(#fff, var(--two))', '--two': '#000000' };
  expect(['light', 'dark'].map((theme) => resolved('var(--one)', properties, theme as 'light'))).toEqual([
    '#fff',
    '#000000',
  ]);
  expect(() => resolved('var(--three)', properties, 'light')).toThrow('"var(--three)" is not resolved');
});

test('lines hold every word, in order, and none is too long', () => {
  const text = 'After a hundred steps back almost nothing of the gradient is left, whatever is done';
  const lines = wrapped(text, 200, 15);
  expect(lines.join(' ')).toBe(text);
  expect(lines.length).toBeGreaterThan(2);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(34);
});

describe.each(Object.keys(declarations))('%s', async (widget) => {
  const figure = await renderStatic(widget, {});
  const still = { ...figure, declaration: declarations[widget]!, source: 'a & b', macros: macros() };
  const [light, dark] = [stillSvg(still, 'light'), stillSvg(still, 'dark')];
  // As XML: a picture that is not well formed is not shown at all.
  const page = new JSDOM(light, { contentType: 'image/svg+xml' }).window.document;
  const built = new JSDOM(figure.html).window.document;
  const textsIn = (root: ParentNode, some: string) =>
    [...root.querySelectorAll(some)].map(({ textContent }) => textContent).filter(Boolean);
  // Wrapped lines, one after another, are whole sentences.
  const lines = [...page.querySelectorAll('svg > text')].map(({ textContent }) => textContent).join(' ');

  test('holds title, panels, sentence, source and every text of every drawing', () => {
    const { localName, namespaceURI } = page.documentElement;
    expect([localName, namespaceURI]).toEqual(['svg', 'http://www.w3.org/2000/svg']);
    expect(textsIn(page, 'svg > title')).toEqual([figure.title]);
    expect(textsIn(page, 'svg > desc')).toEqual([figure.sentence]);
    expect(textsIn(page, 'text')).toContain('a & b');
    for (const title of textsIn(built, '.panel-title')) expect(lines).toContain(title);
    // No other panels than the figure has.
    const { panels } = declarations[widget]!;
    const gone = panels.filter(({ title }) => !textsIn(built, '.panel-title').includes(title));
    for (const { title } of gone) expect(lines).not.toContain(title);
    const drawn = textsIn(page, 'svg > svg text');
    expect(drawn).toEqual(expect.arrayContaining(textsIn(built, '[data-drawing] > svg text')));
    expect(drawn.length).toBeGreaterThan(10);
    expect(lines).toContain(figure.sentence);
  });

  test('needs no script, style sheet, font or other file, and says nothing to a pointer', () => {
    expect(page.querySelectorAll('script, style, foreignObject, image, use, a, link')).toHaveLength(0);
    const names = [...page.querySelectorAll('*')].flatMap((element) => element.getAttributeNames());
    expect(
      names.filter((name) => /^(on|href|xlink|src|class|style|tabindex|data-|aria-)/.test(name)),
    ).toEqual([]);
    expect(light).not.toMatch(/url\(|var\(|light-dark|color-mix|currentColor|NaN|Infinity|undefined/);
  });

  test('differs between its themes in colours alone', () => {
    const bare = (text: string) => text.replaceAll(/#[\da-f]{6}\b/g, '#');
    expect(bare(dark)).toBe(bare(light));
    expect(dark).not.toBe(light);
    expect(light).toContain('fill="#f6f4ee"');
    expect(dark).toContain('fill="#1b1e23"');
  });

  test('every drawing lies inside of the picture, and none on another', () => {
    const number = (element: Element, name: string) => Number(element.getAttribute(name));
    const [width, height] = [number(page.documentElement, 'width'), number(page.documentElement, 'height')];
    const boxes = [...page.querySelectorAll('svg > svg')].map(
      (element) =>
        ['x', 'y', 'width', 'height'].map((name) => number(element, name)) as [
          number,
          number,
          number,
          number,
        ],
    );
    expect(boxes).toHaveLength(
      built.querySelectorAll('[data-drawing]:not([data-reached="later"]) > svg').length,
    );
    for (const [x, y, w, h] of boxes) {
      expect([x >= 20, y > 40, x + w <= width - 19.9, y + h < height - 20]).toEqual([true, true, true, true]);
      const over = boxes.filter(([a, b, c, d]) => a < x + w && x < a + c && b < y + h && y < b + d);
      expect(over).toHaveLength(1);
    }
    expect(width).toBeLessThanOrEqual(920);
  });
});

test('drawings look as the sheets say: of two rules the weightier holds, of two alike the later', async () => {
  const figure = await renderStatic('eigen-gradient', {});
  const still = { ...figure, declaration: declarations['eigen-gradient']!, source: '', macros: macros() };
  const page = new JSDOM(stillSvg(still, 'light'), { contentType: 'image/svg+xml' }).window.document;
  const built = new JSDOM(figure.html).window.document;
  /** The same element in the picture: by what it draws, since there are no classes. */
  const drawn = (some: string, by: string) => {
    const value = built.querySelector(`svg ${some}`)!.getAttribute(by)!;
    const found = page.querySelector(`svg > svg [${by}="${value}"]`)!;
    return ['fill', 'stroke', 'stroke-width', 'stroke-dasharray'].map((name) => found.getAttribute(name));
  };
  // `.chart :is(.curve, …)`, then `.lines .curve`, then `.lines .curve.error`.
  expect(drawn('.curve.error', 'd')).toEqual(['none', '#b5380f', '2.5px', null]);
  expect(drawn('.curve.state', 'd')).toEqual(['none', '#1b5ea8', '2px', null]);
  expect(drawn('.radius-circle', 'r')).toEqual(['none', '#1b1d21', '1.25px', '5 4']);
  // `.plane .axis` is later than `.chart :is(.axis, …)` and weighs the same.
  expect(drawn('.plane .axis, .ground .axis', 'd')).toEqual(['none', '#e0dcd2', null, null]);
  const tick = [...page.querySelectorAll('text')].find(({ textContent }) => textContent === '10⁻⁵')!;
  expect([tick.getAttribute('fill'), tick.getAttribute('font-size')]).toEqual(['#656970', '11.5px']);
});
