/**
 * Outputs as charts, for a reader who asks for them: one for each list or matrix of numbers that stands in the tables.
 * Drawn by Observable Plot, which is fetched only then; its own style element would be refused by the site's policy.
 */
import * as Plot from '@observablehq/plot';
import { outputNames, type Output } from './declare.ts';
import { said } from './numbers.ts';
import { tint } from './tint.ts';
import type { View } from './view.ts';

/** Up to so many numbers each have a bar; more are a line. */
const BARS = 24;
/** More cells than this would take longer than a frame. */
const CELLS = 2500;

interface Datum {
  at: number;
  across: number;
  value: number;
}

/** A figure for each output of one or two extents that is on show. */
export function charts(view: View): HTMLElement[] {
  const { declaration, values } = view;
  return outputNames(declaration).flatMap((name) => {
    const output = declaration.outputs[name]!;
    const data = output.bulk ? [] : dataOf(values[name]);
    if (data.length < 2 || data.length > CELLS) return [];
    const chart = output.shape.length === 1 ? list(view, name, data) : matrix(view, name, data);
    chart.querySelector('style')?.remove();
    chart.setAttribute('role', 'img');
    chart.setAttribute('aria-label', `${output.label}: ${output.words}`);
    return [view.make('figure', { class: 'chart-of' }, view.make('figcaption', {}, output.label), chart)];
  });
}

/** The finite numbers of a list or a matrix, each with its place; nothing where it is something else. */
function dataOf(value: unknown): Datum[] {
  if (!Array.isArray(value)) return [];
  const rows: unknown[][] = value.map((row: unknown) => (Array.isArray(row) ? row : [row]));
  return rows.flatMap((row, at) =>
    row.flatMap((entry, across) =>
      typeof entry === 'number' && Number.isFinite(entry) ? [{ at, across, value: entry }] : [],
    ),
  );
}

/** A chart in the document of the figure; all are of one size. */
function plot({ make }: View, options: Plot.PlotOptions): Element {
  const { ownerDocument: document } = make('i', {});
  return Plot.plot({ document, width: 320, height: 170, marginLeft: 50, className: 'charted', ...options });
}

/** What an extent is called, and what its first entry is called. */
function extentOf({ declaration: { dimensions, extents = {} } }: View, { shape }: Output, axis: number) {
  const name = shape[axis]!;
  const { words = 'entries', from = 1 } = { ...dimensions[name], ...extents[name] };
  return { words, from };
}

function list(view: View, name: string, data: Datum[]) {
  const output = view.declaration.outputs[name]!;
  const { words, from } = extentOf(view, output, 0);
  const x = (one: Datum) => one.at + from;
  const y = 'value';
  const log = output.power && data.every(({ value }) => value > 0);
  const title = (one: Datum) => said(view.declaration, name, one.value);
  const bars = data.length <= BARS && !log;
  return plot(view, {
    x: { label: words, ...(bars ? { type: 'band' as const } : { tickFormat: 'd' }) },
    y: { label: null, grid: true, type: log ? 'log' : 'linear', nice: true, ticks: 4 },
    marks: [
      log ? null : Plot.ruleY([0], { className: 'zero' }),
      bars
        ? Plot.barY(data, { x, y, title, className: 'charted-bars' })
        : Plot.lineY(data, { x, y, className: 'charted-line' }),
    ],
  });
}

function matrix(view: View, name: string, data: Datum[]) {
  const output = view.declaration.outputs[name]!;
  const [down, right] = [extentOf(view, output, 0), extentOf(view, output, 1)];
  const full = Math.max(...data.map(({ value }) => Math.abs(value))) || 1;
  return plot(view, {
    x: { label: right.words },
    y: { label: down.words },
    color: { type: 'identity' },
    marks: [
      Plot.cell(data, {
        x: ({ across }: Datum) => across + right.from,
        y: ({ at }: Datum) => at + down.from,
        fill: ({ value }: Datum) => tint(value / full),
        title: ({ value }: Datum) => said(view.declaration, name, value),
        inset: 0.5,
      }),
    ],
  });
}
