/**
 * A layer of LSTM cells, run forward over time and backward through time.
 * Sources: S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation 9(8) (1997), with the forget gate
 * of F. A. Gers, J. Schmidhuber, F. Cummins, "Learning to forget", Neural Computation 12(10) (2000), and the whole gradient
 * of A. Graves, J. Schmidhuber, Neural Networks 18 (2005). Peepholes are a file of their own (lstm-peephole.ts).
 *
 *   pre-activations  zᵏ_t = Wk x_t + Uk h_{t−1} + bk, k = i, f, o, g     [H] each     Wk [H][I], Uk [H][H]
 *   gates            i_t = σ(zⁱ_t), f_t = σ(zᶠ_t), o_t = σ(zᵒ_t)          [H] each     1 is open
 *   candidate        g_t = tanh(zᵍ_t)                                     [H]
 *   memory cell      c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t                      [H]          c_0 is given, or zero
 *   squashed cell    s_t = tanh(c_t)                                      [H]
 *   state            h_t = o_t ⊙ s_t                                      [H]          h_0 is given, or zero
 *
 * Backward from what the losses send to h_t and c_t at each step, ∂⁺L/∂h_t and ∂⁺L/∂c_t (zero where there is none):
 *   error of h       ∂L/∂h_t = ∂⁺L/∂h_t + Σ_k Ukᵀ δᵏ_{t+1}                                     fromNext is the sum
 *   error of c       ∂L/∂c_t = ∂⁺L/∂c_t + o_t ⊙ s′_t ⊙ ∂L/∂h_t + f_{t+1} ⊙ ∂L/∂c_{t+1}         fromState, fromCell
 *   δᵒ_t = ∂L/∂h_t ⊙ s_t ⊙ σ′(zᵒ_t),      δⁱ_t = ∂L/∂c_t ⊙ g_t ⊙ σ′(zⁱ_t),
 *   δᶠ_t = ∂L/∂c_t ⊙ c_{t−1} ⊙ σ′(zᶠ_t),  δᵍ_t = ∂L/∂c_t ⊙ i_t ⊙ tanh′(zᵍ_t)
 *   gradients        ∂L/∂Wk = Σ_t δᵏ_t x_tᵀ, ∂L/∂Uk = Σ_t δᵏ_t h_{t−1}ᵀ, ∂L/∂bk = Σ_t δᵏ_t, ∂L/∂x_t = Σ_k Wkᵀ δᵏ_t
 *   Jacobian         ∂c_t/∂c_{t−1} = diag(f_t) + D_t diag(o_{t−1} ⊙ s′_{t−1}), where the second part is the detour
 *                    through h_{t−1}: D_t = Σ_{k = i, f, g} diag(∂c_t/∂zᵏ_t) Uk
 *
 * The file is longer than 120 lines because each gradient stands beside the equation that it differentiates.
 */
/* eslint max-lines: off */
import { kernel, type Argument, type Device, type Handle } from './device/device.ts';

/** Row `index` of a sequence [T][n]. */
export const row = kernel(function row(rows: number[][], index: number) {
  return rows[index][this.thread.x];
});

/** zᵏ_t. */
export const preactivation = kernel(function preactivation(
  input: number[][],
  x: number[],
  recurrent: number[][],
  previous: number[],
  bias: number[],
) {
  let sum = bias[this.thread.x];
  for (let j = 0; j < this.constants.width; j++) {
    sum += input[this.thread.x][j] * x[j];
  }
  for (let j = 0; j < this.constants.units; j++) {
    sum += recurrent[this.thread.x][j] * previous[j];
  }
  return sum;
});

/** σ(z). exp is only taken of numbers below zero, so that it never overflows. */
export const gate = kernel(function gate(z: number[]) {
  const value = z[this.thread.x];
  const small = Math.exp(-Math.abs(value));
  let result = small / (1 + small);
  if (value >= 0) {
    result = 1 / (1 + small);
  }
  return result;
});

/** σ′(z), from z and not from the gate, so that a nearly saturated slope keeps its digits. */
export const gateSlope = kernel(function gateSlope(z: number[]) {
  const small = Math.exp(-Math.abs(z[this.thread.x]));
  return small / ((1 + small) * (1 + small));
});

/** tanh(z), of the candidate and of the memory cell. */
export const squashed = kernel(function squashed(z: number[]) {
  return Math.tanh(Math.max(-15, Math.min(15, z[this.thread.x])));
});

