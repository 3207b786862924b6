/** What a student may write gives the number that JavaScript gives; what ends in a fault is in interpreter-faults.test.ts. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kernelsIn } from '../../src/kernel-text.ts';
import { KernelFault, parseKernel, runKernel } from '../../src/assignments/interpreter/kernel.ts';
import { gate, outer, preactivation, squashed } from '../../kernels/lstm.ts';
import type { Value } from '../../src/assignments/types.ts';

interface Call {
  x?: number;
  y?: number;
  constants?: Record<string, number>;
  values?: Record<string, Value>;
}

function result(body: string, { x = 0, y, constants = {}, values = {} }: Call = {}): number {
  const program = parseKernel(body, Object.keys(values), Object.keys(constants));
  return runKernel(program, { x, y, constants, values });
}

/** The same text as the engine itself runs it: in tests only. */
function byEngine(body: string, { x = 0, y = 0, constants = {}, values = {} }: Call = {}): unknown {
  const run = new Function(...Object.keys(values), `"use strict"; ${body}`) as (...all: unknown[]) => unknown;
  return run.apply({ thread: { x, y }, constants }, Object.values(values));
}

describe('the language', () => {
  test.each<[string, number]>([
    ['return 2 + 3 * 4 - 10 / 4 % 2;', 13.5],
    ['return -(2 - 3) * +4;', 4],
    ['return 7 % -3 + 0x10 + 1e-3 + 1_000;', 1017.001],
    ['let a = 1; a += 2; a *= 5; a -= 3; a /= 4; return a;', 3],
    ['let a = 1; const b = a++ + ++a; return 10 * a + b;', 34],
    ['let a = 5; a += a++ * 2; return a;', 15],
    ['let a = 3; let b = a-- - --a; return b;', 2],
    ['let a = 0; let b = 0; a = b = 4; return a + b;', 8],
    ['let sum = 0; for (let i = 0; i < 5; i++) { sum += i; } return sum;', 10],
    ['let sum = 0; for (let i = 4; i >= 0; i -= 2) sum += i; return sum;', 6],
    ['let i = 0; for (; i < 7;) { i += 3; } return i;', 9],
    ['for (let i = 0; i < 9; i++) { if (i * i > 20) { return i; } } return -1;', 5],
    ['let n = 0; for (let i = 0; i < 3; i++) { for (let i = 0; i < 2; i++) { n++; } } return n;', 6],
    ['let a = 1; { let a = 2; a = 3; } return a;', 1],
    ['let a = 1; if (a > 1) { return 1; } else if (a === 1) { return 2; } else { return 3; }', 2],
    ['return 1 < 2 && 2 <= 2 && 3 > 2 && 3 >= 3 && 1 != 2 && 1 !== 2 && 1 == 1 ? 1 : 0;', 1],
    ['return !(1 > 2) || 1 / 0 > 3 ? 4 : 5;', 4],
    ['return (0 || 3) + (2 && 4);', 7],
    ['return true === !false ? 1 : 0;', 1],
    ['let a; a = 3; return a;', 3],
    ['let a = 1, b = a + 1; return b;', 2],
    ['return Math.max(1, Math.min(3, 2)) + Math.atan2(0, 1);', 2],
    ['return Math.PI + Math.E;', Math.PI + Math.E],
    ['// a note\n/* and\n another */ return 1', 1],
    ['return 1;;', 1],
    ['return 0.1 + 0.2', 0.30000000000000004],
    ['let top = 2; const parent = 3; return top * parent', 6],
  ])('%s', (body, expected) => {
    expect(result(body)).toBe(expected);
    expect(byEngine(body)).toBe(expected);
  });

  test('arguments, indices, constants and the place', () => {
    const call = {
      ...{ x: 1, y: 2, constants: { units: 3 } },
      values: { rate: 0.5, list: [1, 2, 3], table: [[1, 2, 3], [4, 5, 6], [7, 8, 9]] }, // prettier-ignore
    };
    const body =
      'return rate * list[this.thread.x] + table[this.thread.y][this.constants.units - 1] + table[list[0]][0];';
    expect(result(body, call)).toBe(14);
    expect(result('return this.thread.y;')).toBe(0);
  });

  test('every function of Math gives what Math gives', () => {
    const names = 'abs acos asin atan ceil cos exp floor log round sign sin sqrt tan tanh'.split(' ');
    const given = { values: { a: 0.37 } };
    for (const name of names) {
      const own = (Math as unknown as Record<string, (a: number) => number>)[name]!(0.37);
      expect(result(`return Math.${name}(a);`, given), name).toBe(own);
    }
    expect(result('return Math.round(-2.5) + Math.atan2(a, -1);', given)).toBe(-2 + Math.atan2(0.37, -1));
  });

  test('what changes Math or Array while a kernel is read does not reach it', () => {
    const { exp } = Math;
    try {
      Math.exp = () => 7;
      expect(result('return Math.exp(0);')).toBe(1);
    } finally {
      Math.exp = exp;
    }
  });

  test('steps are counted over the whole kernel, and the budget can be chosen', () => {
    const program = parseKernel('let n = 0; for (let i = 0; i < 100; i++) { n += 1; } return n;', [], []);
    expect(runKernel(program, { x: 0, constants: {}, values: {} })).toBe(100);
    const short = () => runKernel(program, { x: 0, constants: {}, values: {}, budget: 500 });
    expect(short).toThrow(/^Line 1: the kernel was stopped after 500 steps/);
  });

  test('a program can be run again and again: nothing is left of a run', () => {
    const program = parseKernel('let n; if (this.thread.x > 0) { n = 1; } return n;', [], []);
    const run = (x: number) => runKernel(program, { x, constants: {}, values: {} });
    expect(run(1)).toBe(1);
    expect(() => run(0)).toThrow(KernelFault);
    expect(run(1)).toBe(1);
  });

  test('what the key does not give is the fault of the key, not of the student', () => {
    const program = parseKernel('return a;', ['a'], []);
    const values = Object.create({ a: 1 }) as Record<string, Value>;
    const run = () => runKernel(program, { x: 0, constants: {}, values });
    expect(run).toThrow('kernel: is given no a');
    expect(run).not.toThrow(KernelFault);
  });
});

