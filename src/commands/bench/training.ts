/**
 * Training in the page, without a graphics processor: one iteration of the char-RNN of 112 lines (tanh, V = 65, T = 25,
 * clipping by ±5, Adagrad), by the trainer's two homes, by a careful loop, and by a tape of operations; the other cells and
 * a batch, by both homes; and how long it takes until the smoothed loss on a fixed text has fallen to a fixed level.
 *
 * Who races must do the same work: losses at iterations 1, 100 and 1,000 are compared first, at a rate of 0.01 (0.001 at
 * H = 256). At 0.1, the rate of the 112 lines, two runs that differ in one rounding part after ten iterations (tests/golden/trainer.py).
 */
import { engine, type Engine } from '../../../kernels/trainer/engine.ts';
import { textData, type Model, type Recipe } from '../../../kernels/trainer/index.ts';
import type { HomeMaker } from '../../../kernels/trainer/operations.ts';
import { plain } from '../../../kernels/trainer/plain.ts';
import { webassembly } from '../../../kernels/trainer/webassembly.ts';
import { compiled } from '../../build/trainer-program.ts';
import type { Races } from '../bench.ts';
import type { Runner } from '../race.ts';
import { carefulLoop, weightsOf, type Step } from './training-loop.ts';
import { tape } from './training-tape.ts';
import { raceText } from './training-text.ts';

const text = raceText();
const unit: Recipe = {
  batch: 1,
  steps: 25,
  optimizer: 'adagrad',
  rate: 0.1,
  clip: { by: 'value', at: 5 },
  seed: 1,
};

/** Nats a symbol, of ln 65 = 4.17 at the start. */
const LEVEL = 1.5;
/** The loss is smoothed over about so many symbols. */
const SMOOTHED = 2500;

type Homes = Record<string, HomeMaker>;

async function homes(): Promise<Homes> {
  const program = await compiled();
  const [relaxed, everywhere] = [
    await webassembly({ ...program, everywhere: '' }),
    await webassembly({ ...program, relaxed: '' }),
  ];
  return {
    ...(relaxed && { 'trainer, webassembly that multiplies and adds in one': relaxed }),
    ...(everywhere && { 'trainer, webassembly': everywhere }),
    'trainer, plain': plain,
  };
}

const races: Races = async () => {
  const made = await homes();
  const rnn = [64, 100, 256].map(async (H): Promise<[string, Record<string, Runner>]> => {
    return [`char-RNN, H = ${H}, one iteration`, await againstLoops(made, H)];
  });
  const cells = (['lstm', 'gru'] as const).map(
    async (cell) => [`char-${cell}, H = 100, one iteration`, await eachHome(made, cell, unit)] as const,
  );
  const batch = eachHome(made, 'rnn', { ...unit, batch: 8 });
  return Object.fromEntries([
    ...(await Promise.all(rnn)),
    ...(await Promise.all(cells)),
    ['char-RNN, H = 100, batch 8, one iteration', await batch] as const,
    [`until the smoothed loss is ${LEVEL} nats a symbol`, await toLevel(made)] as const,
  ]);
};
export default races;

const trained = (make: HomeMaker, model: Partial<Model>, recipe: Recipe): Promise<Engine> =>
  engine({ cell: 'rnn', symbols: 65, hidden: [100], ...model }, recipe, textData(text, recipe), make);

async function eachHome(made: Homes, cell: Model['cell'], recipe: Recipe) {
  const runners: Record<string, Runner> = {};
  const losses: number[] = [];
  for (const [name, make] of Object.entries(made)) {
    const net = await trained(make, { cell }, recipe);
    losses.push(net.step());
    runners[name] = () => net.step();
  }
  same(`${cell}, batch ${recipe.batch}, iteration 1`, losses);
  return runners;
}

/** The homes, the loop and the tape, after they have agreed. */
async function againstLoops(made: Homes, H: number): Promise<Record<string, Runner>> {
  const loops = { 'careful loop': carefulLoop, 'tape of operations': tape };
  const start = async (rate: number) => {
    const steps: Record<string, () => number> = {};
    for (const [name, make] of Object.entries(made)) {
      const net = await trained(make, { hidden: [H] }, { ...unit, rate });
      steps[name] = () => net.step();
    }
    const parameters = (await trained(plain, { hidden: [H] }, unit)).read();
    for (const [name, make] of Object.entries(loops)) {
      steps[name] = onText(make({ hidden: H, symbols: 65, steps: 25 }, weightsOf(parameters)), rate);
    }
    return steps;
  };
  const checked = Object.entries(await start(H > 100 ? 0.001 : 0.01)).map(([, step]) =>
    Array.from({ length: H > 100 ? 100 : 1000 }, step),
  );
  for (const at of [1, 100, 1000].filter((iteration) => iteration <= checked[0]!.length)) {
    same(
      `H = ${H}, iteration ${at}`,
      checked.map((losses) => losses[at - 1]!),
    );
  }
  return start(unit.rate);
}

function onText(step: Step, rate: number): () => number {
  const data = textData(text, unit);
  let iteration = 0;
  return () => {
    const { inputs, targets, carried } = data.chunk(iteration++);
    return step(inputs, targets, carried, rate);
  };
}

function same(what: string, losses: number[]) {
  const apart = Math.max(...losses) - Math.min(...losses);
  if (!(apart < 1e-3))
    throw new Error(`bench: ${what}: losses ${losses.join(', ')}: a race would mean nothing`);
}

/** Trains until the smoothed loss is down; how many iterations that took. */
function descend(step: () => number, symbols: number): number {
  const share = 1 - Math.exp(-symbols / SMOOTHED);
  let smooth = Math.log(65);
  for (let iteration = 1; iteration < 10_000; iteration++) {
    smooth += share * (step() / unit.steps - smooth);
    if (smooth < LEVEL) return iteration;
  }
  throw new Error(`bench: the loss stays at ${smooth}`);
}

/** Of Adam at 0.003 and 0.01 and batches of 1 and 4 those that get there first, with the network of the work unit. */
const best: Recipe = {
  batch: 4,
  steps: unit.steps,
  optimizer: 'adam',
  rate: 0.01,
  clip: { by: 'norm', at: 5 },
  seed: 1,
  initial: 'fan-in',
};
/** Of 0.1, 0.05 and 0.03 the rate with which the work unit gets there first. */
const RATE = 0.05;

/** The trainer with its own best settings, from a new start each time, and everybody with those of the work unit. */
async function toLevel(made: Homes): Promise<Record<string, Runner>> {
  const runners: Record<string, Runner> = {};
  for (const [name, make] of Object.entries(made)) {
    const [own, usual] = [await trained(make, {}, best), await trained(make, {}, { ...unit, rate: RATE })];
    const from = (net: Engine) => () => {
      net.reset();
      return descend(() => net.step(), unit.steps * net.recipe.batch);
    };
    runners[`${name}: Adam, batch ${best.batch}`] = from(own);
    runners[`${name}: the work unit at ${RATE}`] = from(usual);
  }
  const start = (await trained(plain, {}, unit)).read();
  runners[`tape of operations: the work unit at ${RATE}`] = () => {
    const step = tape({ hidden: 100, symbols: 65, steps: unit.steps }, weightsOf(start));
    return descend(onText(step, RATE), unit.steps);
  };
  return runners;
}
