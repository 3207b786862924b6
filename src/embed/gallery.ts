/**
 * The gallery's dialog: reads its form into options, shows the figure so in a real frame, and writes the text to paste.
 * `/embed/#eigen-gradient` opens it for a figure.
 */
import type { Inputs } from '../../components/parts/declare.ts';
import { forms, sizeInWords, textsOf, type Width } from './gallery-choices.ts';
import { Preview } from './gallery-client.ts';
import { copied, copyFrom } from './gallery-copy.ts';
import { frameAddress, type Options } from './snippet.ts';

interface Subject {
  id: string;
  title: string;
  /** Of the declaration, which goes with a state. */
  version: number;
  inputs: { name: string; label: string }[];
}

const dialog = document.querySelector<HTMLDialogElement>('[data-embedder]')!;
const form = dialog.querySelector('form')!;
const part = <E extends HTMLElement = HTMLElement>(selector: string) => dialog.querySelector<E>(selector)!;
const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
const stage = part('[data-stage]');
const text = part<HTMLTextAreaElement>('[data-text]');
/** Where this book is: the text that is pasted leads to where the teacher found it. */
const book = new URL(dialog.dataset.book!, location.href).href;

/** Height of the preview before its figure has told its own. */
const UNTOLD = 600;
/** The preview is not shown smaller than this. */
const SMALLEST = 0.5;
/** Pixels of a column of text: on a telephone the height is not taken from a figure of the telephone's width. */
const COLUMN = 640;

let subject: Subject;
let preview: Preview | undefined;
/** The inputs that were set in the preview. */
let state: Inputs = {};
/** The height that the figure in the preview last asked for. */
let told = UNTOLD;

const marked = (column: string) =>
  [...dialog.querySelectorAll<HTMLInputElement>(`input[name="${column}"]:checked`)].map(({ value }) => value);
const width = () => (form.elements.namedItem('width') as RadioNodeList).value as Width;

function options(): Options {
  const controls = field('controls').value;
  return {
    book,
    widget: subject.id,
    title: subject.title,
    wrote: subject.version,
    ...(field('version').value && { version: field('version').value }),
    state: textsOf(
      subject.inputs.map(({ name }) => name),
      state,
    ),
    width: width() === '100%' ? '100%' : Number(width()),
    height: Number(field('height').value) || UNTOLD,
    theme: field('theme').value,
    notation: field('notation').value,
    controls: controls === 'list' ? marked('shown') : (controls as 'all' | 'none'),
    lock: marked('fixed'),
    heading: field('heading').checked,
    links: field('links').checked,
    motion: field('motion').checked,
    start: field('start').value,
  };
}

/** The frame anew, where its address is another. */
function show(): void {
  const { version: _, ...newest } = options();
  const address = frameAddress(newest);
  if (preview?.frame.src === address) return arrange();
  preview?.dispose();
  say('');
  preview = new Preview(address, subject.title, {
    state: ({ state: reported }) => {
      state = reported;
      write();
    },
    size: (height) => {
      told = Math.ceil(height);
      if (field('fit').checked) field('height').value = String(told);
      arrange();
    },
    error: say,
  });
  stage.replaceChildren(preview.frame);
  arrange();
}

/** The frame at its width, drawn smaller where there is less room. */
function arrange(): void {
  if (!preview) return;
  const room = stage.clientWidth;
  const wide = width() === '100%' ? Math.max(room, COLUMN) : Number(width());
  const scale = Math.max(SMALLEST, Math.min(1, room / wide));
  const { height } = options();
  Object.assign(preview.frame.style, {
    width: `${wide}px`,
    height: `${height}px`,
    transform: scale < 1 ? `scale(${scale})` : '',
    marginBottom: `${Math.round(height * (scale - 1))}px`,
    marginRight: `${Math.round(wide * (scale - 1))}px`,
  });
  part('[data-size]').textContent = sizeInWords(width(), height, scale);
  write();
}

