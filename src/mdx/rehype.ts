/** What happens to a chapter's HTML between Markdown and page. */
import { link } from '../site.ts';
import { type Part, partsOf } from './formulas.ts';
import { type Node, type SourceFile, walk, words } from './walk.ts';

const isHeading = (name: string | null | undefined): boolean => /^h[2-4]$/.test(name ?? '');

/** `<h2 id="…">` is how a heading with a formula gets its id; make it an element like any other heading. */
export function headingElements() {
  return (tree: Node) => {
    for (const [node] of walk(tree)) {
      if (!node.type.startsWith('mdxJsx') || !isHeading(node.name)) continue;
      const id = node.attributes?.find(({ name }) => name === 'id')?.value;
      Object.assign(node, { type: 'element', tagName: node.name, properties: { id } });
      const [only] = node.children ?? [];
      if (only?.tagName === 'p') node.children = only.children ?? [];
    }
  };
}

export interface Heading {
  depth: number;
  id: string;
  text: string;
  /** The same as words and formulas, where it has formulas. */
  parts?: Part[];
}

/** A note to the readers of a lecture, as its page lists it. */
export interface LectureNote {
  id: string;
  lecture: string;
  slide: string | undefined;
  /** The id of the heading above it. */
  section: string | undefined;
  parts: Part[];
}

/** A link to itself after each heading, and the list of headings for the contents of the page. */
export function headingAnchors() {
  return (tree: Node, file: SourceFile) => {
    const headings: Heading[] = [];
    for (const [node] of walk(tree)) {
      const id = node.properties?.id;
      if (node.type !== 'element' || !isHeading(node.tagName) || typeof id !== 'string') continue;
      const text = words(node).trim();
      const parts = partsOf(node);
      const mixed = parts.some((part) => typeof part !== 'string') && { parts };
      headings.push({ depth: Number(node.tagName?.[1]), id, text, ...mixed });
      node.children?.push(anchor(id, text));
    }
    const frontmatter = file.data.astro?.frontmatter;
    if (frontmatter) frontmatter.headings = headings;
  };
}

/** Gives each note to a lecture an id, and lists the notes of the chapter in its frontmatter. */
export function lectureNotes() {
  return (tree: Node, file: SourceFile) => {
    const notes: LectureNote[] = [];
    let section: string | undefined;
    for (const [node] of walk(tree)) {
      if (node.type === 'element' && isHeading(node.tagName)) section = String(node.properties?.id);
      if (node.name !== 'LectureNote') continue;
      const value = (name: string) => node.attributes?.find((one) => one.name === name)?.value;
      const lecture = String(value('lecture'));
      const slide = value('slide');
      const id = `slide-${lecture}-${notes.filter((note) => note.lecture === lecture).length + 1}`;
      node.attributes?.push({ type: 'mdxJsxAttribute', name: 'id', value: id });
      notes.push({ id, lecture, slide: slide ? String(slide) : undefined, section, parts: partsOf(node) });
    }
    const frontmatter = file.data.astro?.frontmatter;
    if (frontmatter) frontmatter.notes = notes;
  };
}

const anchor = (id: string, text: string): Node => ({
  type: 'element',
  tagName: 'a',
  properties: { href: `#${id}`, className: ['anchor'], 'aria-label': `Link to “${text}”` },
  // The sign is drawn by the style sheet, so that it is no part of the heading's words.
  children: [],
});

/** Astro adds `base` to its own assets, not to links and images in Markdown. */
export function baseInLinks() {
  return (tree: Node) => {
    for (const [{ properties }] of walk(tree)) {
      for (const name of ['href', 'src']) {
        const to = properties?.[name];
        if (properties && typeof to === 'string' && /^\/(?!\/)/.test(to)) properties[name] = link(to);
      }
    }
  };
}

/** Displayed formulas scroll by themselves where the column is narrow; the page never does. */
export function scrollingFormulas() {
  return (tree: Node) => {
    // All found before any is wrapped, or the walk would meet the wrapped one again.
    for (const [node] of [...walk(tree)]) {
      const classes = node.properties?.className;
      if (!Array.isArray(classes) || !classes.includes('katex-display')) continue;
      const formula: Node = { ...node };
      const properties = { className: ['formula'] };
      Object.assign(node, { type: 'element', tagName: 'div', properties, children: [formula] });
    }
  };
}
