/** Whatever is wrong with a kernel ends soon, in a sentence that names the line, what was found and what to do. */
import { describe, expect, test } from 'vitest';
import { KernelFault, parseKernel, runKernel } from '../../src/assignments/interpreter/kernel.ts';

const call = {
  ...{ x: 1, constants: { units: 3, width: 2 } },
  values: { a: [1, 2, 3], m: [[1, 2], [3, 4]], s: 2, cPrev: [0, 0], word: 'one', none: [] }, // prettier-ignore
};

function fault(body: string, at: 'parse' | 'run'): KernelFault {
  try {
    const program = parseKernel(body, Object.keys(call.values), Object.keys(call.constants));
    if (at === 'run') runKernel(program, call);
  } catch (error) {
    if (error instanceof KernelFault) return error;
    throw error;
  }
  throw new Error(`no fault in ${body.slice(0, 80)}`);
}

type Row = readonly [body: string, words: string | RegExp, line?: number];

function expectFault([body, words, line = 1]: Row, at: 'parse' | 'run') {
  const found = fault(body, at);
  expect(found.line).toBe(line);
  expect(found.message.startsWith(`Line ${line}: `), found.message).toBe(true);
  if (typeof words === 'string') expect(found.message).toContain(words);
  else expect(found.message).toMatch(words);
  return found;
}

const reach = (what: string) =>
  `${what} cannot be reached from a kernel; only its arguments, this.thread, this.constants and Math can.`;

const host: Row[] = [
  ['let b = 1;\n\nreturn window;', `Line 3: ${reach('`window`')}`, 3],
  ...[
    ...['globalThis', 'document', 'self', 'process', 'require', 'constructor', 'prototype', '__proto__'],
    ...['eval', 'Function', 'Object', 'Array', 'Reflect', 'localStorage', 'fetch', 'arguments', 'parent'],
  ].map((name): Row => [`return ${name};`, reach(`\`${name}\``)]),
  ['window.location = 1; return 1;', reach('`window`')],
  ['return window.a.b;', reach('`window`')],
  ['return window["a"];', reach('`window`')],
  ['return \\u0077indow;', reach('`window`')],
  ['return eval("1");', reach('`eval`')],
  ['return Function("return 1")();', reach('`Function`')],
  ['return arguments[0];', reach('`arguments`')],
  ['return this.constructor;', reach('`this.constructor`')],
  ['return this["constructor"];', reach('`this["constructor"]`')],
  ['return this.thread.x.constructor;', reach('`this.thread.x.constructor`')],
  ['return Math.constructor;', reach('`Math.constructor`')],
  ['return Math.constructor("return 1")();', 'this cannot be called; only functions of Math'],
  ['return Math.exp.constructor;', reach('`Math.exp.constructor`')],
  ['return Math.__proto__;', reach('`Math.__proto__`')],
  ['return Math["exp"](1);', 'Math is used with [ ]; write the function by its name, as in Math.exp(a).'],
  ['return a.constructor;', reach('`a.constructor`')],
  ['return a.__proto__;', reach('`a.__proto__`')],
  ['return a.constructor("x");', reach('`a.constructor`')],
  ["return a['constructor'];", "`'constructor'` was found; a kernel knows numbers, true and false only"],
  ['return a[`constructor`];', 'text between backticks was found'],
  ['return this.constants.__proto__;', '`this.constants.__proto__` is not there'],
  ['return this.constants.constructor;', '`this.constants.constructor` is not there'],
  ['return this.constants["units"];', 'this.constants is used with [ ]; write the name after a point.'],
  ['return import("x");', reach('import')],
  ['import b from "x";', reach('import')],
  ['return import.meta;', reach('import.meta and new.target')],
  ['return import.meta.url;', reach('import.meta and new.target')],
  ['return super.x;', reach('super')],
  ['return this;', 'this stands alone; write this.thread.x'],
  ['return this.thread;', 'this.thread stands alone; write this.thread.x or this.thread.y.'],
  ['return this.constants;', 'write one of its names: this.constants.units, this.constants.width.'],
  ['return Math;', 'Math stands alone'],
];