/** tanh′(z), likewise from z. */
export const squashedSlope = kernel(function squashedSlope(z: number[]) {
  const small = Math.exp(-2 * Math.abs(z[this.thread.x]));
  return (4 * small) / ((1 + small) * (1 + small));
});

/** c_t: what the forget gate keeps of the cell before, and what the input gate lets in of the candidate. */
export const cell = kernel(function cell(
  forget: number[],
  before: number[],
  input: number[],
  candidate: number[],
) {
  return forget[this.thread.x] * before[this.thread.x] + input[this.thread.x] * candidate[this.thread.x];
});

/** h_t = o_t ⊙ s_t; and f_{t+1} ⊙ ∂L/∂c_{t+1}, the error that has gone through the cell. */
export const gated = kernel(function gated(opened: number[], value: number[]) {
  return opened[this.thread.x] * value[this.thread.x];
});

/** δᵏ_t, an error times what the gate was multiplied by times its slope; and the error of h_t on its way into the cell. */
export const through = kernel(function through(error: number[], factor: number[], slope: number[]) {
  return error[this.thread.x] * factor[this.thread.x] * slope[this.thread.x];
});

/** Mᵀ e: what an error becomes on its way back through the weights M [H][n]. */
export const pulled = kernel(function pulled(weights: number[][], error: number[]) {
  let sum = 0;
  for (let i = 0; i < this.constants.units; i++) {
    sum += weights[i][this.thread.x] * error[i];
  }
  return sum;
});

/** One use's share of a weight's gradient: error × what the weight was multiplied by. */
export const outer = kernel(function outer(error: number[], factor: number[]) {
  return error[this.thread.y] * factor[this.thread.x];
});

export const vectorSum = kernel(function vectorSum(one: number[], other: number[]) {
  return one[this.thread.x] + other[this.thread.x];
});

export const matrixSum = kernel(function matrixSum(one: number[][], other: number[][]) {
  return one[this.thread.y][this.thread.x] + other[this.thread.y][this.thread.x];
});

/** D_t[a][b], how c_t changes with h_{t−1} through the gates i and f and the candidate, each given as ∂c_t/∂zᵏ_t. */
export const detour = kernel(function detour(
  input: number[],
  forget: number[],
  candidate: number[],
  inputRecurrent: number[][],
  forgetRecurrent: number[][],
  candidateRecurrent: number[][],
) {
  const byGates =
    input[this.thread.y] * inputRecurrent[this.thread.y][this.thread.x] +
    forget[this.thread.y] * forgetRecurrent[this.thread.y][this.thread.x];
  return byGates + candidate[this.thread.y] * candidateRecurrent[this.thread.y][this.thread.x];
});

/** ∂c_t/∂c_{t−1}. `opened` and `slope` are o_{t−1} and s′_{t−1}. */
export const jacobian = kernel(function jacobian(
  forget: number[],
  detours: number[][],
  opened: number[],
  slope: number[],
) {
  let direct = 0;
  if (this.thread.x === this.thread.y) {
    direct = forget[this.thread.x];
  }
  return direct + detours[this.thread.y][this.thread.x] * opened[this.thread.x] * slope[this.thread.x];
});

/** I numbers of an input, H memory cells, T steps (0 is allowed). */
export interface Sizes {
  inputs: number;
  units: number;
  steps: number;
}

/** W [H][I], U [H][H], b [H] of the input, forget and output gate and of the candidate; h_0 and c_0 [H], or zeros. */
export interface Parameters {
  Wi: Argument;
  Wf: Argument;
  Wo: Argument;
  Wg: Argument;
  Ui: Argument;
  Uf: Argument;
  Uo: Argument;
  Ug: Argument;
  bi: Argument;
  bf: Argument;
  bo: Argument;
  bg: Argument;
  h0?: Argument;
  c0?: Argument;
}

/** What the losses send to every h_t and c_t by themselves, [T][H]; zeros where left out. */
export interface Errors {
  dh?: Argument;
  dc?: Argument;
}

/** Everything of one step, each [H]: see the equations; slopes of the gates, of the candidate and of the cell. */
export interface Step<Value = Handle> {
  zi: Value;
  zf: Value;
  zo: Value;
  zg: Value;
  i: Value;
  f: Value;
  o: Value;
  g: Value;
  c: Value;
  s: Value;
  h: Value;
  slopeI: Value;
  slopeF: Value;
  slopeO: Value;
  slopeG: Value;
  slopeC: Value;
}
export type Record = { [name in keyof Step]: Handle[] };
/** A record and the errors of any variant of the cell, as the shared ends of their backward passes want them. */
export type Deltas = { [name in 'di' | 'df' | 'do' | 'dg']: Handle[] };
type Letter = 'i' | 'f' | 'o' | 'g';

