/** One step of a layer for a whole batch, forward and back, with the kernels of batched.ts: as cells.ts has it. */
import * as kernels from '../batched.ts';
import type { Composer, Handle } from '../device/device.ts';
import type { Batch } from './fused-operations.ts';
import type { Model } from './types.ts';
import type { LayerWeights } from './weights.ts';

/** What a step leaves for the way back: activations of its gates, states, and what a GRU has besides. */
export interface Kept {
  h: Handle;
  gates?: Handle;
  c?: Handle;
  q?: Handle;
  candidate?: Handle;
}

/** What later steps want of the state [B][n], and of the memory cell. */
export interface Wanted {
  h: Handle;
  c?: Handle;
}

/** δ [B][width], and what is wanted of the step before. */
export interface Back {
  delta: Handle;
  before: Wanted;
  /** δ that goes with each recurrent matrix, and what that matrix was multiplied by. */
  recurrent: { left: Handle; error: Handle }[];
}

export interface CellOn {
  /** From W x_t + b. */
  forward(on: Composer, batch: Batch, layer: LayerWeights, z: Handle, before: Kept): Kept;
  backward(on: Composer, batch: Batch, layer: LayerWeights, kept: Kept, before: Kept, wanted: Wanted): Back;
}

const rnn: CellOn = {
  forward(_, batch, { U: [U], n }, z, { h }) {
    return { h: batch.activated(batch.product(U!, h, z), n, 0) };
  },
  backward(on, batch, { U: [U], n }, { h }, before, wanted) {
    const delta = on.run(kernels.tanhError, [n, batch.B], {}, h, wanted.h);
    const handed = batch.pulled(U!, delta, batch.zeros(n, batch.B), n);
    return { delta, before: { h: handed }, recurrent: [{ left: before.h, error: delta }] };
  },
};

const lstm: CellOn = {
  forward(on, batch, { U: [U], n, width }, z, before) {
    const extent = [n, batch.B] as const;
    const gates = batch.activated(batch.product(U!, before.h, z), width, 3 * n);
    const c = on.run(kernels.lstmCell, extent, { units: n }, gates, before.c!);
    return { h: on.run(kernels.lstmState, extent, { units: n }, gates, c), c, gates };
  },
  backward(on, batch, { U: [U], n, width }, { gates, c }, before, wanted) {
    const [extent, units, zeros] = [[n, batch.B] as const, { units: n }, batch.zeros(n, batch.B)];
    const ofCell = on.run(kernels.lstmWanted, extent, units, gates!, c!, wanted.h, wanted.c ?? zeros);
    const sources = [gates!, before.c!, c!, wanted.h, ofCell] as const;
    const delta = on.run(kernels.lstmError, [width, batch.B], units, ...sources);
    const handed = { h: batch.pulled(U!, delta, zeros, n), c: on.run(kernels.lstmHanded, extent, units, gates!, ofCell) };
    return { delta, before: handed, recurrent: [{ left: before.h, error: delta }] };
  },
}; // prettier-ignore

const gru: CellOn = {
  forward(on, batch, { U: [U, own], n }, z, { h }) {
    const extent = [n, batch.B] as const;
    const gates = batch.activated(batch.product(U!, h, z), 2 * n, 2 * n);
    const q = on.run(kernels.gruReset, extent, { units: n }, gates, h);
    const candidate = batch.activated(batch.product(own!, q, z, 2 * n), n, 0);
    return { h: on.run(kernels.gruState, extent, {}, gates, candidate, h), gates, q, candidate };
  },
  backward(on, batch, { U: [U, own], n, width }, { gates, q, candidate }, before, wanted) {
    const [extent, units] = [[n, batch.B] as const, { units: n }];
    const inner = on.run(kernels.gruCandidateError, extent, {}, gates!, candidate!, wanted.h);
    const ofReset = batch.pulled(own!, inner, batch.zeros(n, batch.B), n);
    const sources = [gates!, candidate!, before.h, wanted.h, ofReset, inner] as const;
    const delta = on.run(kernels.gruError, [width, batch.B], units, ...sources);
    const past = on.run(kernels.gruHanded, extent, units, gates!, wanted.h, ofReset);
    const recurrent = [{ left: before.h, error: delta }, { left: q!, error: inner }];
    return { delta, before: { h: batch.pulled(U!, delta, past, n) }, recurrent };
  },
}; // prettier-ignore

export const cellOn: Record<Model['cell'], CellOn> = { rnn, lstm, gru };
