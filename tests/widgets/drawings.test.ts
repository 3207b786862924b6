/** Widgets as named drawings: the still figure of each named state is kept beside this file, one element a line. */
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { declarations } from '../../src/mdx/declarations.ts';
import { document, drawn, pretty } from './drawn.ts';
import { states } from './states.ts';

const named = Object.values(declarations).flatMap((declaration) =>
  Object.entries({ default: {}, ...states[declaration.id] }).map(
    ([state, given]) => [`${declaration.id}-${state}`, declaration, given] as const,
  ),
);

test.each(named)('%s', async (name, declaration, given) => {
  const { html } = await drawn(declaration, given);
  const holder = document.createElement('div');
  holder.innerHTML = html;
  await expect(`${pretty(holder.firstElementChild!)}\n`).toMatchFileSnapshot(`snapshots/${name}.html`);
});

describe('the list of states', () => {
  test('names only widgets that exist', () => {
    expect(Object.keys(states).filter((id) => !(id in declarations))).toEqual([]);
  });

  test('leaves no drawing without a state', () => {
    const folder = fileURLToPath(new URL('snapshots/', import.meta.url));
    const kept = globSync('*.html', { cwd: folder }).map((file) => file.slice(0, -5));
    const wanted: string[] = named.map(([name]) => name);
    expect(kept.filter((name) => !wanted.includes(name))).toEqual([]);
  });

  test('a figure is drawn the same twice', async () => {
    const [, declaration, given] = named[0]!;
    expect(await drawn(declaration, given)).toEqual(await drawn(declaration, given));
  });
});
