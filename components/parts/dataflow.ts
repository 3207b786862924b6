/**
 * A widget's dataflow on the Observable runtime: its inputs, values, drawings, sentence and explanations as variables.
 * Only what depends on a change is computed again.
 */
import { Runtime, type Module } from '@observablehq/runtime';
import type { Device } from '../../kernels/device/device.ts';
import { check, complete, merged } from './codec.ts';
import type { Cell, Declaration, Inputs, Sizes } from './declare.ts';
import type { Macros } from './label.ts';
import { lettersOf } from './runs.ts';
import { remembering, telling, type Keep } from './cells.ts';
import { Superseded } from './turn.ts';

/** `document` and `macros` are needed only by drawings: a flow without them computes values. */
export function flow(
  declaration: Declaration,
  device: Device,
  given: Inputs = {},
  document?: Document,
  macros: Macros = {},
): Flow {
  return new Flow(declaration, device, given, document, macros);
}

export class Flow {
  /** What was set: the inputs that differ from their defaults by intent. */
  given: Inputs;
  /** Every input, and the extents of the arrays. */
  inputs: Inputs;
  sizes: Sizes;
  device: Device;
  readonly #declaration: Declaration;
  readonly #document: Document | undefined;
  readonly #runtime = computing(new Runtime({}, () => undefined));
  readonly #module = this.#runtime.module();
  readonly #keep: Keep = { thrown: new Map(), stops: [] };
  /** How to refuse those who wait for values. */
  readonly #waiting = new Set<(reason: Superseded) => void>();
  #disposed = false;

  constructor(
    declaration: Declaration,
    device: Device,
    given: Inputs,
    document: Document | undefined,
    macros: Macros,
  ) {
    this.#document = document;
    this.#declaration = declaration;
    this.device = device;
    this.given = given;
    ({ inputs: this.inputs, sizes: this.sizes } = complete(declaration, given));
    const letters = document && lettersOf(document, macros);
    const start = { ...this.inputs, device, document, letters, sizes: this.sizes };
    for (const [name, value] of Object.entries(start)) this.#module.define(name, [], () => value);
    defineCells(this.#module, declaration, document !== undefined, this.#keep);
  }

  /** Checks, then changes the named inputs all at once; throws an InputError and changes nothing if any is bad. */
  set(changes: unknown): void {
    this.replace(merged(this.#declaration, this.given, check(this.#declaration, changes)));
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

  /** Drawings write their letters anew, in another notation. */
  write(macros: Macros): void {
    if (this.#document) this.#redefine('letters', lettersOf(this.#document, macros));
  }

  /**
   * Waits until nothing is pending, then gives the values of the named variables. Rejects with a cell's error, and with
   * Superseded where the flow is disposed of.
   */
  async values<const N extends string>(names: readonly N[]): Promise<Record<N, unknown>> {
    const all = Promise.all(names.map((name) => this.#module.value(name)));
    const values = await this.#unlessDisposed(all).catch((error: unknown) => {
      throw this.#keep.thrown.get((error as Error).message) ?? error;
    });
    return Object.fromEntries(names.map((name, index) => [name, values[index]])) as never;
  }

  dispose(): void {
    for (const stop of this.#keep.stops) stop();
    this.#runtime.dispose();
    this.#disposed = true;
    for (const refuse of this.#waiting) refuse(new Superseded('flow'));
  }

  #unlessDisposed<Result>(result: Promise<Result>): Promise<Result> {
    return new Promise<Result>((answer, refuse) => {
      if (this.#disposed) return refuse(new Superseded('flow'));
      this.#waiting.add(refuse);
      void result.then(answer, refuse).then(() => this.#waiting.delete(refuse));
    });
  }

  #redefine(name: string, value: unknown) {
    this.#module.redefine(name, [], () => value);
  }
}

function defineCells(module: Module, declaration: Declaration, drawn: boolean, keep: Keep) {
  const { values, drawings, sentence, explain } = declaration;
  const cells: Record<string, Cell> = { ...values, ...(drawn ? drawings : {}), sentence, explain };
  for (const [name, { needs, compute, later }] of Object.entries(cells)) {
    // A variable that nobody observes is computed only when its value is asked for.
    if (later) module.define(name, needs, telling(remembering(needs, compute, keep), keep));
    else module.variable(true).define(name, needs, telling(compute, keep));
  }
}

function same(one: unknown, other: unknown) {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/**
 * The runtime waits for an animation frame, which a figure off screen never gets; computing soon is enough. Once it is
 * disposed of, it would ask again and again for a value that somebody still waits for, and stop the page: it rests.
 */
function computing(runtime: Runtime) {
  const inner = runtime as Runtime & {
    _compute: () => Promise<unknown>;
    _computeSoon: () => Promise<unknown>;
    _computeNow: () => Promise<unknown>;
    _disposed: boolean;
  };
  const compute = inner._compute.bind(inner);
  inner._compute = () => (inner._disposed ? new Promise(() => {}) : compute());
  inner._computeSoon = () =>
    Promise.resolve().then(() => (inner._disposed ? undefined : inner._computeNow()));
  return runtime;
}
