/**
 * What a student has written, kept in this browser under the assignment and the login, in the format of the answers file.
 * Two tabs do not overwrite each other: before anything is kept, what lies there is read and merged.
 */
import { merge, readAnswers, writeAnswers, type Answers, type Lost, type Response } from '../answers.ts';

/** Answers of one student. `changed` is called when another tab has written. */
export class Kept {
  readonly #name: string;
  readonly #book: string;
  readonly #changed: () => void;
  #answers: Answers;
  /** Why nothing can be kept here, if so. */
  problem: string | undefined;

  constructor(whose: Pick<Answers, 'assignment' | 'edition' | 'student'>, book: string, changed: () => void) {
    this.#name = `unfolded answers ${whose.assignment} ${whose.student}`;
    [this.#book, this.#changed] = [book, changed];
    this.#answers = { ...whose, saved: '', responses: {} };
    this.#answers = this.#withStored();
    addEventListener('storage', this.#told);
  }

  get student(): string {
    return this.#answers.student;
  }

  text(id: string): string {
    return this.#answers.responses[id]?.text ?? '';
  }

  set(id: string, text: string) {
    if (text !== this.text(id)) this.#put(id, { text, tries: this.#tries(id) });
  }

  /** A text that was understood was checked once more. */
  tried(id: string) {
    this.#put(id, { text: this.text(id), tries: this.#tries(id) + 1 });
  }

  /** Takes over what is newer of other answers of this student: what gave way, or why they cannot be taken. */
  adopt(theirs: Answers): { lost: Lost[] } | { fault: string } {
    const merged = merge(this.#answers, theirs);
    if ('fault' in merged) return merged;
    this.#answers = merged.answers;
    this.#write();
    return { lost: merged.lost };
  }

  /** The text of the file to hand in. */
  file(): string {
    return writeAnswers({ ...this.#answers, saved: new Date().toISOString() }, this.#book);
  }

  close() {
    removeEventListener('storage', this.#told);
  }

  #tries(id: string): number {
    return this.#answers.responses[id]?.tries ?? 0;
  }

  #put(id: string, response: Omit<Response, 'at'>) {
    const at = new Date().toISOString();
    const responses = { ...this.#answers.responses, [id]: { ...response, at } };
    this.#answers = { ...this.#answers, responses };
    this.#write();
  }

  readonly #told = ({ key }: StorageEvent) => {
    if (key !== this.#name) return;
    this.#answers = this.#withStored();
    this.#changed();
  };

  /** With what another tab, or an earlier day, has left here. */
  #withStored(): Answers {
    try {
      const text = localStorage.getItem(this.#name);
      const stored = text ? readAnswers(text) : undefined;
      const merged = stored && 'answers' in stored ? merge(this.#answers, stored.answers) : undefined;
      return merged && 'answers' in merged ? merged.answers : this.#answers;
    } catch {
      return this.#answers;
    }
  }

  #write() {
    try {
      this.#answers = this.#withStored();
      localStorage.setItem(this.#name, this.file());
      this.problem = undefined;
    } catch {
      this.problem =
        'This browser keeps nothing for this page: save your answers as a file before you leave.';
    }
  }
}
