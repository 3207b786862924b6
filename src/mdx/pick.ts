const flat = (value: unknown): number[] => (Array.isArray(value) ? value.flatMap(flat) : [Number(value)]);

const reductions: Record<string, (numbers: number[]) => number> = {
  sum: (numbers) => numbers.reduce((total, number) => total + number, 0),
  max: (numbers) => Math.max(...numbers),
  min: (numbers) => Math.min(...numbers),
  argmax: (numbers) => numbers.indexOf(Math.max(...numbers)),
  length: (numbers) => numbers.length,
};

/** One number of an output: the entry at `at`, or what `reduce` makes of everything there. */
export function pick(
  value: unknown,
  { at, reduce }: { at: number[]; reduce?: string | undefined },
  who: string,
): number {
  const there = at.reduce<unknown>((inner, index) => (inner as unknown[] | undefined)?.[index], value);
  const reduction = reduce ? reductions[reduce] : undefined;
  if (reduce && !reduction) {
    throw new Error(`${who}: reduce="${reduce}" is not one of ${Object.keys(reductions).join(', ')}.`);
  }
  const number = reduction ? reduction(flat(there)) : there;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new Error(
    `${who}: found ${JSON.stringify(there)} at [${at.join(', ')}], needs a number. Set at or reduce.`,
  );
}