const zeros = (length: number) => Array.from({ length }, () => 0);
const letters = ['i', 'f', 'o', 'g'] as const;

/** Wk x_t + Uk h_{t−1} + bk. */
export function summed(
  device: Device,
  { units, inputs }: Sizes,
  parameters: Parameters,
  letter: Letter,
  x: Argument,
  h: Argument,
): Handle {
  const [W, U, b] = [parameters[`W${letter}`], parameters[`U${letter}`], parameters[`b${letter}`]];
  return device.run(preactivation, [units], { units, width: inputs }, W, x, U, h, b);
}

/** i, f and o of a pre-activation, with the slope. */
export function opened(device: Device, { units }: Sizes, z: Argument): [Handle, Handle] {
  return [device.run(gate, [units], {}, z), device.run(gateSlope, [units], {}, z)];
}

/** tanh of a pre-activation or of the cell, with the slope. */
export function squash(device: Device, { units }: Sizes, z: Argument): [Handle, Handle] {
  return [device.run(squashed, [units], {}, z), device.run(squashedSlope, [units], {}, z)];
}

/** c_t, and s_t with its slope. */
export function kept(
  device: Device,
  sizes: Sizes,
  { f, i, g }: { f: Handle; i: Handle; g: Handle },
  before: Argument,
): [Handle, Handle, Handle] {
  const c = device.run(cell, [sizes.units], {}, f, before, i, g);
  return [c, ...squash(device, sizes, c)];
}

/** a ⊙ b. */
export function times(device: Device, { units }: Pick<Sizes, 'units'>, a: Argument, b: Argument): Handle {
  return device.run(gated, [units], {}, a, b);
}

/** One step from the state h_{t−1} and the cell c_{t−1}. */
export function step(
  device: Device,
  sizes: Sizes,
  parameters: Parameters,
  h: Argument,
  c: Argument,
  x: Argument,
): Step {
  const z = (letter: Letter) => summed(device, sizes, parameters, letter, x, h);
  const [zi, zf, zo, zg] = [z('i'), z('f'), z('o'), z('g')];
  const [i, slopeI] = opened(device, sizes, zi);
  const [f, slopeF] = opened(device, sizes, zf);
  const [o, slopeO] = opened(device, sizes, zo);
  const [g, slopeG] = squash(device, sizes, zg);
  const [now, s, slopeC] = kept(device, sizes, { f, i, g }, c);
  const slopes = { slopeI, slopeF, slopeO, slopeG, slopeC };
  return { zi, zf, zo, zg, i, f, o, g, c: now, s, h: times(device, sizes, o, s), ...slopes };
}

/** The rows of a sequence [T][n]. */
export function rowsOf(device: Device, sequence: Argument, steps: number, size: number): Handle[] {
  return Array.from({ length: steps }, (_, t) => device.run(row, [size], {}, sequence, t));
}

/** Steps one after the other; the lists are [t], element 0 being t = 1. */
export function unrolled(
  steps: readonly Argument[],
  { units }: Sizes,
  { h0, c0 }: { h0?: Argument; c0?: Argument },
  one: (h: Argument, c: Argument, x: Argument) => Step,
): Record {
  const found: Step[] = [];
  for (const x of steps) {
    const before = found.at(-1);
    found.push(one(before?.h ?? h0 ?? zeros(units), before?.c ?? c0 ?? zeros(units), x));
  }
  const list = (name: keyof Step) => found.map((each) => each[name]);
  return {
    ...{ zi: list('zi'), zf: list('zf'), zo: list('zo'), zg: list('zg') },
    ...{ i: list('i'), f: list('f'), o: list('o'), g: list('g') },
    ...{ c: list('c'), s: list('s'), h: list('h') },
    ...{ slopeI: list('slopeI'), slopeF: list('slopeF'), slopeO: list('slopeO') },
    ...{ slopeG: list('slopeG'), slopeC: list('slopeC') },
  };
}

/** Over a sequence x [T][I]: every number of every step. */
export function forward(device: Device, sizes: Sizes, parameters: Parameters, x: Argument): Record {
  const rows = rowsOf(device, x, sizes.steps, sizes.inputs);
  return unrolled(rows, sizes, parameters, (h, c, x) => step(device, sizes, parameters, h, c, x));
}

/** The list of what stood one step before, from the value at the start. */
export function before(list: readonly Handle[], start: Argument | undefined, { units }: Sizes): Argument[] {
  return list.map((_, t) => (t ? list[t - 1]! : (start ?? zeros(units))));
}

