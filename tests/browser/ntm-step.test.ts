/** What the presets of `ntm-step` promise, pressed in the page and read off `get`; every widget's rules are in widgets.test.ts. */
import { expect, test } from 'vitest';
import * as live from './support/figure.ts';
import { openFigure, type Figure } from './support/figure.ts';

type Vector = number[];
interface State {
  previous: Vector;
  memory: Vector[];
  content: Vector;
  weights: Vector;
  memoryAfter: Vector[];
}

const state = async (figure: Figure) => {
  const { params, outputs } = await live.expectRight(figure);
  return { ...params, ...outputs } as unknown as State;
};
const largest = (values: Vector) => values.indexOf(Math.max(...values));
const near = (got: Vector, right: Vector) =>
  right.forEach((value, i) => expect(got[i]).toBeCloseTo(value, 9));

async function press(figure: Figure, label: string): Promise<[State, State]> {
  const before = await state(figure);
  await figure.page.getByRole('button', { name: label, exact: true }).click();
  await expect
    .poll(() => live.paramsOf(figure))
    .not.toMatchObject(pick(before, ['previous', 'memory', 'gate', 'gamma']));
  return [before, await state(figure)];
}

const pick = (values: object, names: string[]) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));

test('pure content: the weights are the content weights', async () => {
  const [, after] = await press(await openFigure('ntm-step'), 'Pure content');
  near(after.weights, after.content);
});

test('pure shift: all attention moves from the slot before to the next', async () => {
  const [before, after] = await press(await openFigure('ntm-step'), 'Pure shift');
  const slot = largest(before.previous);
  near(
    after.weights,
    after.weights.map((_, i) => Number(i === (slot + 1) % after.weights.length)),
  );
});

test('copy a slot to the next: the next slot holds it, the others are as they were', async () => {
  const [before, after] = await press(await openFigure('ntm-step'), 'Copy a slot to the next');
  const slot = largest(before.previous);
  before.memory.forEach((row, i) => near(after.memoryAfter[i]!, i === slot + 1 ? before.memory[slot]! : row));
});

test('a blurred shift spreads the attention, and its cure gathers it', async () => {
  const figure = await openFigure('ntm-step');
  const [, blurred] = await press(figure, 'Blurred shift');
  expect(blurred.weights.filter((weight) => weight > 0.05)).toHaveLength(3);
  const [, cured] = await press(figure, '… and its cure');
  expect(largest(cured.weights)).toBe(largest(blurred.weights));
  expect(Math.max(...cured.weights)).toBeGreaterThan(0.99);
});

test('next time step: what was written and attended to is where it starts', async () => {
  const [before, after] = await press(await openFigure('ntm-step'), 'Next time step');
  expect(after.memory).toEqual(before.memoryAfter);
  expect(after.previous).toEqual(before.weights);
});
