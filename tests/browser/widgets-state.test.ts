/** The ways into and out of every widget's state: `set`, attributes, addresses, links, pictures. */
import { describe, expect, test } from 'vitest';
import type { ArrayInput, Declaration, Input, Inputs, Matrix } from '../../components/parts/declare.ts';
import type { UnfoldWidget } from '../../src/element/index.ts';
import * as live from './support/figure.ts';
import { openFigure, savingData, widgets, type Figure } from './support/figure.ts';
import { open } from './support/page.ts';
import { after, brief, fits, ofSize, randomState, rounds, seeded } from './support/states.ts';
import { every, isTurn, lawOf } from './support/turns.ts';

/** Expressions, since a page cannot be handed a function or a BigInt. */
const never = [
  'NaN',
  'Infinity',
  '-Infinity',
  '1e9',
  '-1e9',
  'null',
  'undefined',
  'true',
  '10n',
  '"1"',
  '""',
  '"NaN"',
  '"<img src=x onerror=alert(1)>"',
  '{}',
  '[]',
  '[[]]',
  '[[[1]]]',
  '[NaN]',
  '["1"]',
  'new Number(1)',
  'Symbol("1")',
  '() => 1',
  'new Array(1e6).fill(0)',
  '(() => { const loop = []; loop.push(loop); return loop; })()',
];
const notInputs = [
  'null',
  '7',
  '"beta"',
  '[]',
  'undefined',
  'JSON.parse(`{"__proto__": 1}`)',
  '{ constructor: 1 }',
  '{ toString: 1 }',
  '{ hasOwnProperty: () => true }',
  '{ "": 1 }',
  '{ nothing: 1 }',
  '{ id: 1 }',
  '{ innerHTML: "<b>" }',
];

/** Besides what fits no input at all: wrong shapes, holes, one bad entry, numbers that answer twice. */
function unfit(declaration: Declaration, name: string, input: Input, present: unknown): string[] {
  if (input.kind !== 'array') {
    const broken = input.kind === 'number' && input.whole ? [`{ ${name}: ${input.range[0] + 0.5} }`] : [];
    return [`{ ${name}: [${JSON.stringify(present)}] }`, ...broken];
  }
  const value = JSON.stringify(present);
  const [low, high] = input.range;
  const limits = input.shape.map((extent) =>
    typeof extent === 'string' ? declaration.dimensions[extent]!.range[1] : extent,
  );
  const change = (text: string) =>
    `{ ${name}: (() => { const value = ${value}; ${text}; return value; })() }`;
  const entry = input.shape.length === 2 ? 'value[0][0]' : 'value[0]';
  return [
    `{ ${name}: 1 }`,
    `{ ${name}: new Array(${(present as []).length}) }`,
    `{ ${name}: Float64Array.from(${value}.flat()) }`,
    `{ ${name}: [${value}] }`,
    `{ ${name}: { length: 1, 0: 1 } }`,
    change(`value.length = 0`),
    change(`value.push(...new Array(${limits[0]}).fill(value[0]))`),
    change(`delete value[0]`),
    ...['NaN', 'null', '"1"', 'undefined', String(low - 1), String(high + 1), '[1, 2]', '1e9'].map((bad) =>
      change(`${entry} = ${bad}`),
    ),
    change(`Object.defineProperty(value, 0, { get: () => { throw new Error('unreadable'); } })`),
    ...(input.shape.length === 2 ? [change(`value[0] = value[0].slice(1)`), change(`value[0] = 1`)] : []),
    ...invalid(input, present as Matrix).map((one) => `{ ${name}: ${JSON.stringify(one)} }`),
  ];
}

/** Arrays of the right shape, with entries in range, that are not what they must be besides. */
function invalid(input: ArrayInput, present: Matrix): Matrix[] {
  if (!input.valid) return [];
  const [low, high] = input.range;
  const all = [low, high, low + 0.37 * (high - low)].flatMap((entry) =>
    present.map((_, i) =>
      present.map((row, at) => (at !== i ? row : Array.isArray(row) ? row.map(() => entry) : entry)),
    ),
  ) as Matrix[];
  const wrong = all.filter((value) => input.valid!(value) !== undefined);
  expect(wrong.length).toBeGreaterThan(0);
  return wrong;
}

