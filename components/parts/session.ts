/**
 * What a figure's run plays: training, a race, a descent. Everything in it is seeded, so that what stands at an iteration
 * is a function of the inputs alone: a link to iteration 500 shows what playing up to 500 shows.
 */
import { Superseded, turn } from './turn.ts';

/** Milliseconds of work before the page may answer. */
export const SLICE = 8;

/** The name under which all that was played at one go is one step back; see History. */
export const PLAYED = 'played ';

export interface Session<Shown = unknown> {
  /** The iteration at which it stands. */
  readonly reached: number;
  /** Goes on for about so many milliseconds, at most to the iteration `until`; gives where it then stands. */
  advance(milliseconds: number, until?: number): number | Promise<number>;
  /**
   * What there is at an iteration, at which it then stands: in slices to there if it is ahead, from the nearest kept
   * state if it is behind. Rejects with `Superseded` once `invalidation` has settled.
   */
  at(iteration: number, invalidation?: Promise<unknown>): Shown | Promise<Shown>;
}

export interface Work<Shown> {
  reached(): number;
  /** See Session. */
  advance(milliseconds: number, until: number): number | Promise<number>;
  /** Goes back to the nearest state that was kept and is not after this iteration; the start always was. */
  back(iteration: number): void | Promise<void>;
  /** What there is where it stands. What was given out before must stay as it was. */
  shown(): Shown | Promise<Shown>;
}

/** A session over work that goes on and back; one thing at a time, whoever asks. */
export function sessionOf<Shown>(work: Work<Shown>): Session<Shown> {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const mine = last.then(task, task);
    last = mine;
    return mine;
  };
  return {
    get reached() {
      return work.reached();
    },
    advance: (milliseconds, until = Infinity) => inTurn(async () => await work.advance(milliseconds, until)),
    at: (iteration, invalidation) => {
      let unwanted = false;
      void invalidation?.then(() => (unwanted = true));
      return inTurn(() => towards(work, iteration, () => unwanted));
    },
  };
}

async function towards<Shown>(work: Work<Shown>, iteration: number, unwanted: () => boolean): Promise<Shown> {
  if (work.reached() > iteration) await work.back(iteration);
  while (work.reached() < iteration) {
    await turn();
    if (unwanted()) throw new Superseded();
    const before = work.reached();
    if ((await work.advance(SLICE, iteration)) <= before) break;
  }
  return work.shown();
}

/** Goes on in slices, between which the page may answer, for so long or to `until`, while it `goes`. */
export async function goOn(
  session: Session,
  { from, until, milliseconds }: { from: number; until: number; milliseconds: number },
  goes: () => boolean,
): Promise<{ at: number; milliseconds: number }> {
  const begun = performance.now();
  const passed = () => performance.now() - begun;
  let [at, before] = [from, from - 1];
  while (goes() && at < until && at > before && passed() < milliseconds) {
    before = at;
    at = Math.min(await session.advance(SLICE, until), until);
    await turn();
  }
  return { at, milliseconds: passed() };
}
