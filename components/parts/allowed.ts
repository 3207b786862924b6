/**
 * What a page lets its readers do with a figure: which controls they see, and which inputs are fixed for them. An input
 * whose control is not shown is fixed; so is one that is locked. A host's `set` and a reset are not limited.
 */
import { complete } from './codec.ts';
import type { Declaration, Inputs } from './declare.ts';
import { InputError } from './limits.ts';

/** What a page lets its readers do with a figure; a teacher who embeds one decides. */
export interface Allowed {
  /** The inputs whose controls are shown; the others keep their values for a reader. */
  controls: 'all' | readonly string[];
  /** Inputs that are shown but fixed for a reader. `set` still changes them. */
  locked: readonly string[];
  /** Whether the title stands above the figure. */
  heading: boolean;
  /** Whether links lead out of the frame. */
  links: boolean;
}

export const everything: Allowed = { controls: 'all', locked: [], heading: true, links: true };

/** How a fixed input is told, beside its control and in notes. */
export const FIXED = 'fixed here';

/** Whether the controls of an input are shown. */
export const isShown = ({ controls }: Allowed, name: string) => controls === 'all' || controls.includes(name);

/** Whether a reader can not change an input. */
export const isFixed = (allowed: Allowed, name: string) =>
  !isShown(allowed, name) || allowed.locked.includes(name);

/** Whether a reader has any control at all. */
export const isWorkable = ({ controls }: Allowed) => controls === 'all' || controls.length > 0;

/** The inputs that another extent changes: the number that it is, or else every array that has it. */
function resizedBy({ inputs, dimensions }: Declaration, dimension: string): string[] {
  const { input } = dimensions[dimension]!;
  const arrays = Object.keys(inputs).filter((name) => {
    const one = inputs[name]!;
    return one.kind === 'array' && one.shape.includes(dimension);
  });
  return input ? [input] : arrays;
}

/** Whether the buttons for an extent are shown, and whether they are fixed. */
export function extentIs(declaration: Declaration, allowed: Allowed, dimension: string) {
  const names = resizedBy(declaration, dimension);
  return {
    shown: names.every((name) => isShown(allowed, name)),
    fixed: names.some((name) => isFixed(allowed, name)),
  };
}

export interface Admitted {
  /** What is given afterwards; nothing where the change as a whole falls away. */
  given: Inputs | undefined;
  /** The fixed inputs that it would have changed. */
  fixed: string[];
}

/**
 * What becomes of a reader's change: `next` gives the state after it, without its parts for the named inputs. The parts
 * that touch a fixed input fall away; where it would be touched all the same (by a size, by an input that excludes it,
 * by a default that follows another input), the whole change does. Throws an InputError where the change does not fit.
 */
export function admitted(
  declaration: Declaration,
  allowed: Allowed,
  now: Inputs,
  next: (without: readonly string[]) => Inputs,
): Admitted {
  const given = next([]);
  if (allowed.controls === 'all' && !allowed.locked.length) return { given, fixed: [] };
  const fixed = touched(declaration, allowed, now, given);
  if (!fixed.length) return { given, fixed };
  try {
    const rest = next(fixed);
    const changes = !same(rest, now) && !touched(declaration, allowed, now, rest).length;
    return { given: changes ? rest : undefined, fixed };
  } catch (error) {
    // What is left does not fit together.
    if (!(error instanceof InputError)) throw error;
    return { given: undefined, fixed };
  }
}

/**
 * The fixed inputs that differ between two states. A hidden one that nobody gave follows its default, which may depend
 * on what a reader changes; a locked one is on show, so its value stays whatever it came from.
 */
function touched(declaration: Declaration, allowed: Allowed, now: Inputs, next: Inputs): string[] {
  const [before, after] = [complete(declaration, now).inputs, complete(declaration, next).inputs];
  const extents = Object.values(declaration.dimensions).map(({ input }) => input);
  const follows = (name: string) =>
    !allowed.locked.includes(name) && !(name in now) && !(name in next) && !extents.includes(name);
  return Object.keys(declaration.inputs).filter(
    (name) => isFixed(allowed, name) && !follows(name) && !same(before[name], after[name]),
  );
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Says which inputs a reader cannot change; nothing where none was touched. */
export const fixedNotes = ({ inputs }: Declaration, fixed: readonly string[]): string[] =>
  fixed.length ? [`${fixed.map((name) => inputs[name]!.label).join(', ')}: ${FIXED}.`] : [];
