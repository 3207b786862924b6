import type { Inputs, Matrix, Preset, Vector } from '../parts/declare.ts';

const zeros = (matrix: Matrix): Matrix => matrix.map((row) => row.map(() => 0));
const none = (vector: Vector): Vector => vector.map(() => 0);
const times = (matrix: Matrix, factor: number): Matrix =>
  matrix.map((row) => row.map((value) => limit(value * factor)));
const limit = (value: number) => Math.min(Math.max(value, -1e4), 1e4) || 0;
/** A number of each row goes straight through; where there are more rows, the rest gets nothing. */
const straight = (matrix: Matrix, factor = 1): Matrix =>
  matrix.map((row, i) => row.map((_, j) => (i === j ? factor : 0)));

/** Turns by a quarter of a circle in the plane of each two units; a unit that is left over changes its sign. */
function turning(matrix: Matrix): Matrix {
  return matrix.map((row, i) => {
    const partner = i % 2 ? i - 1 : i + 1;
    if (partner >= matrix.length) return row.map((_, j) => (i === j ? -1 : 0));
    return row.map((_, j) => (j === partner ? (i % 2 ? 1 : -1) : 0));
  });
}

/** No input, no bias, no curve: what is left is what U does to the state. */
const alone = ({ b, x }: Inputs): Inputs => ({
  activation: 'linear',
  b: none(b as Vector),
  x: none(x as Vector),
});

/** A start that can be seen to change. */
const one = (vector: Vector): Vector => vector.map((_, i) => (i ? 0 : 1));

export const presets: readonly Preset[] = [
  {
    label: 'Memory off',
    words: 'Recurrent weights of 0: the new state is a function of the input alone.',
    change: ({ U }) => ({ U: zeros(U as Matrix), activation: 'tanh' }),
  },
  {
    label: 'Copy the input',
    words: 'Input weights that pass each number on, and nothing else: the state is the input.',
    change: ({ U, W, b }) => ({
      activation: 'linear',
      ...{ U: zeros(U as Matrix), W: straight(W as Matrix), b: none(b as Vector) },
    }),
  },
  {
    label: 'Keep the state',
    words: 'Recurrent weights that pass each unit on to itself: the state stays as it was, step after step.',
    change: (inputs) => ({
      ...alone(inputs),
      ...{ U: straight(inputs.U as Matrix), hPrev: one(inputs.hPrev as Vector) },
    }),
  },
  {
    label: 'Sign flip',
    words: 'A weight of −1 from each unit to itself: every step turns the sign of the state.',
    change: (inputs) => ({
      ...alone(inputs),
      ...{ U: straight(inputs.U as Matrix, -1), hPrev: one(inputs.hPrev as Vector) },
    }),
  },
  {
    label: 'Oscillator',
    words:
      'Two units that hand on to each other, one with the sign turned: after four steps the state is back.',
    change: (inputs) => ({
      ...alone(inputs),
      ...{ U: turning(inputs.U as Matrix), hPrev: one(inputs.hPrev as Vector) },
    }),
  },
  {
    label: 'Saturated',
    words: 'All weights into the state ten times as large: tanh answers with its ends.',
    change: ({ U, W }) => ({
      activation: 'tanh',
      ...{ U: times(U as Matrix, 10), W: times(W as Matrix, 10) },
    }),
  },
  {
    label: 'Next time step',
    words: 'The new state becomes the state before; press again for one step more.',
    change: (_, { h }) => ({ hPrev: (h as Vector).map(limit) }),
  },
];
