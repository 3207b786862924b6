/** Fair comparisons of speed: what is compared runs turn by turn in one process, and only ratios are told. */

export type Runner = () => unknown;

export interface Result {
  name: string;
  /** Median milliseconds of one call. */
  median: number;
  /** How many times longer than the fastest one. */
  ratio: number;
}

export interface Rules {
  /** Measured rounds; in each, every runner has its turn. */
  rounds?: number;
  /** Rounds before, not measured, in which code is compiled and caches fill. */
  warmUp?: number;
  /** A turn lasts at least so many milliseconds: quick functions are called more often in it. */
  turn?: number;
  now?: () => number;
}

/** Races named functions, waiting for those that answer later; the order turns by one each round. */
export async function race(runners: Record<string, Runner>, rules: Rules = {}): Promise<Result[]> {
  const { rounds = 15, warmUp = 3, turn = 2, now = () => performance.now() } = rules;
  const entries = Object.entries(runners);
  const times = new Map<string, number[]>(entries.map(([name]) => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    for (let place = 0; place < entries.length; place++) {
      const [name, run] = entries[(place + round + warmUp) % entries.length]!;
      const time = await perCall(run, turn, now);
      if (round >= 0) times.get(name)!.push(time);
    }
  }
  const medians = entries.map(([name]) => ({ name, median: median(times.get(name)!) }));
  const fastest = Math.min(...medians.map((one) => one.median));
  return medians.map((one) => ({ ...one, ratio: one.median / fastest }));
}

async function perCall(run: Runner, turn: number, now: () => number): Promise<number> {
  const start = now();
  let calls = 0;
  let elapsed: number;
  do {
    const answer = run();
    if (answer instanceof Promise) await answer;
    calls++;
    elapsed = now() - start;
  } while (elapsed < turn);
  return elapsed / calls;
}

/** The middle number, or the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}

/** One row a runner, for a terminal: name, ratio to the fastest, median time. */
export function table(title: string, results: readonly Result[]): string {
  const width = Math.max(...results.map(({ name }) => name.length));
  const rows = results.map(
    ({ name, ratio, median }) =>
      `  ${name.padEnd(width)}  ${ratio.toFixed(2).padStart(8)} ×  ${(median * 1000).toFixed(1).padStart(10)} µs`,
  );
  return [title, ...rows].join('\n');
}
