/** The sum behind each mark: its equation with numbers, and behind it the number that the mark stands for. */
import type { Cell, Explanation } from './declare.ts';
import { tex } from './numbers.ts';
import type { Reading } from './shown.ts';

/** For each name of a mark what stands before its number; gets all that is shown, and the indices of the mark. */
export type Equations<Shown> = Readonly<
  Record<string, (shown: Shown, i: number, j: number, k: number) => string>
>;

/** Explains one mark, such as `memory.2.1`; nothing where there is no such equation or number. */
export function explained<Shown>(
  mark: string,
  shown: Shown,
  equations: Equations<Shown>,
  write: (value: number) => string = tex,
): Explanation | undefined {
  const [name = '', ...rest] = mark.split('.');
  const index = rest.map(Number) as [number, number, number];
  const value = index.reduce<unknown>(
    (inner, at) => (inner as unknown[] | undefined)?.[at],
    shown[name as keyof Shown],
  );
  if (!Object.hasOwn(equations, name) || typeof value !== 'number') return undefined;
  return `${equations[name]!(shown, ...index)} = ${write(value)}`;
}

/** The explanations of a widget whose every mark has an equation. */
export const explainedBy = <Shown>(
  reading: Reading<Shown>,
  equations: Equations<Shown>,
  write?: (value: number) => string,
): Cell => reading((shown) => (mark: string) => explained(mark, shown, equations, write));
