/** From gradients to new parameters: clipping, one of the update rules, and the transposed copies after it. */
import type { Home, Operations } from './operations.ts';
import type { OptimizerName, Recipe } from './types.ts';
import { mirrored, padded, type Weights } from './weights.ts';

/** What a recipe leaves out; decay and β are those of the authors, ε of Adagrad that of the 112-line program. */
export const usual = { momentum: 0.9, decay: 0.9, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/** Updates `n` parameters from place p on, by gradients at g, with memories at m and v. */
type Rule = (
  operations: Operations,
  recipe: Recipe & typeof usual,
  places: { p: number; g: number; m: number; v: number; n: number },
  held: { scale: number; clip: number; count: number },
) => void;

/** `count` is the number of this update, the first being 1. */
const rules: Record<OptimizerName, Rule> = {
  sgd: (x, { rate }, { p, g, n }, { scale, clip }) => x.sgd(p, g, n, rate, scale, clip),
  momentum: (x, { rate, momentum }, { p, g, m, n }, { scale, clip }) =>
    x.momentum(p, g, m, n, rate, scale, clip, momentum),
  nesterov: (x, { rate, momentum }, { p, g, m, n }, { scale, clip }) =>
    x.nesterov(p, g, m, n, rate, scale, clip, momentum),
  adagrad: (x, { rate, epsilon }, { p, g, m, n }, { scale, clip }) =>
    x.adagrad(p, g, m, n, rate, scale, clip, epsilon),
  rmsprop: (x, { rate, decay, epsilon }, { p, g, m, n }, { scale, clip }) =>
    x.rmsprop(p, g, m, n, rate, scale, clip, decay, epsilon),
  adam: (x, { rate, beta1, beta2, epsilon }, { p, g, m, v, n }, { scale, clip, count }) =>
    x.adam(
      p,
      g,
      m,
      v,
      n,
      rate,
      scale,
      clip,
      beta1,
      beta2,
      epsilon,
      1 / (1 - beta1 ** count),
      1 / (1 - beta2 ** count),
    ),
};

/** Rules that leave a parameter as it is where its gradient is zero: rows of a table that no step used are passed over. */
const lazy: ReadonlySet<OptimizerName> = new Set(['sgd', 'adagrad']);

export const optimizerNames = Object.keys(rules) as OptimizerName[];

/** How many memories a rule has. */
export const memoriesOf = (name: OptimizerName) =>
  (({ sgd: 0, adam: 2 }) as Partial<Record<OptimizerName, number>>)[name] ?? 1;

/**
 * One update. `used` are the rows of the first layer's table that have a gradient, each once. Does nothing and answers false
 * where the gradient is too long to be measured.
 */
export function update(
  home: Home,
  weights: Weights,
  recipe: Recipe,
  used: readonly number[],
  count: number,
): boolean {
  const { operations } = home;
  const { first, size, dense } = weights;
  const W = weights.layers[0]!.W;
  const rows = lazy.has(recipe.optimizer) && dense < size ? used : undefined;
  const blocks = rows
    ? [[first, dense] as const, ...rows.map((row) => [W.at + row * W.row, W.row] as const)]
    : [[first, size] as const];
  const squares = () => blocks.reduce((sum, [at, n]) => sum + operations.sumSquares(at + size, n), 0);
  const { clip } = recipe;
  const norm = clip?.by === 'norm' ? Math.sqrt(squares()) : 0;
  if (!Number.isFinite(norm)) return false;
  const held = {
    scale: clip?.by === 'norm' && norm > clip.at ? clip.at / norm : 1,
    clip: clip?.by === 'value' ? clip.at : Infinity,
    count,
  };
  const full = { ...usual, ...recipe };
  for (const [p, n] of blocks) {
    rules[recipe.optimizer](operations, full, { p, g: p + size, m: p + 2 * size, v: p + 3 * size, n }, held);
  }
  reflect(home, weights);
  return true;
}

/** Brings the transposed copies up to date. */
export function reflect({ operations }: Home, weights: Weights) {
  for (const { at, row, inputs, mirror } of mirrored(weights)) {
    operations.transpose(mirror, padded(inputs), at, row, padded(inputs), row);
  }
}
