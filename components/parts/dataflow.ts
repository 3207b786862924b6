/**
 * A widget's dataflow on the Observable runtime: its inputs, values, drawings, sentence and explanations as variables.
 * Only what depends on a change is computed again.
 */
import { Runtime, type Module } from '@observablehq/runtime';
import type { Device } from '../../kernels/device/device.ts';
import { check, complete } from './codec.ts';
import type { Cell, Declaration, Inputs, Sizes } from './declare.ts';

/** `document` is needed only by drawings: a flow without one computes values. */
export function flow(
  declaration: Declaration,
  device: Device,
  given: Inputs = {},
  document?: Document,
): Flow {
  return new Flow(declaration, device, given, document);
}

export class Flow {
  /** What was set: the inputs that differ from their defaults by intent. */
  given: Inputs;
  /** Every input, and the extents of the arrays. */
  inputs: Inputs;
  sizes: Sizes;
  device: Device;
  readonly #declaration: Declaration;
  readonly #runtime = computing(new Runtime({}, () => undefined));
  readonly #module = this.#runtime.module();

  constructor(declaration: Declaration, device: Device, given: Inputs, document?: Document) {
    this.#declaration = declaration;
    this.device = device;
    this.given = given;
    ({ inputs: this.inputs, sizes: this.sizes } = complete(declaration, given));
    const start = { ...this.inputs, device, document, sizes: this.sizes };
    for (const [name, value] of Object.entries(start)) this.#module.define(name, [], () => value);
    defineCells(this.#module, declaration, document !== undefined);
  }

  /** Checks, then changes the named inputs all at once; throws an InputError and changes nothing if any is bad. */
  set(changes: unknown): void {
    this.replace({ ...this.given, ...check(this.#declaration, changes) });
  }

  /** Puts the whole state in place of the present one. */
  replace(given: Inputs): void {
    const { inputs, sizes } = complete(this.#declaration, given);
    if (!same(this.sizes, sizes)) this.#redefine('sizes', sizes);
    for (const [name, value] of Object.entries(inputs)) {
      if (!same(this.inputs[name], value)) this.#redefine(name, value);
    }
    Object.assign(this, { given, inputs, sizes });
  }

  use(device: Device): void {
    this.device = device;
    this.#redefine('device', device);
  }

  /** Waits until nothing is pending, then gives the values of the named variables. Rejects with a cell's error. */
  async values<const N extends string>(names: readonly N[]): Promise<Record<N, unknown>> {
    const values = await Promise.all(names.map((name) => this.#module.value(name)));
    return Object.fromEntries(names.map((name, index) => [name, values[index]])) as never;
  }

  dispose(): void {
    this.#runtime.dispose();
  }

  #redefine(name: string, value: unknown) {
    this.#module.redefine(name, [], () => value);
  }
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
