/**
 * An assignment in a student's browser: their numbers, their answers, what can be checked at once, and the file to hand in.
 * Nothing is sent anywhere. The page is whole without it, with the numbers of an example.
 */
import type { HashTable } from '../hash-check.ts';
import { faultyLine } from '../interpreter/fault.ts';
import { valuesOf } from '../rights.ts';
import type { Ask, Assignment, Exercise, Keys, Verdict } from '../types.ts';
import { verdictOf } from './checking.ts';
import { files } from './files.ts';
import { Kept } from './kept.ts';
import type { KernelOwn } from './kernel-field.ts';
import { fill } from './own-numbers.ts';
import { practice } from './practice.ts';
import { fieldsOf, type Field } from './questions.ts';
import { student } from './student.ts';
import { unlocking } from './unlock.ts';

export interface Data {
  assignment: Assignment;
  hashes: HashTable;
  /** Version of the book. */
  book: string;
}

const keyFiles = import.meta.glob<{ default: Keys }>('/content/assignments/*/keys.ts');

class Page {
  readonly data: Data;
  readonly keys: Keys;
  readonly fields: Field[];
  kept: Kept | undefined;
  /** Who draws the numbers of an exercise: the student, or one for practice. */
  readonly #drawn = new Map<string, string>();
  /** What else has to be put back when another student comes. */
  readonly entered: (() => void)[] = [];
  /** How often something was asked of a field: only the last answer is told, whichever comes first. */
  readonly #asked = new Map<Field, number>();

