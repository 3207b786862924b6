/** The loss of a network for each cell, a strip of rows at a time where nothing else would let the page answer. */
import type { Device } from '../../kernels/device/device.ts';
import { surface, type Task, type Window } from '../../kernels/surface.ts';
import type { Sweeper } from '../../kernels/trainer/sweep.ts';
import type { Matrix } from '../parts/declare.ts';
import { savesData } from '../parts/saving.ts';
import { Superseded, turn } from '../parts/turn.ts';

/** As many steps of networks as a strip may have on `plain`: a few milliseconds. */
const MOST_STEPS = 800_000;

const isGpu = (device: Device) => device.name.startsWith('web') && device.name !== 'webasm';

/** From so many cells a side on a sweep waits for the trainer's program, which is several times as fast. */
const MANY = 256;
/** Rows of such a sweep before the browser has its turn. */
const STRIP = 64;

let fetched: Promise<Sweeper | undefined> | undefined;

/** The trainer's home in WebAssembly; nothing where that cannot be had. */
async function fetchSweeper(): Promise<Sweeper | undefined> {
  try {
    const { sweeper } = await import('../../kernels/trainer/sweep.ts');
    const found = await sweeper();
    return found.home === 'webassembly' ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Has the program there and warm before a reader asks for the finer picture, in a page that has nothing else to do. */
function prepare(task: Task, window: Window): void {
  const idle = globalThis.requestIdleCallback as typeof requestIdleCallback | undefined;
  if (fetched || !idle || savesData(globalThis)) return;
  idle(() => {
    fetched ??= fetchSweeper();
    void fetched.then((found) => found?.sweep(task, { ...window, rows: STRIP, columns: 2 * MANY }));
  });
}

/** The last surface of each task: a ball that is dropped elsewhere rolls over the same one. */
const known = new WeakMap<Task, { by: string; cells: Matrix }>();

/** L [rows][columns] over the window that is the JSON text `framed`. */
export async function surfaceOf(
  device: Device,
  task: Task,
  framed: string,
  invalidation: Promise<void>,
): Promise<Matrix> {
  const by = `${device.name} ${framed}`;
  const before = known.get(task);
  if (before?.by === by) return before.cells;
  const cells = await sweep(device, task, JSON.parse(framed) as Window, invalidation);
  known.set(task, { by, cells });
  return cells;
}

async function sweep(
  device: Device,
  task: Task,
  window: Window,
  invalidation: Promise<void>,
): Promise<Matrix> {
  let stopped = false;
  void invalidation.then(() => (stopped = true));
  const rest = async (done: number) => {
    if (done < window.rows) await turn();
    if (stopped) throw new Superseded('surface');
  };
  const trainer = window.rows >= MANY && !isGpu(device) && (await (fetched ??= fetchSweeper()));
  if (trainer) return byTrainer(trainer, task, window, rest);
  const found = await byDevice(device, task, window, rest);
  if (!isGpu(device)) prepare(task, window);
  return found;
}

type Rest = (done: number) => Promise<void>;

async function byTrainer({ sweep }: Sweeper, task: Task, window: Window, rest: Rest): Promise<Matrix> {
  const { rows, columns } = window;
  const found: Matrix = [];
  while (found.length < rows) {
    const end = Math.min(rows, found.length + STRIP);
    const losses = sweep(task, window, found.length, end);
    for (let at = 0; at < losses.length; at += columns) {
      found.push(Array.from(losses.subarray(at, at + columns)));
    }
    await rest(end);
  }
  return found;
}

async function byDevice(device: Device, task: Task, window: Window, rest: Rest): Promise<Matrix> {
  const { rows, columns, origin, up } = window;
  const each = columns * task.x.length * task.x[0]!.length;
  const high = device.name === 'plain' ? Math.max(1, Math.floor(MOST_STEPS / each)) : rows;
  const found: Matrix = [];
  for (let from = 0; from < rows; from += high) {
    const count = Math.min(high, rows - from);
    const at = (share: number) => up.map((value) => (value * share) / rows);
    const start = origin.map((value, i) => value + at(from)[i]!);
    const strip = { ...window, origin: start, up: at(count), rows: count };
    // A GPU has a tanh of its own, and gives single numbers back faster.
    const { cells } = await device.read({ cells: surface(device, task, strip, !isGpu(device)) });
    found.push(...(cells as Matrix));
    await rest(found.length);
  }
  return found;
}