const folder = fileURLToPath(new URL('../../kernels/', import.meta.url));
const kernels = globSync('*.ts', { cwd: folder }).flatMap((file) =>
  kernelsIn(readFileSync(folder + file, 'utf8')).map(({ name, text }) => ({ file, name, text })),
);
/** These compute four neighbours at once; what a student writes computes one number. */
const fours = ['fourLosses', 'lossAndGradient'];

function partsOf(text: string) {
  const [, list, body] = /^function \w+\(([^)]*)\) \{([\s\S]*)\}$/.exec(text)!;
  const constants = [...new Set([...text.matchAll(/this\.constants\.(\w+)/g)].map(([, name]) => name!))];
  return { parameters: list!.split(/,\s*/).filter(Boolean), constants, body: body! };
}

/** Argument `name` as a table, a list or a number, as the text reads it; numbers that serve as indices as well. */
function shaped(name: string, body: string, number: () => number): Value {
  const list = () => Array.from({ length: 17 }, number);
  if (new RegExp(`\\b${name}\\[[^\\]]*(\\[[^\\]]*\\])*[^\\]]*\\]\\[`).test(body))
    return Array.from({ length: 17 }, list);
  return new RegExp(`\\b${name}\\[`).test(body) ? list() : number();
}

describe("the book's own kernels", () => {
  test('there are many', () => expect(kernels.length).toBeGreaterThan(100));

  test.each(kernels)('$file: $name', ({ name, text }) => {
    const { parameters, constants, body } = partsOf(text);
    if (fours.includes(name)) {
      expect(() => parseKernel(body, parameters, constants)).toThrow(/a list with \[ \] was found/);
      return;
    }
    const program = parseKernel(body, parameters, constants);
    const number = fc.oneof(fc.constantFrom(0, 1, 2, 3), fc.double({ min: -3, max: 3, noNaN: true }));
    const arbitrary = fc.record({
      numbers: fc.infiniteStream(number),
      ...{ x: fc.integer({ min: 0, max: 3 }), y: fc.integer({ min: 0, max: 3 }) },
      bounds: fc.infiniteStream(fc.integer({ min: 1, max: 4 })),
    });
    let compared = 0;
    const property = fc.property(arbitrary, ({ numbers, bounds, x, y }) => {
      const next = () => numbers.next().value as number;
      const values = Object.fromEntries(parameters.map((each) => [each, shaped(each, body, next)]));
      const given = Object.fromEntries(constants.map((each) => [each, bounds.next().value as number]));
      let found: number;
      try {
        found = runKernel(program, { x, y, constants: given, values });
      } catch (error) {
        // An index that is none (JavaScript reads undefined there, which a kernel may not use), or no finite number.
        expect(error).toBeInstanceOf(KernelFault);
        return;
      }
      compared++;
      expect(found).toBe(byEngine(body, { x, y, constants: given, values }));
    });
    fc.assert(property, { numRuns: 20, seed: 6 });
    expect(compared).toBeGreaterThan(0);
  });

  test('called as the book calls them', () => {
    const compare = (
      kernel: { text: string; run: (...values: never[]) => unknown },
      call: Required<Call>,
    ) => {
      const { parameters, constants, body } = partsOf(kernel.text);
      const found = runKernel(parseKernel(body, parameters, constants), call);
      const self = { thread: { x: call.x, y: call.y, z: 0 }, constants: call.constants };
      expect(found).toBe(
        kernel.run.apply(self as never, parameters.map((name) => call.values[name]) as never),
      );
    };
    for (const x of [0, 1]) {
      const values = { input: [[0.1, -2], [3, 4]], x: [0.3, 7], recurrent: [[1, 2], [-3, 0.2]], previous: [0.5, -0.25], bias: [0.125, -9] }; // prettier-ignore
      compare(preactivation, { x, y: 0, constants: { width: 2, units: 2 }, values });
      compare(gate, { x, y: 0, constants: {}, values: { z: [-700.5, 3.25] } });
      compare(squashed, { x, y: 0, constants: {}, values: { z: [-700.5, 0.75] } });
      compare(outer, { x, y: 1, constants: {}, values: { error: [1 / 3, 2 / 3], factor: [1 / 7, 3] } });
    }
  });
});

