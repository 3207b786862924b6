/** The field of a kernel, without a browser: its text, its marks, its words and what it leaves to the page. */
import { JSDOM } from 'jsdom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Editor } from '../../src/assignments/page/editor.ts';

let field: Editor;
let place: HTMLElement;
const changed = vi.fn();
const root = () => place.firstElementChild!.shadowRoot!;
const find = (selector: string) => [...root().querySelectorAll(selector)];

beforeEach(async () => {
  const { window } = new JSDOM('<!doctype html><div id="place"></div>', { pretendToBeVisual: true });
  // What CodeMirror takes from the page; it measures letters, which jsdom does not lay out.
  for (const name of ['document', 'window', 'MutationObserver', 'Node', 'HTMLElement'] as const) {
    vi.stubGlobal(name, name === 'window' ? window : window[name]);
  }
  window.Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  place = window.document.getElementById('place')!;
  changed.mockClear();
  const { editor } = await import('../../src/assignments/page/editor.ts');
  const text = 'let sum = 0;\nreturn sum + i[this.thread.x] * this.constants.units;';
  const names = { parameters: ['i'], constants: ['units'] };
  field = editor(place, { ...names, text, label: 'Body of the kernel', change: changed });
});
afterEach(() => {
  field.destroy();
  place.ownerDocument.defaultView!.close();
  vi.unstubAllGlobals();
});

test('shows the text, says what it is and what can be used in it', () => {
  expect(find('.cm-line').map(({ textContent }) => textContent)).toEqual(field.text.split('\n'));
  expect(find('.cm-given-name').map(({ textContent }) => textContent)).toEqual(['i', 'units']);
  const [content] = find('.cm-content');
  expect(content!.getAttribute('aria-label')).toBe('Body of the kernel');
  const notes = content!.getAttribute('aria-describedby')!.split(' ').map((id) => root().getElementById(id)!); // prettier-ignore
  expect(notes[0]!.textContent).toBe(
    'It can use i, this.constants.units, this.thread.x, this.thread.y, Math.',
  );
});

test('a text that is set is there, and is no change of the reader’s', () => {
  field.text = 'return 1;';
  expect(field.text).toBe('return 1;');
  expect(find('.cm-line')).toHaveLength(1);
  expect(changed).not.toHaveBeenCalled();
});

test('a line is marked, in words as well, and the mark goes', () => {
  field.mark({ line: 2, words: 'Line 2: `<b>sum` is not declared.' });
  expect(find('.cm-line').map(({ classList }) => classList.contains('cm-faulty'))).toEqual([false, true]);
  expect(find('.cm-lineNumbers .cm-faulty-number').map(({ textContent }) => textContent)).toEqual(['✕']);
  expect(find('.cm-content')[0]!.getAttribute('aria-invalid')).toBe('true');
  expect(root().getElementById('fault')!.textContent).toBe('Line 2: <b>sum is not declared.');
  expect(find('#fault code').map(({ innerHTML }) => innerHTML)).toEqual(['&lt;b&gt;sum']);
  field.mark();
  expect(find('.cm-faulty')).toEqual([]);
  expect(find('.cm-content')[0]!.getAttribute('aria-invalid')).toBe('false');
  expect(root().getElementById('fault')!.textContent).toBe('');
});

test('what the reader writes is told, and a mark moves along with its line', async () => {
  const { EditorView } = await import('@codemirror/view');
  field.mark({ line: 2, words: 'wrong' });
  const view = EditorView.findFromDOM(find('.cm-editor')[0] as HTMLElement)!;
  view.dispatch({ changes: { from: 0, insert: '// first\n' } });
  expect(changed.mock.calls).toEqual([[field.text]]);
  expect(field.text).toMatch(/^\/\/ first\nlet sum/);
  expect(find('.cm-line').map(({ classList }) => classList.contains('cm-faulty'))).toEqual([
    false,
    false,
    true,
  ]);
});

test('a line that is not there is the nearest one', () => {
  for (const [line, shown] of [
    [99, 1],
    [0, 0],
    [Number.NaN, 0],
  ] as const) {
    // prettier-ignore
    field.mark({ line, words: 'wrong' });
    expect(find('.cm-line').findIndex(({ classList }) => classList.contains('cm-faulty'))).toBe(shown);
  }
  field.text = '';
  expect(find('.cm-faulty')).toHaveLength(1);
});

test('letters stay inside, so that / opens no search; Escape and Tab are the page’s', () => {
  const heard: string[] = [];
  place.addEventListener('keydown', ({ key }) => heard.push(key));
  const { KeyboardEvent } = place.ownerDocument.defaultView!;
  const pressed = ['/', 'a', 'Escape', 'Tab'].map((key) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true });
    find('.cm-content')[0]!.dispatchEvent(event);
    return event;
  });
  expect(heard).toEqual(['Escape']);
  expect(pressed.at(-1)!.defaultPrevented).toBe(false);
});

test('nothing is left when it is destroyed', () => {
  field.destroy();
  expect(place.innerHTML).toBe('');
});
