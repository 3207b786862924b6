/** A live figure in a page, read back as a reader sees it, beside what its declaration says on `plain` in Node. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { flow } from '../../../components/parts/dataflow.ts';
import {
  outputNames,
  type Declaration,
  type Inputs,
  type NumberInput,
} from '../../../components/parts/declare.ts';
import { excerpt, exact, said } from '../../../components/parts/numbers.ts';
import { plain } from '../../../kernels/device/plain.ts';
import type { UnfoldWidget } from '../../../src/element/index.ts';
import { declaration } from '../../../src/element/widgets.ts';
import { declarations } from '../../../src/mdx/declarations.ts';
import { open, site, type Opened, type OpenOptions } from './page.ts';
import { after } from './states.ts';

/** Every widget; each has a page of its own in the built book. */
export const widgets = Object.keys(declarations);

export interface Figure extends Opened {
  id: string;
  declaration: Declaration;
}

export interface FigureOptions extends OpenOptions {
  /** Behind the figure's address. */
  query?: string;
  /** Without Save-Data gpu.js comes at the first touch. */
  saveData?: boolean;
}

/** The figure on its own page, awake; unless told otherwise it stays on `plain`, whose numbers are the same everywhere. */
export async function openFigure(id: string, options: FigureOptions = {}): Promise<Figure> {
  const { query = '', saveData = true, before = async () => {}, ...rest } = options;
  const opened = await open(`${site}embed/${id}/${query}`, {
    until: 'load',
    ...rest,
    before: (page) => Promise.all([saveData && savingData(page), before(page)]),
  });
  const figure = { ...opened, id, declaration: await declaration(id) };
  await ready(figure);
  return figure;
}

export function savingData(page: Page): Promise<unknown> {
  return page.addInitScript(() =>
    Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true }),
  );
}

export const ready = ({ page, id }: Figure) =>
  page.evaluate((id) => (document.getElementById(id) as UnfoldWidget).ready, id);

export const set = ({ page, id }: Figure, changes: unknown) =>
  page.evaluate(([id, changes]) => (document.getElementById(id!) as UnfoldWidget).set(changes as Inputs), [
    id,
    changes as never,
  ] as const);

export const reset = ({ page, id }: Figure) =>
  page.evaluate((id) => (document.getElementById(id) as UnfoldWidget).reset(), id);

/** As at first but for this; what comes later in the state in between is not waited for. */
export const restart = ({ page, id }: Figure, changes: unknown) =>
  page.evaluate(
    ([id, changes]) => {
      const element = document.getElementById(id!) as UnfoldWidget;
      void element.reset();
      return element.set(changes as Inputs);
    },
    [id, changes as never] as const,
  );

export const paramsOf = ({ page, id }: Figure): Promise<Inputs> =>
  page.evaluate((id) => (document.getElementById(id) as UnfoldWidget).params!, id);

/** The inputs that were set. */
export const givenOf = ({ page, id }: Figure): Promise<Inputs> =>
  page.evaluate((id) => (document.getElementById(id) as UnfoldWidget).state!, id);

export const deviceOf = ({ page, id }: Figure): Promise<string> =>
  page.evaluate((id) => (document.getElementById(id) as UnfoldWidget).device, id);

/** Everything that a figure says at one moment. */
export interface Shown {
  params: Inputs;
  outputs: Record<string, unknown>;
  sentence: string;
  notes: string[];
  /** Name of a mark and what a screen reader says of it. */
  marks: [string, string][];
  /** `name.index` of a number field, and what stands in it. */
  fields: [string, string][];
  /** `name=value` of the radio buttons that are on. */
  chosen: string[];
  /** Caption, column and text of every cell, row by row. */
  cells: [string, string, string][];
  csv: string;
  /** What was asked for by a button, and what it says. */
  answers: [string, string][];
  device: string;
}

