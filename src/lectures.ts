/** The lectures beside the chapters: which section treats a slide, which slides a chapter treats, what the margin says of them. */
import type { MDXInstance } from 'astro';
import {
  type Chapter,
  chapterFrontmatter,
  chapters,
  type Lecture,
  lectures,
  writtenChapters,
} from './book.ts';
import type { Part } from './mdx/formulas.ts';
import { lectureNames } from './notations.ts';
import { outlineProblems } from './outlines.ts';
import type { Heading, LectureNote } from './mdx/rehype.ts';

/** What the plug-ins in src/mdx add to a chapter's frontmatter. */
export interface Noted {
  cited: string[];
  minutes: number;
  headings: Heading[];
  notes: LectureNote[];
  formulas: { tex: string; display: boolean }[];
}

const pages = import.meta.glob<MDXInstance<Noted>>('/content/chapters/*.mdx', { eager: true });

/** A chapter's words, and what is known of them. */
export const pageOf = (chapter: string): MDXInstance<Noted> => pages[`/content/chapters/${chapter}.mdx`]!;

/** A heading of a lecture with the place in the book that treats it. */
export interface Slide {
  heading: string;
  part: string | undefined;
  chapter: Chapter | undefined;
  section: Heading | undefined;
}

export interface Guide extends Omit<Lecture, 'outline'> {
  slides: Slide[];
  /** What margins say to readers of this lecture. */
  notes: {
    chapter: Chapter;
    id: string;
    slide: string | undefined;
    parts: Part[];
    section: Heading | undefined;
  }[];
}

/** Every lecture with its way through the book. */
export const guides = (): Guide[] => {
  const place = ({ name }: Lecture) => lectureNames.indexOf(name as (typeof lectureNames)[number]);
  const found = lectures().sort((a, b) => place(a) - place(b));
  const problems = outlineProblems(
    found,
    chapters().map(({ id }) => id),
    Object.fromEntries(
      writtenChapters().map(({ id }) => [id, pageOf(id).frontmatter.headings.map((one) => one.id)]),
    ),
  );
  if (problems.length) throw new Error(problems.join('\n'));
  return found.map(guide);
};

function guide({ outline, ...lecture }: Lecture): Guide {
  const known = new Map(chapters().map((chapter) => [chapter.id, chapter]));
  const headingsOf = (chapter: Chapter) => pageOf(chapter.id).frontmatter.headings;
  const slides = outline.map(({ heading, part, chapter: id, section }) => {
    const chapter = known.get(id ?? '');
    const place = chapter?.written ? headingsOf(chapter).find((one) => one.id === section) : undefined;
    return { heading, part, chapter, section: place };
  });
  const notes = writtenChapters().flatMap((chapter) =>
    pageOf(chapter.id)
      .frontmatter.notes.filter((note) => note.lecture === lecture.name)
      .map(({ id, slide, parts, section }) => ({
        chapter,
        id,
        slide,
        parts,
        section: headingsOf(chapter).find((one) => one.id === section),
      })),
  );
  return { ...lecture, slides, notes };
}

/** The slides that a chapter says it covers, lecture by lecture, each with its section where it is at home here. */
export function covered(chapter: string): { guide: Guide; slides: Slide[] }[] {
  const claimed = chapterFrontmatter(chapter).lectures;
  const here = (slide: Slide) => (slide.chapter?.id === chapter ? slide : { ...slide, section: undefined });
  return guides()
    .map((one) => ({
      guide: one,
      slides: one.slides.filter(({ heading }) => claimed[one.name]?.includes(heading)).map(here),
    }))
    .filter(({ slides }) => slides.length > 0);
}

export const writtenOf = (slides: Slide[]): Slide[] => slides.filter(({ chapter }) => chapter?.written);

/** The address of a section in a chapter, or of the chapter. */
export const placeOf = (chapter: Chapter, section: Heading | undefined): string =>
  `/${chapter.id}/${section ? `#${section.id}` : ''}`;
