/**
 * Evaluates the equations of content/notation as numbers: sums, products, transposes, entry-wise products, diagonals,
 * slopes. What a letter means is asked of the notation (meanings.ts); everything else is read from the TeX.
 */
export type Matrix = number[][];

/** The time, the layer and the indices at which an equation is evaluated. */
export interface Env {
  t: number;
  layer: number;
  indices: Record<string, number>;
}

/** A letter as it is printed: no fonts, no classes, no spaces. `top` is taken off its superscript. */
export interface Letter {
  base: string;
  sub: string;
  sup: string;
}

export interface Meanings {
  letter: (letter: Letter, env: Env) => Matrix;
  /** A derivative that is written as a fraction. */
  fraction: (above: string, below: string, env: Env) => Matrix;
  /** How far an index of a sum runs: from 0 up to this. Times run from 1 to T. */
  range: (index: string) => number;
  horizon: string;
  functions: Record<string, (x: number) => number>;
}

export const transpose = (a: Matrix): Matrix => a[0]!.map((_, j) => a.map((row) => row[j]!));
export const column = (v: readonly number[]): Matrix => v.map((x) => [x]);
export const scalar = (x: number): Matrix => [[x]];
const isScalar = (a: Matrix) => a.length === 1 && a[0]!.length === 1;
const map = (a: Matrix, f: (x: number) => number): Matrix => a.map((row) => row.map(f));

function entrywise(a: Matrix, b: Matrix, f: (x: number, y: number) => number): Matrix {
  if (isScalar(a) && !isScalar(b)) return map(b, (y) => f(a[0]![0]!, y));
  if (isScalar(b) && !isScalar(a)) return map(a, (x) => f(x, b[0]![0]!));
  if (a.length !== b.length || a[0]!.length !== b[0]!.length)
    throw new Error(`shapes ${shape(a)} and ${shape(b)}`);
  return a.map((row, i) => row.map((x, j) => f(x, b[i]![j]!)));
}

export function times(a: Matrix, b: Matrix): Matrix {
  if (isScalar(a) || isScalar(b)) return entrywise(a, b, (x, y) => x * y);
  if (a[0]!.length !== b.length) throw new Error(`shapes ${shape(a)} times ${shape(b)}`);
  return a.map((row) => b[0]!.map((_, j) => row.reduce((sum, x, k) => sum + x * b[k]![j]!, 0)));
}

const shape = (a: Matrix) => `${a.length}×${a[0]!.length}`;

/** The same formula without colours, fonts and sizes of brackets. */
export function bare(tex: string): string {
  const sized = tex.replace(/\\(left|right|Big|big)(?![a-zA-Z])/g, '').replace(/\\[,;]/g, ' ');
  const classless = sized.replace(/\\htmlClass\{\w+\}/g, '');
  const fontless = classless.replace(/\\(mathbf|boldsymbol|mathcal|mathrm|text)\{([^{}]*)\}/g, '$2 ');
  return fontless.replace(/\s+/g, ' ').trim();
}

/** Letters alone, to compare how two formulas are written. */
export const squeezed = (tex: string): string => bare(tex).replace(/[\s{}]/g, '');

