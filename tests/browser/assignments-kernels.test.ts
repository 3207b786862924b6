/**
 * What students write as kernels gets the same verdict, word for word, in the browser and from the command line,
 * whatever it is. A body that means harm ends soon and leaves the page as it was.
 */
import { expect, test } from 'vitest';
import { judgeKernel } from '../../src/assignments/judge-kernel.ts';
import type { AskOf, RightKernel, Verdict } from '../../src/assignments/types.ts';
import { bundle } from './support/bundle.ts';
import { open, site } from './support/page.ts';

type InPage = typeof import('../../src/assignments/judge-kernel.ts');

const ask: AskOf<'kernel'> = {
  ...{ kind: 'kernel', id: 'memory.cell', check: 'now', points: 2, kernel: 'lstm', step: 'cell' },
  ...{ parameters: ['forget', 'before', 'input', 'candidate', 'U'], constants: ['units'] },
};
const values = {
  ...{ forget: [0.9, 0.5, 0.25], before: [1, -2, 3], input: [0.1, 0.75, 0.5] },
  ...{ candidate: [0.3, -0.6, 0.875], U: [[1, 2, 3], [4, 5, 6]] }, // prettier-ignore
};
const product = 'forget[j] * before[j] + input[j] * Math.tanh(candidate[j])';
const good = `const j = this.thread.x;\nreturn ${product};`;
const right: RightKernel = {
  body: good,
  cases: [0, 1, 2].map((x) => ({
    ...{ x, constants: { units: 3 }, values },
    expected: values.forget[x]! * values.before[x]! + values.input[x]! * Math.tanh(values.candidate[x]!),
  })),
};

const nested = (open: string, close: string, times: number) =>
  `return ${open.repeat(times)}1${close.repeat(times)};`;
const doubling = 'let s = 1;\nfor (let i = 0; i < 2000; i++) { s = s + s; }\nreturn s;';
const sum = `const j = this.thread.x;\nlet s = 0;\nfor (let k = 0; k < this.constants.units; k++) {\n  if (k === j) { s += ${product.replaceAll('[j]', '[k]')}; }\n}\nreturn s;`;

/** Each body with the state of its verdict and words that are in it. */
const bodies: [body: string, state: Verdict['state'], words: RegExp][] = [
  [good, 'right', /All 3 cases/],
  [sum, 'right', /All 3 cases/],
  [good.replace('Math.tanh(candidate[j])', '(1 - 2 / (Math.exp(2 * candidate[j]) + 1))'), 'right', /All/],
  [good.replace('Math.tanh', 'Math.sin'), 'wrong', /case 1 of 3 \(x = 0\) your kernel gives 0\.92955/],
  ['return Math.exp(Math.sin(before[this.thread.x]) * 1e-9) / 3;', 'wrong', /gives 0\.33333/],
  ['if (this.thread.x < 1) { return forget[0] + 0.1 * Math.tanh(0.3); }\nreturn -1e-7;', 'wrong', /case 2/],
  ['  \n', 'blank', /no kernel yet/],
  ['for (;;) {}\nreturn 1;', 'wrong', /^Line 1: .*200,000 steps/],
  ['for (let i = 0; i < 1e9; i++) {\n  for (let j = 0; j >= 0; j++) {}\n}\nreturn 1;', 'wrong', /200,000/],
  ['while (true) {}', 'unclear', /no while/],
  ['return new Float64Array(1e12)[0];', 'unclear', /new was found/],
  ['return "x".repeat(1e9);', 'unclear', /cannot be called/],
  ['return window.location.href;', 'unclear', /`window` cannot be reached/],
  ['document.title = 1; return 1;', 'unclear', /`document` cannot be reached/],
  ['localStorage.clear(); return 1;', 'unclear', /`localStorage` cannot be reached/],
  ['return Math.exp.constructor("return 1")();', 'unclear', /cannot be called/],
  ['return this.constructor.constructor("return globalThis")();', 'unclear', /cannot be called/],
  ['return forget.__proto__.polluted;', 'unclear', /`forget\.__proto__/],
  ['return import("https://example.com/x.js");', 'unclear', /import cannot be reached/],
  ['let z = 0;\nreturn z / z;', 'wrong', /^Line 2/],
  ['return NaN;', 'unclear', /`NaN` cannot be used/],
  [doubling, 'wrong', /^Line [23]/],
  [nested('(', ')', 9_900), 'unclear', /^Line 1/],
  [nested('Math.abs(', ')', 1_900), 'unclear', /^Line 1/],
  [nested('-(', '', 4_000), 'unclear', /^Line 1/],
  [`return ${'1 + '.repeat(4_900)}1;`, 'unclear', /^Line 1/],
  [`${'if (true) { '.repeat(1_300)}return 1;${' }'.repeat(1_300)}`, 'unclear', /^Line 1/],
  [nested('(', ')', 50_000), 'unclear', /has 100009 characters/],
  ['return forget[3];', 'wrong', /index 3 is out of range/],
  ['return U[1][-1];', 'wrong', /index -1 is out of range/],
  ['return forget[0.5];', 'wrong', /^Line 1/],
  ['return forget[this.thread.x', 'unclear', /ends before the kernel does/],
];

test('verdicts are the same in the browser as in Node, soon, and the page goes on', async () => {
  const { page, troubles } = await open(`${site}404.html`, { until: 'load' });
  await page.evaluate(await bundle('src/assignments/judge-kernel.ts'));
  const found = await page.evaluate(
    ([ask, right, texts]) => {
      const { judgeKernel } = (globalThis as unknown as { inPage: InPage }).inPage;
      const before = Object.keys(globalThis).length;
      const verdicts = texts.map((text) => {
        const start = performance.now();
        return { verdict: judgeKernel(ask, right, text), took: performance.now() - start };
      });
      return { verdicts, names: Object.keys(globalThis).length - before, title: document.title };
    },
    [ask, right, bodies.map(([body]) => body)] as const,
  );
  bodies.forEach(([body, state, words], i) => {
    const { verdict, took } = found.verdicts[i]!;
    const name = body.slice(0, 60);
    expect(verdict, name).toEqual(judgeKernel(ask, right, body));
    expect([verdict.state, verdict.words], name).toEqual([state, expect.stringMatching(words)]);
    expect(took, name).toBeLessThan(2000);
  });
  expect(found.names).toBe(0);
  const after = await page.evaluate(() => [document.title, 'polluted' in Object.prototype, 6 * 7] as const);
  expect(after).toEqual([found.title, false, 42]);
  expect(troubles).toEqual([]);
}, 10_000);