  constructor(data: Data, keys: Keys) {
    [this.data, this.keys] = [data, keys];
    const asks = data.assignment.exercises.flatMap((exercise) => exercise.asks);
    this.fields = fieldsOf(asks, (ask, text) => this.#written(ask, text));
    for (const field of this.fields) {
      const button = field.place.querySelector<HTMLButtonElement>('[data-check-now]');
      button?.addEventListener('click', () => void this.#check(field, button));
      // Of what is not judged here, and of what has just been typed, it is told how it was understood.
      field.place.addEventListener('change', () => void this.#understand(field));
      field.place
        .querySelector('[data-read]')
        ?.addEventListener('click', () => void this.#understand(field, true));
    }
  }

  /** Shows another student's numbers and answers, or nobody's. */
  enter(login: string | undefined) {
    this.kept?.close();
    const { assignment, book } = this.data;
    const whose = { assignment: assignment.id, edition: assignment.edition, student: login ?? '' };
    this.kept = login === undefined ? undefined : new Kept(whose, book, () => this.show(false));
    this.#drawn.clear();
    for (const back of this.entered) back();
    for (const exercise of this.data.assignment.exercises) this.draw(exercise, login);
    document.querySelector<HTMLElement>('[data-answers-tools]')!.hidden = !login;
    this.show();
  }

  /** Numbers of one exercise, drawn for a student. */
  draw(exercise: Exercise, login: string | undefined) {
    const { id } = exercise;
    if (login !== undefined) this.#drawn.set(id, login);
    const key = this.keys[id];
    fill(
      id,
      login === undefined || !key ? undefined : valuesOf(this.data.assignment.id, exercise, key, login),
    );
    if (document.querySelector('[data-key]')) void this.#answer(exercise, login);
  }

  /** In the instructor's copy: the right answers of the student whose numbers are on show. */
  async #answer(exercise: Exercise, login: string | undefined) {
    const { fillKeys } = await import('./right-answers.ts');
    await fillKeys(this.data.assignment.id, exercise, this.keys[exercise.id], login);
  }

  /** What is kept, in its fields; what is written for practice is not touched. Verdicts stay on texts that stay, unless all is `afresh`. */
  show(afresh = true) {
    for (const field of this.fields) {
      if (this.#practised(field.ask)) continue;
      field.enabled = this.kept !== undefined;
      const text = this.kept?.text(field.ask.id) ?? '';
      if (afresh || field.text !== text) this.write(field, text);
    }
    this.#progress();
  }

  /** Puts a text into a field, of which nothing has been said. */
  write(field: Field, text: string) {
    field.text = text;
    field.told(undefined);
    mark(field, '');
  }

  /** Whether an answer to what is asked now may still be told when it comes. */
  #ask(field: Field): () => boolean {
    const [turn, { text }] = [(this.#asked.get(field) ?? 0) + 1, field];
    this.#asked.set(field, turn);
    return () => turn === this.#asked.get(field) && text === field.text;
  }

  exerciseOf(ask: Ask): Exercise {
    return this.data.assignment.exercises.find(({ asks }) => asks.includes(ask))!;
  }

  #practised(ask: Ask) {
    const drawn = this.#drawn.get(this.exerciseOf(ask).id);
    return drawn !== undefined && drawn !== this.kept?.student;
  }

  #written(ask: Ask, text: string) {
    if (!this.kept || this.#practised(ask)) return;
    this.kept.set(ask.id, text);
    this.#progress();
    say(this.kept.problem ?? 'Kept in this browser. Save it as a file to hand it in.');
  }

  async #check(field: Field, button: HTMLButtonElement) {
    const { ask } = field;
    const exercise = this.exerciseOf(ask);
    const drawn = this.#drawn.get(exercise.id);
    if (drawn === undefined) {
      field.told({ state: 'blank', share: 0, words: 'Say who you are first, at the top of this page: then these are your numbers.' });
      return;
    }
    const current = this.#ask(field);
    button.setAttribute('aria-busy', 'true');
    const { assignment, hashes } = this.data;
    const judging = verdictOf({ assignment, keys: this.keys, hashes }, exercise, ask, drawn, field.text);
    const verdict = await judging.catch(unchecked);
    button.removeAttribute('aria-busy');
    if (!current() || drawn !== this.#drawn.get(exercise.id)) return;
    const understood = verdict.state !== 'unclear' && verdict.state !== 'blank';
    if (understood && !this.#practised(ask)) this.kept?.tried(ask.id);
    field.told(verdict);
    mark(field, verdict.words);
  } // prettier-ignore

  async #understand(field: Field, asked = false) {
    if (!asked && !/^(number|vector)$/.test(field.ask.kind)) return;
    const current = this.#ask(field);
    const { text } = field;
    const reading = import('./understood.ts').then(({ understood }) => understood(field.ask, text));
    const verdict = await reading.catch(unchecked);
    if (!current()) return;
    field.told(
      verdict ?? (asked ? { state: 'blank', share: 0, words: 'There is no answer yet.' } : undefined),
    );
    if (asked) mark(field, verdict?.words ?? '');
  }

  #progress() {
    const place = document.querySelector<HTMLElement>('[data-progress]');
    const all = this.data.assignment.exercises.flatMap(({ asks }) => asks);
    const done = all.filter(({ id }) => this.kept?.text(id).trim()).length;
    if (place) place.textContent = this.kept ? `${done} of ${all.length} questions answered` : '';
    for (const entry of document.querySelectorAll<HTMLElement>('[data-list-of]')) {
      const ids = entry.dataset.listOf!.split(' ');
      const count = ids.filter((id) => this.kept?.text(id).trim()).length;
      entry.dataset.done = count === 0 ? 'none' : count < ids.length ? 'some' : 'all';
      entry.querySelector('[data-list-said]')!.textContent = {
        none: 'not answered, ',
        some: 'partly answered, ',
        all: 'answered, ',
      }[entry.dataset.done]!;
    }
  }
}

/** The page may be offline, or the key at fault. */
function unchecked(reason: unknown): Verdict {
  reportError(reason);
  const words =
    'This could not be checked, and it cost no attempt. See whether you are online and check again; if it stays so, tell your instructor.';
  return { state: 'unclear', share: 0, words };
}

/** A fault of a kernel is shown in its line as well. */
function mark(field: Field, words: string) {
  if (field.ask.kind !== 'kernel') return;
  const line = faultyLine(words);
  (field as unknown as KernelOwn).mark(line === undefined ? undefined : { line, words });
}

export function say(words: string) {
  const line = document.querySelector('[data-saved]')!;
  // Not again at every letter.
  if (line.textContent !== words) line.textContent = words;
}

async function start(text: string) {
  const data = JSON.parse(text) as Data;
  const load = keyFiles[`/content/assignments/${data.assignment.id}/keys.ts`];
  const page = new Page(data, load ? (await load()).default : {});
  student((login) => page.enter(login));
  files(page);
  practice(page);
  unlocking(data.assignment.id);
  // Come back to by the browser's own button, as it was left.
  addEventListener('pageshow', ({ persisted }) => persisted && page.kept?.refresh());
  addEventListener('beforeunload', (event) => page.kept?.unsaved && event.preventDefault());
}

export type { Page };

const data = document.getElementById('assignment-data');
if (data)
  start(data.textContent).catch((reason: unknown) => {
    reportError(reason);
    say('A part of this page could not be fetched, so that nothing can be answered yet. Reload the page when you are online.');
  }); // prettier-ignore
