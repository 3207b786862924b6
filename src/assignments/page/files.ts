/** Answers out of the page and into it: a file, a text, a sheet of paper. */
import { fileName, readAnswers } from '../answers.ts';
import { say, type Page } from './index.ts';

export function files(page: Page) {
  const find = <E extends HTMLElement>(name: string) => document.querySelector<E>(`[data-${name}]`)!;
  const panel = find('answers-text');
  const area = panel.querySelector('textarea')!;
  find('export').addEventListener('click', () => {
    const { student } = page.kept!;
    save(fileName(student, page.data.assignment.id), page.kept!.file());
    page.kept!.exported();
    say(`Saved as ${fileName(student, page.data.assignment.id)}: hand in this file.`);
  });
  find<HTMLInputElement>('import').addEventListener('change', ({ target }) => {
    const input = target as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    if (file.size > 5e6) say(`This file has ${(file.size / 1e6).toFixed(1)} MB; a file of answers has at most 5. Nothing was changed.`);
    else
      file.text().then(
        (text) => take(page, text),
        () => say('This file could not be read. Nothing was changed.'),
      );
    input.value = '';
  });
  find('paste').addEventListener('click', () => {
    panel.hidden = !panel.hidden;
    area.value = page.kept!.file();
    if (!panel.hidden) area.focus();
  });
  panel.querySelector('[data-text-copy]')!.addEventListener('click', () => {
    area.value = page.kept!.file();
    area.select();
    const refused = () => say('This browser does not let the page copy: the text is selected, press Ctrl+C.');
    // Over plain http there is no clipboard.
    if (!(navigator.clipboard as Clipboard | undefined)) refused();
    else navigator.clipboard.writeText(area.value).then(() => say('Copied.'), refused);
  });
  panel.querySelector('[data-text-take]')!.addEventListener('click', () => take(page, area.value));
  // Nobody reads the answers of who was here before.
  page.entered.push(() => {
    [panel.hidden, area.value] = [true, ''];
  });
  find('print').addEventListener('click', () => print());
} // prettier-ignore

/** Takes over answers that were saved elsewhere; nothing is lost, and nothing of another student is mixed in. */
function take(page: Page, text: string) {
  const found = readAnswers(text);
  if ('fault' in found) return say(`${found.fault} Nothing was changed.`);
  // A file takes a moment to be read, in which the student may have gone.
  if (!page.kept) return say('Say who you are first. Nothing was changed.');
  const taken = page.kept.adopt(found.answers);
  if ('fault' in taken) return say(`${taken.fault} Nothing was changed.`);
  page.show();
  const older = taken.lost.map(({ ask, text: words }) => `${ask}: ${words.slice(0, 60)}`).join('; ');
  const more = older && ` Of these questions the newer answer stays, and the older one was: ${older}`;
  const count = Object.keys(found.answers.responses).length;
  const done = `${count} ${count === 1 ? 'answer was' : 'answers were'} taken.${more}`;
  say(page.kept.problem ? `${done} ${page.kept.problem}` : done);
}

function save(name: string, text: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
