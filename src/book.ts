/** The book's contents as data: order, chapters, notation, lectures, sources, glossary. */
import { z } from 'astro/zod';
import type { Notation } from './notations.ts';
import { fileExists, filesIn, readFrontmatter, readYaml } from './content-file.ts';

const text = z.string().min(1);
const id = z.string().regex(/^[a-z0-9-]+$/, 'An id has small letters, digits and hyphens');

const bookFile = z.strictObject({
  title: text,
  subtitle: text,
  parts: z.array(
    z.strictObject({
      title: text,
      chapters: z.array(z.strictObject({ id, title: text, summary: text, figures: z.array(id).default([]) })),
    }),
  ),
});

export interface Chapter {
  id: string;
  number: number;
  title: string;
  summary: string;
  figures: string[];
  written: boolean;
}

export interface Part {
  /** As printed: I, II, III, IV. */
  number: string;
  title: string;
  chapters: Chapter[];
}

export interface Book {
  title: string;
  subtitle: string;
  parts: Part[];
}

const numerals = ['I', 'II', 'III', 'IV', 'V', 'VI'];

const chapterFile = (chapter: string): string => `content/chapters/${chapter}.mdx`;

/** The whole book in reading order, with the chapters that are still to come. */
export function book(): Book {
  const { title, subtitle, parts } = readYaml('content/book.yaml', bookFile);
  let number = 0;
  return {
    title,
    subtitle,
    parts: parts.map((part, index) => ({
      number: numerals[index] ?? String(index + 1),
      title: part.title,
      chapters: part.chapters.map((chapter) => ({
        ...chapter,
        number: ++number,
        written: fileExists(chapterFile(chapter.id)),
      })),
    })),
  };
}

export const chapters = (): Chapter[] => book().parts.flatMap((part) => part.chapters);

export const writtenChapters = (): Chapter[] => chapters().filter(({ written }) => written);

export const partOf = (chapter: Chapter): Part =>
  book().parts.find((part) => part.chapters.some(({ id }) => id === chapter.id))!;

const frontmatter = z.strictObject({
  title: text,
  summary: text,
  date: z.union([z.date().transform((date) => date.toISOString().slice(0, 10)), z.iso.date()]),
  lectures: z.record(id, z.array(text)).default({}),
});

export type Frontmatter = z.infer<typeof frontmatter>;

/** What a written chapter says of itself. */
export const chapterFrontmatter = (chapter: string): Frontmatter =>
  readFrontmatter(chapterFile(chapter), frontmatter);

/** The date of the newest chapter, which is the date of everything that is in no chapter. */
export const bookDate = (): string =>
  writtenChapters()
    .map((chapter) => chapterFrontmatter(chapter.id).date)
    .sort()
    .at(-1) ?? '2026-11-20';

const symbol = z.strictObject({
  macro: z.string().regex(/^\\[A-Za-z]+$/, 'A macro is a backslash and letters'),
  args: z.number().int().min(0).max(9).default(0),
  words: text,
  group: text,
  example: text,
});

/** The symbols of the book in the order of its notation page. */
export const symbols = () => readYaml('content/notation/symbols.yaml', z.array(symbol));

const letter = z.strictObject({
  letter: text,
  means: z.array(z.strictObject({ what: text, in: text })).min(1),
});

/** Letters that mean several things, for the notation page. */
export const letters = () => readYaml('content/letters.yaml', z.array(letter));

/** Each macro and the TeX it stands for, in one of the six notations; KaTeX writes into what it is given, so a copy. */
export const macros = (notation: Notation = 'book'): Record<string, string> => ({
  ...readYaml(`content/notation/${notation}.yaml`, z.record(z.string().startsWith('\\'), z.string())),
});

const heading = z.strictObject({
  heading: text,
  part: text.optional(),
  chapter: id.optional(),
  section: text.optional(),
});

const lectureFile = z.strictObject({
  name: id,
  title: text,
  author: text,
  place: text.optional(),
  about: text,
  letters: text,
  outline: z.array(heading),
});

export type Lecture = z.infer<typeof lectureFile>;

/** The five lectures, each with its outline and the sections that cover it. */
export const lectures = (): Lecture[] =>
  filesIn('content/lectures', '.yaml').map((name) => readYaml(`content/lectures/${name}.yaml`, lectureFile));

const reference = z.strictObject({
  type: z.enum([
    'article',
    'inproceedings',
    'book',
    'phdthesis',
    'mastersthesis',
    'techreport',
    'misc',
    'preprint',
    'lecture',
  ]),
  authors: z.array(text).min(1),
  title: text,
  year: z.number().int().optional(),
  venue: text.optional(),
  url: z.url().optional(),
  doi: text.optional(),
  arxiv: text.optional(),
  note: text.optional(),
});

export type Reference = z.infer<typeof reference>;

/** The sources by key, as `<Cite key="graves2014ntm" />` names them. */
export const bibliography = (): Record<string, Reference> =>
  readYaml('content/bibliography.yaml', z.record(z.string(), reference));

const term = z.strictObject({ term: text, short: text, chapter: id.optional() });

export type Term = z.infer<typeof term>;

/** The terms by id, as `<Term id="softmax">` names them. */
export const glossary = (): Record<string, Term> => readYaml('content/glossary.yaml', z.record(id, term));
