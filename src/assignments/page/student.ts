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

/** Calls `chosen` with a login, now if one is known, and whenever another is chosen; with none when it is taken back. */
export function student(chosen: (login: string | undefined) => void) {
  const form = document.querySelector<HTMLFormElement>('[data-login]')!;
  const field = form.querySelector<HTMLInputElement>('input')!;
  const said = form.querySelector<HTMLElement>('[data-login-said]')!;
  const name = document.querySelector<HTMLElement>('[data-student]')!;
  const take = (text: string) => {
    const problem = loginProblem(text);
    if (problem) {
      said.textContent = problem;
      field.setAttribute('aria-invalid', 'true');
      return;
    }
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
  });
  name.querySelector('button')!.addEventListener('click', () => {
    [form.hidden, name.hidden] = [false, true];
    chosen(undefined);
    field.focus();
  });
  const linked = () => new URLSearchParams(location.hash.slice(1)).get('student') ?? undefined;
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
