/**
 * Runs a kernel that has been read, by walking its tree: in double precision, in JavaScript's order of evaluation, and
 * with a count of steps, so that it ends. It makes no arrays, texts or objects: there is nothing in it that can grow.
 */
import type { Value } from '../types.ts';
import { element } from './elements.ts';
import { KernelFault, type Place } from './fault.ts';
import { functions } from './functions.ts';
import type {
  Arithmetic,
  Comparison,
  Expression,
  ExpressionOf,
  KernelProgram,
  Statement,
} from './program.ts';

export interface KernelCall {
  x: number;
  y?: number;
  constants: Readonly<Record<string, number>>;
  values: Readonly<Record<string, Value>>;
  /** Steps after which it is stopped: each statement and each part of an expression is one. */
  budget?: number;
}

/** Enough for the largest kernel of the book at the sizes of an exercise, and over in a few milliseconds. */
const BUDGET = 200_000;

type Scalar = number | boolean;

export interface State {
  readonly x: number;
  readonly y: number;
  readonly constants: readonly number[];
  readonly values: readonly Value[];
  readonly locals: (Scalar | undefined)[];
  readonly budget: number;
  steps: number;
  /** The loops that run, the outermost first, with how often each has begun anew. */
  readonly loops: { place: Place; turns: number }[];
  /** Where a number first was none, or infinite. */
  odd?: { place: Place; by: string };
}

/** The number that the kernel computes at this index; a KernelFault where there is none. */
export function runKernel(program: KernelProgram, call: KernelCall): number {
  const { constants, values } = call;
  const state: State = {
    ...{ x: call.x, y: call.y ?? 0, steps: 0, loops: [], budget: call.budget ?? BUDGET },
    constants: program.constants.map((name) => given(constants, name)),
    values: program.parameters.map((name) => given(values, name)),
    locals: Array.from({ length: program.slots }, () => undefined),
  };
  const result = all(program.body, state);
  if (result) return finite(result, state);
  throw new KernelFault(
    program.end,
    'the kernel ends without a return here; let every way through it end with return and a number.',
  );
}

function given<T>(record: Readonly<Record<string, T>>, name: string): T {
  if (!Object.hasOwn(record, name)) throw new Error(`kernel: is given no ${name}`);
  return record[name]!;
}

function finite({ value, place }: Result, state: State): number {
  if (typeof value !== 'number') {
    throw new KernelFault(
      place,
      `the result is ${value} and not a number; return condition ? 1 : 0 or a number.`,
    );
  }
  if (Number.isFinite(value)) return value;
  const shown = Number.isNaN(value)
    ? 'not a number (NaN)'
    : `not a finite number (${value < 0 ? '−' : ''}infinity)`;
  const from = state.odd
    ? `; the first such number comes from ${state.odd.by} on line ${state.odd.place.line}`
    : '';
  throw new KernelFault(
    place,
    `the result is ${shown}${from}; guard divisions by 0, and Math.log and Math.sqrt of what they are not defined for.`,
  );
}

interface Result {
  value: Scalar;
  place: Place;
}

function step(state: State, place: Place) {
  state.steps++;
  if (state.steps <= state.budget) return;
  const shown = String(state.budget).replace(/\B(?=(\d{3})+$)/g, ',');
  // Of loops in loops, the one that does not end is the one that went round most.
  const [loop] = state.loops.toSorted((a, b) => b.turns - a.turns);
  const why = loop
    ? 'this loop does not end, or goes on for too long; give it a bound that its counter reaches'
    : 'compute less';
  throw new KernelFault(loop?.place ?? place, `the kernel was stopped after ${shown} steps; ${why}.`);
}

/** What the first return among them gives. */
function all(statements: readonly Statement[], state: State): Result | undefined {
  for (const statement of statements) {
    const result = execute(statement, state);
    if (result) return result;
  }
  return undefined;
}

function execute(statement: Statement, state: State): Result | undefined {
  step(state, statement);
  switch (statement.kind) {
    case 'declaration':
      state.locals[statement.slot] = statement.value && evaluate(statement.value, state);
      return undefined;
    case 'expression':
      evaluate(statement.of, state);
      return undefined;
    case 'if':
      if (evaluate(statement.test, state)) return execute(statement.yes, state);
      return statement.no && execute(statement.no, state);
    case 'for':
      return repeat(statement, state);
    case 'return':
      return { value: evaluate(statement.value, state), place: statement };
    case 'block':
      return all(statement.body, state);
  }
}

