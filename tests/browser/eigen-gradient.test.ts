/** What `eigen-gradient` promises, by pointer and by a click; every widget's rules are in widgets.test.ts. */
import { expect, test } from 'vitest';
import * as live from './support/figure.ts';
import { openFigure, type Figure } from './support/figure.ts';

type Matrix = number[][];
type Vector = number[];
interface State {
  radius: number;
  eigenvalues: Matrix;
  distance: number;
  gradientNorm: Vector;
  power: Vector;
  bound: Vector;
  sweep: Matrix;
  sweepRadius: Vector;
  sweepDistance: Vector;
}

const tall = { viewport: { width: 1280, height: 1600 } };
const state = async (figure: Figure) => {
  const { params, outputs } = await live.shown(figure);
  return { ...params, ...outputs } as unknown as State;
};
const press = async (figure: Figure, name: string, becomes: object) => {
  await figure.page.getByRole('button', { name, exact: true }).click();
  await expect.poll(() => live.paramsOf(figure)).toMatchObject(becomes);
  return state(figure);
};
/** Conjugates stand in the list with each other. */
const expectPairs = (eigenvalues: Matrix) => {
  for (const [re, im] of eigenvalues) {
    expect(eigenvalues.filter(([a, b]) => a === re && b === -im!).length).toBeGreaterThan(0);
  }
};

/** Takes the point of an eigenvalue by the mouse to another place of the plane. */
async function drag({ page }: Figure, row: number, [x, y]: readonly [number, number]) {
  const mark = page.locator(`svg [data-mark="modulus.${row}"]`);
  const { from, to } = await mark.evaluate(
    (element, [x, y]) => {
      const plane = element.closest<SVGElement>('[data-plane]')!;
      const [left, right, bottom, top] = plane.dataset.plane!.split(' ').map(Number) as [
        number,
        number,
        number,
        number,
      ];
      const [box, own] = [plane.getBoundingClientRect(), element.getBoundingClientRect()];
      return {
        from: [own.x + own.width / 2, own.y + own.height / 2] as const,
        to: [
          box.left + ((x! - left) / (right - left)) * box.width,
          box.top + ((y! - top) / (bottom - top)) * box.height,
        ] as const,
      };
    },
    [x, y],
  );
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(...to, { steps: 4 });
  await page.mouse.up();
}

test('an eigenvalue dragged out of the circle makes the gradient explode, and its conjugate goes along', async () => {
  const figure = await openFigure('eigen-gradient', tall);
  await live.set(figure, { activation: 'linear', distance: 40 });
  const before = await state(figure);
  expect(before.gradientNorm.at(-1)).toBeLessThan(0.5);
  const up = before.eigenvalues.findIndex(([, im]) => im! > 0);
  await drag(figure, up, [0.6, 1.1]);
  await expect.poll(async () => (await live.paramsOf(figure)).radius as number).toBeGreaterThan(1.2);
  const after = await state(figure);
  expect(Math.hypot(after.eigenvalues[up]![0]! - 0.6, after.eigenvalues[up]![1]! - 1.1)).toBeLessThan(0.03);
  expectPairs(after.eigenvalues);
  // The others stay.
  const moved = after.eigenvalues.filter((row, i) => row.join() !== before.eigenvalues[i]!.join());
  expect(moved).toHaveLength(2);
  expect(after.gradientNorm.at(-1)).toBeGreaterThan(100);
  expect(after.gradientNorm.at(-1)! / after.radius ** 40).toBeCloseTo(1, 6);
  await drag(figure, up, [0.3, 0.2]);
  await expect.poll(async () => (await live.paramsOf(figure)).radius as number).toBeLessThan(1);
  expect((await state(figure)).gradientNorm.at(-1)).toBeLessThan(0.5);
  await live.expectRight(figure);
  expect(figure.troubles).toEqual([]);
});

