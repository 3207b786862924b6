/**
 * The state behind one copy of a widget's Observable module: what its controls and its figure set, and over that the
 * inputs that somebody has redefined. Everything goes in through the codec.
 */
import { check, complete, meant, merged } from '../../components/parts/codec.ts';
import type { Declaration, Inputs, Sizes } from '../../components/parts/declare.ts';
import { alike, sameRecord } from './alike.ts';

export interface Settled {
  /** The inputs that were set, and every input with the extents of the arrays. */
  given: Inputs;
  inputs: Inputs;
  sizes: Sizes;
  /** The inputs that somebody has redefined. */
  held: readonly string[];
  /** Why the inputs do not fit; the others are then those that last did. */
  fault?: Error;
}

export class ModuleState {
  /** What outputs are computed from; the same object while nothing has changed. */
  settled: Settled;
  /** The inputs whose variables say what this state says, by the run of the variable that does. */
  readonly followed = new Map<string, symbol>();
  readonly #listeners = new Set<() => void>();
  /** What controls and figure set. */
  #given: Inputs;
  /** What was put into controls and does not fit. */
  #unfit: Record<string, unknown> = {};
  /** What redefined variables say. */
  #held: Record<string, unknown> = {};

  readonly declaration: Declaration;

  constructor(declaration: Declaration, given: Inputs) {
    this.declaration = declaration;
    this.#given = given;
    this.settled = { given, ...complete(declaration, given), held: [] };
  }

  /** What the control of an input shows: also what does not fit, until it is corrected. */
  shown(name: string): unknown {
    return name in this.#unfit ? this.#unfit[name] : this.settled.inputs[name];
  }

  /** A control has another value; what did not fit by itself may fit together with it. */
  put(name: string, value: unknown): void {
    const together = { ...this.#unfit, [name]: value };
    const alone = { [name]: value };
    const fits = [together, alone].find((changes) => this.#try(changes));
    const rivals = (this.declaration.exclusive ?? []).filter((group) => group.includes(name)).flat();
    if (!fits) this.#unfit = together;
    else {
      this.#given = over(this.declaration, this.#given, fits);
      this.#unfit = fits === together ? {} : without(this.#unfit, [name, ...rivals]);
    }
    this.#settle();
  }

  /** The whole state as the figure has it. */
  replace(given: Inputs): void {
    this.#given = given;
    this.#unfit = {};
    this.#settle();
  }

  /** Redefined variables hold these values, whatever controls and figure say. */
  hold(values: Record<string, unknown>): void {
    if (sameRecord(values, this.#held)) return;
    this.#held = values;
    this.#settle();
  }

  /** Calls after every change; the function returned stops. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #try(changes: Record<string, unknown>): boolean {
    try {
      over(this.declaration, this.#given, changes);
      return true;
    } catch {
      return false;
    }
  }

  #settle(): void {
    const { declaration, settled: before } = this;
    const held = Object.keys(this.#held);
    const next = settle(declaration, this.#given, { ...this.#unfit, ...this.#held });
    const inputs = Object.fromEntries(
      Object.entries(next.inputs).map(([name, value]) => {
        const old = before.inputs[name]!;
        return [name, alike(old, value) ? old : value];
      }),
    );
    const sizes = sameRecord(before.sizes, next.sizes) ? before.sizes : next.sizes;
    const stays =
      next.fault?.message === before.fault?.message &&
      alike(before.held, held) &&
      sameRecord(before.given, next.given) &&
      sameRecord(before.inputs, inputs);
    if (!stays) this.settled = { ...next, inputs, sizes, held };
    for (const listener of this.#listeners) listener();
  }
}

/** What is given after the changes. Throws an InputError where they do not fit. */
function over(declaration: Declaration, given: Inputs, changes: Record<string, unknown>): Inputs {
  const { inputs } = declaration;
  const values = Object.entries(changes).map(([name, value]) => [name, meant(inputs[name], value)]);
  const next = merged(declaration, given, check(declaration, Object.fromEntries(values)));
  complete(declaration, next);
  return next;
}

function settle(
  declaration: Declaration,
  given: Inputs,
  changes: Record<string, unknown>,
): Omit<Settled, 'held'> {
  try {
    const next = Object.keys(changes).length > 0 ? over(declaration, given, changes) : given;
    return { given: next, ...complete(declaration, next) };
  } catch (error) {
    return { given, ...complete(declaration, given), fault: error as Error };
  }
}

function without<T>(record: Record<string, T>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}
