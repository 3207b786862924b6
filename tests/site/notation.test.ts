/** What a reader's browser fetches for another notation, and the pages of the lectures, as they were built. */
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { lectures } from '../../src/book.ts';
import { lectureNames } from '../../src/notations.ts';
import { chapters, filesOf, forkBase, gzipped, pagesOf, readBuilt } from '../browser/support/built.ts';

const read = new Map<string, Document>();
/** A built page, which is parsed once. */
function documentOf(folder: 'dist' | 'dist-fork', path: string): Document {
  const name = `${folder}/${path}`;
  const document = read.get(name) ?? new JSDOM(readBuilt(folder, path)).window.document;
  read.set(name, document);
  return document;
}

describe.each([
  ['dist', '/'],
  ['dist-fork', forkBase()],
] as const)('%s under %s', (folder, base) => {
  test('holds one file for each chapter and lecture, and no other', () => {
    const files = filesOf(folder).filter((path) => path.startsWith('notation/') && path.endsWith('.json'));
    const wanted = chapters().flatMap((id) => lectureNames.map((name) => `notation/${id}.${name}.json`));
    expect(files.sort()).toEqual(wanted.sort());
  });

  // What differs under another base are addresses, which one chapter shows.
  const some = folder === 'dist' ? chapters() : chapters().slice(-1);
  test.each(some)('%s says where its formulas are, and each file fits it', (id) => {
    const document = documentOf(folder, `${id}/`);
    expect(document.documentElement.dataset.formulas).toBe(`${base}notation/${id}.`);
    const numbered = [...document.querySelectorAll('.katex[data-f]')];
    const places = new Map<string, string[]>();
    for (const element of numbered) {
      const number = element.getAttribute('data-f')!;
      places.set(number, [...(places.get(number) ?? []), element.innerHTML]);
    }
    expect(places.size).toBeGreaterThan(5);
    const used = new Set<string>();
    for (const name of lectureNames) {
      const path = `notation/${id}.${name}.json`;
      const formulas = JSON.parse(readBuilt(folder, path).toString()) as Record<string, string>;
      const holder = document.createElement('span');
      for (const [number, html] of Object.entries(formulas)) {
        used.add(number);
        const here = places.get(number) ?? [];
        expect(here.length, `formula ${number} of ${path} is in the page`).toBeGreaterThan(0);
        holder.innerHTML = html;
        // Only what differs, in words and picture.
        expect(holder.innerHTML, `formula ${number} of ${path} differs`).not.toBe(here[0]);
        expect(new Set(here).size).toBe(1);
        expect(holder.querySelectorAll('.katex-mathml > math, .katex-html')).toHaveLength(2);
        expect(holder.querySelector('annotation')).toBeNull();
        expect(html).not.toContain('katex-error');
      }
      expect(gzipped(readBuilt(folder, path)), path).toBeLessThanOrEqual(45_000);
    }
    // A number that no lecture needs would be bytes for nothing.
    expect([...places.keys()].filter((number) => !used.has(number))).toEqual([]);
  });
});

describe.each(chapters())('%s', (id) => {
  const document = documentOf('dist', `${id}/`);

  test('is in the book’s own notation, without any mark of another', () => {
    expect(document.documentElement.dataset.notation).toBeUndefined();
    expect(document.querySelector('.unnamed')).toBeNull();
    expect(document.querySelector('[data-notation-choice] option')!.textContent).toBe('the book’s own');
  });

  test('shows which slides it covers, each with its section, folded', () => {
    const block = document.querySelector('details.covers')!;
    expect(block.hasAttribute('open')).toBe(false);
    const ids = new Set([...document.querySelectorAll('[id]')].map((element) => element.id));
    const links = [...block.querySelectorAll('li a')].map((link) => link.getAttribute('href')!);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((href) => !ids.has(href.slice(1)))).toEqual([]);
  });
});

test('search knows the book’s own notation alone', () => {
  // The index is made from pages; the files of formulas are no pages.
  expect(pagesOf('dist').filter((path) => /\.json/.test(path))).toEqual([]);
  expect(
    filesOf('dist').filter((path) => path.startsWith('pagefind/') && /notation\/.*json/.test(path)),
  ).toEqual([]);
});

describe.each(lectures())('/lectures/$name/', ({ name, outline }) => {
  const document = documentOf('dist', `lectures/${name}/`);
  const slides = [...document.querySelectorAll('.slides > li')];

  test('has every heading of the outline in its order, written or coming', () => {
    const found = slides.map((slide) => slide.querySelector('.slide-heading')!.textContent.trim());
    expect(found).toEqual(outline.map(({ heading }) => heading));
    slides.forEach((slide, index) => {
      const { chapter, section } = outline[index]!;
      const href = slide.querySelector('a')?.getAttribute('href');
      if (chapter && chapters().includes(chapter)) expect(href).toBe(`/${chapter}/${section ? `#${section}` : ''}`);
      else expect(slide.textContent).toMatch(/coming\s*$/);
    });
    const written = slides.filter((slide) => slide.querySelector('a')).length;
    expect(document.querySelector('.written')!.textContent.replace(/\s+/g, ' ').trim()).toBe(
      `${written} of ${outline.length} headings written`,
    );
  });

  test('leads into the book in its notation, and to every note in a margin for it', () => {
    const open = document.querySelector<HTMLAnchorElement>('.lecture-open .plain-button');
    const written = outline.find(({ chapter }) => chapter && chapters().includes(chapter));
    if (written) expect(open!.getAttribute('href')).toContain(`/${written.chapter}/?notation=${name}#`);
    const notes = chapters().flatMap((id) =>
      [...documentOf('dist', `${id}/`).querySelectorAll(`.note-lecture[id^="slide-${name}-"]`)].map((note) => `/${id}/#${note.id}`),
    );
    const listed = [...document.querySelectorAll('.margin-notes > li > a')].map((link) => link.getAttribute('href'));
    expect(listed.sort()).toEqual(notes.sort());
  });
}); // prettier-ignore
