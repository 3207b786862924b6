/** The page to open inside one's own system: tries what figures use, and says in words what works there. */
import { Height } from './check-height.ts';
import { probes, type Finding } from './check-probes.ts';
import { copied, copyFrom } from './gallery-copy.ts';

/** Milliseconds that the page round the frame has to answer. */
const PATIENCE = 1500;

const part = <E extends HTMLElement = HTMLElement>(name: string) =>
  document.querySelector<E>(`[data-check="${name}"]`)!;
const framed = parent !== window;
const height = framed ? new Height() : undefined;

const marks = { yes: '✓ works', fine: '– does without', no: '✗ does not' } as const;

function row({ what, result, words }: Finding): HTMLTableRowElement {
  const line = document.createElement('tr');
  line.dataset.result = result;
  const texts = [what, marks[result], words];
  line.append(
    ...texts.map((text, index) => {
      const cell = document.createElement(index === 0 ? 'th' : 'td');
      if (index === 0) cell.setAttribute('scope', 'row');
      cell.textContent = text;
      return cell;
    }),
  );
  return line;
}

function follows(): Finding {
  const names = [...height!.answered].join(' and ');
  const what = 'Height';
  if (names)
    return { what, result: 'yes', words: `The page follows it, and answered in the words of ${names}.` };
  if (height!.followed)
    return { what, result: 'yes', words: 'The page gave the frame the height it asked for.' };
  return { what, result: 'no', words: 'The page did not answer. Its frame keeps the height it was given.' };
}

/** What to do where something is lost, by what it is. */
const remedies: Record<string, string> = {
  Frame: 'give the frame more width',
  Fonts: 'nothing; the letters are only less beautiful',
  Files: 'ask your help desk whether the site of the book is blocked',
  Height:
    'give the frame the height that the gallery writes into its text, which is enough for the whole figure',
};

function overall(findings: Finding[]): string {
  const lost = findings.filter(({ result }) => result === 'no');
  if (lost.length === 0)
    return framed
      ? 'Everything works here.'
      : 'Everything works in this browser. This page is not in a frame yet.';
  const what = lost.map((one) => `${one.words} What to do: ${remedies[one.what] ?? 'see below'}.`);
  return `The figures will work here. ${what.join(' ')}`;
}

function report(sentence: string, findings: Finding[]): string {
  const lines = findings.map(
    ({ what, result, words }) => `${what}: ${result === 'no' ? 'no' : result}. ${words}`,
  );
  return [`Unfolded, ${location.href}`, navigator.userAgent, sentence, ...lines].join('\n');
}

async function run(): Promise<void> {
  const findings = await Promise.all(probes(framed).map((probe) => probe()));
  if (framed) {
    await new Promise((done) => setTimeout(done, PATIENCE));
    findings.splice(2, 0, follows());
  }
  const sentence = overall(findings);
  part('overall').textContent = sentence;
  part('rows').replaceChildren(...findings.map(row));
  part<HTMLTextAreaElement>('report').value = report(sentence, findings);
  document.documentElement.dataset.checked = '';
}

part('copy').addEventListener('click', async () => {
  part('said').textContent = copied(await copyFrom(part<HTMLTextAreaElement>('report')));
});
part('tab').addEventListener('click', () => {
  const tab = window.open(part('tab').dataset.address, '_blank');
  part('said').textContent = tab
    ? 'A tab was opened: links to the book work.'
    : 'No tab could be opened here: links to the book will not work. Embed with links off.';
});
part('save').addEventListener('click', () => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(
    new Blob([part<HTMLTextAreaElement>('report').value], { type: 'text/plain' }),
  );
  link.download = 'unfolded-check.txt';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  part('said').textContent =
    'If no file unfolded-check.txt has come, downloads are forbidden here: pictures cannot be saved.';
});
void run();
