/** What holds for every widget, in every state that is named, at the ends of its sizes, and after every preset. */
import { afterAll, describe, expect, test } from 'vitest';
import { check, complete } from '../../components/parts/codec.ts';
import type { Declaration, Inputs } from '../../components/parts/declare.ts';
import { said } from '../../components/parts/numbers.ts';
import type { Explain } from '../../components/parts/view.ts';
import { outputsOf } from '../../components/parts/static.ts';
import { declarations } from '../../src/mdx/declarations.ts';
import { cellsOf, defaultsAt, drawn, formula, settled } from './drawn.ts';
import { globalAttributes, jsxNames } from './reserved.ts';
import { states } from './states.ts';

const widgets = Object.entries(declarations);

/** The ends of the sizes: every dimension at its least, every one at its most, and each alone at the other end. */
function ends({ dimensions }: Declaration) {
  const at = (end: 0 | 1, other?: string) =>
    Object.fromEntries(
      Object.entries(dimensions).map(([name, { range }]) => [name, range[name === other ? 1 - end : end]!]),
    );
  const all = [at(0), at(1), ...Object.keys(dimensions).flatMap((name) => [at(0, name), at(1, name)])];
  return [...new Map(all.map((sizes) => [JSON.stringify(sizes), sizes])).values()];
}

async function afterPresets(declaration: Declaration) {
  const { inputs } = complete(declaration, {});
  const outputs = await outputsOf(declaration, {});
  return declaration.presets.map(
    (preset) => [`after ${preset.label}`, preset.change(inputs, outputs)] as const,
  );
}

async function statesOf(declaration: Declaration): Promise<[string, Inputs][]> {
  return [
    ['default', {}],
    ...Object.entries(states[declaration.id] ?? {}),
    ...ends(declaration).map((sizes): [string, Inputs] => [
      `at ${Object.values(sizes).join(' × ')}`,
      defaultsAt(declaration, sizes),
    ]),
    ...((await afterPresets(declaration)) as [string, Inputs][]),
  ];
}

const all = await Promise.all(
  widgets.map(async ([id, declaration]) =>
    (await statesOf(declaration)).map(([name, given]) => [`${id}, ${name}`, declaration, given] as const),
  ),
).then((lists) => lists.flat());

describe.each(widgets)('%s', (id, declaration) => {
  const { inputs, values, outputs, drawings, dimensions, presets, chapter } = declaration;

  test('names differ without regard to case, and mean nothing else in HTML or JSX', () => {
    const names = [inputs, values, drawings].flatMap(Object.keys).map((name) => name.toLowerCase());
    expect(names).toEqual([...new Set(names)]);
    expect(names.filter((name) => [...globalAttributes, ...jsxNames].includes(name))).toEqual([]);
    expect(Object.keys(outputs).filter((name) => name in inputs)).toEqual([]);
  });

  test('is called like its folder and stands in a chapter of the book', async () => {
    const { chapters } = await import('../../src/book.ts');
    const home = chapters().find((one) => one.id === chapter);
    expect(home?.figures).toContain(id);
  });

  test('every panel shows drawings and controls that exist', () => {
    for (const { above, below, drawing, controls = [] } of declaration.panels) {
      const drawn = [drawing, above?.drawing, below?.drawing].filter((name) => name !== undefined);
      for (const name of drawn) expect(drawings).toHaveProperty(name);
      for (const control of controls) expect(inputs).toHaveProperty(control);
    }
  });

  test('every symbol and formula can be written', () => {
    const described = [...Object.values(inputs), ...Object.values(outputs)].map(({ symbol }) => symbol);
    const texts = [...described, ...declaration.panels.map((panel) => panel.formula)];
    for (const tex of texts) if (tex) expect(formula(tex).length).toBeGreaterThan(0);
  });

  // What the presets start from: the default, and the ends of the sizes.
  const starts = [{}, ...ends(declaration)].map((sizes) =>
    Object.keys(sizes).length ? defaultsAt(declaration, sizes) : {},
  );
  let outputsAt: Promise<Record<string, unknown>[]> | undefined;
  const found = () => (outputsAt ??= Promise.all(starts.map((given) => outputsOf(declaration, given))));

  test.each(presets.map((preset) => [preset.label, preset] as const))('%s fits', async (_, { change }) => {
    for (const [at, given] of starts.entries()) {
      const before = complete(declaration, given).inputs;
      const kept = structuredClone(before);
      const changed = change(before, structuredClone((await found())[at]!));
      expect(before).toEqual(kept);
      const whole = complete(declaration, { ...given, ...check(declaration, changed) });
      // Extents that are inputs themselves may be part of what a preset sets.
      const fixed = Object.entries(complete(declaration, given).sizes).filter(
        ([name]) => !dimensions[name]!.input,
      );
      expect(whole.sizes).toMatchObject(Object.fromEntries(fixed));
    }
  });

  test('a stage changes what is drawn, and no output', async () => {
    const { stage } = inputs;
    if (stage?.kind !== 'choice') return;
    const right = await outputsOf(declaration, {});
    for (const { value } of stage.options)
      expect(await outputsOf(declaration, { stage: value })).toEqual(right);
  });
});

describe.each(widgets.filter(([, { walk }]) => walk))('%s', (_, declaration) => {
  test('a moment changes what is drawn, and no output', async () => {
    const { input, last, name } = declaration.walk!;
    const { sizes } = complete(declaration, {});
    const right = await outputsOf(declaration, {});
    const moments = Array.from({ length: last(sizes) + 1 }, (_, at) => at);
    expect(new Set(moments.map((at) => name(at, sizes))).size).toBe(moments.length);
    for (const at of moments) expect(await outputsOf(declaration, { [input]: at })).toEqual(right);
  });
});

