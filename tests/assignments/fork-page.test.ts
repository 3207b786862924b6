/** What the page for instructors shows as an example is what the book understands. */
import { stripTypeScriptTypes } from 'node:module';
import { expect, test } from 'vitest';
import { outputsOf } from '../../components/parts/static.ts';
import { randomOf, seedOf } from '../../src/assignments/seed.ts';
import type { Book, Keys } from '../../src/assignments/types.ts';
import { declarations } from '../../src/mdx/declarations.ts';
import { exampleKeys, exampleMarks, exampleText } from '../../src/pages/teach/_fork-example.ts';
import { parse } from 'yaml';

const outputs: Book['outputs'] = (widget, inputs, names) =>
  outputsOf(declarations[widget]!, inputs as never, names);

test('the key of the example draws a number and takes its power from the figure', async () => {
  const url = `data:text/javascript,${encodeURIComponent(stripTypeScriptTypes(exampleKeys))}`;
  const { left } = ((await import(/* @vite-ignore */ url)) as { default: Keys }).default;
  const values = left!.params!(randomOf(seedOf('hw1', 'left', 'ada'))) as { radius: number };
  const right = await left!.answer!(values as never, { outputs } as Book);
  expect(right.left).toBeCloseTo(values.radius ** 50, 12);
  for (const name of ['name="radius"', 'id="left"', '<Key ask="left"']) expect(exampleText).toContain(name);
});

test('the marks of the example can be read', () => {
  const marks = parse(exampleMarks) as Record<string, Record<string, { points: number }>>;
  expect(marks['ada.lovelace']!.bias!.points).toBe(3);
});
