import type { Inputs } from './declare.ts';
import { PLAYED } from './session.ts';

/** Changes of one control within this many milliseconds count as one. */
const ONE_EDIT = 1000;

/** The states that a reader can go back to. */
export class History {
  readonly #past: Inputs[] = [];
  #future: Inputs[] = [];
  #last = { edit: '', at: 0 };

  get undoable(): boolean {
    return this.#past.length > 0;
  }

  get redoable(): boolean {
    return this.#future.length > 0;
  }

  /** Keeps the state before a change; `edit` names the control, or nothing where each change counts. */
  remember(before: Inputs, edit = ''): void {
    const now = Date.now();
    const soon = edit.startsWith(PLAYED) || now - this.#last.at < ONE_EDIT;
    const same = edit !== '' && edit === this.#last.edit && soon;
    this.#last = { edit, at: now };
    if (!same) this.#past.push(before);
    this.#future = [];
  }

  undo(present: Inputs): Inputs | undefined {
    const before = this.#past.pop();
    if (before) this.#future.push(present);
    this.#last.edit = '';
    return before;
  }

  redo(present: Inputs): Inputs | undefined {
    const after = this.#future.pop();
    if (after) this.#past.push(present);
    return after;
  }
}
