/** Where the foreign element finds the book, and what its attributes become. */
import { describe, expect, test } from 'vitest';
import { LONGEST_QUERY } from '../../components/parts/limits.ts';
import { frameWords } from '../../components/parts/reserved.ts';
import { bookAddress, frameAddress, isName, kindOf } from '../../src/embed/host-address.ts';

const builtIn = 'https://book.example/rnn/';
const page = (currentScript: unknown, modules: string[] = []) => ({
  currentScript,
  querySelectorAll: (selector: string) => {
    expect(selector).toBe('script[type="module"][src]');
    return modules.map((src) => ({ src }));
  },
});

describe('the book is', () => {
  test.each([
    ['https://fork.example/a/embed.js', 'https://fork.example/a/'],
    ['https://fork.example/v/0.1.0/embed.js?x=1#y', 'https://fork.example/v/0.1.0/'],
    ['http://localhost:8080/embed.js', 'http://localhost:8080/'],
  ])('where the script is: %s', (src, book) => {
    expect(bookAddress(page({ src }), builtIn)).toBe(book);
    expect(bookAddress(page({ src }, [`${builtIn}embed.js`]), builtIn)).toBe(book);
    expect(bookAddress(page(null, ['https://host.example/main.js', src]), builtIn)).toBe(book);
  });

  test.each([
    [null],
    [{}],
    [{ src: { baseVal: 'https://a.example/embed.js' } }],
    [{ src: '' }],
    [{ src: 'https://host.example/bundle.js?embed.js' }],
    [{ src: 'https://host.example/notembed.js/x' }],
    [{ src: 'data:text/javascript,/embed.js' }],
    [{ src: 'blob:https://host.example/embed.js' }],
  ])('what was built in, where the script says nothing: %j', (script) => {
    expect(bookAddress(page(script), builtIn)).toBe(builtIn);
  });

  test('what was built in, rather than another embed.js among the modules', () => {
    const modules = ['https://comments.example/embed.js', `${builtIn}embed.js?v=2`];
    expect(bookAddress(page(null, modules), builtIn)).toBe(builtIn);
  });
});

const attributes = (all: Record<string, string>) =>
  Object.entries(all).map(([name, value]) => ({ name, value }));
const address = (all: Record<string, string>) => frameAddress(builtIn, 'ntm-step', attributes(all));

describe('the address of a frame', () => {
  test('has inputs and reserved words, and nothing else of the element', () => {
    const own = {
      beta: '50',
      k: '1,0,−0.5',
      memory: '1,0;0,1',
      theme: 'dark',
      lock: 'beta',
      'data-v': '1',
      v: '2',
    };
    const others = {
      ...{ id: 'a', class: 'b', style: 'c', title: 'd', lang: 'en', slot: 'e', hidden: '', part: 'f' },
      ...{ 'aria-label': 'g', 'data-x': 'h', '_ngcontent-abc': '', 'v-if': 'x', 'x:y': '1', '@click': '' },
      ...{ onclick: 'alert(1)', onready: 'x', name: 'other', loading: 'lazy', start: 'click' },
    };
    expect(address({ ...others, ...own })).toBe(
      `${builtIn}embed/ntm-step/?beta=50&k=1,0,%E2%88%920.5&memory=1,0;0,1&V=2&theme=dark&lock=beta&v=1`,
    );
    expect(address(others)).toBe(`${builtIn}embed/ntm-step/`);
  });

  test('keeps whatever a value is apart from what it is in', () => {
    const value = '"><script>&theme=dark#s=1?%00é';
    const { searchParams, hash } = new URL(address({ beta: value }));
    expect([...searchParams]).toEqual([['beta', value]]);
    expect(hash).toBe('');
  });

  test('has a long state behind #s=, and the words in the query still', () => {
    const long = Array.from({ length: 600 }, () => '0.25').join(',');
    const url = new URL(address({ k: long, beta: '5', theme: 'light' }));
    const brink = 'k=' + '1'.repeat(LONGEST_QUERY - 'k=&theme=dark'.length);
    for (const [more, hash] of [
      ['', ''],
      ['1', `#s=${brink}1`],
    ] as const) {
      expect(new URL(address({ k: brink.slice(2) + more, theme: 'dark' })).hash).toBe(hash);
    }
    expect(url.search).toBe('?theme=light');
    expect([...new URLSearchParams(url.hash.slice(3))]).toEqual([
      ['k', long],
      ['beta', '5'],
    ]);
  });
});

test('every reserved word is passed on, but for the click, which is waited for outside', () => {
  expect(frameWords.filter((word) => kindOf(word) !== 'word')).toEqual(['start']);
});

test('names are folders and nothing else', () => {
  for (const name of ['ntm-step', 'bptt-unfold', 'lstm']) expect(isName(name)).toBe(true);
  for (const name of [null, '', '..', '../x', 'a/b', 'A', 'a b', '-a', 'a?b', '1', 'a\nb', 'a%2e'])
    expect(isName(name), String(name)).toBe(false);
});