const constructs: Row[] = [
  ['return new Array(1e9);', 'new was found; a kernel makes no lists'],
  ['return [];', 'a list with [ ] was found'],
  ['return [1, 2][0];', 'a list with [ ] was found'],
  ['return { b: 1 };', 'an object with { } was found'],
  ['return "a" + "b";', '`"a"` was found; a kernel knows numbers'],
  ['return `a`;', 'text between backticks was found'],
  ['return `${a}`;', 'text between backticks was found'],
  ['return /a+/;', 'text between slashes was found'],
  ['return /(a+)+$/.test("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");', 'text between slashes was found'],
  ['return null;', 'null was found; a kernel knows numbers'],
  ['return 10n;', '`10n` was found; a kernel knows numbers'],
  ['return undefined;', '`undefined` cannot be used in a kernel; only finite numbers can'],
  ['return NaN;', '`NaN` cannot be used in a kernel'],
  ['return s > Infinity;', '`Infinity` cannot be used in a kernel'],
  ['function f() {} return 1;', 'function was found; a kernel has no functions inside'],
  ['return (function () {})();', 'function was found'],
  ['const f = () => 1;', 'a function with => was found'],
  ['async function f() {}', 'function was found'],
  ['function* f() {}', 'function was found'],
  ['const f = async () => 1;', 'a function with => was found'],
  ['return await s;', 'await was found; a kernel computes at once'],
  ['yield s;', 'yield was found'],
  ['class A {}', 'class was found'],
  ['return class {};', 'class was found'],
  ['return new.target;', 'new was found'],
  ['try { return 1; } catch {}', 'try was found; a kernel goes on with if, else, for and return only'],
  ['throw 1;', 'throw was found'],
  ['with (a) {}', 'with was found'],
  ['debugger;', 'debugger was found'],
  ['switch (s) {}', 'switch was found'],
  ['here: for (;;) {}', 'a label was found'],
  ['while (s > 0) {}', 'a kernel has no while; write for (let j = 0; j < this.constants.…; j++)'],
  ['do {} while (s > 0);', 'a kernel has no do … while'],
  ['for (const b of a) {}', 'a kernel has no for … of'],
  ['for (const b in a) {}', 'a kernel has no for … in'],
  ['for (;;) {\n  break;\n}', 'a kernel has no break', 2],
  ['for (;;) { continue; }', 'a kernel has no continue'],
  ['break;', 'a kernel has no break'],
  ['var b = 1; return b;', 'var was found; write let for what changes, or const for what stays.'],
  ['let [b] = a; return b;', '[ ] stands left of =; declare one name at a time'],
  ['const { b } = a; return b;', '{ } stands left of =; declare one name at a time'],
  ['let b = 1; [b] = a; return b;', '[ ] stands left of ='],
  ['return Math.max(...a);', '… (three dots) was found; name the values one by one.'],
  ['return a?.[0];', '?. was found; write a[i]'],
  ['return Math?.exp(1);', '?. was found'],
  ['return (1, 2);', 'a comma joins two expressions'],
  ['export default 1;', 'export was found; a kernel is the body of one function'],
  ['return s ** 2;', '`**` is no operator of the kernel language; the back ends of a kernel take powers'],
  [
    'let b = 1; b **= 2; return b;',
    '`**=` is no operator of the kernel language; use = += -= *= or /= instead.',
  ],
  ['return s | 0;', '`|` is no operator of the kernel language; use + - * / %'],
  ['return ~s;', '`~` is no operator'],
  ['return s ?? 1;', '`??` is no operator'],
  ['return typeof s;', '`typeof` is no operator'],
  ['return "b" in a;', '`in` is no operator'],
  ['return a.length;', 'lengths come as constants: this.constants.units, this.constants.width.'],
  ['return s.toFixed(2);', '`s.toFixed` cannot be called; only functions of Math can be called'],
  ['return a.map(s);', '`a.map` cannot be called; only functions of Math'],
  ['return a.first;', '`a.first` cannot be read, since nothing but this.thread'],
  ['return m[0][0][0];', 'more than two indices were found'],
  ['return (s + 1)[0];', 'only arguments have elements'],
];

