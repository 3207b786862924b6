/** What each number is, and how it came about. */
import type { Cell, Matrix, Vector } from '../parts/declare.ts';
import { explainedBy, type Equations } from '../parts/equations.ts';
import { tex, texOrInfinity } from '../parts/numbers.ts';
import { readingBy } from '../parts/shown.ts';
import { nets, type Setup } from './runners.ts';
import { everyOf, spanOf } from './windows.ts';

interface Shown {
  setup: Setup;
  iterations: number;
  loss: Matrix;
  test: Vector;
  solved: Vector;
  parameters: Vector;
  unitCounts: Vector;
  baseline: number;
  answers: Vector;
  wanted: number;
}
const reading = readingBy<Shown>(['setup', 'iterations', 'loss', 'test', 'solved', 'parameters', 'unitCounts', 'baseline', 'answers', 'wanted']); // prettier-ignore

/** A loss as so many times the baseline. */
const multiple = (loss: number, baseline: number) =>
  Number.isFinite(loss) ? ` = ${tex(loss / baseline)} \\cdot ${tex(baseline)}` : '';

const equations: Equations<Shown> = {
  loss({ loss, iterations, baseline }, at, k) {
    const [first, last] = spanOf(k, everyOf(iterations));
    const when = k ? `iterations ${first} to ${last}` : 'before training';
    return `\\text{loss of the ${nets[at]!.name}, ${when}}${multiple(loss[at]![k]!, baseline)}`;
  },
  test: ({ test, baseline }, at) => `\\text{loss of the ${nets[at]!.name} on 64 other sequences}${multiple(test[at]!, baseline)}`,
  solved: ({ solved }, at) =>
    solved[at]
      ? `\\text{first iteration of the ${nets[at]!.name} with a loss below a tenth of the baseline}`
      : `\\text{the ${nets[at]!.name} has not come below a tenth of the baseline: }`,
  parameters({ setup: { width, outputs, units } }, at) {
    const [H, { gates, name }] = [units[at]!, nets[at]!];
    const sum = `${gates} \\cdot ${H} \\cdot (${H} + ${width} + 1) + ${outputs} \\cdot (${H} + 1)`;
    return `\\text{parameters of the ${name}} = ${sum}`;
  },
  unitCounts: ({ setup }, at) => `\\text{units of the ${nets[at]!.name}, for ${setup.counts[at]} parameters}`,
  answers: ({ setup: { task }, wanted }, at) =>
    task === 'adding'
      ? `\\text{the ${nets[at]!.name} says, where ${wanted.toFixed(2)} is right,}`
      : `\\text{probability that the ${nets[at]!.name} gives to what is right}`,
}; // prettier-ignore

export const explain: Cell = explainedBy(reading, equations, texOrInfinity);
