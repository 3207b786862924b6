/**
 * The remark plug-in of assignments: says what is wrong with one, tells its components to which question they belong, and
 * in the students' build takes solutions, rubrics, keys and the marks of right choices out of the tree, so that nothing
 * that comes after ever sees them.
 */
import { audience, solutions } from '../assignments/audience.ts';
import { conflictsIn } from '../assignments/conflicts.ts';
import { forStudents, isAsk, structureOf } from '../assignments/structure.ts';
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
    assertMerged(file.path ?? '', String(file.value));
    const { assignment, faults } = structureOf(tree, assignmentFrontmatter(id).title);
    const place = ({ position }: Node) => `${position?.start.line ?? 1}:${position?.start.column ?? 1}`;
    if (faults.length) {
      const words = faults.map(({ node, words }) => `${projectPath(file.path)}:${place(node)} ${words}`);
      throw Object.assign(new Error(words.join('\n')), faults[0]!.node.position?.start);
    }
    const whole: Assignment = { ...assignment, edition: readAssignment(id).edition };
    named(tree, whole);
    hidden(tree, id);
    const frontmatter = file.data.astro?.frontmatter;
    if (frontmatter) frontmatter.assignment = audience() === 'student' ? forStudents(whole) : whole;
  };
}

/** Markers of a merge that nobody has looked at yet stop the build, before they are taken for text. */
function assertMerged(path: string, text: string) {
  const [line] = conflictsIn(text);
  if (line === undefined) return;
  throw new Error(
    `${projectPath(path)}:${line} an update left a conflict here. Choose between the lines from <<<<<<< to ======= (yours) and those to >>>>>>> (the book's), and take the three markers out.`,
  );
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
function hidden(tree: Node, id: string) {
  const student = audience() === 'student';
  for (const [node] of walk(tree)) {
    if (!isHidden(node)) continue;
    const exercise = node.attributes?.find(({ name }) => name === 'exercise')?.value;
    (node.attributes ??= []).push(attribute('canary', canaryOf(id, `${String(exercise)}, ${node.name}`)));
  }
  if (!student) return;
  for (const [node] of walk(tree)) {
    if (node.name === 'AskOption') node.attributes = node.attributes?.filter(({ name }) => name !== 'right');
    if (node.children) node.children = withoutHidden(node.children);
  }
}

const isHidden = ({ name }: Node) => name === 'Solution' || name === 'Rubric';
const isMarker = (node: Node, which: 'BEGIN' | 'END') =>
  /^mdx(Flow|Text)Expression$/.test(node.type) &&
  new RegExp(`^/\\*\\s*${which} SOLUTION\\s*\\*/$`).test(node.value ?? '');

/** Solutions stay where they are to be locked or shown; rubrics never do, nor what stands between BEGIN and END SOLUTION. */
function withoutHidden(children: Node[]): Node[] {
  let inside = false;
  return children.filter((node) => {
    if (isMarker(node, 'BEGIN')) inside = true;
    const kept = !inside && !(node.name === 'Rubric' || (node.name === 'Solution' && solutions() === 'absent'));
    if (isMarker(node, 'END')) inside = false;
    return kept;
  });
} // prettier-ignore
