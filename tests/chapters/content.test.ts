/** The real chapters: every name they use exists, every formula can be read, every macro is defined and described. */
import katex from 'katex';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as book from '../../src/book.ts';
import { filesIn } from '../../src/content-file.ts';
import { problemsIn } from '../../src/mdx/check-names.ts';
import { katexOptions } from '../../src/mdx/formulas.ts';
import { bookNames } from '../../src/mdx/names.ts';
import { walk, type Node } from '../../src/mdx/walk.ts';
import { treeOf } from './chapter.ts';

const chapters = filesIn('content/chapters', '.mdx');
const textOf = (chapter: string) => readFileSync(`content/chapters/${chapter}.mdx`, 'utf8');
const nodesOf = (chapter: string) => [...walk(treeOf(textOf(chapter)))].map(([node]) => node);
const attribute = ({ attributes = [] }: Node, wanted: string) =>
  attributes.find(({ name }) => name === wanted)?.value;
const valuesOf = (component: string, name: string, nodes: Node[]) =>
  nodes.filter((node) => node.name === component).map((node) => attribute(node, name));

const macros = book.macros();
const commands = (tex: string) => tex.match(/\\[a-zA-Z]+/g) ?? [];
const render = (tex: string) =>
  katex.renderToString(tex, { ...katexOptions(), throwOnError: true, output: 'html' });

test('every file of content/chapters is a chapter of the book, and one is written', () => {
  const ids = book.chapters().map(({ id }) => id);
  expect(chapters.filter((chapter) => !ids.includes(chapter))).toEqual([]);
  expect(book.writtenChapters().map(({ id }) => id).sort()).toEqual(chapters);
  expect(ids).toHaveLength(24);
  expect(new Set(ids).size).toBe(24);
}); // prettier-ignore

describe.each(chapters)('%s', (chapter) => {
  const nodes = nodesOf(chapter);
  const formulas = nodes
    .filter(({ type }) => type === 'math' || type === 'inlineMath')
    .map(({ value }) => value!);

  test('has a frontmatter with sections of lectures that exist', () => {
    const { title, summary, lectures } = book.chapterFrontmatter(chapter);
    expect(title).toBe(book.chapters().find(({ id }) => id === chapter)!.title);
    expect(summary).toMatch(/^[A-Z].*\.$/);
    const headings = (name: string) =>
      book
        .lectures()
        .find((one) => one.name === name)
        ?.outline.map(({ heading }) => heading);
    for (const [name, covered] of Object.entries(lectures))
      expect(headings(name)).toEqual(expect.arrayContaining(covered));
  });

  test('names nothing that does not exist', () => {
    expect([...problemsIn(treeOf(textOf(chapter)), bookNames())].map(({ words }) => words)).toEqual([]);
  });

  test('cites and explains: every key and term stands in its list', () => {
    const [keys, terms] = [valuesOf('Cite', 'key', nodes), valuesOf('Term', 'id', nodes)];
    expect(keys.length).toBeGreaterThan(3);
    expect(terms.length).toBeGreaterThan(3);
    expect(Object.keys(book.bibliography())).toEqual(expect.arrayContaining(keys));
    expect(Object.keys(book.glossary())).toEqual(expect.arrayContaining(terms));
  });

  test('imports and exports nothing', () => {
    expect(nodes.filter(({ type }) => type === 'mdxjsEsm')).toEqual([]);
    expect(textOf(chapter)).not.toMatch(/^(import|export)\s/m);
  });

  test('shows the figures that the book promises', () => {
    const promised = book.chapters().find(({ id }) => id === chapter)!.figures;
    const shown = valuesOf('Widget', 'name', nodes);
    expect(shown).toEqual(expect.arrayContaining(promised.filter((name) => name in bookNames().widgets)));
  });

  test('writes formulas that can be read, with macros that are defined', () => {
    expect(formulas.length).toBeGreaterThan(10);
    const unread = formulas.filter((tex) => {
      try {
        return !render(tex);
      } catch {
        return true;
      }
    });
    expect(unread).toEqual([]);
    const own = new Set(formulas.flatMap(commands).filter((command) => command.startsWith('\\ntm')));
    expect([...own].filter((command) => !(command in macros))).toEqual([]);
  });

  test('has a heading for every place that is linked to in it', () => {
    const slug = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-');
    const textIn = (node: Node): string => node.value ?? (node.children ?? []).map(textIn).join('');
    const ids = nodes.flatMap((node) => {
      if (node.type === 'heading') return [slug(textIn(node))];
      if (node.name === 'Widget') return [attribute(node, 'id') ?? attribute(node, 'name')];
      return attribute(node, 'id') ?? [];
    });
    const links = nodes.filter(({ type }) => type === 'link').map(({ url }) => url!);
    const places = links.filter((url) => /^[#?]/.test(url)).map((url) => url.split('#')[1] ?? '');
    expect(places.filter((place) => place && !ids.includes(place))).toEqual([]);
  }); // prettier-ignore
});

describe('notation', () => {
  test('every macro is described once, in the order of the book, and every description has its macro', () => {
    const described = book.symbols().map(({ macro }) => macro);
    expect(described.sort()).toEqual(Object.keys(macros).sort());
    expect(new Set(described).size).toBe(described.length);
  });

  test.each(book.symbols())('$macro takes the arguments it says', ({ macro, args, example }) => {
    const taken = [...macros[macro]!.matchAll(/#(\d)/g)].map(([, digit]) => Number(digit));
    expect(Math.max(0, ...taken)).toBe(args);
    expect(commands(example)).toContain(macro);
    expect(() => render(example)).not.toThrow();
  });

  test('a class is a kind of thing that has a colour', () => {
    const kinds = Object.values(macros).flatMap((tex) =>
      [...tex.matchAll(/\\htmlClass\{(\w+)\}/g)].map(([, kind]) => kind),
    );
    expect(['state', 'error', 'memory', 'attention', 'gate']).toEqual(expect.arrayContaining(kinds));
  });
});

describe('lists', () => {
  test('the outline of a lecture names chapters of the book', () => {
    const ids = book.chapters().map(({ id }) => id);
    for (const { outline } of book.lectures()) {
      const named = outline.map(({ chapter }) => chapter).filter(Boolean);
      expect(ids).toEqual(expect.arrayContaining(named));
    }
  });

  test('a term that points to a chapter points to one of the book, and says one sentence', () => {
    const ids = book.chapters().map(({ id }) => id);
    for (const [id, { short, chapter }] of Object.entries(book.glossary())) {
      expect([id, short]).toEqual([id, expect.stringMatching(/^.*[.]$/)]);
      if (chapter) expect(ids).toContain(chapter);
    }
  });

  test('a source has a year, or is a lecture', () => {
    const undated = Object.entries(book.bibliography()).filter(
      ([, { year, type }]) => !year && type !== 'lecture',
    );
    expect(undated).toEqual([]);
  });
});
