/** Locked solutions open with the key, and with nothing else. */
import { describe, expect, test } from 'vitest';
import { keyProblem, locked, newKey, unlocked } from '../../src/assignments/lock.ts';

const html = '<p>δ = −0.25, <em>as by hand</em></p>';

test('with the key', async () => {
  const key = newKey();
  const text = await locked(html, key, 'hw1|postcard');
  expect(text).not.toContain('hand');
  expect(await unlocked(text, ` ${key}\n`, 'hw1|postcard')).toBe(html);
});

test('the same text is locked differently each time', async () => {
  const key = newKey();
  expect(await locked(html, key, 'a|b')).not.toBe(await locked(html, key, 'a|b'));
});

describe('not', () => {
  const key = newKey();
  const flipped = (text: string) => text.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  test.each([
    ['with another key', (text: string) => unlocked(text, newKey(), 'a|b')],
    ['at another exercise', (text: string) => unlocked(text, key, 'a|c')],
    ['when it was changed', (text: string) => unlocked(`${text.slice(0, 30)}${flipped(text.slice(30, 40))}${text.slice(40)}`, key, 'a|b')],
    ['without what was locked', () => unlocked('', key, 'a|b')],
  ])('%s', async (_, open) => {
    await expect(open(await locked(html, key, 'a|b'))).rejects.toThrow();
  }); // prettier-ignore
});

test('what is no key is told', () => {
  expect(keyProblem(newKey())).toBeUndefined();
  expect(keyProblem('secret')).toMatch(/43 letters.*this has 6/);
  expect(keyProblem('!'.repeat(43))).toMatch(/some of others/);
});
