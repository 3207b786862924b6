/**
 * LSTM cells whose gates see the memory cell: peepholes, each from a cell to its own gates.
 * Source: F. A. Gers, N. N. Schraudolph, J. Schmidhuber, "Learning precise timing with LSTM recurrent networks", Journal of
 * Machine Learning Research 3 (2002); the equations of lstm.ts, with these pre-activations in place of its own:
 *
 *   input gate   zⁱ_t = Wi x_t + Ui h_{t−1} + pi ⊙ c_{t−1} + bi     [H]
 *   forget gate  zᶠ_t = Wf x_t + Uf h_{t−1} + pf ⊙ c_{t−1} + bf     [H]
 *   output gate  zᵒ_t = Wo x_t + Uo h_{t−1} + po ⊙ c_t + bo         [H]     the new cell, not the one before
 *
 *   error of c   ∂L/∂c_t = ∂⁺L/∂c_t + o_t ⊙ s′_t ⊙ ∂L/∂h_t + po ⊙ δᵒ_t
 *                          + f_{t+1} ⊙ ∂L/∂c_{t+1} + pi ⊙ δⁱ_{t+1} + pf ⊙ δᶠ_{t+1}
 *   gradients    ∂L/∂pi = Σ_t δⁱ_t ⊙ c_{t−1}, ∂L/∂pf = Σ_t δᶠ_t ⊙ c_{t−1}, ∂L/∂po = Σ_t δᵒ_t ⊙ c_t
 *
 * The file is longer than 120 lines because forward and backward stand beside each other.
 */
/* eslint max-lines: off */
import { kernel, type Argument, type Device, type Handle } from './device/device.ts';
import {
  before,
  given,
  gradients,
  kept,
  nothingAfter,
  opened,
  passed,
  pulledBack,
  rowsOf,
  squash,
  stepOf,
  sum,
  summed,
  times,
  unrolled,
  type Errors,
  type Parameters as Blind,
  type Record,
  type Sizes,
  type Step,
} from './lstm.ts';

/** A pre-activation with what its gate sees of the cell: z + p ⊙ c. */
export const peeped = kernel(function peeped(z: number[], peephole: number[], cells: number[]) {
  return z[this.thread.x] + peephole[this.thread.x] * cells[this.thread.x];
});

/** p ⊙ δ: a gate's error on its way back through the peephole to the cell that the gate saw. */
export const seen = kernel(function seen(peephole: number[], error: number[]) {
  return peephole[this.thread.x] * error[this.thread.x];
});

/** One step's share of a peephole's gradient, added to those of the steps after it. */
export const peepholeGradient = kernel(function peepholeGradient(
  total: number[],
  error: number[],
  cells: number[],
) {
  return total[this.thread.x] + error[this.thread.x] * cells[this.thread.x];
});

/** As in lstm.ts, and pi, pf and po, [H] each. */
export interface Parameters extends Blind {
  pi: Argument;
  pf: Argument;
  po: Argument;
}

const zeros = (length: number) => Array.from({ length }, () => 0);

/** One step from the state h_{t−1} and the cell c_{t−1}. The pre-activations hold the peepholes' parts. */
export function step(
  device: Device,
  sizes: Sizes,
  parameters: Parameters,
  h: Argument,
  c: Argument,
  x: Argument,
): Step {
  const area = [sizes.units] as const;
  const z = (letter: 'i' | 'f' | 'o' | 'g') => summed(device, sizes, parameters, letter, x, h);
  const zi = device.run(peeped, area, {}, z('i'), parameters.pi, c);
  const zf = device.run(peeped, area, {}, z('f'), parameters.pf, c);
  const zg = z('g');
  const [i, slopeI] = opened(device, sizes, zi);
  const [f, slopeF] = opened(device, sizes, zf);
  const [g, slopeG] = squash(device, sizes, zg);
  const [now, s, slopeC] = kept(device, sizes, { f, i, g }, c);
  const zo = device.run(peeped, area, {}, z('o'), parameters.po, now);
  const [o, slopeO] = opened(device, sizes, zo);
  const slopes = { slopeI, slopeF, slopeO, slopeG, slopeC };
  return { zi, zf, zo, zg, i, f, o, g, c: now, s, h: times(device, sizes, o, s), ...slopes };
}

