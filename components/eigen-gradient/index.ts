/** Eigenvalues that can be dragged, and what becomes of a gradient that goes back through their network. */
import { scaled } from '../../kernels/spectrum.ts';
import { widget, type Inputs, type Matrix } from '../parts/declare.ts';
import { drawings, panels } from './drawings.ts';
import { explain } from './explain.ts';
import { inputs } from './inputs.ts';
import { pixelWords } from './picture.ts';
import { presets } from './presets.ts';
import { sentence } from './sentence.ts';
import { distances, radii } from './sweep.ts';
import { isOfSeed, outputs, unitText, values } from './values.ts';

/** A network of the sweep: the eigenvalues on show, at the radius of that row. */
function load(i: number, _: number, shown: Record<string, unknown>): Inputs {
  const { eigenvalues, radius, seed } = shown as { eigenvalues: Matrix; radius: number; seed: number };
  if (i === 0 || isOfSeed(eigenvalues, radius, seed)) return { radius: radii[i]! };
  const unit = unitText({ n: eigenvalues.length }, radius, eigenvalues, seed);
  return { eigenvalues: scaled(JSON.parse(unit) as Matrix, radii[i]!) };
}

export default widget({
  id: 'eigen-gradient',
  title:
    'Each step back multiplies the gradient by λ and by slopes of tanh: after a hundred, almost nothing is left',
  description:
    'Drag the eigenvalues of a recurrent network in the complex plane, and see how much of a gradient is left after many steps back: measured, by the eigenvalues alone, and at most.',
  chapter: 'vanishing-gradients',
  version: 1,
  dimensions: {
    n: { words: 'units', one: 'no.', range: [2, 16], default: 4, input: 'size' },
  },
  extents: {
    K: { words: 'steps back', from: 0, count: ({ distance }) => (distance as number) + 1 },
    R: { words: 'radii', from: 1, count: () => radii.length },
    D: { words: 'sampled distances', from: 1, count: ({ distance }) => distances(distance as number).length },
  },
  inputs,
  exclusive: [['radius', 'eigenvalues']],
  values,
  outputs,
  drawings,
  panels,
  points: { modulus: 'eigenvalues' },
  rasters: {
    sweep: { words: (i, j, { distance }) => pixelWords(i, j, distance as number), load },
  },
  sentence,
  explain,
  presets,
  example: 'modulus.0',
});
