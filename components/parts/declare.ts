/** Declares a widget. What a declaration consists of stands in types.ts. */
import { reserved } from './reserved.ts';
import type { Cell, Declaration } from './types.ts';
import { VERSION } from './versions.ts';

export type * from './types.ts';

export function cell(needs: readonly string[], compute: Cell['compute']): Cell {
  return { needs, compute };
}

/** A cell that is not waited for: see `later` in types.ts. It may return a promise. */
export function later(needs: readonly string[], compute: Cell['compute']): Cell {
  return { needs, compute, later: true };
}

/**
 * What every cell may need besides the widget's own: a Device, the Sizes, the only Document a drawing sees, the page's
 * letters (a function from TeX to runs, see runs.ts), and a promise that settles when the cell's value is wanted no more.
 */
const given = ['device', 'sizes', 'document', 'letters', 'invalidation'] as const;

/** Checks what the types cannot say, and returns the declaration. Throws with every fault found. */
export function widget(declaration: Declaration): Declaration {
  const { id, inputs, values, outputs, drawings } = declaration;
  const names = [...Object.keys(inputs), ...Object.keys(values), ...Object.keys(drawings)];
  const faults = [
    ...repeated(names).map(
      (name) => `"${name}" is declared twice (names must differ without regard to case)`,
    ),
    ...names.filter((name) => reserved.has(name.toLowerCase())).map((name) => `"${name}" is reserved`),
    ...Object.keys(outputs)
      .filter((name) => !Object.hasOwn(values, name))
      .map((name) => `output "${name}" has no value`),
    ...names.filter((name) => name === VERSION).map((name) => `"${name}" is the version of a link`),
    ...forgotten(declaration),
    ...unknownNeeds(declaration, new Set([...names, ...given])),
    ...hasty(declaration),
    ...unknownParts(declaration),
    ...unplayable(declaration),
  ];
  if (faults.length) throw new Error(`widget ${id}: ${faults.join('; ')}`);
  return declaration;
}

/** Every output, or those alone that need not be asked for. */
export function outputNames({ outputs }: Declaration, withAsked = false): string[] {
  return Object.keys(outputs).filter((name) => withAsked || !outputs[name]!.asked);
}

/** Whether any of its numbers come from a Device; the trainer, for one, has homes of its own. */
export function usesDevice({ values, drawings }: Declaration): boolean {
  return [values, drawings].some((cells) =>
    Object.values(cells).some(({ needs }) => needs.includes('device')),
  );
}

/** Links of every earlier version must have a way to be read. */
function forgotten({ version, earlier = {} }: Declaration) {
  const before = Array.from({ length: version - 1 }, (_, at) => at + 1);
  return before
    .filter((one) => !earlier[one])
    .map((one) => `version ${version} does not say how links of version ${one} are read (earlier)`);
}

function repeated(names: string[]) {
  const lower = names.map((name) => name.toLowerCase());
  return names.filter((_, index) => lower.indexOf(lower[index]!) !== index);
}

function unknownNeeds(declaration: Declaration, known: Set<string>) {
  const { values, drawings, sentence, explain } = declaration;
  const cells = Object.entries({ ...values, ...drawings, sentence, explain });
  return cells.flatMap(([name, { needs }]) =>
    needs
      .filter((need) => !known.has(need))
      .map((need) => `"${name}" needs "${need}", which nothing declares`),
  );
}

/** A cell that is waited for must not need one that comes later. */
function hasty({ values, drawings, outputs, sentence, explain }: Declaration) {
  const cells: Record<string, Cell> = { ...values, ...drawings, sentence, explain };
  const faults = Object.entries(cells).flatMap(([name, { needs, later }]) =>
    needs
      .filter((need) => !later && cells[need]?.later)
      .map((need) => `"${name}" needs "${need}", which comes later, and must be a later cell itself`),
  );
  const asked = Object.keys(outputs).filter((name) => outputs[name]!.asked && !values[name]?.later);
  return [
    ...faults,
    ...asked.map((name) => `"${name}" is computed when asked for, and must be a later cell`),
  ];
}

/** What a run names must be there, and of the right kind. */
function unplayable({ run, inputs, values }: Declaration) {
  if (!run) return [];
  const input = inputs[run.input];
  const counts = input?.kind === 'number' && input.whole && typeof input.default === 'number';
  return [
    ...(counts ? [] : [`the run's "${run.input}" is no whole-number input with a number as its default`]),
    ...(values[run.session] ? [] : [`the run's session "${run.session}" has no value`]),
  ];
}

function unknownParts({ panels, drawings, inputs }: Declaration) {
  return panels.flatMap(({ title, drawing, above, below, controls = [], when = {} }) => {
    const drawn = [drawing, above?.drawing, below?.drawing].filter((name) => name !== undefined);
    const unknown = [
      ...drawn.filter((name) => !Object.hasOwn(drawings, name)),
      ...[...controls, ...Object.keys(when)].filter((name) => !Object.hasOwn(inputs, name)),
    ];
    return unknown.map((name) => `panel "${title}" shows "${name}", which nothing declares`);
  });
}
