/** The numbers of every figure as tables and as a file, as a figure that answers writes them. */
import { expect, test } from 'vitest';
import { csv, tables } from '../../components/parts/table.ts';
import type { View } from '../../components/parts/view.ts';
import { declarations } from '../../src/mdx/declarations.ts';
import { cellsOf, make } from '../widgets/drawn.ts';

test.each(Object.keys(declarations))('%s', async (id) => {
  const declaration = declarations[id]!;
  const view = { make, declaration, answers: {}, awake: true, ...(await cellsOf(declaration, {})) };
  const found = tables(view as unknown as View);
  const columns = found.flatMap((one) =>
    [...one.querySelectorAll('th[scope="col"]')].map((th) => th.textContent),
  );
  for (const { label, shape, bulk } of Object.values(declaration.outputs)) {
    const isThere = columns.some((column) => column.startsWith(label)) || shape.length === 0 || bulk;
    expect([label, isThere]).toEqual([label, true]);
  }
  expect(found.map((one) => one.textContent).join(' ')).not.toMatch(/NaN|undefined|\[object/);
  expect(csv(view as unknown as View).split('\n')[0]).toBe('name,i,j,k,value');
});
