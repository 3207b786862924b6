/** All layers of a network on one chunk, forward and backward through time. */
import { cellOf, takeRun, type LayerRun } from './cells.ts';
import type { Home } from './operations.ts';
import type { Chunk, Model } from './types.ts';
import { inputsOf, padded, type Plan, type Weights } from './weights.ts';

/** Places of what is computed on a chunk. Rows are t·B + b. */
export interface Run {
  B: number;
  T: number;
  layers: LayerRun[];
  /** Symbols [T·B], or vectors [T·B][padded inputs]. */
  inputs: number;
  targets: number;
  weights: number;
  o: number;
  /** ∂L/∂o. */
  e: number;
}

export function takeNetwork(plan: Plan, model: Model, weights: Weights, B: number, T: number): Run {
  const rows = B * T;
  const layers = weights.layers.map((layer) => takeRun(plan, layer, B, T));
  const inputs = plan.take(rows * (model.inputs === undefined ? 1 : padded(model.inputs)));
  const [targets, o, e] = [0, 0, 0].map(() => plan.take(rows * weights.V.row));
  return { B, T, layers, inputs, targets: targets!, weights: plan.take(rows), o: o!, e: e! };
}

/** Rows of `count` numbers into rows of the memory. */
function putVectors(home: Home, at: number, values: ArrayLike<number>, count: number) {
  const row = padded(count);
  for (let i = 0, from = 0; from < values.length; i++) {
    for (let j = 0; j < count; j++) home.numbers[at + i * row + j] = values[from++]!;
  }
}

/** Puts inputs, targets and weights of a chunk in their places. */
export function load(home: Home, model: Model, weights: Weights, run: Run, chunk: Chunk) {
  const dense = model.inputs !== undefined;
  if (dense) putVectors(home, run.inputs, chunk.inputs, inputsOf(model));
  else home.numbers.set(chunk.inputs, run.inputs);
  if (model.cost === 'squared') putVectors(home, run.targets, chunk.targets, weights.outputs);
  else home.numbers.set(chunk.targets, run.targets);
  if (chunk.weights) home.numbers.set(chunk.weights, run.weights);
  else home.numbers.fill(1, run.weights, run.weights + run.B * run.T);
}

/** The state before the chunk: that which the chunk before ended in, or zero. */
export function enter(home: Home, weights: Weights, run: Run, carried: boolean) {
  run.layers.forEach(({ h, c, T, B }, layer) => {
    const size = B * weights.layers[layer]!.n;
    for (const at of [h, c]) {
      if (carried) home.numbers.copyWithin(at, at + T * size, at + (T + 1) * size);
      else home.numbers.fill(0, at, at + size);
    }
  });
}

/** h, o and ∂L/∂o of every step. The answer is the sum of all losses, of which ∂L/∂o is the gradient times `scale`. */
export function forward(home: Home, model: Model, weights: Weights, run: Run, scale: number): number {
  const { operations } = home;
  const { B, T, o, e } = run;
  const [rows, cell] = [B * T, cellOf[model.cell]];
  let [below, belowRow] = [run.inputs, padded(inputsOf(model))];
  weights.layers.forEach((layer, index) => {
    const own = run.layers[index]!;
    const { W, b, width, n } = layer;
    if (index === 0 && model.inputs === undefined) {
      operations.gather(own.z, W.at, below, b, rows, width);
    } else {
      operations.spread(own.z, b, rows, width);
      operations.multiply(own.z, width, below, belowRow, 1, W.at, width, rows, width, W.inputs, 1);
    }
    for (let t = 0; t < T; t++) cell.forward(home, layer, own, t);
    [below, belowRow] = [own.h + B * n, n];
  });
  const { V, c, outputs } = weights;
  operations.spread(o, c, rows, V.row);
  operations.multiply(o, V.row, below, belowRow, 1, V.at, V.row, rows, V.row, V.inputs, 1);
  const cost = model.cost === 'squared' ? operations.squared : operations.softmax;
  return cost(e, o, V.row, run.targets, run.weights, rows, outputs, scale);
}

/** Gradients of all parameters, each `weights.size` behind its parameter. Rows of a table are added to: they are zero before. */
export function backward(home: Home, model: Model, weights: Weights, run: Run) {
  const { operations } = home;
  const { V, c, size: behind, outputs } = weights;
  const [rows, cell] = [run.B * run.T, cellOf[model.cell]];
  const [top, high] = [run.layers.at(-1)!, weights.layers.at(-1)!];
  const h = top.h + run.B * high.n;
  operations.multiply(V.at + behind, V.row, h, 1, high.n, run.e, V.row, high.units, V.row, rows, 0);
  operations.columnSums(c + behind, run.e, rows, V.row);
  operations.multiply(top.dh, high.n, run.e, V.row, 1, V.mirror, high.n, rows, high.n, outputs, 0);
  for (let index = weights.layers.length - 1; index >= 0; index--) {
    const [layer, own] = [weights.layers[index]!, run.layers[index]!];
    for (let t = run.T - 1; t >= 0; t--) cell.backward(home, layer, own, t);
    cell.gradients(home, layer, own, behind);
    operations.columnSums(layer.b + behind, own.delta, rows, layer.width);
    below(home, model, weights, run, index);
  }
}

/** ∂L/∂W of a layer, and the error that it hands down to the layer below it. */
function below({ operations }: Home, model: Model, weights: Weights, run: Run, index: number) {
  const rows = run.B * run.T;
  const [{ W, width }, { delta }] = [weights.layers[index]!, run.layers[index]!];
  const at = W.at + weights.size;
  if (index) {
    const [{ n }, { h, dh, B }] = [weights.layers[index - 1]!, run.layers[index - 1]!];
    operations.multiply(at, width, h + B * n, 1, n, delta, width, W.inputs, width, rows, 0);
    operations.multiply(dh, n, delta, width, 1, W.mirror, n, rows, n, width, 0);
  } else if (model.inputs === undefined) {
    operations.scatter(at, run.inputs, delta, rows, width);
  } else {
    const row = padded(W.inputs);
    operations.multiply(at, width, run.inputs, 1, row, delta, width, W.inputs, width, rows, 0);
  }
}
