/** Assignments as they lie in content/assignments: for the build, and for the commands that grade them. */
import { createProcessor } from '@mdx-js/mdx';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'astro/zod';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import remarkMath from 'remark-math';
import { conflictsIn } from '../assignments/conflicts.ts';
import { structureOf } from '../assignments/structure.ts';
import type { Assignment } from '../assignments/types.ts';
import { readFrontmatter } from '../content-file.ts';
import { nearest } from '../mdx/nearest.ts';
import type { Node } from '../mdx/walk.ts';
import { paramsTexts } from './assignment-keys.ts';

const folder = 'content/assignments';
const text = z.string().min(1);
const day = z.union([z.date().transform((date) => date.toISOString().slice(0, 10)), z.iso.date()]);

const frontmatter = z.strictObject({
  title: text,
  summary: text,
  date: day,
  /** Where it was taken from. */
  adapted: z.strictObject({ chapter: text, title: text, version: text, commit: text, date: day }).optional(),
  lectures: z.record(z.string(), z.array(text)).optional(),
});

export type AssignmentFrontmatter = z.infer<typeof frontmatter>;

export const textPath = (id: string) => `${folder}/${id}/index.mdx`;
export const keysPath = (id: string) => `${folder}/${id}/keys.ts`;

/** Every assignment there is: a folder is a list. */
export const assignmentIds = (): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((id) => existsSync(textPath(id)))
        .sort()
    : [];

/** Markers of a merge that nobody has looked at yet stop the build, before they are taken for text. */
export function assertMerged(path: string, text: string) {
  const [line] = conflictsIn(text);
  if (line === undefined) return;
  throw new Error(
    `${path}:${line} an update left a conflict here. Choose between the lines from <<<<<<< to ======= (yours) and those to >>>>>>> (the book's), and take the three markers out.`,
  );
}

export function assignmentFrontmatter(id: string) {
  assertMerged(textPath(id), readFileSync(textPath(id), 'utf8'));
  return readFrontmatter(textPath(id), frontmatter);
}

/** The syntax tree of a text, without its frontmatter. */
export function treeOf(id: string): Node {
  // Blank lines keep the numbers of those that follow.
  const body = readFileSync(textPath(id), 'utf8').replace(/^---\r?\n[\s\S]*?\r?\n---/, (head) =>
    head.replaceAll(/[^\n]/g, ''),
  );
  const processor = createProcessor({ format: 'mdx', remarkPlugins: [remarkMath] });
  return processor.parse(body) as unknown as Node;
}

const seen = new Map<string, { sources: string; assignment: Assignment }>();

/** Reads one, with everything that graders know; again only when it has changed. Throws sentences with their places. */
export function readAssignment(id: string): Assignment {
  if (!existsSync(textPath(id))) {
    const best = nearest(id, assignmentIds());
    throw new Error(`${textPath(id)}: no such assignment.${best ? ` Did you mean ${best}?` : ''}`);
  }
  const sources = readFileSync(textPath(id), 'utf8') + keysText(id);
  const kept = seen.get(id);
  if (kept?.sources === sources) return kept.assignment;
  const assignment = readAnew(id);
  seen.set(id, { sources, assignment });
  return assignment;
}

function readAnew(id: string): Assignment {
  const { title } = assignmentFrontmatter(id);
  const { assignment, faults } = structureOf(treeOf(id), title);
  if (assignment.id !== id)
    faults.push({ node: { type: 'root' }, words: `<Assignment id="${assignment.id}">: its folder is called ${id}.` });
  if (faults.length) {
    const place = (node: Node) => (node.position ? `:${node.position.start.line}:${node.position.start.column}` : '');
    throw new Error(faults.map(({ node, words }) => `${textPath(id)}${place(node)} ${words}`).join('\n'));
  }
  return { ...assignment, edition: editionOf(assignment, keysText(id)) };
} // prettier-ignore

export const keysText = (id: string): string =>
  existsSync(keysPath(id)) ? readFileSync(keysPath(id), 'utf8') : 'export default {};';

/** A hash of what students are asked and with which numbers: not of keys, which may be mended. */
export function editionOf({ exercises }: Assignment, keys: string): string {
  const asked = exercises.map(({ id, asks }) => [id, asks.map((ask) => [ask.id, ask.kind, 'choices' in ask ? ask.choices : 0])]);
  const whole = JSON.stringify([asked, paramsTexts(keys)]);
  return bytesToHex(sha256(utf8ToBytes(whole))).slice(0, 12);
} // prettier-ignore
