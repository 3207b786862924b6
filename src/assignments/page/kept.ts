/**
 * What a student has written, kept in this browser under the assignment and the login. Two tabs do not overwrite each
 * other: before anything is kept, what lies there is read, and for each question the newer text stays.
 */
import type { Given } from '../answers.ts';

export type All = Record<string, Given>;

const nameOf = (assignment: string, student: string) => `unfolded answers ${assignment} ${student}`;

/** Newer texts win; the others are told, so that nothing is lost unseen. */
export function newer(mine: All, theirs: All): { all: All; lost: [string, Given][] } {
  const all = { ...mine };
  const lost: [string, Given][] = [];
  for (const [id, other] of Object.entries(theirs)) {
    const own = all[id];
    if (!own) all[id] = other;
    else if (own.text !== other.text) {
      const [kept, left] = other.at > own.at ? [other, own] : [own, other];
      all[id] = kept;
      if (left.text) lost.push([id, left]);
    } else all[id] = { ...own, tries: Math.max(own.tries, other.tries) };
  }
  return { all, lost };
}

/** Answers of one student. `changed` is called when another tab has written. */
export class Kept {
  readonly student: string;
  readonly #name: string;
  readonly #changed: () => void;
  #all: All = {};
  /** Why nothing can be kept here, if so. */
  problem: string | undefined;

  constructor(assignment: string, student: string, changed: () => void) {
    this.student = student;
    this.#name = nameOf(assignment, student);
    this.#changed = changed;
    this.#all = this.#stored();
    addEventListener('storage', this.#told);
  }

  get all(): Readonly<All> {
    return this.#all;
  }

  text(id: string): string {
    return this.#all[id]?.text ?? '';
  }

  tries(id: string): number {
    return this.#all[id]?.tries ?? 0;
  }

  set(id: string, text: string) {
    if (text === this.text(id)) return;
    this.#all = { ...this.#all, [id]: { text, at: new Date().toISOString(), tries: this.tries(id) } };
    this.#write();
  }

  /** A text that was understood was checked once more. */
  tried(id: string) {
    const { text, at } = this.#all[id] ?? { text: '', at: new Date().toISOString() };
    this.#all = { ...this.#all, [id]: { text, at, tries: this.tries(id) + 1 } };
    this.#write();
  }

  /** Takes over what is newer of other answers of this student: what gave way is answered. */
  adopt(theirs: All): [string, Given][] {
    const { all, lost } = newer(this.#all, theirs);
    this.#all = all;
    this.#write();
    return lost;
  }

  close() {
    removeEventListener('storage', this.#told);
  }

  readonly #told = ({ key }: StorageEvent) => {
    if (key !== this.#name) return;
    this.#all = newer(this.#all, this.#stored()).all;
    this.#changed();
  };

  #stored(): All {
    try {
      const text = localStorage.getItem(this.#name);
      return text ? readAll(JSON.parse(text)) : {};
    } catch {
      return {};
    }
  }

  #write() {
    try {
      this.#all = newer(this.#all, this.#stored()).all;
      localStorage.setItem(this.#name, JSON.stringify(this.#all));
      this.problem = undefined;
    } catch {
      this.problem =
        'This browser keeps nothing for this page: save your answers as a file before you leave.';
    }
  }
}

/** What lies in the browser may have been written by anything. */
function readAll(value: unknown): All {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value as Record<string, Partial<Given>>);
  const whole = entries.filter(([, one]) => typeof one?.text === 'string' && typeof one.at === 'string');
  return Object.fromEntries(
    whole.map(([id, { text, at, tries }]) => [id, { text: text!, at: at!, tries: Number(tries) || 0 }]),
  );
}
