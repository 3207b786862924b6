/** What of a chapter goes into an assignment: all of it but its exercises, whose answers are public in the book. */
import { createProcessor } from '@mdx-js/mdx';
import remarkMath from 'remark-math';
import { parse } from 'yaml';
import { type Node, walk } from '../../mdx/walk.ts';
import { linesOf } from './merge.ts';

export interface ChapterText {
  title: string;
  summary: string;
  /** Its text without frontmatter and exercises; ends with a line end. */
  body: string;
  /** Titles of the exercises left out. */
  exercises: string[];
  /** The ids of its figures. */
  figures: string[];
}

type Placed = Node & { position: { start: { line: number; column: number }; end: { line: number } } };

/** @throws Error that says what in `name` (its path, for the author) cannot be read */
export function readChapter(text: string, name: string): ChapterText {
  const lines = linesOf(text.replace(/^\uFEFF/, ''));
  const top = lines[0] === '---' ? lines.indexOf('---', 1) : -1;
  if (top < 0) throw new Error(`${name}:1:1 no frontmatter. A chapter starts with --- and its title.`);
  const { title, summary } = parse(lines.slice(1, top).join('\n')) as Record<string, unknown>;
  if (typeof title !== 'string' || typeof summary !== 'string')
    throw new Error(`${name}: its frontmatter has no title or no summary. Both are needed.`);
  const tree = treeOf([...lines.slice(0, top + 1).map(() => ''), ...lines.slice(top + 1)].join('\n'), name);
  const found = outermost(tree, 'Exercise');
  const inline = found.find(({ type }) => type !== 'mdxJsxFlowElement');
  if (inline)
    throw new Error(`${name}:${inline.position.start.line} an <Exercise> stands on lines of its own.`);
  const gone = new Set([...found, ...emptied(tree, found)].flatMap((node) => withBlanks(node, lines)));
  const kept = lines.filter((_, at) => at > top && !gone.has(at));
  return {
    title,
    summary,
    body: `${kept.join('\n').trim()}\n`,
    exercises: found.map((node) => attribute(node, 'title') ?? 'untitled'),
    figures: [...walk(tree)]
      .filter(([node]) => node.name === 'Widget')
      .map(([node]) => attribute(node, 'id') ?? attribute(node, 'name') ?? ''),
  };
}

function treeOf(text: string, name: string): Node {
  try {
    return createProcessor({ remarkPlugins: [remarkMath] }).parse(text) as unknown as Node;
  } catch (error) {
    const { line, reason } = error as { line?: number; reason?: string };
    throw new Error(`${name}:${line ?? 1} cannot be read: ${reason ?? (error as Error).message}`, {
      cause: error,
    });
  }
}

function attribute({ attributes = [] }: Node, wanted: string): string | undefined {
  const value = attributes.find(({ name }) => name === wanted)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** Those that stand in no other of the same name. */
function outermost(tree: Node, name: string): Placed[] {
  return [...walk(tree)]
    .filter(([node, above]) => node.name === name && !above.some((one) => one.name === name))
    .map(([node]) => node as Placed);
}

/** How deep a heading is, 2 to 6; nothing for anything else. */
function depthOf(node: Node): number | undefined {
  if (node.type === 'heading') return (node as Node & { depth: number }).depth;
  return Number(/^h([2-6])$/.exec(node.name ?? '')?.[1]) || undefined;
}

/** Headings whose section held nothing but what goes. */
function emptied(tree: Node, gone: Node[]): Placed[] {
  const blocks = tree.children ?? [];
  return blocks.filter((heading, at) => {
    const depth = depthOf(heading);
    if (!depth) return false;
    const after = blocks.slice(at + 1);
    const next = after.findIndex((block) => (depthOf(block) ?? 7) <= depth);
    const section = next < 0 ? after : after.slice(0, next);
    const left = section.filter((block) => !gone.includes(block));
    return left.length < section.length && left.every(depthOf);
  }) as Placed[];
}

/** The lines of a block, and the blank ones that follow it. */
function withBlanks({ position }: Placed, lines: string[]): number[] {
  let end = position.end.line;
  while (end < lines.length && lines[end]!.trim() === '') end++;
  return Array.from({ length: end - position.start.line + 1 }, (_, k) => position.start.line - 1 + k);
}
