import type { Cell, Vector } from '../parts/declare.ts';
import { printPower } from '../parts/numbers.ts';
import { reading, type Shown } from './shown.ts';

/** What is left of the first number of a list in the last, in words. */
function share(values: Vector): string {
  const [first, last] = [values[0]!, values.at(-1)!];
  if (first === 0) return last === 0 ? 'nothing, as from the start' : printPower(last);
  const left = last / first;
  if (Math.abs(left - 1) < 5e-5) return 'all of it';
  if (left === 0) return 'nothing';
  if (left < 1e-4) return `${printPower(left)} of it`;
  return left < 1 ? `${printPower(100 * left)} % of it` : `${printPower(left)} times as much`;
}

/** Steps at which something of the first input can be seen from outside. */
function toldAt({ sensitivityLstm, sensitivityCell, openOutput, gating }: Shown): string {
  if (gating !== 'hand') return '';
  const most = Math.max(...sensitivityCell);
  const steps = [...sensitivityLstm.keys()]
    .filter((t) => sensitivityLstm[t]! > 0.01 * most)
    .map((t) => t + 1);
  if (most === 0) return 'The input gate was closed at the first step, so that no cell knows of it.';
  if (!steps.length && openOutput.some((open) => open > 0))
    return 'Where output gates are open, nothing is left of it to tell.';
  if (!steps.length) return 'No output gate is open: the cells tell nobody.';
  if (steps.length === sensitivityLstm.length) return 'The cells tell it at every step.';
  const list = steps.length > 1 ? `${steps.slice(0, -1).join(', ')} and ${steps.at(-1)}` : String(steps[0]);
  return `The blocks tell of it at step${steps.length > 1 ? 's' : ''} ${list}, where their output gates are open.`;
}

export const sentence: Cell = reading((shown) => {
  const { sensitivityRnn, sensitivityCell } = shown;
  const T = sensitivityRnn.length;
  const [plain, cells] = [share(sensitivityRnn), share(sensitivityCell)];
  const told = toldAt(shown);
  return [`Of what the first input moved at step 1, the plain network still feels ${plain} at step ${T}, the cells of the LSTM ${cells}.`, told].filter(Boolean).join(' ');
}); // prettier-ignore
