import { optimizers } from '../../kernels/optimizers.ts';
import { cell, type Cell, type Matrix, type Panel, type Vector } from '../parts/declare.ts';
import { lines, type Curve } from '../parts/lines.ts';
import type { Letters } from '../parts/runs.ts';
import { penOf } from '../parts/shown.ts';
import { element, marked, type Pen } from '../parts/timeline.ts';
import { box, frame, ground, HEIGHT, key, placer, shadesOf, WIDTH } from './picture.ts';
import type { Race } from './race.ts';
import { axesOf, middleOf, order, spans, type Axes } from './tasks.ts';
import { shapes, tracks } from './tracks.ts';
import { called, outputs } from './values.ts';

/** What a screen reader says of a cell before its number. */
export function cellWords(i: number, j: number, axes: Axes, cells: number): string {
  const [right, up] = axesOf(axes);
  const name = (weight: number, at: number) => `${order[weight]!} ${middleOf(weight, at, cells).toFixed(2)}`;
  return `${name(right, j)}, ${name(up, i)}, loss`;
}

/** The cell in which a place lies. */
export function cellOf(axes: Axes, weights: Vector, cells: number): [number, number] {
  const at = (weight: number) => {
    const [low, high] = spans[order[weight]!];
    return Math.min(cells - 1, Math.floor(((weights[weight]! - low) / (high - low)) * cells));
  };
  const [right, up] = axesOf(axes);
  return [at(up), at(right)];
}

function drawSurface(document: Document, letters: Letters, surface: Matrix, race: Race, axes: Axes, U: number, W: number, b: number, gradient: Vector) {
  const pen = penOf(document, letters, outputs);
  const cells = surface.length;
  const [i, j] = cellOf(axes, [U, W, b], cells);
  const raster = [box.left, box.top, box.right - box.left, box.bottom - box.top, cells, cells].join(' ');
  const about = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, role: 'group', 'aria-label': 'loss by two weights, and the paths of the optimizers over it' };
  const middle = { x: box.left + ((j + 0.5) * (box.right - box.left)) / cells - 5, y: box.bottom - ((i + 0.5) * (box.bottom - box.top)) / cells - 5 };
  return element(
    document,
    'svg',
    { class: 'chart bands surface', ...about, 'data-raster': 'surface', 'data-raster-box': raster },
    ground(pen, shadesOf(surface)),
    frame(pen, axes),
    key(pen),
    element(document, 'rect', { class: 'cursor', x: middle.x.toFixed(1), y: middle.y.toFixed(1), width: 10, height: 10, rx: 2, ...marked(`surface.${i}.${j}`, cellWords(i, j, axes, cells), pen.said('surface', surface[i]![j]!)) }),
    tracks(pen, race, axes),
    ball(pen, placer(axes)(axesOf(axes).map((weight) => [U, W, b][weight]!)), gradient),
  );
} // prettier-ignore

/** The ball where it is dropped: it says the gradient there. */
function ball(pen: Pen, { x, y }: { x: number; y: number }, gradient: Vector) {
  const mark = marked('gradient.0', 'where the ball is dropped, derivative of the loss by the recurrent weight', pen.said('gradient', gradient[0]!)); // prettier-ignore
  return element(
    pen.document,
    'g',
    { class: 'ball', transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, ...mark },
    element(pen.document, 'circle', { class: 'hit', r: 10 }),
    element(pen.document, 'circle', { r: 5 }),
  );
}

/** The logarithms of losses, none below this one. */
const LOWEST = -6;

function drawLosses(document: Document, letters: Letters, losses: Matrix) {
  const pen = penOf(document, letters, outputs);
  const last = losses[0]!.length - 1;
  const few = [...new Set([0.2, 0.4, 0.6, 0.8, 1].map((share) => Math.round(share * last)))];
  const curves = losses.map((row, o): Curve => ({
    name: `losses.${o}`, kind: optimizers[o]!, text: called[optimizers[o]!],
    values: row.length > 1 ? row.map(logOf) : [logOf(row[0]!), logOf(row[0]!)],
    marks: few, words: (k) => `${called[optimizers[o]!]} after ${k} updates, loss`, number: (k) => pen.said('losses', row[k]!),
  })); // prettier-ignore
  const domain = [LOWEST, Math.max(0.5, ...losses.flat().map(logOf).filter(Number.isFinite))] as const;
  const chart = lines(pen, { label: 'loss by updates', width: 440, height: HEIGHT, room: 92, log: true, across: 'updates', domain, curves }); // prettier-ignore
  for (const kind of optimizers) replaceDots(pen, chart, kind);
  return chart;
}

const logOf = (loss: number) => (loss > 0 ? Math.max(LOWEST, Math.log10(loss)) : LOWEST);

/** The same marks as on the surface in place of dots. */
function replaceDots(pen: Pen, chart: Element, kind: (typeof optimizers)[number]) {
  for (const dot of chart.querySelectorAll(`.dots.${kind} .dot`)) {
    const at = `translate(${dot.getAttribute('cx')} ${dot.getAttribute('cy')}) scale(0.75)`;
    dot.replaceWith(element(pen.document, 'path', { class: 'dot', transform: at, d: shapes[kind] }));
  }
  chart.classList.add('losses');
}

export const drawings: Record<string, Cell> = {
  drawSurface: cell(
    ['document', 'letters', 'surface', 'race', 'axes', 'U', 'W', 'b', 'gradient'],
    drawSurface,
  ),
  drawLosses: cell(['document', 'letters', 'losses'], drawLosses),
};

export const panels: readonly Panel[] = [
  {
    title: 'the loss over two weights: click to drop the ball',
    formula: '\\loss(\\Wrec, \\bhid)',
    controls: ['U', 'b', 'clip', 'threshold'],
    drawing: 'drawSurface',
    span: 'half',
  },
  {
    title: 'the loss of each optimizer on its way',
    formula: '\\loss',
    controls: ['rate', 'momentum', 'adaptive', 'decay'],
    drawing: 'drawLosses',
    span: 'half',
  },
  {
    title: 'the unit and its task',
    formula: '\\EqRecurrence',
    controls: ['task', 'steps', 'axes', 'W', 'detail'],
    span: 'full',
    after: true,
  },
];
