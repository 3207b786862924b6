/** The sum behind each number, and the state in a sentence. */
import { cell, type Cell, type Matrix, type Vector } from '../parts/declare.ts';
import { explainedBy, type Equations } from '../parts/equations.ts';
import { print, tex } from '../parts/numbers.ts';
import { readingBy } from '../parts/shown.ts';
import { products, texSum } from '../parts/sums.ts';
import { LETTERS, NEXT, READ } from './inputs.ts';

type Shown = Record<'x' | 'z' | 'h' | 'o' | 'p' | 'U' | 'W' | 'V', Matrix> &
  Record<'losses' | 'b' | 'c' | 'right', Vector>;
const reading = readingBy<Shown>(['x', 'z', 'h', 'o', 'p', 'losses', 'U', 'W', 'b', 'V', 'c', 'right']);

const at = (...index: number[]) => index.map((one) => `{${one + 1}}`).join('');

const equations: Equations<Shown> = {
  x: (_, t, k) => `\\inpi${at(t, k)}`,
  U: (_, i, j) => `\\Wreci${at(i, j)}`,
  W: (_, i, k) => `\\Wini${at(i, k)}`,
  V: (_, k, i) => `\\Wouti${at(k, i)}`,
  b: (_, i) => `\\bhidi${at(i)}`,
  c: (_, k) => `\\bouti${at(k)}`,
  // Of the one-hot input only one product is not zero.
  z: ({ U, W, b, h }, t, i) => {
    const letter = LETTERS.indexOf(READ[t]!);
    const past = t ? `${texSum(products(U[i]!, h[t - 1]!))} + ` : '';
    return `\\prei${at(t, i)} = ${past}${tex(W[i]![letter]!, true)} + ${tex(b[i]!, true)}`;
  },
  h: ({ z }, t, i) => `\\hidi${at(t, i)} = \\tanh(${tex(z[t]![i]!)})`,
  o: ({ V, h, c }, t, k) => `\\logiti${at(t, k)} = ${texSum([...products(V[k]!, h[t]!), c[k]!])}`,
  p: ({ o }, t, k) => {
    const most = Math.max(...o[t]!);
    const base = Math.abs(most) > 9 ? most : 0;
    const powers = o[t]!.map((value) => Math.exp(value - base));
    const shown = base ? `${tex(o[t]![k]!)} - ${tex(base, true)}` : tex(o[t]![k]!);
    return `\\predi${at(t, k)} = \\exp(${shown}) / ${tex(powers.reduce((sum, one) => sum + one, 0))}`;
  },
  losses: ({ right }, t) => `\\losst${at(t)} = -\\log(${tex(right[t]!)})`,
};

export const explain: Cell = explainedBy(reading, equations);

const percent = (share: number) => `${Math.round(100 * share)} %`;

export const sentence: Cell = cell(
  ['iterations', 'loss', 'right', 'p', 'sample'],
  (iterations: number, loss: number, right: Vector, p: Matrix, sample: string) => {
    const likeliest = p.map((row) => LETTERS[row.indexOf(Math.max(...row))]!);
    const [l, o] = [right[2]!, right[3]!];
    const wrong = likeliest.filter((one, t) => one !== NEXT[t]).length;
    const all = wrong ? `${wrong} of the four letters would be guessed wrong` : 'every next letter is the likeliest';
    return `After ${iterations} update${iterations === 1 ? '' : 's'} the loss is ${print(loss)} (guessing: ${print(4 * Math.log(4))}), and ${all}. After the first l the network gives l ${percent(l)}, after the second it gives o ${percent(o)}. From h on it writes “${sample}”.`;
  },
); // prettier-ignore
