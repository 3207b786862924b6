/**
 * What a student has written, kept in this browser under the assignment and the login, in the format of the answers file.
 * Two tabs do not overwrite each other: before anything is kept, what lies there is read and merged.
 */
import { counted } from '../../../components/parts/numbers.ts';
import {
  LONGEST_RESPONSE, merge, readAnswers, writeAnswers, type Answers, type Lost, type Response,
} from '../answers.ts'; // prettier-ignore

/** Answers of one student. `changed` is called when another tab has written. */
export class Kept {
  readonly #name: string;
  readonly #book: string;
  readonly #changed: () => void;
  #answers: Answers;
  /** What the student must know of how answers are kept here, if anything is not as usual. */
  problem: string | undefined;
  /** That something was put aside, for as long as the page is open. */
  #aside: string | undefined;
  /** There is something that is neither kept here nor in a file. */
  unsaved = false;

  constructor(whose: Pick<Answers, 'assignment' | 'edition' | 'student'>, book: string, changed: () => void) {
    this.#name = `unfolded answers ${whose.assignment} ${whose.student}`;
    [this.#book, this.#changed] = [book, changed];
    this.#answers = { ...whose, saved: '', responses: {} };
    this.#answers = this.#known();
    addEventListener('storage', this.#told);
  }

  get student(): string {
    return this.#answers.student;
  }

  text(id: string): string {
    return this.#answers.responses[id]?.text ?? '';
  }

  set(id: string, text: string) {
    if (text === this.text(id)) return;
    // One that is too long would make the whole file unreadable.
    if (text.length > LONGEST_RESPONSE) {
      this.unsaved = true;
      this.problem = `This answer has ${counted(text.length)} characters and is not kept; at most ${counted(LONGEST_RESPONSE)} are. Shorten it.`;
    } else this.#put(id, { text, tries: this.#tries(id), at: this.#after(id) });
  }

  /** A text that was understood was checked once more. It is no newer than it was: another tab may have gone on. */
  tried(id: string) {
    const response = this.#answers.responses[id];
    if (response) this.#put(id, { ...response, tries: response.tries + 1 });
  }

  /** Takes over what is newer of other answers of this student: what gave way, or why they cannot be taken. */
  adopt(theirs: Answers): { lost: Lost[] } | { fault: string } {
    const merged = merge(this.#known(), theirs);
    if ('fault' in merged) return merged;
    this.#answers = merged.answers;
    this.#write();
    return { lost: merged.lost };
  }

  /** They were saved as a file. */
  exported() {
    this.unsaved = false;
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

  /** Now, or a moment after the time of a text that was written where the clock is ahead. */
  #after(id: string): string {
    const before = Date.parse(this.#answers.responses[id]?.at ?? '');
    return new Date(Math.max(Date.now(), (before || 0) + 1)).toISOString();
  }

  #put(id: string, response: Response) {
    const responses = { ...this.#answers.responses, [id]: response };
    this.#answers = { ...this.#answers, responses };
    this.#write();
  }

  /** Reads what other tabs have written while this one was not told. */
  refresh() {
    this.#answers = this.#known();
    this.#changed();
  }

  readonly #told = ({ key }: StorageEvent) => {
    if (key === this.#name) this.refresh();
  };

  /** With what another tab, or an earlier day, has left here, as far as that can be read. */
  #known(): Answers {
    try {
      return this.#withStored().answers;
    } catch {
      return this.#answers;
    }
  }

  /** And what lies here but cannot be read, with the reason. */
  #withStored(): { answers: Answers; unread?: { text: string; fault: string } } {
    const text = localStorage.getItem(this.#name);
    if (!text) return { answers: this.#answers };
    const stored = readAnswers(text);
    const merged = 'answers' in stored ? merge(this.#answers, stored.answers) : stored;
    if ('fault' in merged) return { answers: this.#answers, unread: { text, fault: merged.fault } };
    return { answers: merged.answers };
  }

  #write() {
    try {
      const { answers, unread } = this.#withStored();
      this.#answers = answers;
      // Of a newer edition of the book, for example. It is not written over.
      if (unread) {
        const aside = `${this.#name} (put aside)`;
        localStorage.setItem(aside, unread.text);
        this.#aside = `Kept in this browser. What was kept here before could not be read, and lies in its storage as “${aside}”. ${unread.fault}`;
      }
      localStorage.setItem(this.#name, this.file());
      this.problem = this.#aside;
      this.unsaved = false;
    } catch {
      this.unsaved = true;
      this.problem =
        'This browser keeps nothing for this page: save your answers as a file before you leave.';
    }
  }
} // prettier-ignore
