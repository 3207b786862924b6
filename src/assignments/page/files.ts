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
    say(`Saved as ${fileName(student, page.data.assignment.id)}: hand in this file.`);
  });
  find<HTMLInputElement>('import').addEventListener('change', ({ target }) => {
    const input = target as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    if (file.size > 5e6) say(`This file has ${Math.round(file.size / 1e6)} MB; a file of answers has at most 5. Nothing was changed.`);
    else void file.text().then((text) => take(page, text));
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
    navigator.clipboard.writeText(area.value).then(
      () => say('Copied.'),
      () => say('This browser does not let the page copy: the text is selected, press Ctrl+C.'),
    );
  });
  panel.querySelector('[data-text-take]')!.addEventListener('click', () => take(page, area.value));
  find('print').addEventListener('click', () => print());
} // prettier-ignore

/** Takes over answers that were saved elsewhere; nothing is lost, and nothing of another student is mixed in. */
function take(page: Page, text: string) {
  const found = readAnswers(text);
  if ('fault' in found) return say(`${found.fault} Nothing was changed.`);
  const taken = page.kept!.adopt(found.answers);
  if ('fault' in taken) return say(`${taken.fault} Nothing was changed.`);
  page.show();
  const older = taken.lost.map(({ ask, text: words }) => `${ask}: ${words.slice(0, 60)}`).join('; ');
  const more = older && ` Of these questions the newer answer stays, and the older one was: ${older}`;
  say(`${Object.keys(found.answers.responses).length} answers were taken.${more}`);
}

function save(name: string, text: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
