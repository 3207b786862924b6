/**
 * A widget as an Observable module: `viewof x` and `x` for every input, its outputs by name, and `figure`. It needs
 * nothing of the runtime but `invalidation`. An input may be redefined, or injected by an import; then it holds, the
 * outputs are of it, and of the other inputs only those change that depend on it. Names with a space are the module's own.
 * The file's own address may say a state to begin with, as the address of an embed does: `module.js?radius=1.01`.
 */
import type { Declaration } from '../../components/parts/declare.ts';
import { Superseded } from '../../components/parts/turn.ts';
import { LazyValues } from './lazy-values.ts';
import { control, type Control } from './module-control.ts';
import { ModuleFigure } from './module-figure.ts';
import { ModuleState, type Settled } from './module-state.ts';
import { said } from './module-values.ts';
import { beginning, wishesOf, type Beginning } from './wishes.ts';

interface Variable {
  define(name: string, needs: readonly string[], definition: unknown): Variable;
}
interface Module {
  variable(observer?: unknown): Variable;
}
export interface Host {
  module(): Module;
}
export type Observing = (name: string) => unknown;
type Invalidation = Promise<unknown>;

const [STATE, SETTLED, VALUES, FIGURE] = ['unfold state', 'unfold inputs', 'unfold values', 'unfold figure'];

export function moduleOf(declaration: Declaration, address: string) {
  const first = beginning(declaration, address);
  return function define(runtime: Host, observer: Observing = () => undefined): Module {
    const main = runtime.module();
    const inputs = Object.keys(declaration.inputs);
    defineState(main, declaration, first);
    main.variable(observer('figure')).define('figure', [FIGURE, SETTLED], figure);
    for (const name of inputs) {
      main
        .variable(observer(`viewof ${name}`))
        .define(`viewof ${name}`, [STATE, 'invalidation'], viewOf(name));
      main.variable(observer(name)).define(name, [`viewof ${name}`, STATE, 'invalidation'], valuesOf(name));
    }
    for (const [name, { asked }] of Object.entries(declaration.outputs)) {
      // What takes long is computed where a notebook names it, and not because a page shows everything there is.
      main
        .variable(asked ? undefined : observer(name))
        .define(name, [VALUES, STATE, SETTLED], outputOf(name));
    }
    return main;
  };
}

/** What every copy of the module has for itself. */
function defineState(main: Module, declaration: Declaration, first: Beginning): void {
  const inputs = Object.keys(declaration.inputs);
  const hidden = (name: string, needs: readonly string[], definition: unknown) =>
    main.variable().define(name, needs, definition);
  // A cell that nobody looks at for a while is asked anew; it keeps what was set.
  hidden(STATE!, [], function (this: unknown) {
    return this instanceof ModuleState ? this : new ModuleState(declaration, first.given);
  });
  hidden(VALUES!, ['invalidation'], (invalidation: Invalidation) => {
    const values = new LazyValues(declaration);
    void invalidation.then(() => values.dispose());
    return values;
  });
  hidden(SETTLED!, [STATE!, ...inputs], (state: ModuleState, ...values: unknown[]) => {
    const all = inputs.map((name, index) => [name, values[index]] as const);
    state.hold(Object.fromEntries(all.filter(([name]) => !state.followed.has(name))));
    return state.settled;
  });
  const names = Object.keys(first.words);
  for (const word of names) hidden(word, [], () => first.words[word]);
  hidden(
    FIGURE!,
    [STATE!, 'invalidation', ...names],
    (state: ModuleState, invalidation: Invalidation, ...values: unknown[]) => {
      const wishes = wishesOf(
        declaration,
        Object.fromEntries(names.map((word, index) => [word, values[index]])),
      );
      const notes = [...first.notes, ...wishes.notes];
      const shown = new ModuleFigure(document, state, { ...wishes, notes, first: first.given });
      void invalidation.then(() => shown.standing.remove());
      return shown;
    },
  );
}

/** The same element at every change, so that a notebook leaves it where it stands. */
function figure(shown: ModuleFigure, settled: Settled): HTMLElement {
  shown.show(settled);
  return shown.standing.element;
}

/** Controls that this file made, and how they follow the state; any other was put in their place. */
const own = new WeakMap<object, () => () => void>();

const viewOf = (name: string) =>
  function (this: object | undefined, state: ModuleState, invalidation: Invalidation) {
    const made = this && own.has(this) ? (this as Control) : undefined;
    const element = made ?? make(name, state);
    void invalidation.then(own.get(element)!());
    return element;
  };

function make(name: string, state: ModuleState): Control {
  const { element, follow } = control(globalThis.document, state, name);
  own.set(element, follow);
  return element;
}

const valuesOf = (name: string) => (view: Control, state: ModuleState, invalidation: Invalidation) => {
  if (!own.has(view))
    return said(
      invalidation,
      () => valueOf(view),
      (listener) => heard(view, listener),
    );
  const run = Symbol(name);
  state.followed.set(name, run);
  void invalidation.then(() => state.followed.get(name) === run && state.followed.delete(name));
  return said(
    invalidation,
    () => state.shown(name),
    (listener) => state.listen(listener),
  );
};

function heard(view: Control, listener: () => void): () => void {
  view.addEventListener?.('input', listener);
  return () => view.removeEventListener?.('input', listener);
}

/** Of a bare slider or number field the number. */
function valueOf(view: Control): unknown {
  const { type, valueAsNumber, value } = view as unknown as HTMLInputElement;
  return type === 'range' || type === 'number' ? valueAsNumber : value;
}

const outputOf = (name: string) => async (values: LazyValues, state: ModuleState, settled: Settled) => {
  if (settled.fault) throw settled.fault;
  try {
    return structuredClone(await values.value(name, settled));
  } catch (error) {
    // Given up for a newer state.
    if (!(error instanceof Superseded) || state.settled.fault) throw error;
    return structuredClone(await values.value(name, state.settled));
  }
};
