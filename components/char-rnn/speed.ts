/** How fast this page trains such a network. */
import { trainer, type TextData } from '../../kernels/trainer/index.ts';
import { SLICE } from '../parts/session.ts';
import { Superseded, turn } from '../parts/turn.ts';
import { cells, type Settings } from './inputs.ts';
import { modelOf, recipeOf } from './training.ts';

/** Milliseconds that are measured, after a short while to get warm. */
const MEASURED = 200;
const WARM = 40;

/** Iterations in a second of work, from the start of a run of its own. */
export async function measured(
  settings: Settings,
  data: TextData,
  invalidation: Promise<void>,
): Promise<number> {
  let unwanted = false;
  void invalidation?.then(() => (unwanted = true));
  const cell = cells.find((one) => one === settings.cell)!;
  const net = await trainer(modelOf(settings, cell, data), recipeOf(settings), data);
  let [count, worked, warm] = [0, 0, 0];
  while (worked < MEASURED && net.overflow === undefined) {
    await turn();
    if (unwanted) throw new Superseded();
    const begun = performance.now();
    const done = net.run(SLICE).length;
    const took = performance.now() - begun;
    if (warm < WARM) warm += took;
    else [count, worked] = [count + done, worked + took];
  }
  net.dispose();
  return worked > 0 ? (1000 * count) / worked : 0;
}
