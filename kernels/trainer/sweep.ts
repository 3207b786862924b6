/**
 * The loss surface of kernels/surface.ts, swept by the trainer's homes: 512 by 512 networks of 50 steps within a frame or
 * two and without a graphics processor, which no other home does. `surface` there says what is computed; here it is the
 * same to about 10⁻⁶.
 *
 *   const { sweep } = await sweeper();
 *   const losses = sweep(task, window);              [rows][columns], one row after the other
 *   const part = sweep(task, window, 0, 64);         its first 64 rows, for work in slices
 */
import type { Task, Window } from '../surface.ts';
import { FIRST, type Home, type HomeMaker } from './operations.ts';

/** More steps of all sequences together than this are not provided for. */
const MOST_STEPS = 4096;
/** Numbers of one block of rows. */
const BLOCK = 65_536;

export interface Sweeper {
  /** Which home computes. */
  readonly home: 'webassembly' | 'plain';
  /** Losses of the rows `first` up to `last` of a window; all, if nothing is said. */
  sweep(task: Task, window: Window, first?: number, last?: number): Float32Array;
}

/** Fetches what is needed, and tries it, once. */
export async function sweeper(home: 'auto' | 'plain' | 'webassembly' = 'auto'): Promise<Sweeper> {
  const { homeFor } = await import('./homes.ts');
  return sweeperIn(await homeFor(home));
}

/** In a home that is there. */
export async function sweeperIn(make: HomeMaker): Promise<Sweeper> {
  const own = await make(FIRST + 16 + 3 * MOST_STEPS + BLOCK);
  return {
    home: own.name,
    sweep: (task, window, first = 0, last = window.rows) => swept(own, task, window, first, last),
  };
}

/** Puts a task and a window in their places. */
function enter(numbers: Home['numbers'], task: Task, { origin, across, up }: Window) {
  const [x, y, counts, to] = [0, 1, 2, 3].map((i) => FIRST + 16 + i * MOST_STEPS) as [
    number,
    number,
    number,
    number,
  ];
  numbers.set([...origin, ...across, ...up], FIRST);
  numbers.set(task.x.flat(), x);
  numbers.set(task.y.flat(), y);
  numbers.set(task.counts.flat(), counts);
  return { x, y, counts, to };
}

/** In blocks of rows, each of which is copied out. */
function swept({ numbers, operations }: Home, task: Task, window: Window, first: number, last: number) {
  const { columns, rows } = window;
  const [sequences, steps] = [task.x.length, task.x[0]!.length];
  const row = Math.ceil(columns / 16) * 16;
  if (sequences * steps > MOST_STEPS || row > BLOCK) {
    throw new Error(
      `sweep: ${sequences} × ${steps} steps in ${columns} columns, most are ${MOST_STEPS} in ${BLOCK}`,
    );
  }
  const { x, y, counts, to } = enter(numbers, task, window);
  const losses = new Float32Array((last - first) * columns);
  const most = Math.floor(BLOCK / row);
  for (let at = first; at < last; at += most) {
    const end = Math.min(last, at + most);
    operations.sweep(to, row, FIRST, x, y, counts, sequences, steps, task.initial, columns, rows, at, end);
    for (let r = at; r < end; r++) {
      const from = to + (r - at) * row;
      losses.set(numbers.subarray(from, from + columns), (r - first) * columns);
    }
  }
  return losses;
}
