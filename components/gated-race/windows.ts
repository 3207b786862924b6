/** Many losses as few points: at each point the mean of the last iterations before it. */

/** So many at most stand in the picture. */
const POINTS = 60;
/** A loss of eight sequences is a rough one; so many together are smoother. */
export const SMOOTH = 20;
/** Iterations by which a network counts as having solved its task: see `solvedAt`. */
const TENTH = 0.1;

/** Iterations from one point to the next: 1, 2 or 5 times a power of ten. */
export function everyOf(iterations: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, iterations / POINTS))));
  return [1, 2, 5, 10].map((factor) => factor * power).find((every) => iterations / every <= POINTS)!;
}

/** How many points there are after so many iterations, the first being the start. */
export const pointsOf = (iterations: number) => 1 + Math.floor(iterations / everyOf(iterations));

/** The first iteration (from 1) that point k tells of, and the last. */
export function spanOf(k: number, every: number): [number, number] {
  return [Math.max(0, k * every - Math.max(SMOOTH, every)) + 1, k * every];
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** `start` is the loss before the first iteration. */
export function meansOf(losses: readonly number[], start: number): number[] {
  const every = everyOf(losses.length);
  return Array.from({ length: pointsOf(losses.length) }, (_, k) => {
    const [first, last] = spanOf(k, every);
    return k ? mean(losses.slice(first - 1, last)) : start;
  });
}

/** The first iteration at which the last 20 together had a loss below a tenth of the baseline; 0 as long as there is none. */
export function solvedAt(losses: readonly number[], baseline: number): number {
  let sum = 0;
  for (const [at, loss] of losses.entries()) {
    sum += loss - (at >= SMOOTH ? losses[at - SMOOTH]! : 0);
    if (at >= SMOOTH - 1 && sum / SMOOTH < TENTH * baseline) return at + 1;
  }
  return 0;
}
