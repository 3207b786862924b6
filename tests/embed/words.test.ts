import { describe, expect, test } from 'vitest';
import eigen from '../../components/eigen-gradient/index.ts';
import bptt from '../../components/bptt-unfold/index.ts';
import { frameWords } from '../../components/parts/reserved.ts';
import { readWords } from '../../src/embed/words.ts';

const defaults = {
  theme: 'auto',
  notation: 'book',
  motion: true,
  device: 'auto',
  start: 'auto',
  tag: undefined,
  allowed: { controls: 'all', locked: [], heading: true, links: true },
};

describe('the words of an embed’s address', () => {
  test('are at their defaults where none is given, and beside inputs', () => {
    expect(readWords('', eigen)).toEqual({ words: defaults, notes: [] });
    expect(readWords('?radius=1.01&nonsense=1', eigen)).toEqual({ words: defaults, notes: [] });
  });

  test('are all understood', () => {
    const search =
      '?theme=dark&notation=wu&controls=radius,DISTANCE&lock=distance&heading=0&links=0&motion=0&device=plain&start=click&tag=a.b_c-1';
    expect(readWords(search, eigen)).toEqual({
      words: {
        theme: 'dark',
        notation: 'wu',
        motion: false,
        device: 'plain',
        start: 'click',
        tag: 'a.b_c-1',
        allowed: { controls: ['radius', 'distance'], locked: ['distance'], heading: false, links: false },
      },
      notes: [],
    });
    for (const word of frameWords) expect(search).toContain(`${word}=`);
  });

  test.each([...frameWords])('%s is left at its default where it means nothing, with one note', (word) => {
    const { words, notes } = readWords(`?${word}=%3Cimg src=x%3E`, eigen);
    expect(words).toEqual(defaults);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(new RegExp(`^${word} .*<img src=x>`));
  });

  test('controls=none shows none, and names of inputs count without regard to case, each once', () => {
    expect(readWords('?controls=none', eigen).words.allowed.controls).toEqual([]);
    expect(readWords('?controls=Radius,radius, seed ', eigen).words.allowed.controls).toEqual([
      'radius',
      'seed',
    ]);
    for (const [alias, name] of Object.entries(bptt.aliases ?? {})) {
      expect(readWords(`?lock=${alias}`, bptt).words.allowed.locked).toEqual([name]);
    }
  });

  test('what is no input is noted, and the others count', () => {
    const { words, notes } = readWords('?controls=radius,__proto__,constructor&lock=nix', eigen);
    expect(words.allowed).toMatchObject({ controls: ['radius'], locked: [] });
    expect(notes).toHaveLength(2);
    expect(notes[0]).toContain('“__proto__”, “constructor”');
  });

  test('however long they are, little is read and less is repeated', () => {
    const { words, notes } = readWords(
      `?tag=${'x'.repeat(65)}&theme=${'y'.repeat(1e5)}&lock=${'z,'.repeat(1e5)}`,
      eigen,
    );
    expect(words).toEqual(defaults);
    expect(notes.join('').length).toBeLessThan(2000);
    expect(readWords(`?tag=${'x'.repeat(64)}`, eigen).words.tag).toHaveLength(64);
  });
});
