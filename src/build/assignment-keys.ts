/**
 * Vite plug-in: in the students' build a `keys.ts` keeps what draws the numbers, and of the answers only those of exercises
 * that are checked in the page (check="now"). The rest is cut out of the syntax tree before anything is bundled.
 */
import ts from 'typescript';
import type { Plugin } from 'vite';
import { audience } from '../assignments/audience.ts';
import { projectPath } from '../content-file.ts';
import { assertMerged } from './assignments.ts';
import { canaryOf } from './canaries.ts';
import type { Assignment } from '../assignments/types.ts';

/** Exercises whose answers may be in the students' page. */
export const answeredNow = ({ exercises }: Assignment): string[] =>
  exercises.filter(({ asks }) => asks.some(({ check }) => check === 'now')).map(({ id }) => id);

export function assignmentKeys(read: (id: string) => Assignment): Plugin {
  return {
    name: 'assignment-keys',
    enforce: 'pre',
    transform(code, path) {
      if (/\/content\/assignments\/[^/]+\/index\.mdx$/.test(path)) assertMerged(projectPath(path), code);
      const id = /\/content\/assignments\/([^/]+)\/keys\.ts$/.exec(path.split('?')[0] ?? path)?.[1];
      // What is computed while pages are built, and stays there, gets it whole.
      if (!id || audience() === 'instructor' || path.includes('?whole')) return null;
      return { code: withoutAnswers(marked(code, id), answeredNow(read(id))), map: null };
    },
  };
}

interface Part {
  exercise: string;
  name: string;
  node: ts.ObjectLiteralElementLike;
}

/** `params` and `answer` of every exercise. */
function partsOf(code: string): Part[] {
  const file = ts.createSourceFile('keys.ts', code, ts.ScriptTarget.ESNext, true);
  const [exported] = file.statements.filter(ts.isExportAssignment);
  let object: ts.Expression | undefined = exported?.expression;
  while (object && (ts.isSatisfiesExpression(object) || ts.isAsExpression(object) || ts.isParenthesizedExpression(object)))
    object = object.expression;
  if (!object || !ts.isObjectLiteralExpression(object)) {
    throw new Error('keys.ts: found no `export default { exercise: { params, answer }, … } satisfies Keys;`');
  }
  return object.properties.flatMap((property) => {
    const exercise = property.name && nameOf(property.name);
    if (exercise === undefined || !ts.isPropertyAssignment(property) || !ts.isObjectLiteralExpression(property.initializer)) {
      throw new Error(`keys.ts: \`${property.getText().slice(0, 40)}…\` is no exercise. Write each as name: { params(random) { … }, answer(values, book) { … } }.`);
    }
    return property.initializer.properties.map((node) => ({ exercise, name: (node.name && nameOf(node.name)) ?? '…', node }));
  });
} // prettier-ignore

const nameOf = (name: ts.PropertyName): string | undefined =>
  ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : undefined;

/** The text of what draws the numbers of each exercise, by which an edition is known. */
export const paramsTexts = (code: string): Record<string, string> =>
  Object.fromEntries(
    partsOf(code)
      .filter(({ name }) => name === 'params')
      .map(({ exercise, node }) => [exercise, node.getText()]),
  );

/** The text of all that is not `params`, by exercise, for the search for leaks. */
export function answerTexts(code: string): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const { exercise, name, node } of partsOf(code)) {
    if (name !== 'params') texts[exercise] = [texts[exercise], node.getText()].filter(Boolean).join(',\n');
  }
  return texts;
}

/** Cuts out every part that is not `params`, but those of `kept` exercises. */
export function withoutAnswers(code: string, kept: readonly string[]): string {
  let result = code;
  for (const { exercise, name, node } of partsOf(code).reverse()) {
    if (name === 'params' || kept.includes(exercise)) continue;
    const end = code[node.end] === ',' ? node.end + 1 : node.end;
    result = result.slice(0, node.getStart()) + result.slice(end);
  }
  return result;
}

/** A canary that no minifier drops in every answer that has a body. */
export function marked(code: string, id: string): string {
  let result = code;
  for (const { exercise, name, node } of partsOf(code).reverse()) {
    const body = ts.isMethodDeclaration(node) ? node.body : undefined;
    if (name === 'params' || !body) continue;
    const at = body.getStart() + 1;
    const mark = `(globalThis as { canaries?: string }).canaries = '${canaryOf(id, `${exercise}, key`)}';`;
    result = result.slice(0, at) + mark + result.slice(at);
  }
  return result;
}
