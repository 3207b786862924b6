/**
 * `npm run models -- latch`: trains what the recipe kernels/recipes/latch.ts says and writes public/models/latch.json;
 * without a name, every recipe. The weights in the repository are those of these recipes: tests say if they solve their task.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Stored } from '../../kernels/recipes/stored.ts';
import { root, tool } from './tools.ts';

type Recipe = { stored: (report: (iteration: number, loss: number) => void) => Promise<Stored> };

const folder = `${root}kernels/recipes/`;
const all = readdirSync(folder)
  .filter((file) => readFileSync(folder + file, 'utf8').includes('export async function stored('))
  .map((file) => file.replace(/\.ts$/, ''));
const wanted = process.argv.length > 2 ? process.argv.slice(2) : all;
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length) {
  console.error(`There is no recipe ${unknown.join(', ')}. Known are: ${all.join(', ')}.`);
  process.exit(1);
}
mkdirSync(`${root}public/models`, { recursive: true });
for (const name of wanted) {
  const { stored } = (await import(`${folder}${name}.ts`)) as Recipe;
  const text = await stored((iteration, loss) =>
    console.log(`${name}: ${iteration}, loss ${loss.toFixed(4)}`),
  );
  const file = `public/models/${name}.json`;
  writeFileSync(root + file, JSON.stringify(text));
  tool('prettier', ['--write', file]);
}
