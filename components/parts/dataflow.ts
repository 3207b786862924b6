/**
 * A widget's dataflow on the Observable runtime: its inputs, values, drawings, sentence and explanations as variables.
 * Only what depends on a change is computed again.
 */
import { Runtime, type Module } from '@observablehq/runtime';
import type { Device } from '../../kernels/device/device.ts';
import { check, complete } from './codec.ts';
import type { Cell, Declaration, Inputs, Sizes } from './declare.ts';

export interface Flow {
  /** What was set: the inputs that differ from their defaults by intent. */
  readonly given: Inputs;
  readonly inputs: Inputs;
  readonly sizes: Sizes;
  readonly device: Device;
  /** Checks, then changes the named inputs all at once; throws an InputError and changes nothing if any is bad. */
  set(changes: unknown): void;
  /** Puts the whole state in place of the present one. */
  replace(given: Inputs): void;
  use(device: Device): void;
  /** Waits until nothing is pending, then gives the values of the named variables. Rejects with a cell's error. */
  values<const N extends string>(names: readonly N[]): Promise<Record<N, unknown>>;
  dispose(): void;
}

/** `document` is needed only by drawings: a flow without one computes values. */
export function flow(
  declaration: Declaration,
  device: Device,
  given: Inputs = {},
  document?: Document,
): Flow {
  const runtime = computing(new Runtime({}, () => undefined));
  const module = runtime.module();
  let state = { given, ...complete(declaration, given), device };
  module.define('device', [], () => state.device);
  module.define('document', [], () => document);
  module.define('sizes', [], () => state.sizes);
  for (const name of Object.keys(declaration.inputs)) module.define(name, [], () => state.inputs[name]);
  defineCells(module, declaration, document !== undefined);
  const redefine = (name: string, value: unknown) => module.redefine(name, [], () => value);

  const replace = (next: Inputs) => {
    const before = state;
    state = { ...state, given: next, ...complete(declaration, next) };
    if (JSON.stringify(before.sizes) !== JSON.stringify(state.sizes)) redefine('sizes', state.sizes);
    for (const [name, value] of Object.entries(state.inputs)) {
      if (!same(before.inputs[name], value)) redefine(name, value);
    }
  };
  return {
    get given() {
      return state.given;
    },
    get inputs() {
      return state.inputs;
    },
    get sizes() {
      return state.sizes;
    },
    get device() {
      return state.device;
    },
    replace,
    set: (changes) => replace({ ...state.given, ...check(declaration, changes) }),
    use(next) {
      state.device = next;
      redefine('device', next);
    },
    async values(names) {
      const values = await Promise.all(names.map((name) => module.value(name)));
      return Object.fromEntries(names.map((name, index) => [name, values[index]])) as never;
    },
    dispose: () => runtime.dispose(),
  };
}

function defineCells(module: Module, declaration: Declaration, drawn: boolean) {
  const { values, drawings, sentence, explain } = declaration;
  const cells: Record<string, Cell> = { ...values, ...(drawn ? drawings : {}), sentence, explain };
  for (const [name, { needs, compute }] of Object.entries(cells)) {
    module.variable(true).define(name, needs, compute);
  }
}

function same(one: unknown, other: unknown) {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** The runtime waits for an animation frame, which a figure off screen never gets; computing soon is enough. */
function computing(runtime: Runtime) {
  const inner = runtime as Runtime & {
    _computeSoon: () => Promise<unknown>;
    _computeNow: () => Promise<unknown>;
    _disposed: boolean;
  };
  inner._computeSoon = () =>
    Promise.resolve().then(() => (inner._disposed ? undefined : inner._computeNow()));
  return runtime;
}
