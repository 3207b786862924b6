/**
 * The page in another notation. A page that has formulas says where their files are (`data-formulas` on <html>); the
 * formulas that a lecture writes otherwise carry a number. The choice is kept and can be linked (`?notation=wu`); the
 * inline script of theme-head.ts has read it before the first paint.
 */
import { lectureNames, type Notation } from '../notations.ts';

const root = document.documentElement;
const isLecture = (name: string | null | undefined): name is Notation =>
  (lectureNames as readonly string[]).includes(name ?? '');

/** Formulas as the page was built, to go back to. */
const built = new Map<Element, string>();
let shown: Notation = 'book';
let latest = 0;

export function notation(): void {
  const choices = document.querySelectorAll<HTMLSelectElement>('[data-notation-choice]');
  const linked = new URLSearchParams(location.search).get('notation');
  if (isLecture(linked) || linked === 'book') keep(linked);
  const chosen = isLecture(root.dataset.notation) ? root.dataset.notation : 'book';
  const tell = () => choices.forEach((choice) => (choice.value = shown));
  const go = async (name: Notation, quiet = false) => {
    const done = await show(name);
    if (done === undefined) return;
    tell();
    if (!quiet || !done) say(done ? name : undefined);
  };
  document.addEventListener('change', ({ target }) => {
    const choice = (target as Element).closest<HTMLSelectElement>('[data-notation-choice]');
    if (!choice) return;
    keep(choice.value as Notation);
    inAddress(choice.value);
    void go(choice.value as Notation);
  });
  document.addEventListener('click', ({ target }) => {
    const back = (target as Element).closest?.('[data-notation-back]');
    if (!back) return;
    keep('book');
    inAddress('book');
    choices[0]?.focus();
    void go('book');
  });
  // A page that comes back from the browser's memory may be older than the last choice.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void go(keptChoice() ?? shown, true);
  });
  if (chosen === 'book') tell();
  else void go(chosen, true);
}

/** Puts the formulas in. True: done; false: their file could not be had; undefined: a newer choice came first. */
async function show(name: Notation): Promise<boolean | undefined> {
  const turn = ++latest;
  const formulas = await fetched(name);
  if (turn !== latest) return undefined;
  if (formulas) {
    inPlace(() => put(formulas));
    shown = name;
  }
  if (shown === 'book') delete root.dataset.notation;
  else root.dataset.notation = shown;
  delete root.dataset.swapping;
  document.dispatchEvent(new CustomEvent('notation', { detail: shown }));
  return formulas !== undefined;
}

type Formulas = Record<string, string>;

const files = new Map<Notation, Formulas>([['book', {}]]);

/** The formulas that this lecture writes otherwise; none on a page without formulas. A file is fetched once. */
async function fetched(name: Notation): Promise<Formulas | undefined> {
  const { formulas } = root.dataset;
  if (!formulas) return {};
  const had = files.get(name);
  if (had) return had;
  try {
    const answer = await fetch(`${formulas}${name}.json`);
    if (!answer.ok) return undefined;
    const found = (await answer.json()) as Formulas;
    files.set(name, found);
    return found;
  } catch {
    return undefined;
  }
}

/** Made by KaTeX when the book was built, so it is HTML that can be trusted; the MathML in it changes as well. */
function put(formulas: Formulas): void {
  for (const formula of document.querySelectorAll('.katex[data-f]')) {
    if (!built.has(formula)) built.set(formula, formula.innerHTML);
    const html = formulas[formula.getAttribute('data-f')!] ?? built.get(formula)!;
    if (formula.innerHTML !== html) formula.innerHTML = html;
  }
}

/** What the reader looks at stays where it is, though formulas above it grow or shrink. */
function inPlace(change: () => void): void {
  const blocks = document.querySelectorAll('main :is(h1, h2, h3, p, li, figure, .formula, tr)');
  const seen =
    scrollY > 0 ? [...blocks].find((block) => block.getBoundingClientRect().bottom > 0) : undefined;
  const before = seen?.getBoundingClientRect().top ?? 0;
  change();
  if (seen) scrollBy({ top: seen.getBoundingClientRect().top - before, behavior: 'instant' });
}

/** A polite sentence; without a name, that it did not work. */
function say(name: Notation | undefined): void {
  const option = [...document.querySelectorAll('option')].find(({ value }) => value === name);
  const words = name
    ? `Formulas are now in ${name === 'book' ? 'the book’s own notation' : `the notation of the lecture of ${option?.text}`}.`
    : 'These formulas could not be fetched. The page keeps the notation it has.';
  for (const place of document.querySelectorAll('[data-notation-said]')) {
    place.textContent = words;
    place.toggleAttribute('data-failed', !name);
  }
}

// Storage throws in sandboxed frames and where cookies are off; the choice then lasts for the page.
function keep(name: Notation): void {
  try {
    if (name === 'book') localStorage.removeItem('notation');
    else localStorage.setItem('notation', name);
  } catch {
    /* nothing is kept */
  }
}

function keptChoice(): Notation | undefined {
  try {
    const name = localStorage.getItem('notation');
    return isLecture(name) ? name : 'book';
  } catch {
    return undefined;
  }
}

/** An address that names a notation names the new one; the states of figures in it are left as they are written. */
function inAddress(name: string): void {
  const search = location.search.replace(/([?&]notation=)[^&]*/, `$1${name}`);
  if (search !== location.search) history.replaceState(history.state, '', search + location.hash);
}
