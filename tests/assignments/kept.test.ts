/** Answers in a browser's storage, which is shared by tabs, may be full, missing or written by another edition. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readAnswers, type Answers } from '../../src/assignments/answers.ts';
import { Kept } from '../../src/assignments/page/kept.ts';
import { linkedLogin } from '../../src/assignments/page/student.ts';

const NAME = 'unfolded answers hw2 ada';
let stored: Map<string, string>;
let events: EventTarget;
let refused: boolean;
const opened: Kept[] = [];

beforeEach(() => {
  [stored, events, refused] = [new Map(), new EventTarget(), false];
  vi.useFakeTimers({ now: Date.parse('2026-12-01T10:00:00Z') });
  vi.stubGlobal('addEventListener', events.addEventListener.bind(events));
  vi.stubGlobal('removeEventListener', events.removeEventListener.bind(events));
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem(name: string, text: string) {
      if (refused) throw new DOMException('full', 'QuotaExceededError');
      stored.set(name, text);
    },
  });
});
afterEach(() => {
  for (const kept of opened.splice(0)) kept.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A tab. What others write it is told when `tell` is called. */
function tab(changed = () => {}, student = 'ada'): Kept {
  const kept = new Kept({ assignment: 'hw2', edition: 'e1', student }, '0.1.0', changed);
  opened.push(kept);
  return kept;
}
const tell = (key: string | null = NAME) =>
  events.dispatchEvent(Object.assign(new Event('storage'), { key }));
const inStorage = (name = NAME) => {
  const read = readAnswers(stored.get(name) ?? '');
  if ('fault' in read) throw new Error(read.fault);
  return read.answers.responses;
};
const answers = (responses: Answers['responses'], student = 'ada'): Answers => ({
  ...{ assignment: 'hw2', edition: 'e1', student, saved: '', responses },
});

test('a text is there again on another day, and of this student alone', () => {
  tab().set('a', '0,5');
  expect(tab().text('a')).toBe('0,5');
  expect(tab(undefined, 'bob').text('a')).toBe('');
  expect(inStorage().a).toEqual({ text: '0,5', at: '2026-12-01T10:00:00.000Z', tries: 0 });
});

test('two tabs do not overwrite each other, whether they were told or not', () => {
  const changed = vi.fn();
  const [one, two] = [tab(changed), tab()];
  one.set('a', '1');
  two.set('b', '2');
  expect(Object.keys(inStorage()).sort()).toEqual(['a', 'b']);
  expect(one.text('b')).toBe('');
  tell('something else');
  expect(changed).not.toHaveBeenCalled();
  tell();
  expect(changed).toHaveBeenCalledTimes(1);
  expect(one.text('b')).toBe('2');
  two.refresh();
  expect([two.text('a'), two.text('b')]).toEqual(['1', '2']);
});

test('each change is newer than the one before, also within a millisecond and to a text that sorts first', () => {
  const kept = tab();
  for (const text of ['1', '12', '1', '']) kept.set('a', text);
  expect([kept.text('a'), inStorage().a!.text]).toEqual(['', '']);
});

test('a text from a machine whose clock is ahead can be changed', () => {
  const kept = tab();
  kept.adopt(answers({ a: { text: 'there', at: '2027-06-01T00:00:00.000Z', tries: 2 } }));
  kept.set('a', 'here');
  expect(inStorage().a).toEqual({ text: 'here', at: '2027-06-01T00:00:00.001Z', tries: 2 });
  expect(tab().text('a')).toBe('here');
});

test('to check a text makes it no newer than what another tab has written since', () => {
  const [one, two] = [tab(), tab()];
  one.set('a', 'old');
  vi.advanceTimersByTime(5000);
  two.set('a', 'new');
  vi.advanceTimersByTime(5000);
  one.tried('a');
  expect(inStorage().a).toMatchObject({ text: 'new', tries: 1 });
  one.tried('never written');
  expect(Object.keys(inStorage())).toEqual(['a']);
});

test('what lies there and cannot be read is put aside, not written over, and it is said', () => {
  const newer = stored.set(NAME, '{"format": "unfolded answers", "version": 3, "new": true}').get(NAME)!;
  const kept = tab();
  expect(stored.get(NAME)).toBe(newer);
  kept.set('a', '1');
  expect(stored.get(`${NAME} (put aside)`)).toBe(newer);
  expect(inStorage().a!.text).toBe('1');
  kept.set('a', '12');
  expect(kept.problem).toMatch(/could not be read.*\(put aside\).*format 3 by a newer edition/);
  expect(stored.get(`${NAME} (put aside)`)).toBe(newer);
});

test('a text that no file could hold is not kept, the one before stays, and it is said', () => {
  const kept = tab();
  kept.set('a', 'short');
  kept.set('a', 'x'.repeat(100_001));
  expect(kept.problem).toMatch(/^This answer has 100,001 characters and is not kept; at most 100,000 are/);
  expect([kept.text('a'), kept.unsaved]).toEqual(['short', true]);
  expect('answers' in readAnswers(kept.file())).toBe(true);
  kept.set('a', 'shorter');
  expect([inStorage().a!.text, kept.problem, kept.unsaved]).toEqual(['shorter', undefined, false]);
});

test('where nothing can be kept it is all there until the page goes, unsaved until it is a file', () => {
  refused = true;
  const kept = tab();
  expect(kept.unsaved).toBe(false);
  kept.set('a', '1');
  expect([kept.text('a'), kept.unsaved]).toEqual(['1', true]);
  expect(kept.problem).toMatch(/keeps nothing/);
  const file = readAnswers(kept.file());
  expect('answers' in file && file.answers.responses.a!.text).toBe('1');
  kept.exported();
  expect(kept.unsaved).toBe(false);
});

test('storage that is emptied while the page is open loses nothing of it', () => {
  const kept = tab();
  kept.set('a', '1');
  stored.clear();
  tell(null);
  tell();
  expect(kept.text('a')).toBe('1');
  kept.set('b', '2');
  expect(Object.keys(inStorage()).sort()).toEqual(['a', 'b']);
});

test('what a file brings is told when it gives way, also to another tab of which nothing was told', () => {
  const [one, two] = [tab(), tab()];
  two.set('a', 'from the other tab');
  const file = answers({ a: { text: 'from a file', at: '2026-11-30T00:00:00.000Z', tries: 0 } });
  expect(one.adopt(file)).toMatchObject({ lost: [{ ask: 'a', text: 'from a file' }] });
  expect(one.text('a')).toBe('from the other tab');
  expect(one.adopt(answers({}, 'bob'))).toMatchObject({ fault: expect.stringContaining('bob') });
});

test('a link says who answers, also where the login has a +', () => {
  expect(linkedLogin('#student=ada+hw@example.org&key=x')).toBe('ada+hw@example.org');
  expect(linkedLogin('#key=x&student=ad%C3%A9%2B')).toBe('adé+');
  for (const hash of ['', '#', '#eigen-gradient', '#students=ada']) expect(linkedLogin(hash)).toBeUndefined();
});
