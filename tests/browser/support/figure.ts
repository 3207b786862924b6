/** A live figure in a page, read back as a reader sees it, beside what its declaration says on `plain` in Node. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { flow } from '../../../components/parts/dataflow.ts';
import { outputNames, type Declaration, type Inputs } from '../../../components/parts/declare.ts';
import { exact, said } from '../../../components/parts/numbers.ts';
import { plain } from '../../../kernels/device/plain.ts';
import type { UnfoldWidget } from '../../../src/element/index.ts';
import { declaration } from '../../../src/element/widgets.ts';
import { filesOf } from './built.ts';
import { open, site, type Opened, type OpenOptions } from './page.ts';

/** Every widget with a page of its own in the built book. */
export const widgets = filesOf('dist').flatMap(
  (path) => /^embed\/([^/]+)\/index\.html$/.exec(path)?.[1] ?? [],
);

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

export const paramsOf = ({ page, id }: Figure): Promise<Inputs> =>
  page.evaluate((id) => (document.getElementById(id) as UnfoldWidget).params!, id);

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
      const values = await Promise.all(names.map((name) => element.get(name)));
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
        device: element.querySelector('.device output')!.textContent,
      };
    },
    [id, names] as const,
  );
}

/** Until nothing of the figure is of an earlier state. */
export const settled = ({ page, id }: Pick<Figure, 'page' | 'id'>) =>
  page.waitForFunction((id) => !document.querySelector(`#${id} [aria-busy]`), id);

/** Inputs, outputs, every other value that is not asked for and the sentence of a state, computed here on `plain`. */
export async function computed(declaration: Declaration, given: Inputs) {
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
  if (expected) expect(seen.params).toEqual(expected);
  const right = await computed(declaration, seen.params);
  // Two builds of one engine may differ in the last digit of a power or an exponential.
  expectNear(declaration, seen.outputs, right, seen.device === 'plain' ? 1e-9 : 1e-3);
  expectSameSentence(seen.sentence, right.sentence);
  const values: Record<string, unknown> = { ...right, ...seen.params, ...seen.outputs };
  expectMarks(declaration, seen, values);
  expectTables(declaration, seen, values);
  expect(csvOf(seen.csv)).toEqual(csvLines(declaration, values));
  return seen;
}

const NUMBERS = /[<−]*\d+(\.\d+)?(e\+\d+|·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?/g;

/** The same words and, but for the last printed digit, the same numbers. */
export function expectSameSentence(got: string, right: string) {
  const numbers = (text: string) =>
    (text.match(NUMBERS) ?? []).map((one) =>
      Number(
        one
          .replace('<', '')
          .replace('−', '-')
          .replace('·10', 'e')
          .replace('⁻', '-')
          .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit))),
      ),
    );
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
  for (const name of outputNames(declaration)) {
    const [a, b] = [flat(got[name]), flat(right[name])];
    const scale = Math.max(1, ...b.filter(Number.isFinite).map(Math.abs));
    expect(a.length).toBe(b.length);
    const worst = Math.max(...a.map((value, i) => (Object.is(value, b[i]) ? 0 : Math.abs(value - b[i]!))));
    expect(worst, `${name}: ${a.join(' ')} against ${b.join(' ')}`).toBeLessThan(share * scale);
  }
}

export const flat = (value: unknown) => [value].flat(4) as number[];

/** The entry of a value that a mark or field names: `memory.2.1`. */
export function entryOf(values: Record<string, unknown>, path: string): unknown {
  const [name, ...index] = path.split('.');
  return index.reduce<unknown>((entry, at) => (entry as unknown[])[Number(at)], values[name!]);
}

function expectMarks(
  declaration: Declaration,
  { marks, fields, chosen, params }: Shown,
  values: Record<string, unknown>,
) {
  const printed = (mark: string) => said(declaration, mark.split('.')[0]!, entryOf(values, mark) as number);
  const heard = marks.map(([mark, label]) => `${mark}: ${label.slice(label.lastIndexOf(': ') + 2)}`);
  expect(heard).toEqual(marks.map(([mark]) => `${mark}: ${printed(mark)}`));
  const right = fields.map(([path]) => [path, Number((entryOf(values, path) as number).toPrecision(6))]);
  // A field in which somebody types keeps what was typed.
  const stands = fields.map(([path, text]) => [path, Number(Number(text).toPrecision(6))]);
  expect(stands).toEqual(right);
  for (const one of chosen) expect(one).toBe(`${one.split('=')[0]}=${String(params[one.split('=')[0]!])}`);
}

/** Inputs, then outputs that need not be asked for: name, label and value. */
function named({ inputs, outputs }: Declaration, values: Record<string, unknown>) {
  return Object.entries({ ...inputs, ...outputs })
    .filter(([name]) => !outputs[name]?.asked)
    .map(([name, { label }]) => ({ name, label, value: values[name], bulk: outputs[name]?.bulk }));
}

/** Every number stands in the table, under its label, in the order of its rows. */
function expectTables(declaration: Declaration, { cells }: Shown, values: Record<string, unknown>) {
  const show = (value: unknown) => (typeof value === 'number' ? exact(value) : String(value));
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
      : [[name, ...[0, 1, 2].map((axis) => String(at[axis] ?? '')), value]];
  return named(declaration, values).flatMap(({ name, value }) => lines(name, value, []));
}
