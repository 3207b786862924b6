/** Every file of kernels keeps the rules of gpu.js; and each rule is shown to notice its break. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { broken, countKernels } from './rules.ts';

const folder = fileURLToPath(new URL('../../kernels/', import.meta.url));
/** Every model; a file that knows no device has no kernels. */
const files = globSync('*.ts', { cwd: folder }).filter((file) =>
  readFileSync(folder + file, 'utf8').includes("from './device/"),
);

describe.each(files)('kernels/%s', (file) => {
  const source = readFileSync(folder + file, 'utf8');

  test('keeps the rules', () => {
    // A file without kernels composes those of others, or is there for those that have some.
    if (file !== 'seeded.ts' && !/\.run\(/.test(source)) expect(countKernels(source)).toBeGreaterThan(0);
    expect(broken(source, (path) => readFileSync(folder + path, 'utf8'))).toEqual([]);
  });

  test('exports every kernel, each with a text that compiles alone and bears its name', async () => {
    const module = (await import(`${folder}${file}`)) as Record<string, unknown>;
    const kernels = Object.entries(module).filter(
      (entry): entry is [string, { name: string; text: string }] =>
        typeof entry[1] === 'object' && entry[1] !== null && 'text' in entry[1],
    );
    expect(kernels.length).toBe(countKernels(source));
    for (const [name, kernel] of kernels) {
      expect(kernel.name).toBe(name);
      expect(() => new Function(`return ${kernel.text}`) as unknown).not.toThrow();
    }
  });
});

describe('a break is noticed', () => {
  const wrap = (parameters: string, body: string) =>
    `export const k = kernel(function k(${parameters}) { ${body} });`;
  const breaks: [string, string, string, RegExp][] = [
    ['an import', 'a: number[]', 'return helper(a[0]);', /uses helper/],
    ['a global', 'a: number[]', 'return a[0] * window.scale;', /uses window/],
    ['random', 'a: number[]', 'return Math.random();', /Math\.random/],
    ['pow', 'a: number[]', 'return Math.pow(a[0], 2);', /Math\.pow/],
    ['**', 'a: number[]', 'return a[0] ** 2;', /\*\*/],
    ['while', 'a: number[]', 'let i = 0; while (i < 9) { i++; } return i;', /while/],
    ['do', 'a: number[]', 'let i = 0; do { i++; } while (i < 9); return i;', /while/],
    [
      'an argument as bound',
      'a: number[], n: number',
      'for (let i = 0; i < n; i++) {} return 0;',
      /loops to i < n/,
    ],
    ['a length as bound', 'a: number[]', 'for (let i = 0; i < a.length; i++) {} return 0;', /loops to/],
    ['tanh alone', 'a: number[]', 'return Math.tanh(a[0]);', /tanh/],
    ['tanh half clamped', 'a: number[]', 'return Math.tanh(Math.min(15, a[0]));', /tanh/],
    [
      'tanh of a local',
      'a: number[]',
      'let z = Math.max(-15, Math.min(15, a[0])); z *= 9; return Math.tanh(z);',
      /tanh/,
    ],
    ['a short constant', 'a: number[]', 'return a[0] * this.constants.n;', /fewer than three/],
    ['a constant like an argument', 'rate: number', 'return rate * this.constants.rate;', /also an argument/],
    ['an inner function', 'a: number[]', 'const f = () => a[0]; return f();', /function inside/],
    ['a property of this', 'a: number[]', 'return a[0] * this.scale;', /this\.scale/],
    ['an if without braces', 'a: number[]', 'let s = 0; if (a[0] > 0) s = 1; return s;', /without braces/],
    [
      'a loop without braces',
      'a: number[]',
      'let s = 0; for (let i = 0; i < 3; i++) s += a[i]; return s;',
      /braces/,
    ],
    ['eight arrays', 'abcdefgh'.replaceAll(/./g, '$&: number[],'), 'return a[0];', /takes 8 arrays/],
    ['NaN', 'a: number[]', 'return a[0] > 0 ? 1 : NaN;', /NaN/],
  ];
  test.each(breaks)('%s', (_, parameters, body, expected) => {
    expect(broken(wrap(parameters, body)).join('\n')).toMatch(expected);
  });

  const good = wrap('a: number[]', 'return a[this.thread.x] * this.constants.rate;');
  test.each([
    ['k, [1], { n: 2, rate: 1 }, a', /constant n is short/],
    ['k, [1], { a: 2, rate: 1 }, a', /constant a is an argument/],
    ['k, [1], {}, a', /not given constant rate/],
    ['k, [1], { rate: 1 }, a, b', /takes 1 arguments, is given 2/],
  ])('run(%s)', (call, expected) => {
    expect(broken(`${good} device.run(${call});`).join('\n')).toMatch(expected);
  });

  test('also where the kernel is imported', () => {
    const call = "import { k } from './other.ts'; device.run(k, [1], { n: 2, rate: 1 }, a);";
    expect(broken(call, () => good)).toEqual(['k: constant n is short']);
    expect(broken(call)).toEqual(['k: is no kernel that this file has or imports']);
  });

  test.each([
    'return Math.tanh(Math.max(-15, Math.min(15, a[0])));',
    'const z = Math.max(-15, Math.min(15, a[0])); return Math.tanh(z);',
    'let sum = 0; for (let i = 0; i < this.constants.size; i++) { sum += a[i]; } return sum;',
  ])('and this is none: %s', (body) => expect(broken(wrap('a: number[]', body))).toEqual([]));
});
