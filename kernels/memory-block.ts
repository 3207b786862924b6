/**
 * A memory block of one cell, grown part by part, over a sequence: what each part adds can be seen by leaving it out.
 * Sources: S. Hochreiter, J. Schmidhuber, "Long Short-Term Memory", Neural Computation 9(8) (1997), for loop, input and
 * output gate; F. A. Gers, J. Schmidhuber, F. Cummins, "Learning to Forget", Neural Computation 12(10) (2000), for the
 * forget gate; F. A. Gers, N. N. Schraudolph, J. Schmidhuber, JMLR 3 (2002), for the peepholes. All numbers are [1].
 *
 *   candidate         g_t = tanh(x_t)
 *   cell              c_t = w f_t c_{t−1} + i_t g_t       w is the weight of the loop; a gate that is not there is 1
 *   output            h_t = o_t tanh(c_t)
 *   1 … 4             gates as they are set by hand: i from 2 on, o from 3 on, f from 4 on
 *   5 peephole        o_t = σ(p c_t + b)                  the output gate looks at the cell of this very step
 *   6 whole block     i_t = σ(k (m_t − ½)), f_t likewise, o_t = σ(k (m_t − ½) + p c_t + b): gates are units of their
 *                     own, whose inputs m are what they were set to by hand; k is how sharp they are
 *   of the first      r_t = w f_t r_{t−1}, r_1 = i_1: how much of g_1 is in c_t, which is ∂c_t/∂g_1 as long as no gate
 *                     but that of the output looks at the cell
 */
import { kernel, type Argument, type Device, type Handle } from './device/device.ts';
import { activated } from './rnn.ts';
import { keptCell, toldCell } from './sensitivity.ts';

/** Number `index` of a sequence [T]. */
export const moment = kernel(function moment(sequence: number[], index: number) {
  return sequence[index];
});

/** z of a gate: k (m − ½) + p c + b. */
export const gateInput = kernel(function gateInput(
  signal: number[],
  sharpness: number,
  cell: number[],
  peephole: number,
  bias: number,
) {
  return sharpness * (signal[this.thread.x] - 0.5) + peephole * cell[this.thread.x] + bias;
});

export interface Settings {
  /** w, k, p and b. */
  loop: number;
  sharpness: number;
  peephole: number;
  bias: number;
  /** [T]: the input, and how far the gates are opened by hand. */
  x: Argument;
  write: Argument;
  keep: Argument;
  read: Argument;
}

/** How many parts there are to add. */
export const STAGES = 6;
const names = ['g', 'i', 'f', 'o', 'c', 'squashed', 'h', 'left'] as const;
type Name = (typeof names)[number];
export type Grown = Record<Name, Handle[]>;

const TANH = 1;
const SIGMOID = 2;
const one = [1];

/** The block with the first `stage` parts, 1 … 6, over `steps` steps; a list over time for each quantity. */
export function grown(device: Device, steps: number, settings: Settings, stage: number): Grown {
  const found = Object.fromEntries(names.map((name) => [name, [] as Handle[]])) as Grown;
  for (let t = 0; t < steps; t++) {
    const now = step(device, settings, stage, t, found.c[t - 1] ?? [0], found.left[t - 1] ?? [0]);
    for (const name of names) found[name].push(now[name]);
  }
  return found;
}

function step(device: Device, settings: Settings, stage: number, t: number, before: Argument, left: Argument) {
  const { loop, sharpness, peephole, bias, x, write, keep, read } = settings;
  const at = (sequence: Argument) => device.run(moment, [1], {}, sequence, t);
  const squash = (value: Argument, activation: number) => device.run(activated, [1], { activation }, value);
  const unit = (signal: Argument, k: number, cell: Argument, p: number, b: number) =>
    squash(device.run(gateInput, [1], {}, signal, k, cell, p, b), SIGMOID);
  /** A gate that is there from a stage on: set by hand, and at the end a unit of its own. */
  const gate = (from: number, signal: Argument) =>
    stage < STAGES ? at(stage < from ? [...Array<number>(t).fill(1), 1] : signal) : unit(at(signal), sharpness, [0], 0, 0);
  const g = squash(at(x), TANH);
  const [i, f] = [gate(2, write), gate(4, keep)];
  const kept = device.run(toldCell, [1], {}, [loop], f);
  const c = device.run(keptCell, [1], {}, kept, before, i, g);
  const o = stage < 5 ? gate(3, read) : unit(at(read), stage < STAGES ? 0 : sharpness, c, peephole, bias);
  const squashed = squash(c, TANH);
  const h = device.run(toldCell, [1], {}, o, squashed);
  return { g, i, f, o, c, squashed, h, left: device.run(keptCell, [1], {}, kept, left, t ? [0] : i, one) };
} // prettier-ignore