export async function shown({ page, id, declaration }: Figure): Promise<Shown> {
  const names = outputNames(declaration);
  await settled({ page, id });
  return page.evaluate(
    async ([id, names]) => {
      const element = document.getElementById(id) as UnfoldWidget;
      // The tables are written when they are looked at.
      const data = element.querySelector<HTMLDetailsElement>('details.data')!;
      if (!data.open) data.querySelector('summary')!.click();
      // A home that was measured meanwhile may have begun anew.
      while (element.querySelector('[aria-busy]')) await new Promise((done) => setTimeout(done, 50));
      const values = await Promise.all(names.map((name) => element.get(name)));
      // A figure that has to train first is only now a live one.
      while (!element.querySelector('a[download]')) await new Promise((done) => setTimeout(done, 50));
      const all = <E extends Element = HTMLElement>(selector: string) => [
        ...element.querySelectorAll<E>(selector),
      ];
      const columns = (table: Element) =>
        [...table.querySelectorAll('thead tr > *')].map((th) => th.textContent);
      const rows = (table: Element) => [...table.querySelectorAll('tbody tr')].map((tr) => [...tr.children]);
      return {
        params: element.params!,
        outputs: Object.fromEntries(names.map((name, index) => [name, values[index]])),
        sentence: element.querySelector('.sentence')!.textContent,
        notes: all('.note').map((note) => note.textContent),
        marks: all('svg [data-mark]').map((mark): [string, string] => [
          mark.dataset.mark!,
          mark.getAttribute('aria-label')!,
        ]),
        fields: all<HTMLInputElement>('input[type="number"]').map((field): [string, string] => [
          [field.dataset.input, field.dataset.index].filter(Boolean).join('.'),
          field.value,
        ]),
        chosen: all<HTMLInputElement>('input[type="radio"]:checked').map(
          (radio) => `${radio.dataset.input}=${radio.value}`,
        ),
        cells: all('.data table').flatMap((table) =>
          rows(table).flatMap((row) =>
            row.map((cell, column): [string, string, string] => [
              table.querySelector('caption')!.textContent,
              columns(table)[column]!,
              cell.textContent,
            ]),
          ),
        ),
        csv: decodeURIComponent(all<HTMLAnchorElement>('a[download]')[0]!.href.replace(/^[^,]*,/, '')),
        answers: all('[data-ask]').map((button): [string, string] => [
          button.dataset.ask!,
          button.parentElement!.querySelector('output')!.textContent,
        ]),
        // Where no number comes from a device, there is none to choose.
        device: element.querySelector('.device output')?.textContent ?? 'plain',
      };
    },
    [id, names] as const,
  );
}

/** Until nothing of the figure is of an earlier state, and nothing that was asked for is awaited. */
export const settled = ({ page, id }: Pick<Figure, 'page' | 'id'>) =>
  page.waitForFunction((id) => {
    const waits = [...document.querySelectorAll(`#${id} .asked output`)].some(
      (one) => one.textContent === '…',
    );
    return !waits && !document.querySelector(`#${id} [aria-busy]`);
  }, id);

/** What shows a figure whole: the last of its stages, or of the steps of its walk. */
export function atLast({ inputs, walk }: Declaration): Inputs {
  const { stage } = inputs;
  const ends: Inputs = stage?.kind === 'choice' ? { stage: stage.options.at(-1)!.value } : {};
  return walk ? { ...ends, [walk.input]: (inputs[walk.input] as NumberInput).range[1] } : ends;
}

/** What a reader does changes exactly this, and what follows from it. */
export async function expectChange(
  figure: Figure,
  change: Inputs,
  act: () => Promise<unknown>,
): Promise<Shown> {
  const expected = after(figure.declaration, await givenOf(figure), change);
  await act();
  await expect
    .poll(async () => sameInputs(await paramsOf(figure), expected))
    .toBe(true)
    .catch(() => {});
  return expectRight(figure, expected);
}

/** The same but for the last digits of a default that is computed, in which engines differ. */
function sameInputs(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number') {
    return one === other || Math.abs(one - other) <= 1e-12 * Math.max(1, Math.abs(one));
  }
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  const [a, b] = [Object.entries(one!), Object.entries(other!)];
  return (
    a.length === b.length && a.every(([key, value], i) => key === b[i]![0] && sameInputs(value, b[i]![1]))
  );
}

export function expectSameInputs(got: Inputs, right: Inputs) {
  if (!sameInputs(got, right)) expect(got).toEqual(right);
}

const known = new Map<string, Promise<Record<string, unknown> & { sentence: string }>>();

/** Inputs, outputs, every other value that is not asked for and the sentence of a state, computed here on `plain`. */
export function computed(declaration: Declaration, given: Inputs) {
  const key = `${declaration.id} ${JSON.stringify(given)}`;
  const found = known.get(key) ?? compute(declaration, given);
  known.set(key, found);
  return found;
}

async function compute(declaration: Declaration, given: Inputs) {
  const work = flow(declaration, plain(), given);
  const values = Object.keys(declaration.values).filter((name) => !declaration.outputs[name]?.asked);
  const names = [...Object.keys(declaration.inputs), ...values, 'sentence'];
  const found = await work.values(names);
  work.dispose();
  return found as Record<string, unknown> & { sentence: string };
}

