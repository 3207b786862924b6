/** The sequences of the race: what they ask for is what lies in them, and a baseline is what it says it is. */
import { describe, expect, test } from 'vitest';
import { baseline, COPY, ORDER, parameterCount, sequence, shapeOf, SHORTEST, taskData, unitsFor, type Cell, type Task } from '../../kernels/tasks.ts'; // prettier-ignore
import { trainer } from '../../kernels/trainer/index.ts';

const tasks: Task[] = ['copy', 'adding', 'order'];
const nets: Cell[] = ['rnn', 'lstm', 'gru'];
const many = (task: Task, steps: number, count = 400, seed = 1) =>
  Array.from({ length: count }, (_, index) => sequence(task, seed, index, steps));
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test('copy: what is asked for at the end is what came first', () => {
  for (const steps of [SHORTEST, 9, 30]) {
    for (const { inputs, targets, weights } of many('copy', steps)) {
      const { many, symbols } = COPY;
      expect(targets.slice(-many)).toEqual(inputs.slice(0, many));
      expect(inputs[steps - many]).toBe(symbols + 1);
      const between = inputs.filter((_, t) => t >= many && t !== steps - many);
      expect(between.every((symbol) => symbol === symbols)).toBe(true);
      expect(weights).toEqual(targets.map((_, t) => Number(t >= steps - many)));
    }
  }
});

test('adding: two marks, one in each half, and their sum at the end', () => {
  for (const steps of [SHORTEST, 7, 40]) {
    for (const { inputs, targets, weights } of many('adding', steps)) {
      const rows = inputs as number[][];
      const marked = rows.flatMap(([, mark], t) => (mark ? [t] : []));
      expect(marked).toHaveLength(2);
      expect([marked[0]! < Math.floor(steps / 2), marked[1]! >= Math.floor(steps / 2)]).toEqual([true, true]);
      expect(targets.at(-1)).toBe(rows[marked[0]!]![0]! + rows[marked[1]!]![0]!);
      expect(rows.every(([u]) => u! >= 0 && u! < 1)).toBe(true);
      expect(weights).toEqual(targets.map((_, t) => Number(t === steps - 1)));
    }
  }
});

test('order: two of X and Y in noise, and which they were', () => {
  for (const steps of [SHORTEST, 10, 60]) {
    const all = many('order', steps);
    for (const { inputs, targets } of all) {
      const pair = (inputs as number[]).filter((symbol) => symbol === ORDER.x || symbol === ORDER.y);
      expect(pair).toHaveLength(2);
      expect(targets.at(-1)).toBe(2 * Number(pair[0] === ORDER.y) + Number(pair[1] === ORDER.y));
      expect([inputs[0], inputs.at(-1)]).toEqual([ORDER.start, ORDER.end]);
      const noise = (inputs as number[]).filter((symbol) => symbol >= ORDER.noise);
      expect(noise).toHaveLength(steps - 4);
    }
    expect(new Set(all.map(({ targets }) => targets.at(-1))).size).toBe(4);
  }
});

test.each(tasks)('%s: a seed decides all, and no two sequences are alike in a row', (task) => {
  const all = many(task, 20, 50);
  expect(many(task, 20, 50)).toEqual(all);
  expect(many(task, 20, 50, 2)).not.toEqual(all);
  expect(new Set(all.map((one) => JSON.stringify(one))).size).toBeGreaterThan(task === 'copy' ? 12 : 49);
  expect(() => sequence(task, 1, 0, SHORTEST - 1)).toThrow(/at least 6/);
});

describe('the baseline is the loss of the best constant answer, measured', () => {
  test('adding', () => {
    const targets = many('adding', 30, 20_000).map(({ targets }) => targets.at(-1)!);
    const loss = (answer: number) => mean(targets.map((target) => 0.5 * (answer - target) ** 2));
    expect(loss(1)).toBeCloseTo(baseline('adding'), 2);
    expect(Math.min(loss(0.95), loss(1.05))).toBeGreaterThan(loss(1));
  });

  test.each(['copy', 'order'] as const)('%s', (task) => {
    const all = many(task, 12, 8000);
    const asked = all.flatMap(({ targets, weights }) => targets.filter((_, t) => weights[t]));
    const { outputs } = shapeOf(task);
    const shares = Array.from({ length: outputs }, (_, k) => asked.filter((one) => one === k).length / asked.length);
    const entropy = -shares.reduce((sum, p) => sum + p * Math.log(p), 0);
    expect((entropy * asked.length) / all.length).toBeCloseTo(baseline(task), 2);
  }); // prettier-ignore
});

test.each(tasks)('%s: chunks lie as the trainer reads them', (task) => {
  const [steps, batch] = [7, 3];
  const { inputs, targets, weights, carried } = taskData(task, { seed: 5, steps, batch }).chunk(4);
  const width = shapeOf(task).inputs ?? 1;
  expect([inputs.length, targets.length, weights.length, carried]).toEqual([21 * width, 21, 21, false]);
  for (let b = 0; b < batch; b++) {
    const one = sequence(task, 5, 4 * batch + b, steps);
    one.inputs.forEach((input, t) => {
      const row = [...inputs.slice((t * batch + b) * width, (t * batch + b + 1) * width)];
      [input].flat().forEach((value, i) => expect(row[i]).toBeCloseTo(value, 6));
      expect(targets[t * batch + b]).toBeCloseTo(one.targets[t]!, 6);
      expect(weights[t * batch + b]).toBe(one.weights[t]);
    });
  }
});

describe('parameters', () => {
  test.each(tasks.flatMap((task) => nets.map((cell) => [task, cell] as const)))('%s, %s: as many as the trainer has', async (task, cell) => {
    const { outputs, ...shape } = shapeOf(task);
    const recipe = { batch: 2, steps: 6, optimizer: 'sgd', rate: 0.1, seed: 1 } as const;
    const net = await trainer({ cell, hidden: [5], outputs, ...shape }, recipe, taskData(task, recipe), 'plain');
    const count = Object.values(net.read()).flat(2).length;
    expect(parameterCount(cell, shape.inputs ?? shape.symbols!, 5, outputs)).toBe(count);
    expect(Number.isFinite(net.step())).toBe(true);
  }); // prettier-ignore

  test('units for a budget: no other number is nearer', () => {
    for (const cell of nets) {
      for (const budget of [50, 273, 1000, 5000]) {
        const units = unitsFor(cell, 2, 1, budget);
        const off = (n: number) => Math.abs(parameterCount(cell, 2, n, 1) - budget);
        for (const other of [units - 1, units + 1])
          if (other > 0) expect(off(other)).toBeGreaterThanOrEqual(off(units));
      }
    }
  });
});
