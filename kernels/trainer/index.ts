/**
 * Trains recurrent networks: one or more layers of tanh, LSTM or GRU cells, on symbols or on vectors, with truncated
 * backpropagation through time, in whichever home is there: compiled to WebAssembly, or `plain` TypeScript.
 *
 *   const recipe = { batch: 1, steps: 25, optimizer: 'adagrad', rate: 0.1, clip: { by: 'value', at: 5 }, seed: 1 };
 *   const data = textData(text, recipe);
 *   const net = await trainer({ cell: 'rnn', symbols: data.symbols.length, hidden: [100] }, recipe, data);
 *   net.step();                            one iteration: its loss, summed over the steps
 *   net.run(8);                            as many as fit in 8 milliseconds: the losses of each
 *   await net.stepOn(device);              one iteration of a large batch on a device of kernels/device
 *   net.overflow                           undefined, or the iteration at which a number became too large
 *   const { state, outputs } = net.advance(net.start(), 0);       one step after symbol 0, for sampling
 *   const again = await restore(net.save(), data);                the same run, from where it was saved
 *
 * - Everything is seeded, and the data is a pure function of the iteration's number: the same iterations give the same
 *   numbers, however they are cut into slices. That is so in one home: the compiled one has 32-bit numbers and `plain` 64-bit
 *   ones, and browsers that multiply and add in one instruction round once where others round twice. Their losses agree to
 *   about 10⁻⁶ at first; then they drift apart as two trajectories that differ in a rounding do, slowly or, where the network
 *   is chaotic (the rate 0.1 of the 112-line program makes it so), within ten iterations.
 * - Nothing here blocks for longer than it is told to: `run(milliseconds)` returns when they are over, so that a page can
 *   train in slices between its frames. One iteration is never cut: choose sizes of which one fits.
 * - The loss of an iteration is a sum over steps and a mean over the batch, in nats. A smoothed loss is the caller's.
 * - A run that explodes is not an error: `overflow` tells the iteration, `step` answers Infinity and does nothing more;
 *   `reset({ rate: … })` starts again.
 * - Wrong models, recipes, chunks and texts throw a TrainerError, damaged files a DamagedFile, with a sentence to show.
 *
 * The equations of the cells and of the optimizers are in operations.ts; cells.ts and network.ts compose them; weights.ts
 * says where numbers lie. `engine.ts` and what it needs is fetched at the first call only.
 */
import { DamagedFile, TrainerError, type Data, type Model, type Recipe, type Trainer } from './types.ts';

export * from './types.ts';
export { OTHER } from './symbols.ts';
export { textData, type TextData } from './text.ts';

/** Makes a trainer at iteration 0. `home` may insist on one; `auto` takes the fastest that is there and computes rightly. */
export async function trainer(
  model: Model,
  recipe: Recipe,
  data: Data,
  home: 'auto' | 'plain' | 'webassembly' = 'auto',
): Promise<Trainer> {
  const [{ engine }, { homeFor }] = await Promise.all([import('./engine.ts'), import('./homes.ts')]);
  return await engine(model, recipe, data, await homeFor(home));
}

/** A trainer as it was when `save` wrote that text. Throws a DamagedFile where it cannot be; nothing else is touched. */
export async function restore(
  text: string,
  data: Data,
  home: 'auto' | 'plain' | 'webassembly' = 'auto',
): Promise<Trainer> {
  const [{ engine }, { homeFor }, file] = await Promise.all([
    import('./engine.ts'),
    import('./homes.ts'),
    import('./file.ts'),
  ]);
  const saved = file.read(text);
  try {
    const made = await engine(saved.model, saved.recipe, data, await homeFor(home));
    made.adopt(saved);
    return made;
  } catch (reason) {
    if (!(reason instanceof TrainerError)) throw reason;
    throw new DamagedFile(`This file holds a network that cannot be: ${reason.message}.`);
  }
}