/** Over a sequence x [T][I]: every number of every step, as in lstm.ts. */
export function forward(device: Device, sizes: Sizes, parameters: Parameters, x: Argument): Record {
  const rows = rowsOf(device, x, sizes.steps, sizes.inputs);
  return unrolled(rows, sizes, parameters, (h, c, x) => step(device, sizes, parameters, h, c, x));
}

/** The errors at one step; `next` is what the step after it sends to h_t and to c_t. */
function stepBack(
  device: Device,
  sizes: Sizes,
  { po }: Parameters,
  { i, o, g, s, slopeI, slopeF, slopeO, slopeG, slopeC }: Step,
  previous: Argument,
  own: { h: Argument; c: Argument },
  next: { h: Argument; c: Argument },
) {
  const area = [sizes.units] as const;
  const add = (...parts: Argument[]) => sum(device, sizes.units, parts);
  const pass = (error: Handle, factor: Argument, slope: Handle) =>
    passed(device, sizes, error, factor, slope);
  const dh = add(own.h, next.h);
  const dOut = pass(dh, s, slopeO);
  const fromState = pass(dh, o, slopeC);
  const fromPeephole = device.run(seen, area, {}, po, dOut);
  const dc = add(own.c, fromState, fromPeephole, next.c);
  return {
    ...{ dh, fromNext: add(next.h), dc, fromState, fromPeephole, fromCell: add(next.c) },
    ...{ di: pass(dc, g, slopeI), df: pass(dc, previous, slopeF), do: dOut, dg: pass(dc, i, slopeG) },
  };
}

/** What a step sends to the cell before it: through the forget gate, and through two peepholes. */
function toCell(
  device: Device,
  { units }: Sizes,
  { pi, pf }: Parameters,
  f: Handle,
  { dc, di, df }: { dc: Handle; di: Handle; df: Handle },
): Handle {
  const byCell = times(device, { units }, f, dc);
  const byGates = [device.run(seen, [units], {}, pi, di), device.run(seen, [units], {}, pf, df)];
  return sum(device, units, [byCell, ...byGates]);
}

/** Σ_t δ_t ⊙ c. */
function gradientOf(device: Device, { units }: Sizes, errors: readonly Handle[], cells: readonly Argument[]) {
  const add = (total: Argument, error: Handle, t: number) =>
    device.run(peepholeGradient, [units], {}, total, error, cells[t]!);
  const nothing: Argument = zeros(units);
  return errors.length ? (errors.reduceRight(add, nothing) as Handle) : sum(device, units, []);
}

/**
 * As in lstm.ts, with `fromPeephole` (po ⊙ δᵒ_t) as a third part of `dc`, and `dpi`, `dpf`, `dpo`; `fromCell` holds what
 * comes through the peepholes of the step after too.
 */
export function backward(
  device: Device,
  sizes: Sizes,
  parameters: Parameters,
  x: Argument,
  record: Record,
  errors: Errors,
) {
  const [own, previous] = [given(device, sizes, errors), before(record.c, parameters.c0, sizes)];
  const found: ReturnType<typeof stepBack>[] = [];
  let next = nothingAfter(sizes);
  for (let t = sizes.steps - 1; t >= 0; t--) {
    const sent = { h: own.h[t]!, c: own.c[t]! };
    const errors = stepBack(device, sizes, parameters, stepOf(record, t), previous[t]!, sent, next);
    found[t] = errors;
    const cell = toCell(device, sizes, parameters, record.f[t]!, errors);
    next = { h: pulledBack(device, sizes, parameters, 'U', errors), c: cell };
  }
  const list = (name: keyof (typeof found)[number]) => found.map((each) => each[name]);
  const deltas = { di: list('di'), df: list('df'), do: list('do'), dg: list('dg') };
  return {
    ...{ dh: list('dh'), fromNext: list('fromNext'), dc: list('dc'), fromState: list('fromState') },
    ...{ fromPeephole: list('fromPeephole'), fromCell: list('fromCell'), ...deltas },
    ...gradients(device, sizes, parameters, x, record, deltas),
    dpi: gradientOf(device, sizes, deltas.di, previous),
    dpf: gradientOf(device, sizes, deltas.df, previous),
    dpo: gradientOf(device, sizes, deltas.do, record.c),
    ...{ dh0: sum(device, sizes.units, [next.h]), dc0: sum(device, sizes.units, [next.c]) },
  };
}