/** Sentence, marks, fields, table and CSV say what `get` gives; on `plain`, `get` gives what is computed here. */
export async function expectRight(figure: Figure, expected?: Inputs): Promise<Shown> {
  const { declaration } = figure;
  const seen = await shown(figure);
  if (expected) expectSameInputs(seen.params, expected);
  const right = await computed(declaration, seen.params);
  const answered = await answersOf(figure, seen);
  // Two builds of one engine may differ in the last digit of a power or an exponential.
  // What is trained is trained in the single precision of the compiled home.
  const share = seen.device === 'plain' && !declaration.run ? 1e-9 : 1e-3;
  if (
    farthest(declaration, seen.outputs, right).off < share ||
    !(await isChaotic(declaration, seen, right))
  ) {
    expectNear(declaration, seen.outputs, right, share);
    expectSameSentence(seen.sentence, right.sentence);
  }
  const values: Record<string, unknown> = { ...right, ...seen.params, ...seen.outputs, ...answered };
  expectMarks(declaration, seen, values);
  expectTables(declaration, seen, values);
  // Texts have lines of their own (tests/parts/table.test.ts).
  if (Object.values(declaration.outputs).some(({ text }) => text)) return seen;
  expect(csvOf(seen.csv)).toEqual(csvLines(declaration, values));
  return seen;
}

/** What was asked for and answered, as `get` gives it; the button's answer says the same. */
async function answersOf({ page, id, declaration }: Figure, { answers }: Shown) {
  const names = answers.filter(([, text]) => text !== '').map(([name]) => name);
  const values = await page.evaluate(
    ([id, names]) =>
      Promise.all(names.map((name) => (document.getElementById(id) as UnfoldWidget).get(name))),
    [id, names] as const,
  );
  const right = names.map((name, at) => [name, said(declaration, name, values[at] as number)]);
  expect(answers.filter(([, text]) => text !== '')).toEqual(right);
  return Object.fromEntries(names.map((name, at) => [name, values[at]]));
}

const NUMBERS = /[<−]*\d+(\.\d+)?(e\+\d+|·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?/g;

/** The same words and, but for the last printed digit, the same numbers. */
export function expectSameSentence(got: string, right: string) {
  const numbers = (text: string) => (text.match(NUMBERS) ?? []).map(numberIn);
  expect(got.replace(NUMBERS, '#')).toBe(right.replace(NUMBERS, '#'));
  const far = numbers(got).filter(
    // Of two digits the last may differ by one.
    (value, at) =>
      Math.abs(value - numbers(right)[at]!) >
      Math.max(0.0101 + 1e-3 * Math.abs(value), 0.1 * Math.abs(value)),
  );
  expect(far, `${got} against ${right}`).toEqual([]);
}

/** Each number within a share of its array's largest, or of 1. */
export function expectNear(
  declaration: Declaration,
  got: Record<string, unknown>,
  right: Record<string, unknown>,
  share: number,
) {
  const { name, off } = farthest(declaration, got, right);
  expect(off, `${name}: ${flat(got[name]).join(' ')} against ${flat(right[name]).join(' ')}`).toBeLessThan(
    share,
  );
}

/** The output that is farthest off, and how far: as a share of its largest number, or of 1. */
function farthest(
  declaration: Declaration,
  got: Record<string, unknown>,
  right: Record<string, unknown>,
): { name: string; off: number } {
  const all = outputNames(declaration).map((name) => {
    const [a, b] = [flat(got[name]), flat(right[name])];
    expect([name, a.length]).toEqual([name, b.length]);
    const scale = b.reduce(
      (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
      1,
    );
    const off = a.map((value, i) => (Object.is(value, b[i]) ? 0 : Math.abs(value - b[i]!) / scale));
    // What is no number is farther than anything.
    return {
      name,
      off: off.reduce((most, one) => (one <= most ? most : Number.isNaN(one) ? Infinity : one), 0),
    };
  });
  return all.reduce((most, one) => (one.off > most.off ? one : most));
}

/** Whether the state is one that the fourteenth digit of an input decides, so that no two engines agree on it. */
async function isChaotic(declaration: Declaration, { params }: Shown, right: Record<string, unknown>) {
  const nudged = Object.entries(declaration.inputs).flatMap(([name, input]) =>
    input.kind === 'number' && !input.whole && params[name] !== input.range[1]
      ? [[name, (params[name] as number) * (1 + 1e-14)]]
      : [],
  );
  const near = await computed(declaration, { ...params, ...Object.fromEntries(nudged) });
  return farthest(declaration, near, right).off > 1e-6;
}

export const flat = (value: unknown) => [value].flat(4) as number[];

/** The entry of a value that a mark or field names: `memory.2.1`. */
export function entryOf(values: Record<string, unknown>, path: string): unknown {
  const [name, ...index] = path.split('.');
  return index.reduce<unknown>((entry, at) => (entry as unknown[])[Number(at)], values[name!]);
}

function expectMarks(
  declaration: Declaration,
  { marks, fields, chosen, params, device }: Shown,
  values: Record<string, unknown>,
) {
  const printed = (mark: string) => said(declaration, nameOf(mark), entryOf(values, mark) as number);
  const heard = marks.map(([mark, label]) => [mark, label.slice(label.lastIndexOf(': ') + 2)] as const);
  // Of a value that is no output, `get` does not tell what another home than `plain` made of it.
  const isTold = (mark: string) => nameOf(mark) in { ...params, ...declaration.outputs };
  const sure = heard.filter(([mark]) => device === 'plain' || isTold(mark));
  expect(sure).toEqual(sure.map(([mark]) => [mark, printed(mark)]));
  const wrong = heard.filter(
    ([mark, text]) => !saysNearly(declaration, mark, text, entryOf(values, mark) as number),
  );
  expect(wrong).toEqual([]);
  const right = fields.map(([path]) => [path, Number((entryOf(values, path) as number).toPrecision(6))]);
  // A field in which somebody types keeps what was typed.
  const stands = fields.map(([path, text]) => [path, Number(Number(text).toPrecision(6))]);
  expect(stands).toEqual(right);
  for (const one of chosen) expect(one).toBe(`${one.split('=')[0]}=${String(params[one.split('=')[0]!])}`);
}

const nameOf = (mark: string) => mark.split('.')[0]!;

/** A printed number without its signs that only print has. */
export const numberIn = (text: string) =>
  Number(
    text
      .replace('<', '')
      .replaceAll('−', '-')
      .replace('∞', 'Infinity')
      .replace('overflow', 'Infinity')
      .replace('·10', 'e')
      .replace('⁻', '-')
      .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit))),
  );

