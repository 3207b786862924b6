/** Opens locked solutions with the key that the instructor posts: typed, or in a link (#key=…). */
import { keyProblem, unlocked } from '../lock.ts';

export function unlocking(assignment: string) {
  const section = document.querySelector<HTMLElement>('[data-unlock]');
  if (!section) return;
  const field = section.querySelector<HTMLInputElement>('input')!;
  const said = section.querySelector<HTMLElement>('[data-unlock-said]')!;
  const open = async (key: string) => {
    const problem = keyProblem(key) ?? (globalThis.isSecureContext ? undefined : 'This page came without https, where browsers do not decrypt. Open it by https, or from localhost.');
    if (problem) return void (said.textContent = problem);
    const locked = [...document.querySelectorAll<HTMLElement>('[data-locked]')];
    if (!locked.length) return void (said.textContent = 'The solutions are open already.');
    try {
      const texts = await Promise.all(
        locked.map(({ dataset }) => unlocked(dataset.locked!, key, `${assignment}|${dataset.of}`)),
      );
      locked.forEach((place, i) => show(place, texts[i]!));
      said.textContent = locked.length === 1 ? 'The solution is open.' : `${locked.length} solutions are open, each at its exercise.`;
    } catch {
      said.textContent = 'This key does not open these solutions. It may be that of another assignment, or of another copy of this page.';
    }
  };
  section.querySelector('form')!.addEventListener('submit', (event) => {
    event.preventDefault();
    void open(field.value);
  });
  const linked = new URLSearchParams(location.hash.slice(1)).get('key');
  if (linked) void open((field.value = linked));
} // prettier-ignore

/** What was locked was written by this book's build, and could not be changed without the key. */
function show(place: HTMLElement, html: string) {
  const body = place.querySelector<HTMLElement>('.answer-body')!;
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const inner = document.createElement('div');
  inner.className = 'answer-body';
  inner.append(...parsed.body.childNodes);
  body.replaceWith(inner);
  place.querySelector('summary')!.textContent = 'Solution';
  delete place.dataset.locked;
  place.classList.remove('locked');
  (place as HTMLDetailsElement).open = true;
}
