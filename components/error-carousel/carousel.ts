/** The block unfolded: cells handed on through forget gates, and the way round through output and input gates. */
import { arrow, curve } from '../parts/timeline-arrows.ts';
import { cells, element, group, marked, picture, placed, words, type Pen } from '../parts/timeline.ts';
import { printPower } from '../parts/numbers.ts';
import { gateOf, rows, shadeOf, type GateName } from './signs.ts';
import type { Shown } from './shown.ts';

const STEP = 66;
const LEFT = 118;
const RADIUS = 12;
/** Heights of the parts, from the loss down to the rows of numbers. */
const Y = { state: 16, out: 46, cell: 82, in: 118, input: 152, time: 178, rows: 192, row: 24 };

export function carousel(pen: Pen, shown: Shown): Element {
  const T = shown.x.length;
  const most = Math.max(...shown.total.map(Math.abs), ...shown.throughCell.map(Math.abs));
  const steps = Array.from({ length: T }, (_, t) =>
    placed(pen, { x: LEFT + t * STEP, y: 0 }, ...step(pen, shown, t, most)),
  );
  const height = Y.rows + 3 * Y.row + 4;
  return picture(pen, LEFT + T * STEP + 6, height, `memory cell over ${T} steps`, [names(pen), ...steps]);
}

function names(pen: Pen) {
  const at = (y: number) => ({ x: 0, y: y + 4 });
  return group(
    pen,
    'names',
    words(pen, 'loss on the state', at(Y.state), 'start', 'faint'),
    words(pen, 'output gate', at(Y.out), 'start', 'faint'),
    words(pen, 'memory cell', at(Y.cell), 'start', 'faint'),
    words(pen, 'input gate', at(Y.in), 'start', 'faint'),
    words(pen, 'input', at(Y.input), 'start', 'faint'),
    words(pen, 'step', at(Y.time), 'start', 'faint'),
    ...rows.map(({ lines }, at) => words(pen, lines, { x: 0, y: Y.rows + (at + 0.5) * Y.row + 4 }, 'start')),
  );
}

const X = STEP / 2 + 6;

function step(pen: Pen, shown: Shown, t: number, most: number) {
  const sign = (name: GateName, x: number, y: number) => gateOf(pen, shown, name, t, { x, y });
  return [
    ...flows(pen, shown, t, most),
    disc(pen, shown, t, most),
    state(pen, shown, t),
    sign('outputGate', X, Y.out),
    sign('inputGate', X, Y.in),
    sign('forgetGate', X - STEP / 2, Y.cell),
    input(pen, shown, t),
    words(pen, String(t + 1), { x: X, y: Y.time + 4 }, 'middle', 'faint'),
    ...numbers(pen, shown, t, most),
  ];
}

/** As strong as what comes through. */
const strength = (line: Element, share: number) => {
  line.setAttribute('opacity', (0.12 + 0.88 * share).toFixed(2));
  return line;
};

/** Errors backward: from the state into the cell, from cell to cell, out by the input gate to the state before. */
function flows(pen: Pen, { throughCell, total, errorH, f, i, o, U }: Shown, t: number, most: number) {
  const back = (share: number, ...line: [{ x: number; y: number }, { x: number; y: number }]) =>
    strength(arrow(pen, 'backward', ...line), share);
  const lines = [
    back(shadeOf(errorH[t]! * o[t]!, most), { x: X, y: Y.state + 12 }, { x: X, y: Y.cell - RADIUS - 2 }),
    back(shadeOf(total[t]! * i[t]!, most), { x: X, y: Y.cell + RADIUS }, { x: X, y: Y.input - 12 }),
  ];
  if (t === 0) return lines;
  const passes = Math.max(Math.abs(total[t]! * f[t]!), Math.abs(throughCell[t]! * f[t]!));
  const from = { x: X - RADIUS, y: Y.cell };
  lines.push(back(shadeOf(passes, most), from, { x: X - STEP + RADIUS + 2, y: Y.cell }));
  const [start, end] = [
    { x: X - 12, y: Y.in },
    { x: X - STEP + 14, y: Y.state + 4 },
  ];
  const path = `M${start.x} ${start.y}C${X - 38} ${Y.in} ${X - 22} ${Y.state + 4} ${end.x} ${end.y}`;
  const around = curve(pen, 'backward', path, { x: end.x + 8, y: end.y }, end);
  return [...lines, strength(around, shadeOf(total[t]! * i[t]! * U, most))];
}

function disc(pen: Pen, { total }: Shown, t: number, most: number) {
  const amount = Math.round(100 * shadeOf(total[t]!, most));
  const fill = `color-mix(in oklab, var(--error) ${amount}%, var(--paper))`;
  const mark = marked(`total.${t}`, `error of the cell, step ${t + 1}`, pen.said('total', total[t]!));
  return element(pen.document, 'circle', { cx: X, cy: Y.cell, r: RADIUS, class: 'cell-unit', fill, ...mark });
}

const box = (pen: Pen, name: 'dh' | 'x', value: number, t: number, y: number, called: string) =>
  cells(pen, {
    ...{
      x: X - 19,
      y,
      cell: [38, 18],
      full: 1,
      printed: true,
      reached: true,
      editable: true,
      values: [[value]],
    },
    mark: () => `${name}.${t}`,
    words: () => `${called}, step ${t + 1}`,
  });

const state = (pen: Pen, { dh }: Shown, t: number) =>
  box(pen, 'dh', dh[t]!, t, Y.state - 9, 'error of the state, from the loss');
const input = (pen: Pen, { x }: Shown, t: number) => box(pen, 'x', x[t]!, t, Y.input - 9, 'input');

/** The three errors of the cell of this step, as numbers. */
function numbers(pen: Pen, shown: Shown, t: number, most: number) {
  return rows.map(({ name, called }, at) => {
    const value = shown[name][t]!;
    const y = Y.rows + at * Y.row;
    const fill = `color-mix(in oklab, var(--error) ${Math.round(60 * shadeOf(value, most))}%, var(--surface))`;
    const place = { x: X - STEP / 2 + 2, y: y + 1, width: STEP - 4, height: Y.row - 3 };
    const mark = marked(`${name}.${t}`, `${called}, step ${t + 1}`, pen.said(name, value));
    const text = words(pen, printPower(value), { x: X, y: y + Y.row / 2 + 3.5 }, 'middle', 'numeral');
    return group(pen, 'error-number', element(pen.document, 'rect', { ...place, fill, ...mark }), text);
  });
}
