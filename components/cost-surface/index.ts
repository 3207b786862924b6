/** The loss of an unrolled unit over two of its weights, and optimizers that race over it from where a ball is dropped. */
import { optimizers } from '../../kernels/optimizers.ts';
import { widget, type Inputs } from '../parts/declare.ts';
import { cellWords, drawings, panels } from './drawings.ts';
import { explain } from './explain.ts';
import { inputs } from './inputs.ts';
import { presets } from './presets.ts';
import { sentence } from './sentence.ts';
import { axesOf, cellsOf, middleOf, order, type Axes } from './tasks.ts';
import { outputs, values } from './values.ts';

/** The ball is dropped in the middle of a cell. */
function drop(i: number, j: number, shown: Record<string, unknown>): Inputs {
  const { axes, detail } = shown as { axes: Axes; detail: string };
  const [right, up] = axesOf(axes);
  const at = (weight: number, cell: number) => Number(middleOf(weight, cell, cellsOf(detail)).toFixed(4));
  return { [order[right]]: at(right, j), [order[up]!]: at(up, i) };
}

const cells = ({ detail }: Inputs) => cellsOf(detail as string);

export default widget({
  id: 'cost-surface',
  title: 'One step off the cliff undoes all the others; a gradient that is clipped stays in the valley',
  description:
    'The loss of a recurrent unit, unrolled over fifty steps, computed for thousands of pairs of its weights: plains, a valley and a cliff. Drop a ball and watch six optimizers race from there, with gradients clipped or not.',
  chapter: 'optimization',
  version: 1,
  dimensions: {},
  extents: {
    R: { words: 'rows', from: 1, count: cells },
    C: { words: 'columns', from: 1, count: cells },
    O: { words: 'optimizers', from: 1, count: () => optimizers.length },
    K: { words: 'updates', from: 0, count: ({ iterations }) => (iterations as number) + 1 },
  },
  inputs,
  values,
  outputs,
  drawings,
  panels,
  run: {
    input: 'iterations',
    session: 'session',
    one: 'update',
    words: 'updates',
    label: 'race',
    last: () => 400,
    pace: () => 40,
  },
  rasters: {
    surface: {
      words: (i, j, { axes, detail }) => cellWords(i, j, axes as Axes, cellsOf(detail as string)),
      load: drop,
    },
  },
  sentence,
  explain,
  presets,
  example: 'gradient.0',
});
