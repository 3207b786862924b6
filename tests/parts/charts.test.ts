/** Outputs as charts: every widget's, as they come. */
import { expect, test } from 'vitest';
import { charts } from '../../components/parts/charts.ts';
import type { View } from '../../components/parts/view.ts';
import { declarations } from '../../src/mdx/declarations.ts';
import { cellsOf, make } from '../widgets/drawn.ts';

const drawnOf = async (id: string) => {
  const declaration = declarations[id]!;
  return { declaration, ...(await cellsOf(declaration, {})) };
};
const chartsOf = (view: object) => charts({ make, ...view } as unknown as View);

test('a chart for each list and each matrix of numbers, named, without style and without what is no number', async () => {
  const view = await drawnOf('ntm-step');
  const found = chartsOf(view);
  expect(found.map((one) => one.querySelector('figcaption')!.textContent)).toEqual(
    Object.values(view.declaration.outputs).map(({ label }) => label),
  );
  for (const one of found) {
    const svg = one.querySelector('svg')!;
    expect(svg.getAttribute('aria-label')).toMatch(/^[^:]+: .+\.$/);
    expect(one.querySelector('style')).toBe(null);
    expect(one.innerHTML).not.toMatch(/NaN|undefined/);
  }
  const [similarity] = found;
  expect(similarity!.querySelectorAll('rect')).toHaveLength(view.sizes.N!);
  expect([...similarity!.querySelectorAll('rect title')].map((title) => title.textContent)).toEqual(
    (view.values.similarity as number[]).map((value) =>
      expect.stringContaining(value.toFixed(2).replace('-', '−')),
    ),
  );
});

test('many numbers are a line, powers stand on a logarithmic axis, bulk and overflow are left out', async () => {
  const view = await drawnOf('eigen-gradient');
  const named = new Map(chartsOf(view).map((one) => [one.querySelector('figcaption')!.textContent, one]));
  expect([...named.keys()]).toContain('gradient');
  expect([...named.keys()]).not.toContain('sweep');
  expect(named.get('gradient')!.querySelectorAll('path').length).toBeGreaterThan(0);
  expect(named.get('gradient')!.innerHTML).not.toMatch(/NaN/);
  const values = { ...view.values, gradientNorm: [1, Infinity, 3, NaN, 4] };
  const odd = chartsOf({ ...view, values }).find((one) => /gradient/.test(one.textContent))!;
  expect(odd.innerHTML).not.toMatch(/NaN|Infinity/);
});
