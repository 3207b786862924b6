/** Other numbers for practice, as many as one likes: nothing written with them is kept or handed in. */
import { practiceStudent } from '../seed.ts';
import type { Page } from './index.ts';

export function practice(page: Page) {
  for (const place of document.querySelectorAll<HTMLElement>('[data-practice]')) {
    const id = place.closest<HTMLElement>('[data-exercise]')!.dataset.exercise!;
    const exercise = page.data.assignment.exercises.find((one) => one.id === id)!;
    const own = page.fields.filter(({ ask }) => page.exerciseOf(ask).id === id);
    // Where nothing is checked here, practice would be into the blue.
    place.hidden = own.every(({ ask }) => ask.check === 'grader');
    const [more, end] = [...place.querySelectorAll('button')] as [HTMLButtonElement, HTMLButtonElement];
    const said = place.querySelector<HTMLElement>('[data-practice-said]')!;
    let count = 0;
    page.entered.push(() => {
      [end.hidden, said.textContent] = [true, ''];
    });
    more.addEventListener('click', () => {
      const student = page.kept?.student;
      if (student === undefined) return void (said.textContent = 'Say who you are first.');
      page.draw(exercise, practiceStudent(student, ++count));
      for (const field of own) {
        page.write(field, '');
        field.enabled = true;
      }
      end.hidden = false;
      said.textContent = `Practice ${count}: what you write now is not kept and not handed in.`;
    });
    end.addEventListener('click', () => {
      page.draw(exercise, page.kept?.student);
      end.hidden = true;
      said.textContent = 'These are your own numbers again, with what you had written.';
      page.show();
      more.focus();
    });
  }
}
