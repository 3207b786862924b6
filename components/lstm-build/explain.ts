/** The sum behind each mark, with its numbers. */
import type { Cell } from '../parts/declare.ts';
import { explainedBy, type Equations } from '../parts/equations.ts';
import { tex } from '../parts/numbers.ts';
import { texLeading } from '../parts/sums.ts';
import { byHand, gateNames, reading, stageOf, type Shown } from './shown.ts';

const plus = (term: string) => (term.startsWith('-') ? `(${term})` : term);

/** c_t, with no more factors than the stage has parts. */
function ofCell({ run, loop }: Shown, s: number, t: number) {
  const { c, f, i, g } = run[s]!;
  const before = c[t - 1] ?? 0;
  const kept =
    s === 5 ? texLeading(f[t]!, before) : s < 3 ? texLeading(loop, before) : texLeading(loop, f[t]!, before);
  return `\\lstmCell{${t + 1}} = ${kept} + ${plus(s < 1 ? tex(g[t]!) : texLeading(i[t]!, g[t]!))}`;
}

const logistic = (terms: string[]) => `1 / (1 + \\exp(-(${terms.join(' + ')})))`;

/** A gate that is a unit: its weighted input, its peephole, its bias. */
function ofGate(shown: Shown, s: number, k: number, t: number) {
  const { run, sharpness, peephole, bias } = shown;
  const { tex: symbol, hand } = gateNames[k]!;
  const name = `${symbol}{${t + 1}}`;
  if (byHand(s, k)) return name;
  const told = `${tex(sharpness, true)} \\cdot (${tex(shown[hand][t]!)} - 0.5)`;
  const looks = [plus(texLeading(peephole, run[s]!.c[t]!)), tex(bias, true)];
  return `${name} = ${logistic([...(s === 5 ? [told] : []), ...(k === 2 ? looks : [])])}`;
}

/** A gate that is set by hand; a signal of the whole block is what a unit is told, and not the gate. */
const signal = (name: string, symbol: string) => (shown: Shown, t: number) =>
  stageOf(shown) === 5 ? `\\text{${name} }` : `${symbol}{${t + 1}}`;

const equations: Equations<Shown> = {
  x: (_, t) => `\\inpi{${t + 1}}{1}`,
  ...Object.fromEntries(gateNames.map(({ hand, tex: symbol }) => [hand, signal(hand, symbol)])),
  candidates: ({ x }, t) => `\\lstmCand{${t + 1}} = \\tanh(${tex(x[t]!)})`,
  cells: (shown, s, t) => ofCell(shown, s, t),
  gates: (shown, s, k, t) => ofGate(shown, s, k, t),
  blockOutputs({ run }, s, t) {
    const { o, s: squashed, c } = run[s]!;
    const name = `\\lstmHid{${t + 1}}`;
    if (s < 2) return `${name} = \\tanh(${tex(c[t]!)})`;
    return `${name} = \\lstmOut{${t + 1}} \\cdot \\tanh(${tex(c[t]!)}) = ${texLeading(o[t]!, squashed[t]!)}`;
  },
};

export const explain: Cell = explainedBy(reading, equations);