const numbersIn = (value: unknown) => [value].flat(3) as number[];

/** The extents of nested arrays, `undefined` where rows differ. */
function shapeOf(value: unknown): (number | undefined)[] {
  if (!Array.isArray(value)) return [];
  const inner = value.map(shapeOf);
  return [
    value.length,
    ...(inner.every((one) => `${one}` === `${inner[0]}`) ? (inner[0] ?? []) : [undefined]),
  ];
}

/** The number after the last `=`, of three digits. */
function result(tex: string) {
  const [, digits, power] = /= (-?\d+(?:\.\d+)?)(?: \\cdot 10\^\{(-?\d+)\})?$/.exec(tex) ?? [];
  return Number(digits) * 10 ** Number(power ?? 0);
}

/** The sum before the last `=`, worked out with its rounded numbers; nothing where it is not of numbers alone. */
function worked(tex: string) {
  const sum = tex.split(' = ').at(-2)!;
  const code = sum
    .replaceAll('\\cdot', '*')
    .replaceAll('^{', '**(')
    .replaceAll('}', ')')
    .replaceAll(/\\(exp|tanh|sigma)\b/g, '$1');
  if (!/^(exp|tanh|sigma|[\d\s.()*/+-])+$/.test(code)) return undefined;
  const functions = { exp: Math.exp, tanh: Math.tanh, sigma: (z: number) => 1 / (1 + Math.exp(-z)) };
  return Function(...Object.keys(functions), `return ${code}`)(...Object.values(functions)) as number;
}

const near = (shown: number, value: number) => Math.abs(shown - value) <= 0.005001 * Math.abs(value);

describe.each(widgets)('%s', (_, declaration) => {
  test('the sums behind the numbers come out', async () => {
    const { values } = await cellsOf(declaration, {});
    const explain = (mark: string) => (values.explain as Explain)(mark, values)!;
    const marks = Object.keys(declaration.drawings).flatMap((drawing) =>
      [...(values[drawing] as Element).querySelectorAll('[data-mark]')].map((one) =>
        one.getAttribute('data-mark')!,
      ),
    );
    const sums = marks.map(explain).map((tex) => ({ tex, sum: worked(tex), shown: result(tex) }));
    expect(sums.filter(({ sum }) => sum !== undefined).length).toBeGreaterThan(marks.length / 3);
    const off = sums.filter(
      ({ sum, shown }) => sum !== undefined && Math.abs(sum - shown) > 0.01 + 0.02 * Math.abs(shown),
    );
    expect(off).toEqual([]);
  });
});

/** Some two hundred of them, from the first to the last: one in so many where there are more. */
const few = <T>(all: T[]) =>
  all.filter((_, at) => at % Math.ceil(all.length / 200) === 0 || at === all.length - 1);

describe.each(all)('%s', (_, declaration, given) => {
  let cells: Promise<Awaited<ReturnType<typeof cellsOf>>> | undefined;
  const once = () => (cells ??= cellsOf(declaration, given));
  afterAll(() => (cells = undefined));

  test('outputs have the shapes that the sizes give, and are numbers', async () => {
    const { values, inputs, sizes } = await once();
    const count = (extent: string | number) =>
      typeof extent === 'number'
        ? extent
        : (sizes[extent] ?? declaration.extents![extent]!.count(inputs, sizes));
    for (const [name, { shape, infinite, text, measured }] of Object.entries(declaration.outputs)) {
      if (measured) continue;
      expect([name, shapeOf(values[name])]).toEqual([name, shape.map(count)]);
      const number = infinite ? (value: number) => !Number.isNaN(value) : Number.isFinite;
      const good = text ? (value: unknown) => typeof value === 'string' : number;
      expect([name, numbersIn(values[name]).every(good)]).toEqual([name, true]);
    }
  });

  test('every mark says its number, and explains it', async () => {
    const { values, inputs } = await once();
    const explain = (mark: string) => (values.explain as Explain)(mark, values);
    for (const drawing of Object.keys(declaration.drawings)) {
      const marks = [...(values[drawing] as Element).querySelectorAll('[data-mark]')];
      for (const element of few(marks)) {
        const mark = element.getAttribute('data-mark')!;
        const [name, ...index] = mark.split('.');
        const value = index.reduce<unknown>(
          (inner, at) => (inner as never)[at],
          { ...inputs, ...values }[name!],
        );
        expect([mark, typeof value]).toEqual([mark, 'number']);
        const tex = explain(mark)!;
        expect(formula(tex)).not.toMatch(/NaN|Infinity|undefined/);
        expect(element.getAttribute('aria-label')).toMatch(`: ${said(declaration, name!, value as number)}`);
        const size = Math.abs(value as number);
        if (size === Infinity ? /= -?\\infty$/.test(tex) : near(result(tex), value as number)) continue;
        expect.fail(`${mark} is ${value}, but its explanation ends otherwise: ${tex}`);
      }
    }
  });

  // The last, since a figure takes the drawings.
  test('draws, and tells itself in words', async () => {
    const { values } = await once();
    const { html, sentence } = await drawn(settled(declaration, values, 'all'), given);
    expect(sentence).toMatch(/^[A-Z0-9].*\.$/s);
    expect(sentence).not.toMatch(/NaN|undefined|Infinity|object/);
    expect(html).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });
});
