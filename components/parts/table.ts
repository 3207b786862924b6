/** The numbers of a figure as tables (one for each dimension that arrays share) and as one CSV text. */
import { exact, excerpt } from './numbers.ts';
import type { View } from './view.ts';

interface Named {
  name: string;
  label: string;
  shape: readonly (string | number)[];
  value: unknown;
  bulk?: true;
}

/** Characters of a text that stand in a file of numbers. */
const LONG = 10_000;
/** And in a table. */
const MOST = 60;

type Nested = number | string | readonly Nested[];

/** Inputs, then outputs; those that were not asked for, or are not there yet, are left out. */
function named({ declaration, inputs, values, answers }: View): Named[] {
  const given = Object.entries(declaration.inputs).map(([name, input]) => {
    const shape = input.kind === 'array' ? input.shape : [];
    return { name, label: input.label, shape, value: inputs[name] };
  });
  const outputs = Object.entries(declaration.outputs).map(([name, { label, shape, bulk, asked }]) => {
    const value = asked ? answers[name] : values[name];
    return { name, label, shape, bulk, value };
  });
  return [...given, ...outputs].filter(({ value }) => value !== undefined && value !== true);
}

/** `name,i,j,k,value` with every digit; indices are counted from 1, and empty where there are none. */
export function csv(view: View): string {
  const lines = (name: string, value: unknown, index: number[]): string[] =>
    Array.isArray(value)
      ? value.flatMap((entry, at) => lines(name, entry, [...index, at + 1]))
      : [[name, ...[0, 1, 2].map((axis) => index[axis] ?? ''), field(value)].join(',')];
  return ['name,i,j,k,value', ...named(view).flatMap(({ name, value }) => lines(name, value, [])), ''].join(
    '\n',
  );
}

/** A text as CSV wants it; a long one is the reader's own and has a file already. */
function field(value: unknown) {
  const text = typeof value === 'string' && value.length > LONG ? excerpt(value) : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function tables(view: View): HTMLElement[] {
  const all = named(view);
  const scalars = all.filter(({ shape }) => shape.length === 0);
  const { extents = {} } = view.declaration;
  // A figure at rest leaves the long and the deep ones to the live one: few readers open them, and all would load them.
  const light = ({ shape }: Named) => view.awake || (shape.length < 3 && !(shape[0]! in extents));
  const arrays = all.filter((one) => one.shape.length > 0 && !one.bulk && light(one));
  const firsts = [...new Set(arrays.flatMap(({ shape }) => shape.slice(0, 1)))];
  return [
    table(view, 'Single values', ['name', 'value'], scalars.map(({ label, value }) => [label, show(value)])),
    ...firsts.map((extent) => shared(view, extent, arrays.filter(({ shape }) => shape[0] === extent))),
  ];
} // prettier-ignore

/** Arrays of one extent side by side; a matrix takes a column for each of its own, as does a list of matrices. */
function shared(view: View, extent: string | number, arrays: Named[]) {
  const { dimensions, extents = {} } = view.declaration;
  const words = dimensions[extent]?.words ?? extents[extent]?.words ?? 'entries';
  const from = extents[extent]?.from ?? 1;
  const columns = arrays.flatMap(({ label, value }) => {
    const rows = (value as Nested[]).map((row) => entries(row, ''));
    return (rows[0] ?? []).map(([place], j) => ({
      label: `${label}${place && ' '}${place}`,
      entries: rows.map((row) => row[j]![1]),
    }));
  });
  const count = columns[0]?.entries.length ?? 0;
  const body = Array.from({ length: count }, (_, i) => [
    String(i + from),
    ...columns.map(({ entries }) => show(entries[i])),
  ]);
  return table(view, `By ${words}`, ['', ...columns.map(({ label }) => label)], body);
}

/** Each number or text of a row with its place: "2" in a vector, "1,2" in a matrix. */
function entries(row: Nested, place: string): [string, number | string][] {
  if (typeof row !== 'object') return [[place, row]];
  return row.flatMap((inner, at) => entries(inner, `${place}${place && ','}${at + 1}`));
}

function table({ make }: View, caption: string, head: string[], body: string[][]) {
  const header = head.map((text) => (text ? make('th', { scope: 'col' }, text) : make('td', {})));
  const rows = body.map(([first, ...rest]) =>
    make('tr', {}, make('th', { scope: 'row' }, first), ...rest.map((text) => make('td', {}, text))),
  );
  const content = [
    make('caption', {}, caption),
    make('thead', {}, make('tr', {}, ...header)),
    make('tbody', {}, ...rows),
  ];
  return make(
    'div',
    { class: 'table', role: 'group', 'aria-label': caption, tabindex: 0 },
    make('table', {}, ...content),
  );
}

function show(value: unknown) {
  if (typeof value === 'number') return exact(value);
  return String(value).length > MOST ? excerpt(String(value), MOST) : String(value);
}
