/** How an ask did: who answered, how well, whether it tells good from weak, and what wrong answers were common. */
import type { Assignment } from '../types.ts';
import { csvOf } from './grades-csv.ts';
import type { Graded, GradedAsk } from './grade.ts';
import { choicesShown, shown } from './shown.ts';

export interface ItemStatistics {
  id: string;
  kind: string;
  points: number;
  answered: number;
  /** Of the points, 0 to 1, over those who handed in something. Undefined while answers are to be marked. */
  mean?: number;
  /**
   * Correlation of the share with the points of all other asks: r = cov(x, y) / (σ_x σ_y); for shares 0 and 1 this is the
   * point-biserial one. Undefined where either is the same for all.
   */
  discrimination?: number;
  /** The commonest wrong answers, with how many wrote them. */
  wrong: { text: string; count: number }[];
}

export function itemStatistics(graded: readonly Graded[], assignment: Assignment): ItemStatistics[] {
  const handed = graded.filter(({ file }) => file !== undefined);
  return assignment.exercises.flatMap((exercise, e) =>
    exercise.asks.map((ask, a) => {
      const found = handed
        .map((one) => ({ item: one.exercises[e]!.asks[a]!, total: one.points }))
        .filter(({ item }) => !item.open);
      const shares = found.map(({ item }) =>
        ask.points > 0 ? item.points / ask.points : item.verdict.share,
      );
      const rests = found.map(({ item, total }) => total - item.points);
      const answered = handed.filter((one) => one.exercises[e]!.asks[a]!.verdict.state !== 'blank').length;
      return {
        id: ask.id,
        kind: ask.kind,
        points: ask.points,
        answered,
        ...(shares.length > 0 && { mean: meanOf(shares) }),
        ...defined('discrimination', correlation(shares, rests)),
        wrong: wrongOf(found.map(({ item }) => item)),
      };
    }),
  );
}

const defined = (name: string, value: number | undefined) => (value === undefined ? {} : { [name]: value });
const meanOf = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;

function correlation(x: readonly number[], y: readonly number[]): number | undefined {
  if (x.length < 3) return undefined;
  const [middleX, middleY] = [meanOf(x), meanOf(y)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const [k, value] of x.entries()) {
    xy += (value - middleX) * (y[k]! - middleY);
    xx += (value - middleX) ** 2;
    yy += (y[k]! - middleY) ** 2;
  }
  // Rounding leaves a little where all are the same.
  return xx > 1e-12 && yy > 1e-12 ? xy / Math.sqrt(xx * yy) : undefined;
}

function wrongOf(items: GradedAsk[]): ItemStatistics['wrong'] {
  const counts = new Map<string, number>();
  for (const { ask, response = '', verdict } of items) {
    if (ask.kind === 'text' || !['wrong', 'partly', 'unclear'].includes(verdict.state)) continue;
    const written = response.slice(0, 1000).trim().replace(/\s+/g, ' ');
    const text = shown(ask.kind === 'choice' ? choicesShown(written) : written, 60);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return sorted.slice(0, 3).map(([text, count]) => ({ text, count }));
}

export function itemsCsv(graded: readonly Graded[], assignment: Assignment): string {
  const number = (value: number | undefined) => (value === undefined ? '' : value.toFixed(2));
  const fields = ['ask', 'kind', 'points', 'answered', 'mean share', 'discrimination'];
  const rows = itemStatistics(graded, assignment).map(({ id, kind, points, answered, wrong, ...rest }) => [
    ...[id, kind, String(points), String(answered), number(rest.mean), number(rest.discrimination)],
    ...[0, 1, 2].map((k) => (wrong[k] ? `${wrong[k].text} (${wrong[k].count})` : '')),
  ]);
  return csvOf(
    [...fields, ...['commonest', 'second', 'third'].map((name) => `${name} wrong answer (how often)`)],
    rows,
  );
}