/** The parts added up in their order; zeros for none. */
export function sum(device: Device, size: number, parts: readonly Argument[]): Handle {
  const [first = zeros(size), ...rest] = parts;
  if (!rest.length) return device.run(vectorSum, [size], {}, first, zeros(size));
  return rest.reduce((total, part) => device.run(vectorSum, [size], {}, total, part), first) as Handle;
}

/** error ⊙ factor ⊙ slope. */
export function passed(device: Device, { units }: Sizes, error: Argument, factor: Argument, slope: Argument) {
  return device.run(through, [units], {}, error, factor, slope);
}

/** Σ_k Mkᵀ δᵏ, M being U (to h_{t−1}) or W (to x_t). */
export function pulledBack(
  device: Device,
  { units, inputs }: Sizes,
  parameters: Parameters,
  which: 'U' | 'W',
  errors: { [name in keyof Deltas]: Handle },
): Handle {
  const size = which === 'U' ? units : inputs;
  const parts = letters.map((letter) =>
    device.run(pulled, [size], { units }, parameters[`${which}${letter}`], errors[`d${letter}`]),
  );
  return sum(device, size, parts);
}

/** Σ_t δ_t v_tᵀ, from the last step to the first. */
function gradientOf(
  device: Device,
  errors: readonly Handle[],
  factors: readonly Argument[],
  [columns, rows]: readonly [number, number],
): Handle {
  const area = [columns, rows] as const;
  const nothing = Array.from({ length: rows }, () => zeros(columns));
  let total: Argument = nothing;
  for (let t = errors.length - 1; t >= 0; t--) {
    total = device.run(matrixSum, area, {}, total, device.run(outer, area, {}, errors[t]!, factors[t]!));
  }
  return errors.length ? (total as Handle) : device.run(matrixSum, area, {}, nothing, nothing);
}

/** The gradients of all parameters and inputs from the errors of the pre-activations. */
export function gradients(
  device: Device,
  sizes: Sizes,
  parameters: Parameters,
  x: Argument,
  { h }: Pick<Record, 'h'>,
  deltas: Deltas,
) {
  const { units, inputs, steps } = sizes;
  const [rows, previous] = [rowsOf(device, x, steps, inputs), before(h, parameters.h0, sizes)];
  const W = (errors: Handle[]) => gradientOf(device, errors, rows, [inputs, units]);
  const U = (errors: Handle[]) => gradientOf(device, errors, previous, [units, units]);
  const b = (errors: Handle[]) => sum(device, units, errors.toReversed());
  const { di, df, do: dOut, dg } = deltas;
  const at = (t: number) => ({ di: di[t]!, df: df[t]!, do: dOut[t]!, dg: dg[t]! });
  return {
    ...{ dWi: W(di), dWf: W(df), dWo: W(dOut), dWg: W(dg) },
    ...{ dUi: U(di), dUf: U(df), dUo: U(dOut), dUg: U(dg) },
    ...{ dbi: b(di), dbf: b(df), dbo: b(dOut), dbg: b(dg) },
    dx: rows.map((_, t) => pulledBack(device, sizes, parameters, 'W', at(t))),
  };
}

/** ∂⁺L/∂h_t and ∂⁺L/∂c_t, row by row. */
export function given(device: Device, { steps, units }: Sizes, { dh, dc }: Errors) {
  const rows = (errors: Argument | undefined) =>
    errors ? rowsOf(device, errors, steps, units) : Array.from({ length: steps }, () => zeros(units));
  return { h: rows(dh), c: rows(dc) };
}

/** What a backward pass hands from step t+1 to step t: zeros after the last one. */
export const nothingAfter = ({ units }: Sizes) => ({
  h: zeros(units) as Argument,
  c: zeros(units) as Argument,
});

/** The errors at one step, from what its own losses send, and from what the step after it sends. */
function stepBack(
  device: Device,
  sizes: Sizes,
  { i, o, g, s, slopeI, slopeF, slopeO, slopeG, slopeC }: Step,
  previous: Argument,
  own: { h: Argument; c: Argument },
  next: { h: Argument; c: Argument },
) {
  const add = (...parts: Argument[]) => sum(device, sizes.units, parts);
  const pass = (error: Handle, factor: Argument, slope: Handle) =>
    passed(device, sizes, error, factor, slope);
  const dh = add(own.h, next.h);
  const fromState = pass(dh, o, slopeC);
  const dc = add(own.c, fromState, next.c);
  return {
    ...{ dh, fromNext: add(next.h), dc, fromState, fromCell: add(next.c) },
    ...{ di: pass(dc, g, slopeI), df: pass(dc, previous, slopeF) },
    ...{ do: pass(dh, s, slopeO), dg: pass(dc, i, slopeG) },
  };
}

