/** Kernels of students are right in all cases or wrong, and what is said gives nothing away. */
import { describe, expect, test } from 'vitest';
import { faultyLine } from '../../src/assignments/interpreter/fault.ts';
import { judgeKernel } from '../../src/assignments/judge-kernel.ts';
import type { AskOf, RightKernel } from '../../src/assignments/types.ts';
import { cell } from '../../kernels/lstm.ts';

const ask: AskOf<'kernel'> = {
  ...{ kind: 'kernel', id: 'memory.cell', check: 'grader', points: 2, kernel: 'lstm', step: 'cell' },
  ...{ parameters: ['forget', 'before', 'input', 'candidate'], constants: ['units'] },
};
const values = {
  ...{ forget: [0.9, 0.5, 0.25], before: [1, -2, 3] },
  ...{ input: [0.1, 0.75, 0.5], candidate: [0.3, -0.6, 0.875] },
};
const body = cell.text.slice(cell.text.indexOf('{') + 1, cell.text.lastIndexOf('}'));
const cases = [0, 1, 2].map((x) => ({
  ...{ x, constants: { units: 3 }, values },
  expected: cell.run.call(
    { thread: { x, y: 0, z: 0 }, constants: {} },
    values.forget,
    values.before,
    values.input,
    values.candidate,
  ) as number,
}));
const right: RightKernel = { body, cases };
const judged = (text: string) => judgeKernel(ask, right, text);

describe('a kernel of a student', () => {
  test("is right when it computes what the book's kernel does", () => {
    expect(judged(right.body)).toEqual({ state: 'right', share: 1, words: 'All 3 cases are right.' });
    const other = `const j = this.thread.x;
      let c = input[j] * candidate[j];
      for (let k = 0; k < this.constants.units; k++) {
        if (k === j) { c += before[k] * forget[k]; }
      }
      return c;`;
    expect(judged(other)).toMatchObject({ state: 'right', share: 1 });
  });

  test('is blank when nothing is written', () => {
    for (const text of ['', '  \n\t ']) expect(judged(text)).toMatchObject({ state: 'blank', share: 0 });
  });

  test('is unclear when it cannot be read, and no attempt is used', () => {
    const verdict = judged('let c = 0;\nreturn window;');
    expect(verdict).toMatchObject({ state: 'unclear', share: 0 });
    expect(verdict.words).toMatch(/^Line 2: `window` cannot be reached from a kernel/);
    expect(judged('// later').state).toBe('unclear');
  });

  test('is wrong when a number is, and the first wrong case is named with what it gives', () => {
    const verdict = judged('return forget[this.thread.x] * before[this.thread.x];');
    expect(verdict).toEqual({
      ...{ state: 'wrong', share: 0 },
      words: 'In case 1 of 3 (x = 0) your kernel gives 0.9, which is not right.',
    });
    const negative = judged(body.replace('return', 'return -2 *'));
    expect(negative.words).toBe('In case 1 of 3 (x = 0) your kernel gives −1.77, which is not right.');
  });

  test('is wrong when it is right in one case only', () => {
    for (const [k, { expected }] of cases.entries()) {
      const verdict = judged(`return ${expected};`);
      expect(verdict).toMatchObject({ state: 'wrong', share: 0 });
      const first = k ? 0 : 1;
      expect(verdict.words).toContain(`In case ${first + 1} of 3 (x = ${first}) your kernel gives`);
    }
  });

  test('is wrong when it fails while it runs, with the line and the case', () => {
    const text = 'if (this.thread.x < 2) {\n  return forget[this.thread.x] * before[this.thread.x] + input[this.thread.x] * candidate[this.thread.x];\n}\nreturn forget[3];'; // prettier-ignore
    expect(judged(text)).toEqual({
      ...{ state: 'wrong', share: 0 },
      words: 'Line 4: index 3 is out of range; `forget` has length 3, so that its indices go from 0 to 2. This happens in case 3 of 3 (x = 2).', // prettier-ignore
    });
    expect(judged('for (;;) {}\nreturn 1;').words).toMatch(/stopped after 200,000 steps.*case 1 of 3/);
    expect(judged('return 1 / 0;').state).toBe('wrong');
  });

  test('has a line where one is at fault, for the mark in the editor', () => {
    expect(faultyLine(judged('let c = 0;\nreturn window;').words)).toBe(2);
    expect(faultyLine(judged('let c = 0;\n\nreturn 1 / c;').words)).toBe(3);
    for (const text of [body, 'return 0;', '']) expect(faultyLine(judged(text).words)).toBeUndefined();
  });

  test('never has the right number in its words', () => {
    for (const check of ['grader', 'hash', 'now'] as const) {
      const { words } = judgeKernel({ ...ask, check }, right, 'return 0;');
      for (const { expected } of cases) expect(words).not.toContain(String(expected).slice(0, 5));
    }
  });

  test('may differ by a millionth of the largest number, or of 1', () => {
    const one = (expected: number[]): RightKernel => ({
      body: '',
      cases: expected.map((number, x) => ({ x, y: 1, constants: { units: 1 }, values, expected: number })),
    });
    const state = (found: string, expected: number[]) => judgeKernel(ask, one(expected), found).state;
    expect(state('return 0.9999991e-6;', [0])).toBe('right');
    expect(state('return 1.01e-6;', [0])).toBe('wrong');
    expect(state('return 999e-6 - 500 * this.thread.x;', [0, -500, -1000])).toBe('right');
    expect(state('return 1.01e-3 - 500 * this.thread.x;', [0, -500, -1000])).toBe('wrong');
    const { words } = judgeKernel(ask, one([0]), 'return 1;');
    expect(words).toBe('In case 1 of 1 (x = 0, y = 1) your kernel gives 1, which is not right.');
  });

  test('needs cases and their arguments: else the key is at fault', () => {
    expect(() => judgeKernel(ask, { body, cases: [] }, body)).toThrow('memory.cell: the kernel has no cases');
    const without = { body, cases: [{ ...cases[0]!, values: {} }] };
    expect(() => judgeKernel(ask, without, body)).toThrow('kernel: is given no forget');
  });
});