function write(): void {
  const chosen = forms.find(({ id }) => id === field('form').value)!;
  part('[data-form-note]').textContent = chosen.note ?? '';
  try {
    text.value = chosen.write(options());
  } catch (error) {
    text.value = '';
    say((error as Error).message);
  }
  part('[data-copied]').textContent = '';
}

/**
 * Which versions are frozen is known only once the site has been put together, after this page was built: the list is
 * fetched when somebody first wants one.
 */
async function frozen(): Promise<void> {
  const select = field('version') as unknown as HTMLSelectElement;
  const version = select.value;
  if (!version) return say('');
  const answer = await fetch(`${book}v/versions.json`).catch(() => undefined);
  const versions = answer?.ok ? ((await answer.json()) as string[]) : [];
  const offered = new Set([...select.options].map(({ value }) => value));
  for (const one of versions)
    if (!offered.has(one)) select.add(new Option(`the figure of version ${one}`, one));
  const missing = `Version ${version} is not yet frozen on this site: nothing is at that address. Use the newest for now.`;
  say(versions.includes(version) ? '' : missing);
}

function say(words: string): void {
  part('[data-note]').textContent = words;
}

function rows({ inputs }: Subject): HTMLTableRowElement[] {
  return inputs.map(({ name, label }) => {
    const row = document.createElement('tr');
    const head = document.createElement('th');
    head.scope = 'row';
    head.textContent = label;
    row.append(head, mark('shown', name, label, true), mark('fixed', name, label, false));
    return row;
  });
}

function mark(column: string, value: string, label: string, checked: boolean): HTMLTableCellElement {
  const cell = document.createElement('td');
  const box = document.createElement('input');
  Object.assign(box, { type: 'checkbox', name: column, value, defaultChecked: checked });
  box.setAttribute('aria-label', `${label}: ${column}`);
  cell.append(box);
  return cell;
}

function open(button: HTMLElement): void {
  subject = JSON.parse(button.dataset.embed!) as Subject;
  state = {};
  part('[data-inputs]').replaceChildren(...rows(subject));
  form.reset();
  told = UNTOLD;
  field('height').value = String(told);
  part('#embedder-title').textContent = subject.title;
  part<HTMLAnchorElement>('[data-alone]').href = `${book}embed/${subject.id}/`;
  history.replaceState(history.state, '', `#${subject.id}`);
  dialog.showModal();
  show();
}

/** The figure that the address names. */
function openLinked(): void {
  const id = decodeURIComponent(location.hash.slice(1));
  const card = [...document.querySelectorAll('.card')].find((one) => one.id === id);
  const button = card?.querySelector<HTMLElement>('[data-embed]');
  if (!button || (dialog.open && subject.id === id)) return;
  dialog.close();
  open(button);
}

form.addEventListener('input', ({ target }) => {
  const { name } = target as HTMLInputElement;
  if (name === 'shown') field('controls').value = 'list';
  if (name === 'height') field('fit').checked = false;
  if (name === 'fit' && field('fit').checked) field('height').value = String(told);
  if (name === 'version') void frozen();
  if (/^(height|fit|form|version|width)$/.test(name)) arrange();
  else show();
});
// A frozen book is of one version already.
field('version').closest('fieldset')!.hidden = /\/v\/[^/]+\/$/.test(book);
form.addEventListener('submit', (event) => event.preventDefault());
part('[data-close]').addEventListener('click', () => dialog.close());
part('[data-reset]').addEventListener('click', () => preview?.send({ type: 'reset' }));
part('[data-take]').addEventListener('click', async () => {
  part('[data-copied]').textContent = copied(await copyFrom(text));
});
dialog.addEventListener('close', () => {
  preview?.dispose();
  preview = undefined;
  history.replaceState(history.state, '', location.pathname + location.search);
});
new ResizeObserver(arrange).observe(stage);
document.addEventListener('click', ({ target }) => {
  const button = (target as Element).closest<HTMLElement>('[data-embed]');
  if (button) open(button);
});
addEventListener('hashchange', openLinked);
openLinked();
