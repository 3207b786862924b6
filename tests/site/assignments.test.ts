/** Builds for students hold no solution, rubric or key; the instructor's has them all. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assignmentIds } from '../../src/build/assignments.ts';
import { keyPath } from '../../src/build/locks.ts';
import { plainly, readings } from '../../src/commands/leaks/decoded.ts';
import { leaksIn } from '../../src/commands/leaks/search.ts';
import { hiddenParts, secrets } from '../../src/commands/leaks/secrets.ts';
import { root } from '../../src/commands/tools.ts';

const wanted = secrets();

test('there is something to hide', () => {
  expect(assignmentIds()).toContain('sample-bptt');
  expect(wanted.filter(({ text }) => text.startsWith('canary')).length).toBeGreaterThan(15);
  expect(wanted.filter(({ text }) => !text.startsWith('canary')).length).toBeGreaterThan(15);
});

// dist-fork is built with locked solutions: there they are, and nobody can read them.
test.each(['dist', 'dist-fork'])('%s holds none of it', { timeout: 240_000 }, (folder) => {
  expect(leaksIn(root + folder, wanted)).toEqual([]);
});

test('the key of the lock is in no build', () => {
  const key = readFileSync(keyPath('sample-bptt'), 'utf8').trim();
  expect(key).toHaveLength(43);
  expect(leaksIn(`${root}dist-fork/assignments`, [{ what: 'the key', text: plainly(key) }])).toEqual([]);
});

describe('the instructor’s build', () => {
  const page = readFileSync(`${root}dist-instructor/assignments/sample-bptt/index.html`);
  const text = plainly([...readings(page)].join('\n').replace(/<[^>]*>/g, ' '));

  test('shows what the other lacks', () => {
    const phrases = hiddenParts('sample-bptt').flatMap(({ texts }) => texts.filter((one) => /^[\w ,.]{24,}$/.test(one)));
    expect(phrases.length).toBeGreaterThan(5);
    expect(phrases.filter((phrase) => !text.includes(plainly(phrase)))).toEqual([]);
  }); // prettier-ignore

  test('has the page that grades, and says for whom it is', () => {
    expect(existsSync(`${root}dist-instructor/grade/index.html`)).toBe(true);
    expect(existsSync(`${root}dist/grade`)).toBe(false);
    expect(text).toContain("the instructor's copy");
  });
});
