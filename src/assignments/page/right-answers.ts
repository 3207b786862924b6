/** In the instructor's copy solutions show the right answers of the student whose login is typed. */
import { shown } from '../shown.ts';
import { rightsOf } from '../rights.ts';
import type { Exercise, Key, Value } from '../types.ts';
import { bookInPage } from './book.ts';

const built = new WeakMap<HTMLElement, string>();
/** Whose answers to an exercise were asked for last: those of another may come later. */
const asked = new Map<string, string | undefined>();

/** Without a login those of the example come back. */
export async function fillKeys(assignment: string, exercise: Exercise, key: Key | undefined, login?: string) {
  const places = [...document.querySelectorAll<HTMLElement>(`[data-key][data-of="${exercise.id}"]`)];
  if (!places.length || !key?.answer) return;
  asked.set(exercise.id, login);
  const rights =
    login === undefined ? undefined : await rightsOf(assignment, exercise, key, login, bookInPage);
  if (asked.get(exercise.id) !== login) return;
  for (const place of places) {
    if (!built.has(place)) built.set(place, place.textContent);
    const { key: ask, digits } = place.dataset;
    const right = rights?.[ask && ask !== exercise.id ? `${exercise.id}.${ask}` : exercise.id];
    place.textContent =
      right === undefined
        ? built.get(place)!
        : shown(right as Value, digits === undefined ? undefined : Number(digits));
  }
}