/** Inputs that fit alone but not together: two that exclude each other, an extent beside arrays of another, one by two names. */
function contrary(
  { inputs, exclusive = [], dimensions, aliases = {} }: Declaration,
  params: Inputs,
): string[] {
  const text = (...names: [string, unknown][]) =>
    `{ ${names.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ')} }`;
  const own = (name: string): [string, unknown] => [name, params[name]];
  const extents = Object.entries(dimensions).flatMap(([dimension, { input, range }]) => {
    const arrays = Object.keys(inputs).filter((name) => {
      const one = inputs[name]!;
      return input && one.kind === 'array' && one.shape[0] === dimension;
    });
    const other = params[input!] === range[0] ? range[1] : range[0];
    return arrays.map((name) => text([input!, other], own(name)));
  });
  return [
    ...exclusive.map((group) => text(...group.map(own))),
    ...extents,
    ...Object.entries(aliases).map(([alias, name]) => text([alias, params[name]], own(name))),
  ];
}

/** What `set` answers to an expression: the name of the error, or that it took it. */
function answerTo({ page, id }: Figure, expression: string): Promise<string> {
  return page.evaluate(`
    document.getElementById(${JSON.stringify(id)}).set(${expression})
      .then(() => 'taken', (error) => error.name === 'InputError' && error.message ? 'refused' : String(error))
  `);
}

