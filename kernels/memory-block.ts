/**
 * A memory block of one cell, grown part by part, over a sequence: what each part adds can be seen by leaving it out.
 * Sources: S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation 9(8) (1997), for loop, input and
 * output gate; F. A. Gers, J. Schmidhuber, F. Cummins, "Learning to forget", Neural Computation 12(10) (2000), for the
 * forget gate; F. A. Gers, N. N. Schraudolph, J. Schmidhuber, JMLR 3 (2002), for the peepholes. All numbers are [1].
 *
 *   candidate         g_t = tanh(x_t)
 *   cell              c_t = w f_t c_{t−1} + i_t g_t       w is the weight of the loop; a gate that is not there is 1
 *   output            h_t = o_t tanh(c_t)
 *   1 … 4             gates as they are set by hand: i from 2 on, o from 3 on, f from 4 on
 *   5 peephole        o_t = σ(p c_t + b)                  the output gate looks at the cell of this very step
 *   6 whole block     the LSTM with peepholes, of one cell and four inputs x, m^i, m^f, m^o, with w = 1:
 *                     i_t = σ(k (m^i_t − ½)), f_t = σ(k (m^f_t − ½)), o_t = σ(k (m^o_t − ½) + p c_t + b)
 *                     gates are units of their own; m is what they were set to by hand, k how sharp they are
 *   of the first      r_t = w f_t r_{t−1}, r_1 = i_1: how much of g_1 is in c_t, ∂c_t/∂g_1, as neither i nor f sees c
 */
import { kernel, type Argument, type Device, type Handle } from './device/device.ts';
import { forward, peeped } from './lstm-peephole.ts';
import { cell, gate, gated, squashed } from './lstm.ts';

/** Number `index` of a sequence [T]. */
export const moment = kernel(function moment(sequence: number[], index: number) {
  return sequence[index];
});

export interface Settings {
  /** w, k, p and b. */
  loop: number;
  sharpness: number;
  peephole: number;
  bias: number;
  /** [T]: the input, and how far the gates are opened by hand. */
  x: readonly number[];
  write: readonly number[];
  keep: readonly number[];
  read: readonly number[];
}

/** How many parts there are to add. */
export const STAGES = 6;
const names = ['g', 'i', 'f', 'o', 'c', 's', 'h', 'left'] as const;
/** A list over time for each quantity; `s` is tanh(c), `left` what is left of the first candidate. */
export type Grown = Record<(typeof names)[number], Handle[]>;

/** The block with the first `stage` parts, 1 … 6. */
export function grown(device: Device, settings: Settings, stage: number): Grown {
  if (stage === STAGES) return whole(device, settings);
  const found = Object.fromEntries(names.map((name) => [name, [] as Handle[]])) as Grown;
  settings.x.forEach((_, t) => {
    const now = step(device, settings, stage, t, found.c[t - 1] ?? [0]);
    const left = leftOf(device, now.kept, found.left[t - 1] ?? [0], now.i, t);
    for (const name of names) found[name].push({ ...now, left }[name]);
  });
  return found;
}

/** r_t, by the kernel of the cell itself. */
const leftOf = (device: Device, kept: Argument, before: Argument, i: Argument, t: number) =>
  device.run(cell, [1], {}, kept, before, i, [t ? 0 : 1]);

function step(device: Device, settings: Settings, stage: number, t: number, before: Argument) {
  const { loop, peephole, bias, x, write, keep, read } = settings;
  const at = (sequence: readonly number[]) => device.run(moment, [1], {}, sequence as number[], t);
  const byHand = (from: number, signal: readonly number[]) => at(stage < from ? signal.map(() => 1) : signal);
  const g = device.run(squashed, [1], {}, at(x));
  const [i, f] = [byHand(2, write), byHand(4, keep)];
  const kept = device.run(gated, [1], {}, [loop], f);
  const c = device.run(cell, [1], {}, kept, before, i, g);
  const looks = () => device.run(gate, [1], {}, device.run(peeped, [1], {}, [bias], [peephole], c));
  const o = stage < 5 ? byHand(3, read) : looks();
  const s = device.run(squashed, [1], {}, c);
  return { g, i, f, kept, o, c, s, h: device.run(gated, [1], {}, o, s) };
}

/** Weights that make the block of lstm-peephole.ts what is said of the sixth stage. */
function whole(device: Device, { sharpness: k, peephole, bias, x, write, keep, read }: Settings): Grown {
  const inputs = x.map((value, t) => [value, write[t]!, keep[t]!, read[t]!]);
  const only = (at: number, weight: number) => [inputs[0]!.map((_, j) => (j === at ? weight : 0))];
  const none = { Ui: [[0]], Uf: [[0]], Uo: [[0]], Ug: [[0]], bg: [0], pi: [0], pf: [0] };
  const parameters = {
    ...none,
    ...{ Wg: only(0, 1), Wi: only(1, k), Wf: only(2, k), Wo: only(3, k) },
    ...{ bi: [-k / 2], bf: [-k / 2], bo: [bias - k / 2], po: [peephole] },
  };
  const { g, i, f, o, c, s, h } = forward(
    device,
    { inputs: 4, units: 1, steps: x.length },
    parameters,
    inputs,
  );
  const left: Handle[] = [];
  f.forEach((kept, t) => left.push(leftOf(device, kept, left[t - 1] ?? [0], i[t]!, t)));
  return { g, i, f, o, c, s, h, left };
}
