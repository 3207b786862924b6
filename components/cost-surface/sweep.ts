/** The loss of a network for each cell, a strip of rows at a time where nothing else would let the page answer. */
import type { Device } from '../../kernels/device/device.ts';
import { surface, type Task, type Window } from '../../kernels/surface.ts';
import type { Matrix } from '../parts/declare.ts';
import { Superseded, turn } from '../parts/turn.ts';

/** As many steps of networks as a strip may have on `plain`: a few milliseconds. */
const MOST_STEPS = 800_000;

const isGpu = (device: Device) => device.name.startsWith('web') && device.name !== 'webasm';

/** L [rows][columns]. */
export async function sweep(
  device: Device,
  task: Task,
  window: Window,
  invalidation: Promise<void>,
): Promise<Matrix> {
  let stopped = false;
  void invalidation.then(() => (stopped = true));
  const { rows, columns, origin, up } = window;
  const each = columns * task.x.length * task.x[0]!.length;
  const high = device.name === 'plain' ? Math.max(1, Math.floor(MOST_STEPS / each)) : rows;
  const found: Matrix = [];
  for (let from = 0; from < rows; from += high) {
    const count = Math.min(high, rows - from);
    const at = (share: number) => up.map((value) => (value * share) / rows);
    const strip = {
      ...window,
      origin: origin.map((value, i) => value + at(from)[i]!),
      up: at(count),
      rows: count,
    };
    // A GPU has a tanh of its own, and takes single numbers faster back.
    const { cells } = await device.read({ cells: surface(device, task, strip, !isGpu(device)) });
    found.push(...(cells as Matrix));
    if (found.length < rows) await turn();
    if (stopped) throw new Superseded('surface');
  }
  return found;
}
