/** The numbers of a figure as tables (one for each dimension that arrays share) and as one CSV text. */
import { exact } from './numbers.ts';
import type { Matrix, Vector } from './declare.ts';
import type { View } from './view.ts';

interface Named {
  name: string;
  label: string;
  shape: readonly (string | number)[];
  value: unknown;
}

function named({ declaration, inputs, values }: View): Named[] {
  const given = Object.entries(declaration.inputs).map(([name, input]) => {
    const shape = input.kind === 'array' ? input.shape : [];
    return { name, label: input.label, shape, value: inputs[name] };
  });
  const outputs = Object.entries(declaration.outputs).map(([name, output]) => ({
    name,
    ...output,
    value: values[name],
  }));
  return [...given, ...outputs].map(({ name, label, shape, value }) => ({ name, label, shape, value }));
}

/** `name,row,column,value` with every digit; rows and columns are counted from 1, and empty where there are none. */
export function csv(view: View): string {
  const lines = named(view).flatMap(({ name, value }) => {
    if (!Array.isArray(value)) return [`${name},,,${String(value)}`];
    return (value as (number | Vector)[]).flatMap((row, i) =>
      Array.isArray(row)
        ? row.map((entry, j) => `${name},${i + 1},${j + 1},${entry}`)
        : [`${name},${i + 1},,${row}`],
    );
  });
  return ['name,row,column,value', ...lines, ''].join('\n');
}

export function tables(view: View): HTMLElement[] {
  const all = named(view);
  const scalars = all.filter(({ shape }) => shape.length === 0);
  const extents = [...new Set(all.flatMap(({ shape }) => shape.slice(0, 1)))];
  return [
    table(view, 'Single values', ['input', 'value'], scalars.map(({ label, value }) => [label, show(value)])),
    ...extents.map((extent) => shared(view, extent, all.filter(({ shape }) => shape[0] === extent))),
  ];
} // prettier-ignore

/** Arrays of one extent side by side; a matrix takes a column for each of its own. */
function shared(view: View, extent: string | number, arrays: Named[]) {
  const words = view.declaration.dimensions[extent]?.words ?? 'entries';
  const columns = arrays.flatMap(({ label, value }) => {
    const rows = value as Vector | Matrix;
    if (!Array.isArray(rows[0])) return [{ label, entries: rows as Vector }];
    return rows[0].map((_, j) => ({
      label: `${label} ${j + 1}`,
      entries: (rows as Matrix).map((row) => row[j]),
    }));
  });
  const count = columns[0]?.entries.length ?? 0;
  const body = Array.from({ length: count }, (_, i) => [
    String(i + 1),
    ...columns.map(({ entries }) => show(entries[i])),
  ]);
  return table(view, `By ${words}`, ['', ...columns.map(({ label }) => label)], body);
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
  return typeof value === 'number' ? exact(value) : String(value);
}
