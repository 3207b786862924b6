/** `figure`: the live figure of a widget in a notebook, and the state of its module, each following the other. */
import type { Inputs } from '../../components/parts/declare.ts';
import { sameRecord } from './alike.ts';
import type { ModuleState, Settled } from './module-state.ts';
import { stand, type Standing, type Style, type Wishes } from './shadow.ts';

export class ModuleFigure {
  readonly standing: Standing;
  /** The state that the figure showed or told last: a reader may be ahead of it. */
  #last: Inputs;
  #said: Error | undefined;
  readonly #style: Style;

  readonly state: ModuleState;

  constructor(document: Document, state: ModuleState, wishes: Wishes & Style) {
    this.#style = wishes;
    this.state = state;
    this.#last = state.settled.given;
    // `input` comes just before the figure has the change, `change` once it is drawn.
    const emit = () => queueMicrotask(() => this.#tell());
    this.standing = stand(document, state.declaration, { ...wishes, given: this.#last, emit });
  }

  /** Draws this state, unless it is the one that the figure itself has told. */
  show({ given, fault, held }: Settled): void {
    const { live } = this.standing;
    const { allowed } = this.#style;
    // What was redefined is shown, and is not a reader's to change.
    this.standing.style({ ...this.#style, allowed: { ...allowed, locked: [...allowed.locked, ...held] } });
    if (!sameRecord(given, this.#last)) {
      this.#last = given;
      void live.replace(given);
    }
    if (fault?.message === this.#said?.message) return;
    this.#said = fault;
    live.notes = fault ? [`${fault.message}.`] : [];
    void live.draw();
  }

  #tell(): void {
    const { given } = this.standing.live.flow;
    if (sameRecord(given, this.#last)) return;
    this.#last = given;
    this.state.replace(given);
    // A redefined input holds, whatever a reader does.
    this.show(this.state.settled);
  }
}
