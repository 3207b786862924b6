/** Outlines that name chapters and sections that are not there stop the build, in an author's words. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lectures } from '../../src/book.ts';
import { outlineProblems } from '../../src/outlines.ts';

const outline = (...headings: { heading: string; chapter?: string; section?: string }[]) => [
  { name: 'wu', title: 'x', author: 'x', about: 'x', letters: 'x', outline: headings },
];
const sections = { ntm: ['find-by-content', 'reading'] };

describe('a heading', () => {
  test.each([
    [{ heading: 'A', chapter: 'ntn' }, 'content/lectures/wu.yaml: "A": there is no chapter ntn. Did you mean ntm?'],
    [{ heading: 'A', chapter: 'ntm', section: 'find-by-contents' }, 'content/lectures/wu.yaml: "A": ntm has no section find-by-contents. Did you mean find-by-content?'],
    [{ heading: 'A', chapter: 'ntm', section: 'zzzzzz' }, 'content/lectures/wu.yaml: "A": ntm has no section zzzzzz. Allowed: find-by-content, reading.'],
    [{ heading: 'A', chapter: 'gru', section: 'x' }, undefined],
    [{ heading: 'A', chapter: 'ntm', section: 'reading' }, undefined],
    [{ heading: 'A' }, undefined],
  ])('%o', (heading, problem) => {
    expect(outlineProblems(outline(heading), ['ntm', 'gru'], sections)).toEqual(problem ? [problem] : []);
  }); // prettier-ignore
});

test('the pages ask for this check', () => {
  expect(readFileSync('src/lectures.ts', 'utf8')).toMatch(/outlineProblems\([^]*throw new Error/);
  expect(lectures()).toHaveLength(5);
});
