/** Who answers: a login that is typed, or that came with the link of a roster (#student=login). */
import { loginOf, loginProblem } from '../seed.ts';

const last = 'unfolded login';

function remembered(): string | undefined {
  try {
    return localStorage.getItem(last) ?? undefined;
  } catch {
    return undefined;
  }
}

/** A login may have a +, which addresses otherwise read as a space. */
export const linkedLogin = (hash: string): string | undefined =>
  new URLSearchParams(hash.slice(1).replaceAll('+', '%2B')).get('student') ?? undefined;

/** Calls `chosen` with a login, now if one is known, and whenever another is chosen; with none when it is taken back. */
export function student(chosen: (login: string | undefined) => void) {
  const form = document.querySelector<HTMLFormElement>('[data-login]')!;
  const field = form.querySelector<HTMLInputElement>('input')!;
  const said = form.querySelector<HTMLElement>('[data-login-said]')!;
  const name = document.querySelector<HTMLElement>('[data-student]')!;
  const asked = said.textContent;
  const take = (text: string) => {
    const problem = loginProblem(text);
    said.textContent = problem ?? asked;
    if (problem) return void field.setAttribute('aria-invalid', 'true');
    field.removeAttribute('aria-invalid');
    const login = loginOf(text);
    try {
      localStorage.setItem(last, login);
    } catch {
      // It is asked for again next time.
    }
    name.querySelector('[data-student-name]')!.textContent = login;
    [form.hidden, name.hidden] = [true, false];
    chosen(login);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    take(field.value);
    // The form is gone, and the focus would be nowhere.
    if (form.hidden) name.focus();
  });
  name.tabIndex = -1;
  name.querySelector('button')!.addEventListener('click', () => {
    [form.hidden, name.hidden] = [false, true];
    chosen(undefined);
    field.focus();
  });
  const linked = () => linkedLogin(location.hash);
  addEventListener('hashchange', () => {
    const login = linked();
    if (login) take(login);
  });
  const known = linked() ?? remembered();
  if (known) {
    field.value = known;
    take(known);
  }
}