/** A macro of a notation with its arguments put in, and every macro inside them. */
export function expand(tex: string, macros: Record<string, string>): string {
  const found = Object.keys(macros)
    .sort((a, b) => b.length - a.length)
    .find((macro) => tex.includes(macro) && !/[a-zA-Z]/.test(tex[tex.indexOf(macro) + macro.length] ?? ''));
  if (!found) return tex;
  const start = tex.indexOf(found);
  let end = start + found.length;
  const count = Math.max(0, ...[...macros[found]!.matchAll(/#(\d)/g)].map(([, digit]) => Number(digit)));
  const values: string[] = [];
  for (let i = 0; i < count; i++) {
    const close = closing(tex, end);
    values.push(tex.slice(end + 1, close));
    end = close + 1;
  }
  const filled = macros[found]!.replace(/#(\d)/g, (_, digit: string) => values[Number(digit) - 1]!);
  return expand(`${tex.slice(0, start)}${filled}${tex.slice(end)}`, macros);
}

/** The place of the bracket that closes the one at `open`. */
function closing(tex: string, open: number): number {
  if (tex[open] !== '{') throw new Error(`no { at ${tex.slice(open)}`);
  let depth = 0;
  for (let at = open; at < tex.length; at++) {
    depth += tex[at] === '{' ? 1 : tex[at] === '}' ? -1 : 0;
    if (depth === 0) return at;
  }
  throw new Error(`{ without } in ${tex}`);
}

type Value = (env: Env) => Matrix;

/** The value of a formula without "=". */
export function evaluate(tex: string, meanings: Meanings, env: Env): Matrix {
  const reader = new Reader(bare(tex), meanings);
  const value = reader.sum();
  if (!reader.done) throw new Error(`left over: ${reader.rest}`);
  return value(env);
}

class Reader {
  private at = 0;
  private readonly tex: string;
  private readonly meanings: Meanings;

  constructor(tex: string, meanings: Meanings) {
    this.tex = tex;
    this.meanings = meanings;
    this.skip();
  }

  get rest() {
    return this.tex.slice(this.at);
  }
  get done() {
    return this.at >= this.tex.length;
  }

  private skip() {
    while (this.tex[this.at] === ' ') this.at++;
  }
  private take(text: string): boolean {
    if (
      !this.rest.startsWith(text) ||
      (/[a-zA-Z]$/.test(text) && text.startsWith('\\') && /^[a-zA-Z]/.test(this.rest.slice(text.length)))
    )
      return false;
    this.at += text.length;
    this.skip();
    return true;
  }
  private group(): string {
    if (this.tex[this.at] !== '{') {
      const sign = /^(\\[a-zA-Z]+|.)/.exec(this.rest)![0];
      this.at += sign.length;
      this.skip();
      return sign;
    }
    const close = closing(this.tex, this.at);
    const text = this.tex.slice(this.at + 1, close);
    this.at = close + 1;
    this.skip();
    return text;
  }

  sum(): Value {
    const terms: [number, Value][] = [[this.take('-') ? -1 : 1, this.hadamard()]];
    for (;;) {
      if (this.take('+')) terms.push([1, this.hadamard()]);
      else if (this.take('-')) terms.push([-1, this.hadamard()]);
      else break;
    }
    return (env) =>
      terms
        .map(([sign, term]) => map(term(env), (x) => sign * x))
        .reduce((a, b) => entrywise(a, b, (x, y) => x + y));
  }

  private hadamard(): Value {
    const factors = [this.product()];
    while (this.take('\\odot')) factors.push(this.product());
    return (env) => factors.map((factor) => factor(env)).reduce((a, b) => entrywise(a, b, (x, y) => x * y));
  }

  private product(): Value {
    const factors: Value[] = [];
    while (!this.done && !/^([+\-)=}]|\\odot)/.test(this.rest)) factors.push(this.factor());
    if (factors.length === 0) throw new Error(`nothing to multiply at ${this.rest}`);
    return (env) => factors.map((factor) => factor(env)).reduce(times);
  }

  private factor(): Value {
    if (this.take('\\sum')) return this.series();
    if (this.take('\\frac')) {
      const [above, below] = [this.group(), this.group()].map(squeezed) as [string, string];
      return (env) => this.meanings.fraction(above, below, env);
    }
    if (this.tex[this.at] === '(') return this.powers(this.bracket());
    if (this.tex[this.at] === '{') {
      const inner = new Reader(this.group(), this.meanings);
      return this.powers(inner.sum());
    }
    if (/^\d/.test(this.rest)) {
      const digits = /^\d+/.exec(this.rest)![0];
      this.take(digits);
      return () => scalar(Number(digits));
    }
    return this.letter();
  }

  private bracket(): Value {
    this.take('(');
    const value = this.sum();
    if (!this.take(')')) throw new Error(`no ) at ${this.rest}`);
    return value;
  }

  /** A superscript behind a group: a transpose, or a square of every entry. */
  private powers(value: Value): Value {
    if (!this.take('^')) return value;
    const power = squeezed(this.group());
    if (power === '\\top') return (env) => transpose(value(env));
    if (power === '2') return (env) => map(value(env), (x) => x * x);
    throw new Error(`no such power: ${power}`);
  }

  private series(): Value {
    const scripts = this.scripts();
    const [index, start] = squeezed(scripts.sub).split('=') as [string, string?];
    const body = this.product();
    const add = (all: Matrix[]) => all.reduce((a, b) => entrywise(a, b, (x, y) => x + y));
    if (start !== undefined) {
      const { horizon, range } = this.meanings;
      if (index !== 't' || start !== '1' || scripts.sup !== horizon)
        throw new Error(`a sum from ${scripts.sub} to ${scripts.sup}`);
      const steps = range('t');
      return (env) => add(Array.from({ length: steps }, (_, i) => body({ ...env, t: i + 1 })));
    }
    const count = this.meanings.range(index);
    return (env) =>
      add(Array.from({ length: count }, (_, i) => body({ ...env, indices: { ...env.indices, [index]: i } })));
  }

  private scripts() {
    let [sub, sup] = ['', ''];
    for (;;) {
      if (this.take('_')) sub += this.group();
      else if (this.take('^')) sup += this.group();
      else return { sub: squeezed(sub), sup: squeezed(sup) };
    }
  }

  private letter(): Value {
    const name = /^(\\[a-zA-Z]+|act|diag|d[a-zA-Z]|\{\w+\}|.)/.exec(this.rest)![0];
    this.at += name.length;
    this.skip();
    const prime = this.take("'") ? "'" : '';
    const scripts = this.scripts();
    const { sub } = scripts;
    const late = this.take("'") ? "'" : '';
    const function_ = `${name}${sub && `_${sub}`}${prime}${late}`;
    if (this.tex[this.at] === '(' && (name === 'diag' || function_ in this.meanings.functions)) {
      const argument = this.bracket();
      if (name === 'diag') return (env) => diagonal(argument(env));
      return this.powers((env) => map(argument(env), this.meanings.functions[function_]!));
    }
    // ∇_{a} L: the quantity is a subscript, and the loss follows.
    if (name === '\\nabla') this.take('L');
    const transposed = scripts.sup.endsWith('\\top');
    const squared = scripts.sup === '2';
    const sup = squared ? '' : scripts.sup.replace(/\\top$/, '');
    return (env) => {
      const value = this.meanings.letter({ base: name, sub, sup }, env);
      if (squared) return map(value, (x) => x * x);
      return transposed ? transpose(value) : value;
    };
  }
}

const diagonal = (a: Matrix): Matrix => a.map(([x], i) => a.map((_, j) => (i === j ? x! : 0)));
