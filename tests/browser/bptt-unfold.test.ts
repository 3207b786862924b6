/** What the walk of `bptt-unfold` promises, read off its marks; every widget's rules are in widgets.test.ts. */
import { expect, test } from 'vitest';
import * as live from './support/figure.ts';
import { openFigure, type Figure } from './support/figure.ts';

type Matrix = number[][];

const tall = { viewport: { width: 1280, height: 1600 } };
const step = (figure: Figure, by: number) => figure.page.locator(`.walk [data-walk="${by}"]`).click();
const press = (figure: Figure, name: string) =>
  figure.page.getByRole('button', { name, exact: true }).click();

/** Numbers that stand in the drawing, by the names of their marks. */
const marksOf = async (figure: Figure) => {
  await live.settled(figure);
  const marks = await figure.page
    .locator('[data-drawing="drawNetwork"] svg [data-mark]')
    .evaluateAll((all) =>
      all.map((one) => [one.getAttribute('data-mark')!, one.getAttribute('aria-label')!] as const),
    );
  return new Map(
    marks.map(([mark, label]) => [mark, live.numberIn(label.slice(label.lastIndexOf(': ') + 2))]),
  );
};
const of = (marks: Map<string, number>, name: string) =>
  [...marks].filter(([mark]) => mark.split('.')[0] === name);

test('walking forward, then backward: the shares add up to the gradient before the reader’s eyes', async () => {
  const figure = await openFigure('bptt-unfold', tall);
  const { params, outputs } = await live.expectRight(figure);
  const { dU, dUByStep } = outputs as { dU: Matrix; dUByStep: Matrix[] };
  const T = (params.x as Matrix).length;
  await live.set(figure, { moment: 0 });
  const folded = await marksOf(figure);
  for (const name of ['h', 'delta', 'jacobians', 'dUByStep', 'totals', 'dU'])
    expect(of(folded, name)).toEqual([]);
  for (let t = 1; t <= T; t++) {
    await step(figure, 1);
    await expect.poll(() => live.paramsOf(figure)).toMatchObject({ moment: t });
    const marks = await marksOf(figure);
    // States up to this step, and nothing of the errors yet.
    expect(of(marks, 'h')).toHaveLength(t * (params.U as Matrix).length);
    for (const name of ['delta', 'jacobians', 'dUByStep', 'dU']) expect(of(marks, name)).toEqual([]);
  }
  const sum = dU.map((row) => row.map(() => 0));
  for (let t = T; t >= 1; t--) {
    await step(figure, 1);
    await expect.poll(() => live.paramsOf(figure)).toMatchObject({ moment: 2 * T - t + 1 });
    const marks = await marksOf(figure);
    expect(of(marks, 'dUByStep')).toHaveLength((T - t + 1) * dU.flat().length);
    for (const [i, row] of dU.entries()) {
      for (const j of row.keys()) {
        expect(marks.get(`dUByStep.${t - 1}.${i}.${j}`)).toBeCloseTo(dUByStep[t - 1]![i]![j]!, 1);
        sum[i]![j]! += dUByStep[t - 1]![i]![j]!;
        const total = marks.get(t > 1 ? `totals.${t - 1}.${i}.${j}` : `dU.${i}.${j}`);
        // Two digits are printed.
        expect(Math.abs(total! - sum[i]![j]!), `total after step ${t}`).toBeLessThan(0.0101);
      }
    }
  }
  sum.forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(dU[i]![j]!, 12)));
  expect(figure.troubles).toEqual([]);
});

test('the finite-difference check is a small number, in every preset', async () => {
  const figure = await openFigure('bptt-unfold');
  const answer = figure.page.locator('.asked output');
  for (const { label } of [{ label: '' }, ...figure.declaration.presets]) {
    if (label) await press(figure, label);
    await live.settled(figure);
    await figure.page.locator('[data-ask="check"]').click();
    await expect.poll(() => answer.textContent()).toMatch(/\d/);
    expect(live.numberIn((await answer.textContent())!), label).toBeLessThan(1e-4);
  }
  expect(figure.troubles).toEqual([]);
});

test('truncation cuts errors between blocks, and leaves states as they are', async () => {
  const figure = await openFigure('bptt-unfold');
  const before = await live.expectRight(figure);
  await press(figure, 'Truncate after 2');
  await expect.poll(() => live.paramsOf(figure)).toMatchObject({ truncate: 2 });
  const after = await live.expectRight(figure);
  const [whole, cut] = [before.outputs, after.outputs] as { h: Matrix; delta: Matrix; dU: Matrix }[];
  expect(cut!.h).toEqual(whole!.h);
  expect(cut!.dU).not.toEqual(whole!.dU);
  // t = 5 stands alone at the end, and so in the last block.
  expect(cut!.delta.at(-1)).toEqual(whole!.delta.at(-1));
  // Steps 2 and 4 get their error from their own loss alone: what comes later does not matter to them.
  await live.set(figure, {
    y: (after.params.y as Matrix).map((row, t) => (t === 4 ? row.map((one) => one + 3) : row)),
  });
  const { delta } = (await live.expectRight(figure)).outputs as { delta: Matrix };
  expect(delta.slice(0, 4)).toEqual(cut!.delta.slice(0, 4));
  expect(delta[4]).not.toEqual(cut!.delta[4]);
});

test('a sequence grows and shrinks and keeps what was typed', async () => {
  const figure = await openFigure('bptt-unfold', tall);
  await figure.page.locator('svg [data-mark="x.1.0"]').click();
  await figure.page.locator('.editor input[type="number"]').fill('1.75');
  await expect.poll(async () => ((await live.paramsOf(figure)).x as Matrix)[1]![0]).toBe(1.75);
  for (const steps of [12, 2, 7]) {
    await live.expectChange(figure, { steps }, () => live.set(figure, { steps }));
    const { x, y } = (await live.paramsOf(figure)) as { x: Matrix; y: Matrix };
    expect([x.length, y.length, x[1]![0]]).toEqual([steps, steps, 1.75]);
  }
});