test('1.01 to the power 1000, and 0.99, are one click away', async () => {
  const figure = await openFigure('eigen-gradient');
  for (const [name, radius] of [
    ['1.01¹⁰⁰⁰', 1.01],
    ['0.99¹⁰⁰⁰', 0.99],
  ] as const) {
    const { gradientNorm, power, bound } = await press(figure, name, { radius, distance: 1000 });
    expect(gradientNorm).toHaveLength(1001);
    const right = radius ** 1000;
    for (const list of [gradientNorm, power, bound]) {
      expect(list[0]).toBeCloseTo(1, 9);
      expect(list[1000]! / right).toBeCloseTo(1, 6);
    }
    const sentence = await figure.page.locator('.sentence').textContent();
    expect(sentence).toMatch(radius > 1 ? /2\.1·10⁴/ : /4\.3·10⁻⁵/);
  }
});

test('a matrix far from normal lets the gradient rise before it falls', async () => {
  const figure = await openFigure('eigen-gradient');
  const { gradientNorm, power, bound } = await press(figure, 'Rises before it falls', { shear: 3 });
  const most = Math.max(...gradientNorm);
  expect(gradientNorm.indexOf(most)).toBeGreaterThan(0);
  expect(most).toBeGreaterThan(2);
  expect(gradientNorm.at(-1)).toBeLessThan(0.1);
  gradientNorm.forEach((norm, k) => {
    expect(norm).toBeGreaterThanOrEqual(power[k]! * (1 - 1e-9));
    expect(norm).toBeLessThanOrEqual(bound[k]! * (1 + 1e-9));
  });
});

test('the sweep is the same as the gradient where they meet, and a pressed pixel comes to be the network', async () => {
  const figure = await openFigure('eigen-gradient', tall);
  await live.set(figure, { distance: 30 });
  await live.settled(figure);
  const expectMeet = ({ sweep, sweepRadius, sweepDistance, radius, gradientNorm }: State) => {
    const row = sweepRadius.findIndex((one) => Math.abs(one - radius) < 1e-9);
    expect(row).toBeGreaterThanOrEqual(0);
    sweepDistance.forEach((k, d) => expect(sweep[row]![d]).toBeCloseTo(Math.log10(gradientNorm[k]!), 3));
  };
  const first = await state(figure);
  expectMeet(first);
  const cursor = figure.page.locator('[data-raster] [data-mark]');
  await cursor.focus();
  for (const key of ['PageUp', 'Shift+ArrowDown', 'ArrowDown']) await figure.page.keyboard.press(key);
  const [, row] = (await cursor.getAttribute('data-mark'))!.split('.').map(Number);
  expect(row).toBe(first.sweepRadius.length - 12);
  await figure.page.keyboard.press('Enter');
  await expect.poll(async () => (await live.paramsOf(figure)).radius).toBe(first.sweepRadius[row!]);
  await live.settled(figure);
  const loaded = await state(figure);
  expectMeet(loaded);
  // The same sweep: only the radius changed.
  expect(loaded.sweep).toEqual(first.sweep);
  expectPairs(loaded.eigenvalues);
  expect(figure.troubles).toEqual([]);
});

test('an eigenvalue that comes onto the axis is real, and takes another one along when it leaves', async () => {
  const figure = await openFigure('eigen-gradient', tall);
  await live.set(figure, { distance: 10 });
  const { eigenvalues } = await state(figure);
  const up = eigenvalues.findIndex(([, im]) => im! > 0);
  await drag(figure, up, [0.5, 0]);
  const imaginary = async () => ((await live.paramsOf(figure)).eigenvalues as Matrix)[up]![1];
  await expect.poll(imaginary).toBe(0);
  expectPairs((await live.expectRight(figure)).params.eigenvalues as Matrix);
  await drag(figure, up, [0.5, 0.6]);
  await expect.poll(imaginary).not.toBe(0);
  expectPairs((await live.expectRight(figure)).params.eigenvalues as Matrix);
  expect(figure.troubles).toEqual([]);
});