/** Whether a mark's number is this one, but for the last digit that is printed. */
export function saysNearly({ outputs }: Declaration, mark: string, text: string, right: number): boolean {
  const said = numberIn(text);
  const size = Math.abs(right);
  const twoDigits = outputs[nameOf(mark)]?.power ?? size >= 1e4;
  return Object.is(said, right) || Math.abs(said - right) <= (twoDigits ? 0.1 * size : 0.0101 + 1e-3 * size);
}

/** Inputs, then outputs; those that are asked for only where they were: name, label and value. */
function named({ inputs, outputs }: Declaration, values: Record<string, unknown>) {
  return Object.entries({ ...inputs, ...outputs })
    .filter(([name]) => !outputs[name]?.asked || name in values)
    .map(([name, { label }]) => ({ name, label, value: values[name], bulk: outputs[name]?.bulk }));
}

/** Every number stands in the table, under its label, in the order of its rows. */
function expectTables(declaration: Declaration, { cells }: Shown, values: Record<string, unknown>) {
  // Of a long text the table has the beginning.
  const show = (value: unknown) =>
    typeof value === 'number'
      ? exact(value)
      : String(value).length > 60
        ? excerpt(String(value), 60)
        : String(value);
  for (const { label, value, bulk } of named(declaration, values)) {
    if (bulk) continue;
    if (!Array.isArray(value)) {
      const at = cells.findIndex(([, column, text]) => column === 'name' && text === label);
      expect([label, cells[at + 1]?.[2]]).toEqual([label, show(value)]);
      continue;
    }
    const rows = (value as unknown[]).map((row) => places(row, ''));
    for (const [j, [place]] of (rows[0] ?? []).entries()) {
      const head = [label, place].filter(Boolean).join(' ');
      const found = cells.filter(([, column]) => column === head).map(([, , text]) => text);
      expect([head, found]).toEqual([head, rows.map((row) => show(row[j]![1]))]);
    }
  }
}

/** Each number of a row and its place: `2`, or `1,2` within a matrix. */
function places(row: unknown, place: string): [string, unknown][] {
  if (!Array.isArray(row)) return [[place, row]];
  return row.flatMap((inner, at) => places(inner, [place, String(at + 1)].filter(Boolean).join(',')));
}

/** `name,i,j,k,value` with numbers as numbers. */
function csvOf(text: string) {
  const [head, ...lines] = text.trimEnd().split('\n');
  expect(head).toBe('name,i,j,k,value');
  return lines.map((line) => {
    const [name, i, j, k, value] = line.split(',') as [string, string, string, string, string];
    return [name, i, j, k, Number.isNaN(Number(value)) ? value : Number(value)];
  });
}

function csvLines(declaration: Declaration, values: Record<string, unknown>) {
  const lines = (name: string, value: unknown, at: number[]): unknown[][] =>
    Array.isArray(value)
      ? value.flatMap((entry, index) => lines(name, entry, [...at, index + 1]))
      : // −0 is written as 0.
        [[name, ...[0, 1, 2].map((axis) => String(at[axis] ?? '')), value === 0 ? 0 : value]];
  return named(declaration, values).flatMap(({ name, value }) => lines(name, value, []));
}