describe('anything that is written', () => {
  /** Expressions of the language over p, q (numbers), a (a list) and two locals. */
  const { expression } = fc.letrec<{ expression: string }>((tie) => {
    const one = tie('expression');
    return {
      expression: fc.oneof(
        { maxDepth: 6, withCrossShrink: true },
        fc.constantFrom(
          'p',
          'q',
          's',
          't',
          'a[0]',
          'a[2]',
          'this.thread.x',
          'this.constants.rate',
          'Math.PI',
        ),
        fc.double({ min: 0, max: 1e6, noNaN: true }).map(String),
        fc.tuple(one, fc.constantFrom('+', '-', '*', '/', '%'), one).map(([l, o, r]) => `(${l} ${o} ${r})`),
        fc.tuple(one, fc.constantFrom('+', '-', '*', '/'), one, fc.constantFrom('+', '-', '*', '%'), one).map((parts) => `(${parts.join(' ')})`), // prettier-ignore
        fc.tuple(fc.constantFrom('-', '+'), one).map(([sign, of]) => `${sign} ${of}`),
        fc.tuple(fc.constantFrom('abs', 'exp', 'tanh', 'floor', 'sqrt', 'sign'), one).map(([f, of]) => `Math.${f}(${of})`), // prettier-ignore
        fc.tuple(one, one).map(([l, r]) => `Math.max(${l}, ${r})`),
        fc
          .tuple(
            one,
            fc.constantFrom('<', '<=', '>', '>=', '===', '!=='),
            one,
            fc.constantFrom('&&', '||'),
            one,
            one,
          )
          .map(([l, o, r, and, yes, no]) => `((${l} ${o} ${r} ${and} !(${yes} > 1)) ? ${yes} : ${no})`),
        fc.tuple(fc.constantFrom('s', 't'), fc.constantFrom('=', '+=', '-=', '*=', '/='), one).map(([n, o, v]) => `(${n} ${o} ${v})`), // prettier-ignore
        fc.constantFrom('s++', '++t', 's--', '--t').map((text) => `(${text})`),
      ),
    };
  });
  const statements = fc.oneof(
    expression.map((text) => `s = ${text};`),
    fc
      .tuple(expression, expression)
      .map(([test, value]) => `if (${test} > 0) { s += ${value}; } else { t = s; }`),
    fc.tuple(fc.integer({ min: 0, max: 4 }), expression).map(([n, value]) => `for (let i = 0; i < ${n}; i++) { const r = ${value}; t += r * i; }`), // prettier-ignore
  );
  const bodies = fc
    .tuple(fc.array(statements, { maxLength: 4 }), expression)
    .map(([list, value]) => `let s = p; let t = 1;\n${list.join('\n')}\nreturn ${value};`);

  test('means what it means in JavaScript, to the last bit', () => {
    const small = fc.double({ min: -10, max: 10, noNaN: true });
    let finite = 0;
    const property = fc.property(bodies, small, small, fc.tuple(small, small, small), (body, p, q, a) => {
      const call = { x: 2, constants: { rate: 0.1 }, values: { p, q, a } };
      const expected = byEngine(body, call) as number;
      if (!Number.isFinite(expected)) {
        expect(() => result(body, call)).toThrow(/the result is not a (finite )?number/);
        return;
      }
      finite++;
      expect(result(body, call)).toBe(expected);
    });
    fc.assert(property, { numRuns: 600 });
    expect(finite).toBeGreaterThan(200);
  });

  const words = fc.constantFrom(
    ...'let const var if else for while do return ( ) [ ] { } ; , . + - * / % = == => ++ && ? : ! ... ` " \\ # @ // /* */ <!-- 0 1 1e9 0x'.split(' '), // prettier-ignore
    ...'a s this this.thread.x Math Math.exp window constructor __proto__ arguments new class function async await yield'.split(' '), // prettier-ignore
    ...[
      'import',
      'super',
      '\n',
      ' ',
      '${',
      'label:',
      'i < 3',
      'i++',
      '\u2028',
      '\0',
      '👍',
      '−',
      'eval',
      'this',
    ],
  );
  const garbage = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(words, { maxLength: 60 }).map((list) => list.join(' ')),
    fc.array(words, { maxLength: 30 }).map((list) => list.join('')),
    fc.tuple(bodies, fc.nat(), words).map(([body, at, word]) => {
      const place = at % body.length;
      return body.slice(0, place) + word + body.slice(place + 1);
    }),
    fc.tuple(words, words, fc.integer({ min: 1, max: 3000 })).map(([one, other, n]) => `return ${`${one} ${other} `.repeat(n)}`), // prettier-ignore
  );

  test('gives a number or a KernelFault, whatever it is', () => {
    const property = fc.property(garbage, (body) => {
      const call = { x: 0, constants: { rate: 1 }, values: { p: 1, q: 2, a: [1, 2, 3] } };
      try {
        expect(Number.isFinite(result(body, call))).toBe(true);
      } catch (error) {
        if (!(error instanceof KernelFault)) throw error;
        expect(error.message).toMatch(/^Line \d+: [^\n]+[.;?]$/);
        expect(error.message.length).toBeLessThan(400);
        expect(error.line).toBeGreaterThanOrEqual(1);
        expect(error.line).toBeLessThanOrEqual(body.split(/\r\n?|[\n\u2028\u2029]/).length);
        expect(error.column).toBeGreaterThanOrEqual(1);
      }
    });
    fc.assert(property, { numRuns: 1500 });
  });
});
