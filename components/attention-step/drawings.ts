import { cell, type Cell, type Matrix, type Panel, type Vector } from '../parts/declare.ts';
import { print } from '../parts/numbers.ts';
import type { Letters } from '../parts/runs.ts';
import type { Pen } from '../parts/timeline.ts';
import { bars, table } from './grids.ts';
import { namesOf } from './inputs.ts';

const penOf = (document: Document, letters: Letters): Pen => ({
  document,
  letters,
  said: (_, value) => print(value),
});
/** Parts are usually within ±1; larger numbers stretch the scale of every grid that shows them. */
const fullOf = (values: Matrix) => Math.max(1, ...values.flat().map(Math.abs).filter(Number.isFinite));

/** An input or a value as a grid: `from` gives its rows, and `mark` the name of an entry. */
function grid(
  name: string,
  label: string,
  { row, editable = true }: { row?: string; editable?: boolean } = {},
): Cell {
  return cell(
    ['document', 'letters', name],
    (document: Document, letters: Letters, value: Vector | Matrix) => {
      const isVector = typeof value[0] === 'number';
      const values = (isVector ? [value] : value) as Matrix;
      return table({
        pen: penOf(document, letters),
        label,
        values,
        full: fullOf(values),
        editable,
        mark: (i, j) => (isVector ? `${name}.${j}` : `${name}.${i}.${j}`),
        words: (i, j) => (isVector ? `${label}, number ${j + 1}` : `${label}, row ${i + 1}, column ${j + 1}`),
        ...(row !== undefined && { rows: [row] }),
      });
    },
  );
}

/** A grid with one row for each part. */
function rowsOfParts(name: string, label: string, named: boolean): Cell {
  return cell(['document', 'letters', name], (document: Document, letters: Letters, values: Matrix) => {
    const names = namesOf(values.length);
    return table({
      pen: penOf(document, letters),
      label,
      values,
      full: fullOf(values),
      editable: name === 'keys',
      mark: (i, j) => `${name}.${i}.${j}`,
      words: (i, j) => `${label}, ${names[i]}, number ${j + 1}`,
      ...(named && { rows: names }),
    });
  });
}

function barsOf(name: string, label: string, share: boolean): Cell {
  return cell(['document', 'letters', name], (document: Document, letters: Letters, values: Vector) => {
    const finite = values.filter(Number.isFinite);
    const domain = share ? [0, 1] : [Math.min(0, ...finite), Math.max(0.01, ...finite)];
    const pen = penOf(document, letters);
    const kind = share ? 'bars' : 'amount whole';
    const rows = namesOf(values.length);
    return bars({ pen, label, values, name, kind, rows, domain: domain as [number, number] });
  });
}

export const drawings: Record<string, Cell> = {
  drawQuery: grid('query', 'query', { row: 'query' }),
  drawKeys: rowsOfParts('keys', 'parts', true),
  drawCompared: rowsOfParts('compared', 'comparison', false),
  drawScores: barsOf('scores', 'score', false),
  drawWeights: barsOf('weights', 'weight', true),
  drawShares: rowsOfParts('shares', 'weighted part', true),
  drawContext: grid('context', 'context', { row: 'context', editable: false }),
  drawWa: grid('Wa', 'query weights'),
  drawUa: grid('Ua', 'part weights'),
  drawBa: grid('ba', 'bias'),
  drawVa: grid('va', 'output weights'),
  drawG: grid('G', 'weights between'),
  drawP: grid('p', 'query weights'),
  drawQ: grid('q', 'part weights'),
  drawR: grid('r', 'bias'),
};

/** The comparison is another one for each score. */
const comparisons = [
  [
    'additive',
    '\\attMatch{t}{i} = \\tanh(\\attWq \\attQuery{t-1} + \\attWk \\attPart{i} + \\attb)',
    'compared',
  ],
  ['dot', '\\attQuery{t-1} \\odot \\attPart{i}', 'products'],
  ['general', '\\attG^\\top \\attQuery{t-1} \\odot \\attPart{i}', 'products'],
  ['wu', '\\attq \\odot \\attPart{i}', 'products'],
] as const;
const formulas = {
  additive: '\\attScore{t}{i} = \\attv^\\top \\attMatch{t}{i}',
  dot: '\\attScore{t}{i} = \\attQuery{t-1}^\\top \\attPart{i}',
  general: '\\attScore{t}{i} = \\attQuery{t-1}^\\top \\attG\\, \\attPart{i}',
  wu: '\\attScore{t}{i}',
} as const;

export const panels: readonly Panel[] = [
  { title: 'query and parts', formula: '\\attQuery{t-1}, \\attPart{i}', sizes: ['n', 'd'], above: { drawing: 'drawQuery' }, drawing: 'drawKeys', wide: true },
  ...comparisons.map(([score, formula, title]) => ({ title, formula, drawing: 'drawCompared', wide: true, when: { score: [score] } })),
  ...comparisons.map(([score]) => ({ title: 'score', formula: formulas[score], drawing: 'drawScores', when: { score: [score] } })),
  { title: 'weight', formula: '\\attWeight{t}{i}', drawing: 'drawWeights' },
  { title: 'weighted parts, and their sum', formula: '\\attCtx{t} = \\sum_i \\attWeight{t}{i}\\,\\attPart{i}', drawing: 'drawShares', below: { drawing: 'drawContext' }, wide: true },
  { title: 'query weights', formula: '\\attWq', sizes: ['A'], drawing: 'drawWa', wide: true, after: true, when: { score: ['additive'] } },
  { title: 'part weights', formula: '\\attWk', drawing: 'drawUa', wide: true, after: true, when: { score: ['additive'] } },
  { title: 'bias', formula: '\\attb', drawing: 'drawBa', wide: true, after: true, when: { score: ['additive'] } },
  { title: 'output weights', formula: '\\attv', drawing: 'drawVa', wide: true, after: true, when: { score: ['additive'] } },
  { title: 'weights between', formula: '\\attG', drawing: 'drawG', wide: true, after: true, when: { score: ['general'] } },
  { title: 'query weights', formula: '\\attp', drawing: 'drawP', wide: true, after: true, when: { score: ['wu'] } },
  { title: 'part weights', formula: '\\attq', drawing: 'drawQ', wide: true, after: true, when: { score: ['wu'] } },
  { title: 'bias', formula: '\\attr', controls: ['act'], drawing: 'drawR', wide: true, after: true, when: { score: ['wu'] } },
]; // prettier-ignore
