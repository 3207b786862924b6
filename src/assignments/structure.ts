/** From the syntax tree of an assignment's text to what is asked in it. Wrong or missing things are told with their place. */
import type { InputValue } from '../../components/parts/declare.ts';
import { write } from '../../components/parts/meant.ts';
import { literal } from '../mdx/literals.ts';
import { type Node, walk } from '../mdx/walk.ts';
import type { Ask, AskOf, Assignment, Exercise, Tolerance, When } from './types.ts';
import { usual } from './tolerance.ts';

export interface Fault {
  node: Node;
  words: string;
}

type Attributes = Record<string, unknown>;

/** Its attributes, as far as they are literals: others are told by the check of names. */
export function attributesOf(node: Node): Attributes {
  const read = (node.attributes ?? []).flatMap((attribute) => {
    try {
      return attribute.name ? [[attribute.name, literal(attribute)] as const] : [];
    } catch {
      return [];
    }
  });
  return Object.fromEntries(read);
}

const ID = /^[a-z][a-z0-9-]*$/;
const whens: readonly When[] = ['now', 'hash', 'grader'];
const kinds: Record<string, Ask['kind']> = {
  AskNumber: 'number',
  AskVector: 'vector',
  AskChoice: 'choice',
  AskText: 'text',
  AskState: 'state',
  AskKernel: 'kernel',
};

export const isAsk = ({ name }: Node): boolean => Object.hasOwn(kinds, name ?? '');

/** The assignment without its edition, and what is wrong with it. */
export function structureOf(tree: Node, title: string) {
  const faults: Fault[] = [];
  const all = [...walk(tree)];
  const heads = all.filter(([{ name }]) => name === 'Assignment').map(([node]) => node);
  const head = heads[0];
  if (heads.length !== 1) {
    const words = `found ${heads.length} <Assignment/>, allowed is one, on a line of its own before the first exercise.`;
    faults.push({ node: head ?? tree, words });
  }
  const given = head ? attributesOf(head) : {};
  const exercises = all.filter(([{ name }]) => name === 'Exercise').map(([node]) => exerciseOf(node, faults));
  for (const [node, above] of all) {
    const inside = above.some(({ name }) => name === 'Exercise');
    if (!inside && (isAsk(node) || /^(Hint|Solution|Rubric|Param|Key)$/.test(node.name ?? ''))) {
      faults.push({ node, words: `<${node.name}>: stands in no <Exercise>.` });
    }
  }
  const figures = all.filter(([{ name }]) => name === 'Widget').map(([node]) => attributesOf(node));
  for (const ask of exercises.flatMap(({ asks }) => asks)) {
    if (ask.kind !== 'state') continue;
    const words = settingsOf(ask, figures);
    if (words) faults.push({ node: head ?? tree, words });
  }
  const assignment: Assignment = {
    id: String(given.id),
    title,
    ...(typeof given.due === 'string' && { due: given.due }),
    points: Number(given.points),
    edition: '',
    exercises,
  };
  if (head) faults.push(...faultsOf(assignment, head));
  return { assignment, faults };
}

function* faultsOf({ id, due, points, exercises }: Assignment, node: Node): Generator<Fault> {
  if (!ID.test(id)) yield { node, words: `<Assignment id="${id}">: an id has small letters, digits and hyphens.` };
  if (due !== undefined && !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?([+-]\d{2}:\d{2}|Z)$/.test(due))
    yield { node, words: `<Assignment due="${due}">: write it as 2026-12-04T23:59+08:00, with the time zone.` };
  const sum = exercises.reduce((total, exercise) => total + exercise.points, 0);
  if (sum !== points)
    yield { node, words: `<Assignment points={${points}}>: its exercises have ${sum} points together.` };
  const seen = new Set<string>();
  for (const exercise of exercises) {
    if (seen.has(exercise.id)) yield { node, words: `two exercises have the id ${exercise.id}: give one another.` };
    seen.add(exercise.id);
  }
  if (!exercises.length) yield { node, words: 'there is no <Exercise> in this assignment.' };
} // prettier-ignore

function exerciseOf(node: Node, faults: Fault[]): Exercise {
  const { id, points, title, group } = attributesOf(node);
  const say = (words: string, at = node) => faults.push({ node: at, words });
  if (!ID.test(String(id))) say(`<Exercise id="${String(id)}">: an id has small letters, digits and hyphens.`);
  if (!(typeof points === 'number' && points >= 0)) say(`<Exercise id="${String(id)}">: points must be a number.`);
  const asks = [...walk(node)].filter(([one]) => isAsk(one)).map(([one]) => one);
  const exercise: Exercise = {
    id: String(id),
    title: String(title),
    points: Number(points),
    ...(typeof group === 'string' && { group }),
    asks: asks.map((ask) => askOf(ask, String(id), asks.length === 1, (words) => say(words, ask))),
  };
  const seen = new Set<string>();
  for (const [i, { id: own }] of exercise.asks.entries()) {
    if (seen.has(own)) say(`two questions of exercise ${exercise.id} are called ${own}: give each an id of its own.`, asks[i]);
    seen.add(own);
  }
  shared(exercise, say);
  mixed(exercise, say);
  return exercise;
} // prettier-ignore

/** Points that no question names are shared among those without. */
function shared(exercise: Exercise, say: (words: string) => void) {
  const { asks, points } = exercise;
  const open = asks.filter((ask) => Number.isNaN(ask.points));
  const named = asks.reduce((sum, ask) => sum + (ask.points || 0), 0);
  if (asks.length && (open.length ? named > points : named !== points))
    say(`exercise ${exercise.id} has ${points} points, but its questions have ${named}.`);
  for (const ask of open) ask.points = (points - named) / open.length;
}