/** One step of a record. */
export function stepOf(record: Record, t: number): Step {
  const at = Object.entries(record).map(([name, list]) => [name, list[t]!]);
  return Object.fromEntries(at) as unknown as Step;
}

/**
 * The gradients of L by one backward pass. Lists are [t], element 0 being t = 1, each [H]: `dh` ∂L/∂h_t with its part
 * `fromNext` that comes from the step after; `dc` ∂L/∂c_t with its parts `fromState` (through h_t) and `fromCell` (from the
 * cell after); δᵏ_t as `di`, `df`, `do`, `dg`; `dx` [t][I]. Gradients have the shapes of their parameters; `dh0`, `dc0`.
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
    const errors = stepBack(device, sizes, stepOf(record, t), previous[t]!, sent, next);
    found[t] = errors;
    const toCell = times(device, sizes, record.f[t]!, errors.dc);
    next = { h: pulledBack(device, sizes, parameters, 'U', errors), c: toCell };
  }
  const list = (name: keyof (typeof found)[number]) => found.map((each) => each[name]);
  const deltas = { di: list('di'), df: list('df'), do: list('do'), dg: list('dg') };
  return {
    ...{ dh: list('dh'), fromNext: list('fromNext'), dc: list('dc') },
    ...{ fromState: list('fromState'), fromCell: list('fromCell'), ...deltas },
    ...gradients(device, sizes, parameters, x, record, deltas),
    ...{ dh0: sum(device, sizes.units, [next.h]), dc0: sum(device, sizes.units, [next.c]) },
  };
}

export type Backward = ReturnType<typeof backward>;

/**
 * Which way the errors of the cell came, [t] each [H]: `straight` has never left the cell since it entered it (products of
 * forget gates alone), `detoured` has been outside, through h, at least once: together they are ∂L/∂c_t. `outside` has
 * never gone from cell to cell: it enters here, or has come through h at every step, as in a network without memory cells.
 */
export function paths(
  device: Device,
  sizes: Sizes,
  parameters: Parameters,
  x: Argument,
  record: Record,
  errors: Errors,
  found: Backward,
) {
  const { f, o, slopeC } = record;
  const own = given(device, sizes, errors);
  const [straight, detoured]: [Handle[], Handle[]] = [[], []];
  let next = nothingAfter(sizes);
  for (let t = sizes.steps - 1; t >= 0; t--) {
    const entered = passed(device, sizes, own.h[t]!, o[t]!, slopeC[t]!);
    const back = passed(device, sizes, found.fromNext[t]!, o[t]!, slopeC[t]!);
    straight[t] = sum(device, sizes.units, [own.c[t]!, entered, next.c]);
    detoured[t] = sum(device, sizes.units, [back, next.h]);
    next = { c: times(device, sizes, f[t]!, straight[t]), h: times(device, sizes, f[t]!, detoured[t]) };
  }
  // Backward, a forget gate does nothing but pass the error on from cell to cell.
  const shut = f.map(() => sum(device, sizes.units, []));
  const outside = backward(device, sizes, parameters, x, { ...record, f: shut }, errors).dc;
  return { straight, detoured, outside };
}

/**
 * ∂c_t/∂c_{t−1} [H][H] for t = 2 … T (T − 1 of them), with o_{t−1} held: without peepholes it does not see c_{t−1}.
 * diag(f_t) is what is left of it where the output gate of the step before is closed.
 */
export function jacobians(
  device: Device,
  sizes: Sizes,
  { Ui, Uf, Ug }: Parameters,
  record: Record,
): Handle[] {
  const { units } = sizes;
  const { i, f, g, c, o, slopeI, slopeF, slopeG, slopeC } = record;
  return c.slice(1).map((_, at) => {
    const t = at + 1;
    const byInput = times(device, sizes, g[t]!, slopeI[t]!);
    const byForget = times(device, sizes, c[at]!, slopeF[t]!);
    const byCandidate = times(device, sizes, i[t]!, slopeG[t]!);
    const detours = device.run(detour, [units, units], {}, byInput, byForget, byCandidate, Ui, Uf, Ug);
    return device.run(jacobian, [units, units], {}, f[t]!, detours, o[at]!, slopeC[at]!);
  });
}
