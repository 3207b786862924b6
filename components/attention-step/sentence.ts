import { cell, type Cell, type Vector } from '../parts/declare.ts';
import { print } from '../parts/numbers.ts';
import { namesOf, type ScoreName } from './inputs.ts';

const largest = (values: Vector) => values.indexOf(Math.max(...values));

const told: Record<ScoreName, string> = {
  additive: 'The additive score looks at query and part together, inside the tanh.',
  dot: 'The dot score is large where query and part point the same way.',
  general: 'The general score compares the part with the query as the weights turn it.',
  wu: 'In this score the query adds the same number to every part, so the order of the weights is the same for every query.',
};

export const sentence: Cell = cell(
  ['score', 'weights', 'scores', 'context'],
  (score: ScoreName, weights: Vector, scores: Vector, context: Vector) => {
    if (![...scores, ...weights].every(Number.isFinite)) return `${told[score]} The scores overflow here.`;
    const most = largest(weights);
    const names = namesOf(weights.length);
    const share = `${names[most]} gets the weight ${print(weights[most]!)}`;
    const rest = weights.length > 1 ? `, the others ${print(1 - weights[most]!)} together` : '';
    return `${told[score]} ${share}${rest}. The context is (${context.map((value) => print(value)).join(', ')}).`;
  },
);