/** A key is one function: it is in the students' page whole, or not at all. */
function mixed({ id, asks }: Exercise, say: (words: string) => void) {
  const keyed = asks.filter((ask) => ask.kind !== 'text' && !(ask.kind === 'choice' && ask.right?.length));
  const now = keyed.filter(({ check }) => check === 'now');
  if (now.length && now.length < keyed.length) {
    say(`exercise ${id} has questions with check="now" and others: their key would be in the students' page. Make two exercises of it.`);
  }
} // prettier-ignore

function askOf(node: Node, exercise: string, alone: boolean, say: (words: string) => void): Ask {
  const given = attributesOf(node);
  const own = given.id === undefined ? '' : String(given.id);
  if (own && !ID.test(own)) say(`<${node.name} id="${own}">: an id has small letters, digits and hyphens.`);
  if (!own && !alone) say(`<${node.name}>: an exercise with several questions needs an id for each.`);
  const kind = kinds[node.name!]!;
  const check = kind === 'text' ? 'grader' : ((given.check ?? 'grader') as When);
  if (!whens.includes(check)) say(`<${node.name} check="${check}">: found ${check}, allowed: ${whens.join(', ')}.`);
  if (check === 'hash' && !['number', 'vector', 'choice'].includes(kind))
    say(`<${node.name} check="hash">: only numbers, vectors and choices can be hashed. Write now or grader.`);
  const points = given.points === undefined ? NaN : Number(given.points);
  return { id: own ? `${exercise}.${own}` : exercise, check, points, ...ofKind(node, kind, given, say) } as Ask;
} // prettier-ignore

function ofKind(node: Node, kind: Ask['kind'], given: Attributes, say: (words: string) => void) {
  switch (kind) {
    case 'number':
      return { kind, tolerance: toleranceOf(given), ...(given.unit !== undefined && { unit: String(given.unit) }) };
    case 'vector':
      return { kind, tolerance: toleranceOf(given), length: Number(given.length) };
    case 'choice':
      return choiceOf(node, given.many === true, say);
    case 'text':
      return { kind, longest: Number(given.longest ?? 4000) };
    case 'state':
      return { kind, widget: String(given.widget), figure: String(given.figure ?? given.widget), capture: list(given.capture) };
    case 'kernel':
      return { kind, kernel: String(given.kernel), step: String(given.step), parameters: list(given.parameters), constants: list(given.constants) };
  }
} // prettier-ignore

/** Attributes of a figure that are no inputs of it. */
const ofPage: ReadonlySet<string> = new Set(['name', 'title', 'id', 'bind']);

/** Notes what the page sets of the figure that an answer is taken from: it is judged with that. Words where it cannot be. */
function settingsOf(ask: AskOf<'state'>, figures: readonly Attributes[]): string | undefined {
  const called = figures.find(({ id, name }) => String(id ?? name) === ask.figure);
  const say = (words: string) => `<AskState figure="${ask.figure}"> of ${ask.id}: ${words}`;
  if (!called) return say(`there is no such figure. There are ${figures.map(({ id, name }) => String(id ?? name)).join(', ') || 'none'}.`);
  if (called.name !== ask.widget) return say(`that figure is a ${String(called.name)}, not a ${ask.widget}.`);
  const bound = list(called.bind).map((pair) => pair.split('=')[0]!);
  const lost = bound.find((input) => !ask.capture.includes(input));
  if (lost) return say(`${lost} is the student's own number there, and is not handed in. Write it into capture as well.`);
  const set = Object.entries(called).filter(([input]) => !ofPage.has(input) && !ask.capture.includes(input));
  if (set.length) ask.given = new URLSearchParams(set.map(([input, value]) => [input, write(value as InputValue)])).toString();
  return undefined;
} // prettier-ignore

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function toleranceOf({ relative, absolute, digits }: Attributes): Tolerance {
  const entries = Object.entries({ relative, absolute, digits }).filter(([, value]) => value !== undefined);
  return entries.length ? (Object.fromEntries(entries) as Tolerance) : usual;
}

function choiceOf(node: Node, many: boolean, say: (words: string) => void) {
  const choices = [...walk(node)].map(([one]) => one).filter(({ name }) => name === 'Choice');
  const right = choices.flatMap((one, i) =>
    one.attributes?.some(({ name }) => name === 'right') ? [i] : [],
  );
  if (choices.length < 2) say('<AskChoice>: found fewer than two <Choice>.');
  if (!many && right.length > 1) say('<AskChoice>: more than one choice is right. Write <AskChoice many>.');
  return { kind: 'choice', choices: choices.length, many, ...(right.length > 0 && { right }) };
}

/** Without what students shall not know: which choices are right where it is not told them at once. */
export function forStudents(assignment: Assignment): Assignment {
  const exercises = assignment.exercises.map((exercise) => ({
    ...exercise,
    asks: exercise.asks.map((ask) => {
      if (ask.kind !== 'choice' || ask.check === 'now') return ask;
      const { right, ...rest } = ask;
      void right;
      return rest;
    }),
  }));
  return { ...assignment, exercises };
}

/** What the assignment itself says of its solutions. */
export function solutionsAsked(tree: Node): string | undefined {
  const head = [...walk(tree)].find(([{ name }]) => name === 'Assignment')?.[0];
  const asked = head && attributesOf(head).solutions;
  return asked === undefined ? undefined : String(asked);
}