const names: Row[] = [
  [
    'let total = 1;\nreturn totl;',
    '`totl` is not declared; did you mean `total`? The arguments are a, m, s,',
    2,
  ],
  ['return cprev[0];', '`cprev` is not declared; did you mean `cPrev`?'],
  ['q = 1; return 1;', '`q` is not declared; declare it by let or const before it is used.'],
  ['q++; return 1;', '`q` is not declared'],
  ['return exp(1);', '`exp` is not declared; write Math.exp.'],
  ['return units;', '`units` is not declared; write this.constants.units.'],
  [
    'for (let j = 0; j < 2; j++) {}\nreturn j;',
    '`j` is known only inside the block or loop that declares it',
    2,
  ],
  ['return b; let b = 1;', '`b` is used before it is declared; move its let or const above this line.'],
  ['let b = b + 1; return b;', '`b` is used before it is declared'],
  ['let b = 1; { let c = b; let b = 2; } return b;', '`b` is used before it is declared'],
  ['let b = 1; let b = 2; return b;', 'this name is declared twice in the same block'],
  ['const b = 1; b = 2; return b;', '`b` was declared by const and keeps its value'],
  ['for (const j = 0; j < 2; j++) {} return 1;', '`j` was declared by const'],
  ['const b; return b;', 'a const has no number; write const name = … or use let.'],
  ['let a = 1; return a;', '`a` is already an argument; choose another name'],
  ['let Math = 1; return 1;', '`Math` has a meaning already'],
  ['s = 1; return s;', '`s` is an argument and keeps its value; copy it into a local of let'],
  ['s++; return s;', '`s` is an argument and keeps its value'],
  ['a[0] = 1; return 1;', '`a[0]` cannot be changed; a kernel reads its arguments'],
  ['m[0][1] += 1; return 1;', '`m[0][1]` cannot be changed'],
  ['this.thread.x = 1; return 1;', '`this.thread.x` cannot be changed'],
  ['Math.exp = 1; return 1;', '`Math.exp` cannot be changed'],
  ['a[0]++; return 1;', '`a[0]` cannot be changed'],
  ['let b = 1; return b[0];', '`b` is a local, which holds one number and has no elements'],
  ['let b = 1; return b(2);', '`b` is a number and cannot be called; write a * for a product.'],
  ['return s(2);', '`s` is an argument and cannot be called'],
  ['return Math.exp(1)(2);', 'this cannot be called'],
  [
    'return this.constants.unit;',
    '`this.constants.unit` is not there; did you mean this.constants.units? Constants',
  ],
  ['return this.thread.z;', '`this.thread.z` is not there; this.thread has x'],
  ['return Math.exp();', 'Math.exp is given 0 numbers and takes 1.'],
  ['return Math.exp(1, 2);', 'Math.exp is given 2 numbers and takes 1.'],
  ['return Math.max(1);', 'Math.max is given 1 number and takes 2'],
  ['return Math.min(1, 2, 3);', 'given 3 numbers and takes 2, as in Math.min(a, Math.min(b, c)).'],
  ['return Math.atan2(1);', 'Math.atan2 is given 1 number and takes 2.'],
  [
    'return Math.exo(1);',
    '`Math.exo` is not part of the kernel language; did you mean Math.exp? Allowed are abs, acos',
  ],
  ['return Math.pow(s, 2);', 'Math.pow is not part of the kernel language; write a product: a * a.'],
  ['return Math.random();', 'Math.random is not part of the kernel language; a kernel gives the same number'],
  ['return Math.exp;', '`Math.exp` is a function; give it a number'],
  ['return Math.LN2;', "`Math.LN2` cannot be read; of Math's numbers"],
  ['let b = 1;', 'there is no return; end with return and the number that the kernel computes.'],
  ['', 'there is no return'],
  ['return;', 'return has no number; write what the kernel computes after it, on the same line.'],
  ['return\n  s;', 'return has no number'],
];

const unreadable: Row[] = [
  ['return (1', 'the text ends before the kernel does; close every bracket and brace'],
  ['if (s > 1) {\n  return 1;\n', 'the text ends before the kernel does', 3],
  ['return 1);', '`)` is not expected here; a statement is let, const, if, for, return or name = …'],
  ['let b = ;', '`;` is not expected here'],
  ['}{', '`}` is not expected here'],
  ['if (s > 1) let b = 1;', 'let and const take one new name and stand inside { }; put braces'],
  [
    'return 2a;',
    'this number cannot be read; write it like 3, 0.25 or 1e-3, and a * between a number and a name.',
  ],
  ['return 010;', '`010` begins with 0; leave the 0 out.'],
  ['return 1e999;', '`1e999` is too large'],
  [`return ${'1'.repeat(400)};`, 'a number with 400 characters was found; no more than 40 are read'],
  ['return 1 = 2;', 'only a name that let has declared can stand left of ='],
  ['return "abc', 'a text begins here and does not end'],
  ['return `abc', 'text between backticks was found'],
  ['return 1 /* abc', 'a comment begins here and does not end; end it with */.'],
  ['return 3 − 2;', '`−` is no sign of the kernel language; write - instead.'],
  ['return 3 × 2;', '`×` is no sign of the kernel language; write * instead.'],
  ['return s <!--2\n;', 'a comment begins with //'],
  ['return a\\u{;', 'a backslash was found'],
  ['return #x;', '`#x` is not expected here'],
  ['return s\r\n+ ;', '`;` is not expected here', 2],
  [`${'x'.repeat(300)} = 1;`, `\`${'x'.repeat(24)}…\` is not declared`],
];

