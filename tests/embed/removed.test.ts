/** A figure that goes leaves word of its successor. The list is empty today; these are made up. */
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { removed, removedFile } from '../../src/embed/removed.ts';
import { builtWidgets } from '../../src/mdx/widgets.ts';

const widgets = ['ntm-step', 'eigen-gradient'];
const old = {
  id: 'ntm-head',
  title: 'A head',
  successor: 'ntm-step',
  why: 'It became a part of a larger figure.',
};

test('the list of the book fits its figures', () => {
  expect(removed(builtWidgets())).toBeInstanceOf(Array);
});

test('an entry says what it was, why it went and where its successor is, which must be there', () => {
  const text = `- id: ntm-head\n  title: A head\n  successor: ntm-step\n  why: It became a part of a larger figure.`;
  expect(removed(widgets, removedFile.parse(parse(text)))).toEqual([old]);
  expect(removed(widgets, [{ ...old, successor: undefined }])).toHaveLength(1);
  expect(() => removed(widgets, [{ ...old, successor: 'ntm-stop' }])).toThrow(
    'the successor of ntm-head is ntm-stop, which is no figure; there are ntm-step, eigen-gradient',
  );
  expect(() => removed(widgets, [{ ...old, id: 'ntm-step' }])).toThrow('ntm-step is a figure of the book');
  expect(() => removed(widgets, [old, old])).toThrow('ntm-head is listed twice');
  expect(removedFile.safeParse([{ ...old, id: 'NTM' }]).success).toBe(false);
  expect(removedFile.safeParse([{ id: 'a', title: 'b' }]).success).toBe(false);
});
