/**
 * A widget's values for a notebook: of a state, only what is asked for is computed, on `plain`, and nothing twice. The
 * numbers are those of the figure, since the cells are the same.
 */
import { plain } from '../../kernels/device/plain.ts';
import { remembering } from '../../components/parts/cells.ts';
import type { Cell, Declaration, Inputs, Sizes } from '../../components/parts/declare.ts';

export interface Completed {
  inputs: Inputs;
  sizes: Sizes;
}

export class LazyValues {
  readonly #device = plain();
  readonly #cells = new Map<string, Cell['compute']>();
  readonly #stops: (() => void)[] = [];

  readonly declaration: Declaration;

  constructor(declaration: Declaration) {
    this.declaration = declaration;
  }

  /** Of equal inputs the same array must be handed in again, by which it is seen that nothing changed. */
  async value(name: string, state: Completed): Promise<unknown> {
    if (Object.hasOwn(state.inputs, name)) return state.inputs[name];
    if (name === 'device') return this.#device;
    if (name === 'sizes') return state.sizes;
    // Each cell is told by `remembering` when nobody wants its result any more.
    if (name === 'invalidation') return undefined;
    const { needs } = this.declaration.values[name]!;
    const values = await Promise.all(needs.map((need) => this.value(need, state)));
    return this.#cell(name)(...values);
  }

  #cell(name: string): Cell['compute'] {
    const { needs, compute } = this.declaration.values[name]!;
    const cell = this.#cells.get(name) ?? remembering(needs, compute, { stops: this.#stops });
    this.#cells.set(name, cell);
    return cell;
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#cells.clear();
  }
}