describe('is refused when it is read', () => {
  const rows = [...host, ...constructs, ...names, ...unreadable];
  test.each(rows.map((row) => ({ body: row[0], row })))('$body', ({ row }) => {
    expect(expectFault(row, 'parse').message).toMatch(/[.;?]$/);
  });
  test('tells the column, counted from 1', () => {
    expect(fault('let b = 1;\n  return window;', 'parse')).toMatchObject({ line: 2, column: 10 });
  });
});

describe('ends when it runs', () => {
  const stopped =
    'the kernel was stopped after 200,000 steps; this loop does not end, or goes on for too long';
  const rows: Row[] = [
    ['for (;;);\nreturn 1;', stopped],
    ['for (;;) {}\nreturn 1;', stopped],
    ['let b = 1;\nfor (let i = 0; i >= 0; i++) { b *= 2; }\nreturn b;', stopped, 2],
    ['for (let i = 0; i < 10; i++) {\n  for (let j = 0; true; j--) {}\n}\nreturn 1;', stopped, 2],
    ['for (let i = 0; i < 1e9; i++) {\n  for (let j = 0; j < 2; j++) {}\n}\nreturn 1;', stopped],
    [
      'return a;',
      '`a` is a whole list of length 3 and is used as one number; name an element, as in a[this.thread.x].',
    ],
    ['return 1 + a;', '`a` is a whole list of length 3'],
    ['return m;', '`m` is a whole table of length 2'],
    ['return m[1];', '`m[1]` is a whole list of length 2'],
    ['if (a) { return 1; } return 2;', '`a` is a whole list'],
    ['let b = 1;\nb = a;\nreturn 1;', '`a` is a whole list', 2],
    ['return a[3];', 'index 3 is out of range; `a` has length 3, so that its indices go from 0 to 2.'],
    ['return a[-1];', 'index -1 is out of range; `a` has length 3'],
    ['return m[0][2];', 'index 2 is out of range; `m[0]` has length 2, so that its indices go from 0 to 1.'],
    ['return none[0];', 'index 0 is out of range; `none` has length 0, so that it has no elements.'],
    [
      'return a[0.5];',
      '0.5 is no index of `a`; an index is a whole number from 0 to 2; Math.floor makes one.',
    ],
    ['return a[0 / 0];', 'NaN is no index of `a`'],
    ['return a[1 / 0];', 'Infinity is no index of `a`'],
    ['return a[s > 1];', 'true stands where a number is needed; write condition ? 1 : 0.'],
    ['return s[0];', '`s` is one number and has no elements; write s without the last [ ].'],
    ['return a[0][1];', '`a[0]` is one number and has no elements'],
    ['return word;', '`word` is not a number; a kernel computes with numbers only.'],
    ['return word[0];', '`word` is no list and has no elements'],
    [
      'return 0 / 0;',
      'the result is not a number (NaN); the first such number comes from a division by 0 on line 1',
    ],
    ['const b = s - 2;\nreturn 1 / b;', 'the result is not a finite number (infinity); the first such number comes from a division by 0 on line 2', 2], // prettier-ignore
    ['const b = Math.log(0);\nreturn b;', 'not a finite number (−infinity); the first such number comes from Math.log on line 1', 2], // prettier-ignore
    [
      'return Math.exp(1000);',
      'not a finite number (infinity); the first such number comes from Math.exp on line 1',
    ],
    ['return 1e308 * 10;', 'comes from `*` on line 1'],
    ['return s > 1;', 'the result is true and not a number; return condition ? 1 : 0 or a number.'],
    ['return true + 1;', 'true stands where a number is needed'],
    ['return -(s > 1);', 'true stands where a number is needed'],
    ['return s === true;', 'a number is compared with true or false'],
    ['let b = s > 1; b++; return b;', 'true stands where a number is needed'],
    ['if (s > 5) {\n  return 1;\n}', 'the kernel ends without a return here', 3],
    ['let b;\nreturn b + 1;', '`b` has no number yet; give it one where it is declared: let b = 0;', 2],
    ['let b; b += 1; return b;', '`b` has no number yet'],
  ];
  test.each(rows.map((row) => ({ body: row[0], row })))('$body', ({ row }) => {
    expectFault(row, 'run');
  });
});

