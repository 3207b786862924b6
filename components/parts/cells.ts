/** What is put round the function of a cell before the runtime gets it. */
import type { Cell } from './declare.ts';

/** What a flow keeps of its cells: the errors they threw, by message, and how to stop those that are at work. */
export interface Keep {
  thrown: Map<string, unknown>;
  stops: (() => void)[];
}

/** The runtime hands an error on as one of its own with the same message; the first one is kept to be told instead. */
export function telling(compute: Cell['compute'], { thrown }: Keep): Cell['compute'] {
  const note = (error: unknown) => {
    if (error instanceof Error) thrown.set(error.message, error);
    throw error;
  };
  return (...values) => {
    try {
      const result = compute(...values);
      return result instanceof Promise ? result.catch(note) : result;
    } catch (error) {
      return note(error);
    }
  };
}

/**
 * Gives the last value again while the arguments are the same; one that failed or was given up is forgotten. Its
 * `invalidation` is settled when other arguments come, and not when the runtime asks again for the same.
 */
export function remembering(
  needs: readonly string[],
  compute: Cell['compute'],
  { stops }: Pick<Keep, 'stops'>,
): Cell['compute'] {
  let last: { values: unknown[]; result: unknown; stop: () => void } | undefined;
  stops.push(() => last?.stop());
  return (...values) => {
    const stays = (value: unknown, at: number) =>
      needs[at] === 'invalidation' || Object.is(value, last!.values[at]);
    if (last && values.every(stays)) return last.result;
    last?.stop();
    let stop = () => {};
    const invalidation = new Promise<void>((done) => (stop = done));
    const result = compute(
      ...values.map((value, at) => (needs[at] === 'invalidation' ? invalidation : value)),
    );
    const mine = (last = { values, result, stop });
    if (result instanceof Promise) result.catch(() => last === mine && (last = undefined));
    return result;
  };
}