describe.each(widgets)('%s', (id) => {
  const law = lawOf(id, widgets);
  law('set refuses what does not fit, and changes nothing', async () => {
    const figure = await openFigure(id);
    await live.set(figure, randomState(figure.declaration, seeded(4), 'all'));
    const first = await live.shown(figure);
    const { declaration } = figure;
    const expressions = Object.entries(declaration.inputs).flatMap(([name, input]) => [
      ...never.map((value) => `{ ${name}: ${value} }`),
      ...unfit(declaration, name, input, first.params[name]),
    ]);
    const wrong: string[] = [];
    const together = contrary(declaration, first.params);
    for (const expression of [...expressions, ...together, ...notInputs.map((text) => `(${text})`)]) {
      const answer = await answerTo(figure, expression);
      if (answer !== 'refused') wrong.push(`${expression.slice(0, 120)}: ${answer}`);
    }
    expect(wrong).toEqual([]);
    expect(await live.shown(figure)).toEqual(first);
    const [name] = Object.keys(declaration.inputs);
    expect(await answerTo(figure, `{ ${name}: ${JSON.stringify(first.params[name!])}, nothing: 1 }`)).toBe(
      'refused',
    );
    expect(await live.shown(figure)).toEqual(first);
    expect(await figure.page.evaluate(() => Object.keys(Object.prototype))).toEqual([]);
    expect(figure.troubles).toEqual([]);
  });

  law('get refuses names that are none', async () => {
    const { page } = await openFigure(id);
    for (const name of [
      '',
      'nothing',
      '__proto__',
      'constructor',
      'toString',
      'device',
      'sizes',
      'document',
    ]) {
      const answer = page.evaluate(
        ([id, name]) => (document.getElementById(id!) as UnfoldWidget).get(name!),
        [id, name] as const,
      );
      await expect(answer, name).rejects.toThrow(/no output/);
    }
  });

  law('what get, params and state give away cannot change the figure', async () => {
    const figure = await openFigure(id);
    await live.set(figure, randomState(figure.declaration, seeded(5), 'all'));
    const first = await live.shown(figure);
    const names = [...Object.keys(figure.declaration.outputs), ...Object.keys(figure.declaration.inputs)];
    await figure.page.evaluate(
      async ([id, names]) => {
        const element = document.getElementById(id) as UnfoldWidget;
        const spoil = (value: unknown): void => {
          if (typeof value !== 'object' || value === null) return;
          for (const key of Object.keys(value)) {
            spoil((value as Record<string, unknown>)[key]);
            (value as Record<string, unknown>)[key] = 77;
          }
        };
        for (const name of names) spoil(await element.get(name));
        spoil(element.params);
        spoil(element.state);
      },
      [id, names] as const,
    );
    expect(await live.shown(figure)).toEqual(first);
  });

  law('other names of an input mean the same', async () => {
    const figure = await openFigure(id);
    const { aliases = {} } = figure.declaration;
    const state = randomState(figure.declaration, seeded(18), 'all');
    const expected = after(figure.declaration, {}, state);
    for (const [alias, name] of Object.entries(aliases)) {
      const { [name]: value, ...rest } = state;
      const renamed = { ...rest, [alias]: value! };
      await live.restart(figure, renamed);
      expect(await live.paramsOf(figure)).toEqual(expected);
      const got = await figure.page.evaluate(
        ([id, alias]) => (document.getElementById(id!) as UnfoldWidget).get(alias!),
        [id, alias] as const,
      );
      expect(got).toEqual(value);
      await live.reset(figure);
      const texts = Object.entries(renamed).map(([key, one]) => `${key}=${encodeURIComponent(written(one))}`);
      await showAddress(figure, `?${texts.join('&')}`);
      expect((await live.shown(figure)).notes).toEqual([]);
      await live.expectRight(figure, expected);
    }
  });

  law('an address out of range is brought into it, with a note that is seen', async () => {
    const figure = await openFigure(id);
    const start = brief(figure.declaration);
    const first = after(figure.declaration, {}, start);
    for (const [name, input] of Object.entries(figure.declaration.inputs)) {
      if (input.kind === 'choice' || input.kind === 'text' || name === figure.declaration.run?.input)
        continue;
      const [low, high] = [Math.max(input.range[0], -1e4), Math.min(input.range[1], 1e4)];
      for (const [far, near] of [
        [1e30, high],
        [-1e30, low],
      ] as const) {
        const texts = Object.entries({ ...start, [name]: filled(first[name], far) }).map(
          ([key, value]) => `${key}=${encodeURIComponent(written(value))}`,
        );
        await showAddress(figure, `?${texts.join('&')}`);
        const value = filled(first[name], near) as Matrix;
        // What is no valid array even within the range leaves the default.
        const change = input.kind === 'number' || fits(input, value) ? { [name]: value } : {};
        await live.expectRight(figure, after(figure.declaration, start, change));
        const note = figure.page.locator('.note').first();
        expect(await note.textContent()).toContain(name);
        expect(await note.isVisible()).toBe(true);
      }
    }
  });

  const meaningless = [
    '?nothing=1',
    '?__proto__=1&constructor=2',
    '?stage=nothing',
    '?%3Cimg%20src=x%20onerror=alert(1)%3E=1',
    `?${'a'.repeat(10_000)}=1`,
  ];
  // It is the address that is read, whatever the figure.
  test.each(isTurn('meaningless', id, widgets) ? meaningless.slice(0, every ? undefined : 3) : [])(
    'a meaningless address leaves the defaults, with a note: %#',
    async (query) => {
      const figure = await openFigure(id, { query });
      await live.expectRight(figure, after(figure.declaration, {}, {}));
      expect((await live.shown(figure)).notes).not.toEqual([]);
      expect(figure.troubles).toEqual([]);
    },
  );

  law('the link to a state shows exactly that state, many times', async () => {
    const figure = await openFigure(id);
    const random = seeded(6);
    const states = Array.from({ length: rounds(figure.declaration, 50) }, (_, round) =>
      randomState(figure.declaration, random, round % 5 ? 'some' : 'all'),
    );
    const found = await figure.page.evaluate(
      async ([id, states]) => {
        const element = document.getElementById(id) as UnfoldWidget;
        const found = [];
        for (const state of states) {
          void element.reset();
          await element.set(state);
          const [set, link] = [element.params, element.querySelector<HTMLAnchorElement>('.state-link')!.href];
          void element.reset();
          await element.show(new URL(link));
          found.push({ set, shown: element.params, notes: element.querySelectorAll('.note').length });
        }
        return found;
      },
      [id, states] as const,
    );
    for (const [round, { set, shown, notes }] of found.entries()) {
      expect(set).toMatchObject(states[round]!);
      expect(shown).toEqual(set);
      expect(notes).toBe(0);
    }
    await live.expectRight(figure, found.at(-1)!.shown);
    expect(figure.troubles).toEqual([]);
  });

  law('the link to a state opens its chapter in that state', async () => {
    const figure = await openFigure(id);
    const random = seeded(7);
    const states: Inputs[] = [
      randomState(ofSize(figure.declaration, 'largest'), random, 'tame'),
      randomState(figure.declaration, random, 'all'),
      randomState(figure.declaration, random),
      {},
    ];
    for (const state of states.slice(0, 1 + rounds(figure.declaration, 3))) {
      await live.restart(figure, state);
      const [link, params] = [await linkOf(figure), await live.paramsOf(figure)];
      const { page, troubles } = await open(link, { before: savingData, until: 'load' });
      const reopened = { ...figure, page };
      await live.ready(reopened);
      await live.expectRight(reopened, params);
      await expect.poll(() => inView(reopened)).toBe(true);
      expect(troubles).toEqual([]);
    }
  });

  law('attributes are a state to come back to; reset shows it', async () => {
    const figure = await openFigure(id);
    const random = seeded(8);
    const first = await live.paramsOf(figure);
    const state = randomState(figure.declaration, random, 'all');
    await live.set(figure, state);
    const params = await live.paramsOf(figure);
    await figure.page.evaluate(
      ([id, state]) => {
        const element = document.createElement('unfold-widget');
        for (const [name, value] of Object.entries(state)) element.setAttribute(name, value);
        element.setAttribute('name', id);
        element.id = 'again';
        document.querySelector('main')!.append(element);
      },
      [id, Object.fromEntries(Object.entries(state).map(([name, value]) => [name, written(value)]))] as const,
    );
    const again = { ...figure, id: 'again' };
    await live.ready(again);
    await live.expectRight(again, params);
    await live.set(again, randomState(figure.declaration, random, 'all'));
    await live.reset(again);
    await live.expectRight(again, params);
    await live.reset(figure);
    await live.expectRight(figure, first);
    await live.expectRight(again, params);
    expect(figure.troubles).toEqual([]);
  });

  law('frozen, it keeps its picture and answers to no control', async () => {
    const figure = await openFigure(id);
    const { page } = figure;
    await live.set(figure, randomState(figure.declaration, seeded(9), 'all'));
    const first = await live.shown(figure);
    await page.evaluate((id) => (document.getElementById(id) as UnfoldWidget).freeze(), id);
    const enabled = () => page.locator('unfold-widget :is(input, button, select):enabled').count();
    expect(await enabled()).toBe(0);
    await page.locator('svg [data-mark]').first().dispatchEvent('click');
    await page.keyboard.press('+');
    expect(await live.shown(figure)).toEqual(first);
    await live.set(figure, randomState(figure.declaration, seeded(10), 'all')).catch(() => {});
    expect(await enabled()).toBe(0);
    const { marks, sentence } = await live.shown(figure);
    expect({ marks, sentence }).toEqual({ marks: first.marks, sentence: first.sentence });
    expect(figure.troubles).toEqual([]);
  });

  law('its picture is one SVG document that holds its numbers', async () => {
    const figure = await openFigure(id);
    for (const colorScheme of ['light', 'dark'] as const) {
      await figure.page.emulateMedia({ colorScheme });
      await live.set(figure, randomState(figure.declaration, seeded(11), 'all'));
      await live.set(figure, live.atLast(figure.declaration));
      const found = await figure.page.evaluate(async (id) => {
        const element = document.getElementById(id) as UnfoldWidget;
        const text = await element.toSVG();
        const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
        const texts = (root: ParentNode) =>
          [...root.querySelectorAll('svg text')].map((one) => one.textContent);
        const drawn = [...parsed.querySelectorAll('text')].map((one) => one.textContent);
        const picture = new Image();
        picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
        await picture.decode();
        return {
          root: parsed.documentElement.localName,
          faults: parsed.querySelectorAll('parsererror').length,
          variables: /var\(/i.test(text),
          numerals: texts(element),
          missing: texts(element).filter((one) => !drawn.includes(one)),
          sentence: drawn.includes(element.querySelector('.sentence')!.textContent),
          width: picture.naturalWidth,
        };
      }, id);
      expect(found).toMatchObject({ root: 'svg', faults: 0, variables: false, missing: [], sentence: true });
      expect(found.numerals.length).toBeGreaterThan(0);
      expect(found.width).toBeGreaterThan(100);
    }
  });
});

const linkOf = ({ page, id }: Figure): Promise<string> =>
  page.evaluate(
    (id) => document.getElementById(id)!.querySelector<HTMLAnchorElement>('.state-link')!.href,
    id,
  );

/** As if a link to this address had been followed. */
const showAddress = ({ page, id }: Figure, query: string) =>
  page.evaluate(
    ([id, query]) => (document.getElementById(id!) as UnfoldWidget).show(new URL(query!, location.href)),
    [id, query] as const,
  );

const inView = ({ page, id }: Figure) =>
  page.evaluate((id) => {
    const { top, bottom } = document.getElementById(id)!.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  }, id);

/** An array of the same shape, or a number. */
function filled(value: unknown, entry: number): unknown {
  return Array.isArray(value) ? value.map((inner) => filled(inner, entry)) : entry;
}

/** As an address writes it. */
function written(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value.map((row) => String(row)).join(Array.isArray(value[0]) ? ';' : ',');
}