describe('is stopped before it is too much', () => {
  const deep = 'more than a hundred deep in each other';
  const many = (text: string) => text.repeat(Math.floor(19_900 / text.length));
  const rows: (readonly [name: string, body: string, words: string])[] = [
    [
      '20,001 characters',
      `return ${'1'.repeat(20_000)}`,
      'the text has 20007 characters, and a kernel may have 20000',
    ],
    ['10,000 brackets', `${'('.repeat(9_990)}1${')'.repeat(9_990)}`, deep],
    ['open brackets', many('('), deep],
    ['indices in indices', many('a['), deep],
    ['braces', many('{'), deep],
    ['signs', `return ${many('!')}1`, deep],
    ['minus signs', `return ${many('- ')}1`, deep],
    ['a long sum', `return ${many('1+')}1`, deep],
    ['a long product of brackets', `return ${many('(1*')}1`, deep],
    ['choices', `return ${many('1?2:')}3`, deep],
    ['assignments', `${many('x=')}1`, deep],
    ['patterns', `${many('x={}=')}1`, deep],
    ['open patterns', `let ${many('[')}`, deep],
    ['ifs', `${many('if(1)')}return 1`, deep],
    ['loops', `${many('for(;;)')}return 1`, deep],
    ['elses', `${many('if(s){}else ')}return 1`, deep],
    ['labels', many('a:').replaceAll('a:', () => 'q:'), 'break and continue are no words'],
    ['arrows', `return ${many('b=>')}1`, deep],
    ['backticks', `return ${many('`${')}`, deep],
    ['lists', `return ${many('[')}`, deep],
    ['calls', `return Math.exp${many('()')}`, 'this cannot be called'],
    ['parts of parts', `return a${many('.b')}`, 'cannot be read'],
    ['elements of elements', `return a${many('[0]')}`, 'more than two indices'],
    ['news', `return ${many('new ')}a`, 'new was found'],
    ['classes', `return ${many('class extends ')}a{}`, 'class was found'],
    ['a regular expression', `return /${many('(')}/`, 'text between slashes'],
    ['imports', `return ${many('import(')}`, deep],
    ['functions', many('function f(){'), deep],
    ['a text', `return "${many('a')}"`, 'was found; a kernel knows numbers'],
    ['a name', many('a'), 'is not declared'],
  ];
  test.each(rows)('%s', (_name, body, words) => {
    const begun = performance.now();
    const found = fault(body, 'parse');
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(found.message).toContain(words);
    expect(found.message.length).toBeLessThan(400);
    expect(found.line).toBe(1);
  });

  test('and what is just within is read and run', () => {
    const sum = `return ${'1 + '.repeat(190)}1;`;
    expect(runKernel(parseKernel(sum, [], []), { x: 0, constants: {}, values: {} })).toBe(191);
    const brackets = `return ${'('.repeat(95)}2${')'.repeat(95)};`;
    expect(runKernel(parseKernel(brackets, [], []), { x: 0, constants: {}, values: {} })).toBe(2);
    const lines = `let b = 0;\n${'b += 1;\n'.repeat(2_000)}return b;`;
    expect(runKernel(parseKernel(lines, [], []), { x: 0, constants: {}, values: {} })).toBe(2_000);
  });

  test('an endless loop leaves nothing behind', () => {
    const program = parseKernel('let b = 1; for (;;) { b = b * 2 + Math.max(b, 1); }\nreturn b;', [], []);
    const before = process.memoryUsage().heapUsed;
    const budget = 2_000_000;
    expect(() => runKernel(program, { x: 0, constants: {}, values: {}, budget })).toThrow(KernelFault);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(64e6);
  });
});
