/** Texts that a reader gives: what comes in, what travels in a link, and that nothing that was typed is lost. */
import { expect, test, vi } from 'vitest';
import { check, format, parse } from '../../components/parts/codec.ts';
import { InputError } from '../../components/parts/limits.ts';
import { later } from '../../components/parts/declare.ts';
import { inputsSchema } from '../../src/embed/schema.ts';
import { parts, small } from './small.ts';
import { standing } from './standing.ts';

const MEGABYTE = 'abcdefghi\n'.repeat(100_000);
const said = { label: 'text', words: 'What is read.' };
const widget = small({
  inputs: {
    ...parts().inputs,
    prose: { kind: 'text', default: 'ours', longest: 10_000_000, linked: 200, along: { shade: 'bright' }, ...said },
  },
  panels: [{ title: 'picture', drawing: 'picture', controls: ['prose', 'shade'] }],
  values: { ...parts().values, kept: later(['prose'], (prose: string) => JSON.stringify({ prose })) },
  file: {
    save: 'Save',
    open: 'Open',
    cell: 'kept',
    longest: 1000,
    inputs: (text) => {
      if (!text.startsWith('{')) throw new InputError('it is damaged');
      return JSON.parse(text) as { prose: string };
    },
  },
}); // prettier-ignore

const odd = ['', 'a', '1,2;3', ' 5 ', 'aaaa', '👍🏽 e\u0301 “λ”\n\ttab', '<b>&amp;</b>', '\u0000'];

test.each(odd)('%j comes in as it is, and back from a link', (prose) => {
  expect(check(widget, { prose })).toEqual({ prose });
  const written = format(widget, { prose, rate: 2 });
  expect(parse(widget, written)).toEqual({ given: { prose, rate: 2 }, notes: [] });
});

test('a long text stays here; what is no text is refused', () => {
  expect(check(widget, { prose: MEGABYTE.repeat(10) }).prose).toHaveLength(1e7);
  expect(format(widget, { prose: 'x'.repeat(201), rate: 2 })).toEqual([['rate', '2']]);
  expect(format(widget, { prose: '界'.repeat(100) })).toEqual([]);
  const text = 'it must be text of at most 10000000 characters';
  for (const prose of [MEGABYTE.repeat(11), 1, null, ['a'], '\ud83d'])
    expect(() => check(widget, { prose })).toThrow(text);
  expect(parse(widget, [['prose', '\ud83d']]).notes[0]).toMatch('prose keeps its default');
  expect(inputsSchema(widget).properties).toMatchObject({ prose: { type: 'string', maxLength: 1e7, default: 'ours' } });
}); // prettier-ignore

async function figure() {
  const standing_ = await standing(widget);
  const { root, live } = standing_;
  const { Event } = root.ownerDocument.defaultView!;
  const field = () => root.querySelector('textarea')!;
  const type = (text: string) => {
    field().value = text;
    field().dispatchEvent(new Event('input', { bubbles: true }));
  };
  const take = (name: string, files: unknown[]) => {
    const picker = root.querySelector<HTMLInputElement>(`[data-file="${name}"]`)!;
    Object.defineProperty(picker, 'files', { value: files, configurable: true });
    picker.dispatchEvent(new Event('change', { bubbles: true }));
  };
  return { ...standing_, field, type, take, Event, inputs: () => live.flow.inputs };
}

test('what is typed is taken when the keys rest, and undo brings back what stood there', async () => {
  const { live, field, type, inputs, Event } = await figure();
  for (const text of ['m', 'my', 'my own']) type(text);
  expect(inputs().prose).toBe('ours');
  await vi.waitUntil(() => inputs().prose === 'my own');
  expect(inputs().shade).toBe('bright');
  await live.change({ rate: 2 });
  expect(field().value).toBe('my own');
  type('my own, longer');
  field().dispatchEvent(new Event('focusout', { bubbles: true }));
  expect(inputs().prose).toBe('my own, longer');
  await live.settled;
  await live.undo();
  await live.undo();
  expect([inputs().prose, field().value]).toEqual(['my own', 'my own']);
  await live.undo();
  expect([field().value, inputs().shade]).toEqual(['ours', 'dim']);
});

test('a file is read here; a long one shows its beginning, and says how to keep it', async () => {
  const { root, take, field, inputs, notes, live } = await figure();
  take('prose', [new File(['one\r\ntwo'], 'a.txt')]);
  await vi.waitUntil(() => inputs().prose === 'one\ntwo');
  take('prose', [new File([MEGABYTE], 'b.txt')]);
  await vi.waitUntil(() => inputs().prose === MEGABYTE);
  await live.settled;
  expect([field().value.length, field().readOnly]).toEqual([2000, true]);
  expect(root.querySelector('.words')!.textContent).toMatch(/^1,000,000 characters.*too long for a link: keep its file/);
  take('prose', [{ name: 'c.txt', size: 4e7 + 1 }]);
  await vi.waitUntil(() => notes().length);
  expect(notes()).toEqual(['c.txt is too large: at most 10,000,000 characters are read here.']);
  take('prose', [{ name: 'd.txt', size: 1, text: () => Promise.reject(new Error('gone')) }]);
  await vi.waitUntil(() => notes()[0]!.startsWith('d.txt'));
  expect([notes(), inputs().prose]).toEqual([['d.txt could not be read.'], MEGABYTE]);
}); // prettier-ignore

test('a long text that is pasted is taken at once, and never stands in the field', async () => {
  const { live, field, type, inputs, notes, Event } = await figure();
  field().setSelectionRange(1, 4);
  const pasting = new Event('paste', { bubbles: true, cancelable: true });
  Object.assign(pasting, { clipboardData: { getData: () => MEGABYTE } });
  field().dispatchEvent(pasting);
  expect(pasting.defaultPrevented).toBe(true);
  expect(inputs().prose).toBe(`o${MEGABYTE}`);
  await live.settled;
  expect([field().value.length, field().readOnly]).toEqual([2000, true]);
  await live.undo();
  expect([field().value, field().readOnly]).toEqual(['ours', false]);
  // A program or an input method writes without pasting.
  type(MEGABYTE);
  expect([inputs().prose, field().value.length]).toEqual([MEGABYTE, 2000]);
  await live.undo();
  const short = new Event('paste', { bubbles: true, cancelable: true });
  field().dispatchEvent(Object.assign(short, { clipboardData: { getData: () => 'short' } }));
  expect(short.defaultPrevented).toBe(false);
  type('x'.repeat(10_000_001));
  await vi.waitUntil(() => notes().length);
  expect([field().value, inputs().prose]).toEqual(['ours', 'ours']);
});

test('a file keeps the state; a damaged one changes nothing', async () => {
  const { take, inputs, notes, press, root } = await figure();
  const blobs: Blob[] = [];
  const { HTMLAnchorElement } = root.ownerDocument.defaultView!;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => String(blobs.push(blob as Blob)));
  await press('[data-action="keep"]');
  await vi.waitUntil(() => notes().length);
  expect(notes()[0]).toBe('The file went to your downloads as small.json.');
  expect(await blobs[0]!.text()).toBe('{"prose":"ours"}');
  take('state', [new File(['{"prose":"kept"}'], 'small.json')]);
  await vi.waitUntil(() => inputs().prose === 'kept');
  take('state', [new File(['half of'], 'small.json')]);
  await vi.waitUntil(() => notes().length);
  expect([notes(), inputs().prose]).toEqual([['small.json could not be opened: it is damaged.'], 'kept']);
});
