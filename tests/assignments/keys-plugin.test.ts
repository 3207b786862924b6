/** What becomes of keys.ts in the students' build. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  answerTexts,
  assignmentKeys,
  marked,
  paramsTexts,
  withoutAnswers,
} from '../../src/build/assignment-keys.ts';
import type { Assignment } from '../../src/assignments/types.ts';

const code = `const secret = 0.123456789;
export default {
  first: {
    params(random) { return { u: random.integer(1, 9) }; },
    async answer({ u }, book) { return { first: u * secret } },
  },
  'second-one': {
    params: (random) => ({ v: random.uniform(0, 1) }), // drawn
    answer() { return { 'second-one': 'do not tell' }; },
    checks: [1, 2],
  },
} satisfies Keys;
`;

afterEach(() => vi.unstubAllEnvs());

test('params stay, answers go but those that are checked at once', () => {
  const kept = withoutAnswers(code, ['first']);
  expect(kept).toContain('u * secret');
  expect(kept).toContain('random.uniform(0, 1)');
  expect(kept).not.toMatch(/do not tell|checks/);
  expect(withoutAnswers(code, [])).not.toContain('u * secret');
  for (const text of [kept, withoutAnswers(code, [])]) expect(() => paramsTexts(text)).not.toThrow();
});

test('texts of params and of answers', () => {
  expect(paramsTexts(code)['second-one']).toBe('params: (random) => ({ v: random.uniform(0, 1) })');
  const texts = answerTexts(code);
  expect(Object.keys(texts)).toEqual(['first', 'second-one']);
  expect(texts['second-one']).toMatch(/do not tell[^]*checks/);
});

test('a canary in every answer', () => {
  const marks = marked(code, 'hw1').match(/canary[0-9a-f]{24}/g)!;
  expect(new Set(marks).size).toBe(2);
  expect(withoutAnswers(marked(code, 'hw1'), [])).not.toContain('canary');
});

describe('the plug-in', () => {
  const ask = (exercise: string, check: 'now' | 'grader') => ({ id: exercise, points: 1, asks: [{ id: exercise, check }] });
  const assignment = { exercises: [ask('first', 'now'), ask('second-one', 'grader')] } as unknown as Assignment;
  const transform = (id: string) =>
    (assignmentKeys(() => assignment).transform as unknown as (code: string, id: string) => { code: string } | null)(code, id);

  test('for students', () => {
    vi.stubEnv('AUDIENCE', 'student');
    const made = transform('/book/content/assignments/hw1/keys.ts?v=1')!.code;
    expect(made).toContain('u * secret');
    expect(made).not.toContain('do not tell');
    expect(transform('/book/content/other/keys.ts')).toBeNull();
  });
  test('for instructors nothing is changed', () => {
    vi.stubEnv('AUDIENCE', 'instructor');
    expect(transform('/book/content/assignments/hw1/keys.ts')).toBeNull();
  });
  test('for others it stops', () => {
    vi.stubEnv('AUDIENCE', 'everybody');
    expect(() => transform('/book/content/assignments/hw1/keys.ts')).toThrow(/allowed are student/);
  });
}); // prettier-ignore

test.each([
  ['export default make();', /found no `export default/],
  ['export default { ...others };', /is no exercise/],
  ['export default { first() {} };', /is no exercise/],
])('%s is told', (text, words) => expect(() => withoutAnswers(text, [])).toThrow(words));