function repeat(loop: Extract<Statement, { kind: 'for' }>, state: State): Result | undefined {
  const round = { place: loop, turns: 0 };
  state.loops.push(round);
  all(loop.start, state);
  while (!loop.test || evaluate(loop.test, state)) {
    round.turns++;
    const result = execute(loop.body, state);
    if (result) return result;
    if (loop.update) evaluate(loop.update, state);
  }
  state.loops.pop();
  return undefined;
}

function evaluate(node: Expression, state: State): Scalar {
  step(state, node);
  switch (node.kind) {
    case 'value':
      return node.value;
    case 'local':
      return local(node, state);
    case 'argument': {
      const indices = node.indices.map((index) => number(index, state));
      return element(node, state.values[node.argument]!, indices);
    }
    case 'thread':
      return state[node.axis];
    case 'constant':
      return state.constants[node.constant]!;
    case 'sign':
      return node.sign === '-' ? -number(node.of, state) : number(node.of, state);
    case 'not':
      return !evaluate(node.of, state);
    case 'arithmetic':
      return computed(node, node.sign, number(node.left, state), number(node.right, state), state);
    case 'comparison':
      return compared(node, state);
    case 'logical': {
      const left = evaluate(node.left, state);
      return Boolean(left) === (node.sign === '||') ? left : evaluate(node.right, state);
    }
    case 'choice':
      return evaluate(node.test, state) ? evaluate(node.yes, state) : evaluate(node.no, state);
    case 'assignment':
      return assigned(node, state);
    case 'count': {
      const old = numeric(local(node, state), node);
      state.locals[node.slot] = old + node.by;
      return node.before ? old + node.by : old;
    }
    case 'call':
      return called(node, state);
  }
}

function local(node: ExpressionOf<'local' | 'assignment' | 'count'>, state: State): Scalar {
  const value = state.locals[node.slot];
  if (value !== undefined) return value;
  throw new KernelFault(
    node,
    `\`${node.name}\` has no number yet; give it one where it is declared: let ${node.name} = 0;`,
  );
}

const number = (node: Expression, state: State): number => numeric(evaluate(node, state), node);

function numeric(value: Scalar, place: Place): number {
  if (typeof value === 'number') return value;
  throw new KernelFault(place, `${value} stands where a number is needed; write condition ? 1 : 0.`);
}

function assigned(node: ExpressionOf<'assignment'>, state: State): Scalar {
  if (!node.sign) return (state.locals[node.slot] = evaluate(node.value, state));
  // The old number is taken before the right side is computed, as in JavaScript.
  const old = numeric(local(node, state), node);
  return (state.locals[node.slot] = computed(node, node.sign, old, number(node.value, state), state));
}

const operations: { readonly [sign in Arithmetic]: (left: number, right: number) => number } = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

function computed(place: Place, sign: Arithmetic, left: number, right: number, state: State): number {
  return noticed(
    operations[sign](left, right),
    place,
    right === 0 && /[/%]/.test(sign) ? 'a division by 0' : `\`${sign}\``,
    state,
  );
}

function noticed(value: number, place: Place, by: string, state: State): number {
  if (!Number.isFinite(value)) state.odd ??= { place, by };
  return value;
}

function called(node: ExpressionOf<'call'>, state: State): number {
  const { name, values } = node;
  const first = number(values[0]!, state);
  const second = values.length > 1 ? number(values[1]!, state) : 0;
  return noticed(functions.get(name)!.run(first, second), node, `Math.${name}`, state);
}

const orders: { readonly [sign in Comparison]: (left: Scalar, right: Scalar) => boolean } = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '==': (left, right) => left === right,
  '===': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '!==': (left, right) => left !== right,
};

function compared({ sign, left, right }: ExpressionOf<'comparison'>, state: State): boolean {
  if (sign.includes('=') && !/^[<>]/.test(sign)) {
    const [one, other] = [evaluate(left, state), evaluate(right, state)];
    if (typeof one === typeof other) return orders[sign](one, other);
    throw new KernelFault(right, 'a number is compared with true or false; compare numbers with numbers.');
  }
  return orders[sign](number(left, state), number(right, state));
}
