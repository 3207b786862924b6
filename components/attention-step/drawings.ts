import { fullOf } from '../parts/columns.ts';
import { cell, type Cell, type Matrix, type Panel, type Vector } from '../parts/declare.ts';
import { bars, cells } from '../parts/grids.ts';
import { namesOf } from './inputs.ts';

/** Cells of one width, and as much room for names in every table of parts, so that columns stand under each other. */
const cell42 = { cell: 42 } as const;
const named = { ...cell42, names: 56 } as const;

/** An input or a value as a grid; a vector is one row, which may have a name. */
function grid(name: string, label: string, row?: string): Cell {
  return cell(['document', name], (document: Document, value: Vector | Matrix) => {
    const isVector = typeof value[0] === 'number';
    const values = (isVector ? [value] : value) as Matrix;
    return cells({
      document,
      label,
      values,
      full: fullOf(values),
      mark: (i, j) => (isVector ? `${name}.${j}` : `${name}.${i}.${j}`),
      words: (i, j) => (isVector ? `${label}, number ${j + 1}` : `${label}, row ${i + 1}, column ${j + 1}`),
      ...(row === undefined ? { rows: [], names: 0, ...cell42 } : { rows: [row], ...named }),
    });
  });
}

/** A grid with one row for each part. */
function rowsOfParts(name: string, label: string, withNames: boolean): Cell {
  return cell(['document', name], (document: Document, values: Matrix) => {
    const names = namesOf(values.length);
    return cells({
      document,
      label,
      values,
      full: fullOf(values),
      mark: (i, j) => `${name}.${i}.${j}`,
      words: (i, j) => `${label}, ${names[i]}, number ${j + 1}`,
      ...(withNames ? { rows: names, ...named } : { rows: [], names: 0, ...cell42 }),
    });
  });
}

/** From the lowest to the highest score, with room between a negative bar and its number. */
function scoreDomain(scores: Vector): [number, number] {
  const low = Math.min(0, ...scores);
  return [low, Math.max(0.01, -0.3 * low, ...scores)];
}

function barsOf(name: string, label: string, share: boolean): Cell {
  return cell(['document', name], (document: Document, values: Vector) => {
    const finite = values.filter(Number.isFinite);
    const names = namesOf(values.length);
    return bars({
      document,
      label,
      values,
      domain: share ? [0, 1] : scoreDomain(finite),
      kind: share ? 'bars' : 'bars plain',
      mark: (i) => `${name}.${i}`,
      words: (i) => `${label}, ${names[i]}`,
      rows: [],
      names: 0,
    });
  });
}

export const drawings: Record<string, Cell> = {
  drawQuery: grid('query', 'query', 'query'),
  drawKeys: rowsOfParts('keys', 'parts', true),
  drawCompared: rowsOfParts('compared', 'comparison', false),
  drawScores: barsOf('scores', 'score', false),
  drawWeights: barsOf('weights', 'weight', true),
  drawShares: rowsOfParts('shares', 'weighted part', true),
  drawContext: grid('context', 'context', 'context'),
  drawWa: grid('Wa', 'query weights'),
  drawUa: grid('Ua', 'part weights'),
  drawBa: grid('ba', 'bias'),
  drawVa: grid('va', 'output weights'),
  drawG: grid('G', 'weights between'),
  drawP: grid('p', 'query vector'),
  drawQ: grid('q', 'part vector'),
  drawR: grid('r', 'offset'),
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
  { title: 'query vector', formula: '\\attp', drawing: 'drawP', wide: true, after: true, when: { score: ['wu'] } },
  { title: 'part vector', formula: '\\attq', drawing: 'drawQ', wide: true, after: true, when: { score: ['wu'] } },
  { title: 'offset', formula: '\\attr', controls: ['act'], drawing: 'drawR', wide: true, after: true, when: { score: ['wu'] } },
]; // prettier-ignore
