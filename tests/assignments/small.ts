/** A small assignment with an ask of every kind, and its keys. */
import type { Ask, Assignment, AskOf, Exercise, RightKernel } from '../../src/assignments/types.ts';

const common = { check: 'grader', points: 1 } as const;
const tolerance = { relative: 0.01 };
const exercise = (id: string, asks: Ask[]): Exercise => ({
  id,
  title: id,
  points: asks.reduce((sum, { points }) => sum + points, 0),
  asks,
});

export const number: AskOf<'number'> = { ...common, id: 'numbers.sum', kind: 'number', tolerance };
export const vector: AskOf<'vector'> = {
  ...common,
  id: 'numbers.both',
  kind: 'vector',
  length: 2,
  tolerance,
};
export const chosen: AskOf<'choice'> = {
  ...common,
  id: 'numbers.sign',
  kind: 'choice',
  choices: 3,
  many: false,
};
export const several: AskOf<'choice'> = {
  ...common,
  id: 'several',
  kind: 'choice',
  choices: 4,
  many: true,
  right: [1, 3],
};
export const text: AskOf<'text'> = { ...common, id: 'words', kind: 'text', longest: 100, points: 3 };
export const state: AskOf<'state'> = {
  ...common,
  id: 'figure',
  kind: 'state',
  widget: 'eigen-gradient',
  figure: 'eigen-gradient',
  capture: ['radius', 'seed'],
};
export const kernel: AskOf<'kernel'> = {
  ...common,
  id: 'kernel',
  kind: 'kernel',
  kernel: 'lstm',
  step: 'cell',
  parameters: ['a'],
  constants: [],
  points: 2,
};
export const hashed: AskOf<'number'> = {
  ...common,
  id: 'hashed',
  kind: 'number',
  check: 'hash',
  tolerance: { digits: 3 },
};

export const small: Assignment = {
  id: 'small',
  title: 'A small assignment',
  points: 11,
  edition: 'e',
  exercises: [
    exercise('numbers', [number, vector, chosen]),
    exercise('several', [several]),
    exercise('words', [text]),
    exercise('figure', [state]),
    exercise('kernel', [kernel]),
    exercise('hashed', [hashed]),
  ],
};

const twice = (values: number[]): RightKernel => ({
  body: 'return 2 * a[this.thread.x];',
  cases: values.map((value, x) => ({ x, constants: {}, values: { a: values }, expected: 2 * value })),
});

export const keys = {
  numbers: {
    params: (random) => ({
      a: random.stepped(-2, 2, 0.1),
      b: random.uniform(0.1, 1e-3),
      c: random.normal(0, 1e6),
    }),
    answer({ a, b, c }: { a: number; b: number; c: number }) {
      return { sum: a + b, both: [a * b, c], sign: [Math.sign(a) + 1] };
    },
  },
  figure: {
    params: (random) => ({ radius: random.stepped(0.5, 0.9, 0.05) }),
    async answer({ radius }: { radius: number }, book) {
      const { gradientNorm } = await book.outputs('eigen-gradient', { radius, seed: 3 }, ['gradientNorm']);
      const reached = (gradientNorm as number[])[10]!;
      const bounds = { from: reached, to: reached };
      return { figure: { state: { radius, seed: 3 }, output: 'gradientNorm', at: [10], ...bounds } };
    },
  },
  kernel: {
    params: (random) => ({ a: [random.uniform(-1, 1), random.uniform(-1, 1)] }),
    answer: ({ a }: { a: number[] }) => ({ kernel: twice(a) }),
  },
  hashed: {
    params: (random) => ({ a: random.uniform(1, 10) }),
    answer: ({ a }: { a: number }) => ({ hashed: Math.sqrt(a) }),
  },
} satisfies Keys;
