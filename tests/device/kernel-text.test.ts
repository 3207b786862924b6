/** The text of a kernel: without types, in its place, and the same after a minifier has been over the code around it. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { build, type Rollup } from 'vite';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Kernel } from '../../kernels/device/device.ts';
import { kernelsIn, kernelText, withTexts } from '../../src/kernel-text.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** The files with kernels of their own; others compose these. */
const models = globSync('*.ts', { cwd: `${root}kernels` })
  .filter((file) => /\bkernel\(/.test(readFileSync(`${root}kernels/${file}`, 'utf8')))
  .map((file) => file.slice(0, -3));

const source = `import { kernel } from './device/device.ts';
/** Twice. */
export const double = kernel(function double(values: number[], rate: number) {
  // Why: "quotes", \`ticks\` and \\ stay.
  const first = values[this.thread.x]; /* so */
  return first * rate;
});
export const other = kernel(
  function other(
    table: readonly number[][],
  ) {
    return table[this.thread.y][this.thread.x]; },
);
`;

describe('the text', () => {
  const [double, other] = kernelsIn(source);

  test('has names and no types of arguments; comments and signs stay', () => {
    expect(double!.text).toBe(
      'function double(values, rate) {\n  // Why: "quotes", `ticks` and \\ stay.\n' +
        '  const first = values[this.thread.x]; /* so */\n  return first * rate;\n}',
    );
    expect(other!.text).toMatch(/^function other\(table\) \{\n {4}return table/);
  });

  test('is put in as a second argument, and no line moves', () => {
    const result = withTexts(source);
    expect(result.split('\n')).toHaveLength(source.split('\n').length);
    source
      .split('\n')
      .forEach((line, index) =>
        expect(result.split('\n')[index]!.startsWith(line.replace(/(\);|,)$/, ''))).toBe(true),
      );
    expect(result).toContain(`}, ${JSON.stringify(double!.text)});`);
  });

  test('is put in once', () => {
    expect(withTexts(withTexts(source))).toBe(withTexts(source));
    expect(withTexts('const a = kernel(run); kernel(() => 1);')).toBe(
      'const a = kernel(run); kernel(() => 1);',
    );
  });

  test.each([
    ['(a: number[])', 'let sum: number = 0; return sum;'],
    ['(a: number[])', 'return a[0]!;'],
    ['(a: number[])', 'return a[0] as number;'],
    ['(this: Thread, a: number[])', 'return a[0];'],
  ])('is refused where gpu.js would meet a type: %s { %s }', (parameters, body) => {
    const typed = `kernel(function k${parameters}: number { ${body} })`;
    expect(() => kernelsIn(typed)).toThrow('kernel k: the body must be plain JavaScript');
  });
});

test('only kernels and tests are looked at', () => {
  const transform = kernelText().transform as (code: string, id: string) => { code: string } | null;
  expect(transform(source, '/x/src/page.ts')).toBeNull();
  expect(transform(source, '/x/components/a/index.ts')).toBeNull();
  expect(transform('export const a = 1;', '/x/kernels/ntm.ts')).toBeNull();
  expect(transform(source, '/x/kernels/ntm.ts?v=1')!.code).toBe(withTexts(source));
});

describe.each(models)('kernels/%s.ts, minified by Vite', (model) => {
  const written = kernelsIn(readFileSync(`${root}kernels/${model}.ts`, 'utf8'));
  let built: Record<string, Kernel>;
  let code: string;
  beforeAll(async () => {
    const entry = `${root}kernels/${model}.ts`;
    const made = await build({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [kernelText()],
      build: { write: false, minify: true, lib: { entry, formats: ['es'] } },
    });
    const [output] = made as Rollup.RollupOutput[];
    code = output!.output.map((chunk) => ('code' in chunk ? chunk.code : '')).join('\n');
    built = (await import(
      /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`
    )) as typeof built;
  }, 60_000);

  test('is minified indeed', () => {
    expect(code.length).toBeGreaterThan(100);
    expect(code).not.toContain('\n  for (');
    expect(Object.values(built).some(({ run, text }) => run && String(run) !== text)).toBe(true);
  });

  test.each(written.map(({ name, text }) => [name, text]))('%s keeps its text and its name', (name, text) => {
    expect(built[name!]).toMatchObject({ name, text });
  });

  test.each(written.map(({ name, text }) => [name, text]))(
    '%s is the function that its text says',
    (name, text) => {
      const own = new Function(`return ${text}`)() as unknown;
      const plain = (code: string) =>
        ts.transpile(`(${code})`, { removeComments: true, target: ts.ScriptTarget.ESNext });
      expect(plain(String(own))).toBe(plain(text!));
      expect((own as { length: number }).length).toBe(built[name!]!.run.length);
    },
  );
});
