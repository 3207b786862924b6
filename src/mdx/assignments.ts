/**
 * The remark plug-in of assignments: says what is wrong with one, tells its components to which question they belong, and
 * in the students' build takes solutions, rubrics, keys and the marks of right choices out of the tree, so that nothing
 * that comes after ever sees them.
 */
import { audience, type Solutions, solutions } from '../assignments/audience.ts';
import { betweenMarkers, isHidden } from '../assignments/hidden.ts';
import { forStudents, isAsk, solutionsAsked, structureOf } from '../assignments/structure.ts';
import type { Assignment } from '../assignments/types.ts';
import { assignmentFrontmatter, readAssignment } from '../build/assignments.ts';
import { canaryOf } from '../build/canaries.ts';
import { projectPath } from '../content-file.ts';
import { type Attribute, type Node, type SourceFile, walk } from './walk.ts';

/** The assignment whose text a file is. */
export const assignmentOf = (path = ''): string | undefined =>
  /(?:^|\/)content\/assignments\/([^/]+)\/index\.mdx$/.exec(path)?.[1];

export function assignmentText() {
  return (tree: Node, file: SourceFile) => {
    const id = assignmentOf(file.path);
    if (!id) return;
    const { assignment, faults } = structureOf(tree, assignmentFrontmatter(id).title);
    const place = ({ position }: Node) => `${position?.start.line ?? 1}:${position?.start.column ?? 1}`;
    if (faults.length) {
      const words = faults.map(({ node, words }) => `${projectPath(file.path)}:${place(node)} ${words}`);
      throw Object.assign(new Error(words.join('\n')), faults[0]!.node.position?.start);
    }
    const whole: Assignment = { ...assignment, edition: readAssignment(id).edition };
    named(tree, whole);
    const kind = solutions(solutionsAsked(tree));
    hidden(tree, id, kind);
    const frontmatter = file.data.astro?.frontmatter;
    if (!frontmatter) return;
    frontmatter.assignment = audience() === 'student' ? forStudents(whole) : whole;
    frontmatter.locked = kind === 'locked';
  };
}

const attribute = (name: string, value: string): Attribute => ({ type: 'mdxJsxAttribute', name, value });

/** Each component is told to which assignment, exercise and question it belongs. */
function named(tree: Node, { id, exercises }: Assignment) {
  const found = [...walk(tree)].filter(([{ name }]) => name === 'Exercise').map(([node]) => node);
  found.forEach((exercise, i) => {
    const { id: own, asks } = exercises[i]!;
    const questions = [...walk(exercise)].filter(([node]) => isAsk(node)).map(([node]) => node);
    questions.forEach((node, k) => {
      (node.attributes ??= []).push(attribute('of', asks[k]!.id));
      if (node.name === 'AskChoice') options(node, asks[k]!.id);
    });
    for (const [node] of walk(exercise)) {
      if (/^(Exercise|Param|Key|Solution|Rubric|Widget)$/.test(node.name ?? ''))
        (node.attributes ??= []).push(attribute('exercise', own));
    }
  });
  const head = [...walk(tree)].find(([{ name }]) => name === 'Assignment')?.[0];
  const list = exercises.map(({ id: own, title, points, asks }) => ({
    id: own,
    title,
    points,
    asks: asks.map((ask) => ask.id),
  }));
  head?.attributes?.push(attribute('list', JSON.stringify(list)));
  for (const [node] of walk(tree)) {
    if (/^(Exercise|Param|Key|Solution|Widget)$/.test(node.name ?? '') && isBound(node))
      (node.attributes ??= []).push(attribute('assignment', id));
  }
}

/** A figure that takes no numbers of students is one as in a chapter. */
const isBound = ({ name, attributes }: Node) =>
  name !== 'Widget' || attributes?.some((one) => one.name === 'bind');

/** A choice of a question is an option of it, with its place. */
function options(question: Node, of: string) {
  const many = question.attributes?.some(({ name }) => name === 'many');
  const choices = [...walk(question)].filter(([{ name }]) => name === 'Choice').map(([node]) => node);
  choices.forEach((node, i) => {
    node.name = 'AskOption';
    (node.attributes ??= []).push(attribute('of', of), attribute('index', String(i)));
    if (many) node.attributes.push(attribute('many', 'yes'));
  });
}

/** Puts a canary into each hidden part; then, for students, takes those parts out. */
function hidden(tree: Node, id: string, kind: Solutions) {
  const student = audience() === 'student';
  for (const [node] of walk(tree)) {
    if (!isHidden(node)) continue;
    const exercise = node.attributes?.find(({ name }) => name === 'exercise')?.value;
    (node.attributes ??= []).push(attribute('canary', canaryOf(id, `${String(exercise)}, ${node.name}`)));
    node.attributes.push(attribute('kind', kind));
  }
  if (!student) return;
  for (const [node] of walk(tree)) {
    if (node.name === 'AskOption') node.attributes = node.attributes?.filter(({ name }) => name !== 'right');
    if (node.children) node.children = withoutHidden(node.children, kind);
  }
}

/** Solutions stay where they are to be locked or shown; rubrics never do, nor what stands between BEGIN and END SOLUTION. */
function withoutHidden(children: Node[], kind: Solutions): Node[] {
  const marked = betweenMarkers(children);
  return children.filter(
    (node) => !marked.has(node) && node.name !== 'Rubric' && (node.name !== 'Solution' || kind !== 'absent'),
  );
}
