/** All layers of a network on a chunk, forward and backward through time, composed for a device: as network.ts has it. */
import * as kernels from '../batched.ts';
import type { Composer, Handle } from '../device/device.ts';
import { cellOn, type Kept, type Wanted } from './fused-cells.ts';
import { Sums, type Batch } from './fused-operations.ts';
import type { Run } from './network.ts';
import type { Model } from './types.ts';
import { padded, type Weights } from './weights.ts';

/** What one chunk is computed with. */
export interface Parts {
  on: Composer;
  batch: Batch;
  model: Model;
  weights: Weights;
  run: Run;
}

/** Names of results that belong to a place in the memory. */
export const AT = 'at ';

/** The losses [B] and, named by the place in the memory to which they belong, states at the end and gradients. */
export function compose(parts: Parts): Record<string, Handle> {
  const { batch, weights, run } = parts;
  const starts = startsOf(parts);
  /** Of each step, from 0, what each layer keeps; the states before the first come first. */
  const kept: Kept[][] = [starts];
  const errors: Handle[] = [];
  let loss = batch.zeros(batch.B);
  for (let t = 0; t < run.T; t++) {
    kept.push(forward(parts, kept[t]!, t));
    const outputs = batch.product(weights.V, kept[t + 1]!.at(-1)!.h, batch.bias(weights.c, weights.V.row));
    const cost = costOf(parts, outputs, loss, t);
    loss = cost.loss;
    errors.push(cost.error);
  }
  const ends = kept[run.T]!.flatMap(({ h, c }, index) => {
    const [{ h: atH, c: atC, T, B }, { n }] = [run.layers[index]!, weights.layers[index]!];
    return [[AT + (atH + T * B * n), h] as const, ...(c ? [[AT + (atC + T * B * n), c] as const] : [])];
  });
  const gradients = [...backward(parts, kept, errors)].map(
    ([at, sum]) => [AT + (at + weights.size), sum] as const,
  );
  return { loss, ...Object.fromEntries([...ends, ...gradients]) };
}

/** h and c of each layer before the first step. */
function startsOf({ batch, model, weights, run }: Parts): Kept[] {
  let start = 0;
  const next = (n: number) => {
    const state = batch.taken(batch.given.states, n, { start });
    start += run.B * n;
    return state;
  };
  return weights.layers.map(({ n }) => {
    const h = next(n);
    if (model.cell === 'lstm') return { h, c: next(n) };
    start += run.B * n;
    return { h };
  });
}

/** Step t of all layers. */
function forward(parts: Parts, before: readonly Kept[], t: number): Kept[] {
  const { on, batch, model, weights } = parts;
  const layers: Kept[] = [];
  weights.layers.forEach((layer, index) => {
    const table = index === 0 && model.inputs === undefined;
    const below = index ? layers[index - 1]!.h : inputsAt(parts, t);
    const z = table
      ? batch.chosen(layer.W, layer.b, t)
      : batch.product(layer.W, below!, batch.bias(layer.b, layer.width));
    layers.push(cellOn[model.cell].forward(on, batch, layer, z, before[index]!));
  });
  return layers;
}

/** x_t [B][inputs] of vectors. */
function inputsAt({ batch, model }: Parts, moment: number): Handle | undefined {
  if (model.inputs === undefined) return undefined;
  return batch.taken(batch.given.inputs, model.inputs, { stride: padded(model.inputs), moment });
}

/** The loss so far [B] and ∂L/∂o_t [B][padded outputs]. */
function costOf({ on, batch, model, weights: { V, outputs: width } }: Parts, o: Handle, loss: Handle, t: number) {
  const { targets, weights } = batch.given;
  const [own, all] = [[batch.B] as const, [V.row, batch.B] as const];
  if (model.cost === 'squared') {
    const sizes = { batch: batch.B, stride: V.row, width };
    return {
      loss: on.run(kernels.squaredLoss, own, sizes, o, targets, weights, loss, t),
      error: on.run(kernels.squaredError, all, { batch: batch.B, stride: V.row }, o, targets, weights, t),
    };
  }
  const logs = on.run(kernels.normalizer, own, { width }, o);
  return {
    loss: on.run(kernels.crossEntropy, own, { batch: batch.B }, o, logs, targets, weights, loss, t),
    error: on.run(kernels.crossEntropyError, all, { batch: batch.B, width }, o, logs, targets, weights, t),
  };
} // prettier-ignore

/** Gradients by the place of what they are gradients of. */
function backward(parts: Parts, kept: readonly Kept[][], errors: readonly Handle[]): Sums {
  const { batch, weights, run } = parts;
  const sums = new Sums(batch);
  let later = weights.layers.map(({ n }): Wanted => ({ h: batch.zeros(n, batch.B) }));
  for (let t = run.T - 1; t >= 0; t--) {
    sums.matrix(weights.V, kept[t + 1]!.at(-1)!.h, errors[t]!);
    sums.bias(weights.c, errors[t]!, weights.V.row);
    later = stepBack(parts, [kept[t]!, kept[t + 1]!], errors[t]!, later, sums, t);
  }
  return sums;
}

/** Step t of all layers, from the top one: what is wanted of the states before it. */
function stepBack(parts: Parts, [before, kept]: Kept[][], error: Handle, later: readonly Wanted[], sums: Sums, t: number) {
  const { on, batch, model, weights } = parts;
  const wanted: Wanted[] = [];
  let [above, delta] = [weights.V, error];
  for (let index = weights.layers.length - 1; index >= 0; index--) {
    const [layer, own] = [weights.layers[index]!, later[index]!];
    const all = { ...own, h: batch.pulled(above, delta, own.h, layer.n) };
    const back = cellOn[model.cell].backward(on, batch, layer, kept![index]!, before![index]!, all);
    back.recurrent.forEach((one, i) => sums.matrix(layer.U[i]!, one.left, one.error));
    sums.bias(layer.b, back.delta, layer.width);
    if (index) sums.matrix(layer.W, kept![index - 1]!.h, back.delta);
    else if (model.inputs !== undefined) sums.matrix(layer.W, inputsAt(parts, t)!, back.delta);
    else sums.table(layer.W, back.delta, t);
    wanted[index] = back.before;
    [above, delta] = [layer.W, back.delta];
  }
  return wanted;
} // prettier-ignore
