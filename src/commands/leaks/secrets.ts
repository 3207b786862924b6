/** What must not be in a students' build: a canary for each hidden part, and the literals of solutions, rubrics and keys. */
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { answerTexts, answeredNow, withoutAnswers } from '../../build/assignment-keys.ts';
import { assignmentIds, keysText, readAssignment, treeOf } from '../../build/assignments.ts';
import { canaryOf } from '../../build/canaries.ts';
import { solutions, type Solutions } from '../../assignments/audience.ts';
import { hiddenNodes } from '../../assignments/hidden.ts';
import { solutionsAsked } from '../../assignments/structure.ts';
import { type Node, walk } from '../../mdx/walk.ts';
import { plainly } from './decoded.ts';

export interface Secret {
  /** Of which part of which assignment. */
  what: string;
  text: string;
}

/** Shorter literals are found everywhere. */
const LEAST = 6;
/** Of prose, this many letters that no public page has are a leak; fewer may be chance. */
const LEAST_PROSE = 24;

/** Every secret of every assignment. What the book says in public anyway is none. */
export function secrets(ids = assignmentIds()): Secret[] {
  const open = (known ??= plainly(publicText()));
  return ids.flatMap((id) => {
    const assignment = readAssignment(id);
    const parts = hiddenParts(id);
    const exempt = answeredNow(assignment);
    const keys = Object.entries(answerTexts(keysText(id))).filter(([exercise]) => !exempt.includes(exercise));
    const own = plainly(visibleText(id) + withoutAnswers(keysText(id), exempt));
    const canaries = [
      ...assignment.exercises.flatMap(({ id: exercise }) =>
        ['Solution', 'Rubric'].map((part) => ({ what: `${id}: the ${part.toLowerCase()} of ${exercise}`, text: canaryOf(id, `${exercise}, ${part}`) })),
      ),
      ...keys.map(([exercise]) => ({ what: `${id}: the key of ${exercise}`, text: canaryOf(id, `${exercise}, key`) })),
    ];
    const literals = [
      ...parts.flatMap(({ what, texts }) => texts.map((text) => ({ what: `${id}: ${what}`, text: plainly(text) }))),
      ...keys.flatMap(([exercise, code]) => literalsOf(code).map((text) => ({ what: `${id}: the key of ${exercise}`, text: plainly(text) }))),
    ];
    return [...canaries, ...literals.filter(({ text }) => !open.includes(text) && !own.includes(text))];
  });
} // prettier-ignore

let known: string | undefined;

/** Everything of the sources that is public by itself. */
const publicText = (): string =>
  globSync([
    'content/chapters/*.mdx',
    'content/*.yaml',
    'components/**/*.ts',
    'kernels/**/*.ts',
    'src/**/*.{ts,astro}',
  ])
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');

const textsIn = (node: Node): string[] =>
  [...walk(node)].flatMap(([{ value }]) => (typeof value === 'string' ? [value] : []));

/** Solutions and rubrics, each with the pieces of its text that are long enough to be known again. */
export function hiddenParts(id: string): { what: string; texts: string[] }[] {
  const tree = treeOf(id);
  return [...hiddenNodes(tree)]
    .map(([node, above]) => {
      const exercise = above.find(({ name }) => name === 'Exercise');
      const own = exercise?.attributes?.find(({ name }) => name === 'id')?.value;
      const texts = textsIn(node).map((text) => text.trim());
      const numbers = texts.flatMap((text) => text.match(/\d[\d.,]*\d/g) ?? []).filter((text) => text.replace(/\D/g, '').length >= LEAST);
      return {
        what: `the ${node.name?.toLowerCase() ?? 'marked solution'} of ${own ? String(own) : 'the text'}`,
        texts: [...texts.filter(({ length }) => length >= LEAST_PROSE), ...numbers],
      };
    });
} // prettier-ignore

/** What becomes of the solutions of an assignment in a students' build. */
export const solutionsOf = (id: string): Solutions => solutions(solutionsAsked(treeOf(id)));

/** What students read of the text: solutions, too, where they are open. */
function visibleText(id: string): string {
  const tree = treeOf(id);
  const open = solutionsOf(id) === 'open';
  const parts = [...hiddenNodes(tree)].map(([node]) => node);
  const hidden = new Set(parts.filter(({ name }) => !open || name !== 'Solution'));
  const out = (node: Node): string =>
    hidden.has(node) ? '' : `${node.value ?? ''} ${(node.children ?? []).map(out).join(' ')}`;
  return out(tree);
}

/** Texts and numbers of a key with six significant characters or more. */
export function literalsOf(code: string): string[] {
  const file = ts.createSourceFile('key.ts', `({ ${code} })`, ts.ScriptTarget.ESNext, true);
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node) && node.text.trim().length >= LEAST) found.push(node.text.trim());
    if (ts.isNumericLiteral(node) && node.getText().replace(/^0\.?0*|[^\d]/g, '').length >= LEAST)
      found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
