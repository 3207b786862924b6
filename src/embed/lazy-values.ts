/**
 * A widget's values for a notebook: of a state, only what is asked for is computed, on `plain`, and nothing twice. The
 * numbers are those of the figure, since the cells are the same.
 */
import { plain } from '../../kernels/device/plain.ts';
import type { Declaration, Inputs, Sizes } from '../../components/parts/declare.ts';

export interface Completed {
  inputs: Inputs;
  sizes: Sizes;
}

interface Computed {
  args: readonly unknown[];
  result: unknown;
  /** Tells the computation that nobody wants its result any more. */
  stop: () => void;
}

export class LazyValues {
  readonly #device = plain();
  readonly #last = new Map<string, Computed>();

  readonly declaration: Declaration;

  constructor(declaration: Declaration) {
    this.declaration = declaration;
  }

  /** Of equal inputs the same array must be handed in again, by which it is seen that nothing changed. */
  async value(name: string, state: Completed): Promise<unknown> {
    const { values } = this.declaration;
    if (Object.hasOwn(state.inputs, name)) return state.inputs[name];
    if (name === 'device') return this.#device;
    if (name === 'sizes') return state.sizes;
    const { needs, compute } = values[name]!;
    const known = needs.filter((need) => need !== 'invalidation');
    const args = await Promise.all(known.map((need) => this.value(need, state)));
    const last = this.#last.get(name);
    if (last?.args.every((value, index) => Object.is(value, args[index]))) return last.result;
    last?.stop();
    let stop = () => {};
    const invalidation = new Promise<void>((done) => (stop = done));
    const rest = [...args];
    const result = compute(...needs.map((need) => (need === 'invalidation' ? invalidation : rest.shift())));
    const mine = { args, result, stop };
    this.#last.set(name, mine);
    // What failed, or was given up, is computed anew when it is asked for again.
    if (result instanceof Promise) {
      result.catch(() => this.#last.get(name) === mine && this.#last.delete(name));
    }
    return result;
  }

  dispose(): void {
    for (const { stop } of this.#last.values()) stop();
    this.#last.clear();
  }
}
