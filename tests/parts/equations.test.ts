/** Explanations of marks: an equation with its number behind, and nothing where there is none. */
import { expect, test } from 'vitest';
import { explained, type Equations } from '../../components/parts/equations.ts';
import { texOrInfinity } from '../../components/parts/numbers.ts';

interface Shown {
  loss: number;
  h: number[][];
  constructor: number;
}
const shown = { loss: Infinity, h: [[1, -2]], constructor: 5 } as unknown as Shown;
const equations: Equations<Shown> = {
  loss: () => 'E',
  h: ({ h }, t, i) => `h_{${t + 1},${i + 1}} = -${-h[t]![i]!}`,
};

test('the indices of a mark reach its equation, and its number stands behind', () => {
  expect(explained('h.0.1', shown, equations)).toBe('h_{1,2} = -2 = -2');
  expect(explained('loss', shown, equations)).toBe('E = \\text{overflow}');
  expect(explained('loss', shown, equations, texOrInfinity)).toBe('E = \\infty');
});

test.each(['', 'h', 'h.0', 'h.0.2', 'h.1.0', 'h.x.0', 'h.0.1.0', 'U.0.0', 'constructor', 'toString'])(
  '“%s” has no explanation',
  (mark) => expect(explained(mark, shown, equations)).toBeUndefined(),
);
