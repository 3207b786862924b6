/** Whether a key answers exactly what is asked, in the form of each ask. */
import { keyFault } from './key-fault.ts';
import type { Ask, AskOf, Exercise, Right } from './types.ts';

type Where = Parameters<typeof keyFault>[0];

/** The name under which a key answers an ask: the last part of its id, or the exercise's id where it asks one thing. */
export const keyName = (exerciseId: string, askId: string): string =>
  askId === exerciseId ? exerciseId : askId.slice(exerciseId.length + 1);

/** Whether the key has to say what is right. */
const needsKey = (ask: Ask) => ask.kind !== 'text' && !(ask.kind === 'choice' && ask.right !== undefined);

/** What is right by the ask's id; throws a KeyFault that says what is missing, too much, or of another form. */
export function checked(
  where: Where,
  { id, asks }: Pick<Exercise, 'id' | 'asks'>,
  answers: Readonly<Record<string, unknown>>,
): Record<string, Right> {
  const names = asks.filter(needsKey).map((ask) => keyName(id, ask.id));
  const extra = Object.keys(answers).find((name) => !names.includes(name));
  if (extra !== undefined)
    throw keyFault(
      where,
      `answer() gives “${extra}”, and ${asksFor(names)}. Leave it out, or name the ask so.`,
    );
  const rights = Object.create(null) as Record<string, Right>;
  for (const ask of asks) if (ask.kind !== 'text') rights[ask.id] = checkedOne(where, ask, answers);
  return rights;
}

/** What is right for one ask, whatever else the key says or leaves out. */
export function checkedOne(where: Where, ask: Ask, answers: Readonly<Record<string, unknown>>): Right {
  const name = keyName(where.exerciseId, ask.id);
  const given = needsKey(ask) ? answers[name] : (ask as AskOf<'choice'>).right;
  const right = ArrayBuffer.isView(given) ? Array.from(given as unknown as ArrayLike<number>) : given;
  const problem = right === undefined ? 'answer() does not give it.' : problemOf(ask, right);
  if (problem) throw keyFault({ ...where, ask: name }, problem);
  return right as Right;
}

const asksFor = (names: string[]) =>
  names.length === 0
    ? 'nothing there needs a key'
    : `what needs a key there is ${names.map((name) => `“${name}”`).join(', ')}`;

const said = (value: unknown) => {
  const text = JSON.stringify(value, (_, entry: unknown) =>
    Number.isFinite(entry) || typeof entry !== 'number' ? entry : String(entry),
  );
  return text === undefined ? String(value) : text.length > 60 ? `${text.slice(0, 57)}…` : text;
};
const numbers = (value: unknown): value is number[] => Array.isArray(value) && value.every(Number.isFinite);
const record = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function problemOf(ask: Ask, right: unknown): string | undefined {
  if (ask.kind === 'number')
    return Number.isFinite(right) ? undefined : `the answer is ${said(right)}; give one finite number.`;
  if (ask.kind === 'vector') {
    const fits = numbers(right) && right.length === ask.length;
    return fits ? undefined : `the answer is ${said(right)}; give ${ask.length} finite numbers in a list.`;
  }
  if (ask.kind === 'choice') return choiceProblem(ask, right);
  if (!record(right))
    return `the answer is ${said(right)}; give an object, as src/assignments/types.ts has it.`;
  return ask.kind === 'state' ? stateProblem(ask, right) : kernelProblem(ask as AskOf<'kernel'>, right);
}

function choiceProblem({ choices, many }: AskOf<'choice'>, right: unknown): string | undefined {
  const known = (index: number) => Number.isInteger(index) && index >= 0 && index < choices;
  if (!numbers(right) || !right.every(known) || new Set(right).size < right.length)
    return `the answer is ${said(right)}; give a list of places of right choices, each once, from 0 to ${choices - 1}.`;
  if (many ? right.length === 0 : right.length !== 1)
    return `${right.length} choices are right; mark ${many ? 'at least one' : 'exactly one, or say that many may be chosen'}.`;
  return undefined;
}

function stateProblem({ capture }: AskOf<'state'>, right: Record<string, unknown>): string | undefined {
  const { state, output, at, from, to } = right;
  if (!record(state)) return 'the answer has no state; give settings that are right.';
  const strange = Object.keys(state).find((name) => !capture.includes(name));
  if (strange !== undefined)
    return `the state sets “${strange}”, which is not captured; captured are ${capture.join(', ')}.`;
  if (typeof output !== 'string') return 'the answer names no output that decides.';
  if (at !== undefined && !numbers(at))
    return `at is ${said(at)}; give the places of one number in ${output}.`;
  const bounds = [from, to].filter((bound) => bound !== undefined);
  if (bounds.length === 0 || !numbers(bounds))
    return `from and to are ${said([from, to])}; give at least one of them.`;
  if (numbers([from, to]) && (from as number) > (to as number))
    return `from is ${said(from)} and to is ${said(to)}; nothing lies between.`;
  return undefined;
}

function kernelProblem(
  { parameters }: AskOf<'kernel'>,
  { body, cases }: Record<string, unknown>,
): string | undefined {
  if (typeof body !== 'string' || body.trim() === '') return 'the answer has no body of a right kernel.';
  if (!Array.isArray(cases) || cases.length === 0) return 'the answer has no cases to run the kernel on.';
  for (const [i, one] of cases.entries()) {
    if (!record(one) || !Number.isFinite(one.expected) || !record(one.values) || !record(one.constants))
      return `case ${i + 1} is ${said(one)}; it needs x, constants, values and a finite expected number.`;
    const { values } = one;
    const missing = parameters.find((name) => !(name in values));
    if (missing !== undefined) return `case ${i + 1} has no value for the parameter “${missing}”.`;
  }
  return undefined;
}
