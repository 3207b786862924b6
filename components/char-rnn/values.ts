/** The dataflow: a text, its data, the training, the smoothed losses, and samples of the moments that are kept. */
import { costsOf, drawn, type Costs } from '../../kernels/sampling.ts';
import { seeded } from '../../kernels/seeded.ts';
import { textOf, type TextKind } from '../../kernels/texts.ts';
import { textData, TrainerError, type TextData } from '../../kernels/trainer/index.ts';
import { cell, later, type Cell } from '../parts/declare.ts';
import { sessionOf, type Session } from '../parts/session.ts';
import { fileOf, openedFor } from './file.ts';
import { sampledAt, settings, settingsIn } from './inputs.ts';
import { measured } from './speed.ts';
import { training, type Moment, type Trained } from './training.ts';

/** Characters of a text of ours, and of a sample. */
const OURS = 50_000;
export const SAMPLE = 160;
/** Symbols of a text that are counted for the baselines. */
const COUNTED = 500_000;

/** What is read; or why nothing can be learnt from it. */
export type Corpus = { data: TextData; costs: Costs } | { fault: string };

function corpusOf(source: string, own: string, batch: number, steps: number): Corpus {
  const text = source === 'own' ? own : textOf(source as TextKind, 1, OURS);
  try {
    const data = textData(text, { batch, steps });
    return { data, costs: costsOf(data.encode(text.slice(0, COUNTED)), data.symbols.length) };
  } catch (error) {
    if (!(error instanceof TrainerError)) throw error;
    return { fault: error.message };
  }
}

/** With nothing to learn from there is nothing to train. */
const nothing = sessionOf<undefined>({
  reached: () => Infinity,
  advance: () => Infinity,
  back: () => {},
  shown: () => undefined,
});

const session = cell(['corpus', 'kept', ...settings], (corpus: Corpus, kept: string, ...values: unknown[]) =>
  'fault' in corpus
    ? nothing
    : training(settingsIn(values), corpus.data, openedFor(kept, settingsIn(values))),
);

/** s ← 0.999 s + 0.001 L, from the logarithm of V on: how the 112-line program smooths its loss. */
export function smoothed(losses: readonly number[], start: number): number[] {
  let mean = start;
  return losses.map((loss) => (mean = 0.999 * mean + 0.001 * loss));
}

/** A text drawn from the network of a moment, beginning with the first symbol of what is read. */
function sample({ sampler, data }: Trained, { weights }: Moment, temperature: number, seed: number): string {
  if (!weights) return '';
  sampler.write(weights);
  const random = seeded(seed);
  let symbol = data.chunk(0).inputs[0]!;
  let state = sampler.start();
  let text = '';
  for (let count = 0; count < SAMPLE; count++) {
    const next = sampler.advance(state, symbol);
    symbol = drawn(next.outputs, temperature, random());
    if (symbol < 0) break;
    state = next.state;
    text += data.symbols[symbol];
  }
  return text;
}

/** A sample is drawn once. */
function sampled(trained: Trained, moment: Moment, temperature: number, seed: number): string {
  const key = `${temperature} ${seed}`;
  const text = moment.drawn.get(key) ?? sample(trained, moment, temperature, seed);
  moment.drawn.set(key, text);
  return text;
}

const costOf = (name: keyof Costs) =>
  cell(['corpus'], (corpus: Corpus) => ('fault' in corpus ? 0 : corpus.costs[name]));

export const values: Record<string, Cell> = {
  corpus: cell(['source', 'text', 'batch', 'steps'], corpusOf),
  session,
  trained: cell(
    ['session', 'iterations', 'invalidation'],
    (one: Session<Trained | undefined>, iterations: number, invalidation: Promise<void>) =>
      one.at(iterations, invalidation),
  ),
  guessing: costOf('guessing'),
  singles: costOf('singles'),
  pairs: costOf('pairs'),
  symbols: cell(['corpus'], (corpus: Corpus) => ('fault' in corpus ? 0 : corpus.data.symbols.length)),
  loss: cell(['trained'], (trained?: Trained) => trained?.losses[0]!.values ?? []),
  smoothed: cell(['loss', 'guessing'], smoothed),
  compared: cell(['trained', 'guessing'], (trained: Trained | undefined, start: number) =>
    (trained?.losses ?? []).map(({ values: losses }) => smoothed(losses, start).at(-1) ?? start),
  ),
  samples: cell(
    ['trained', 'iterations', 'temperature', 'seed'],
    (trained: Trained | undefined, iterations: number, temperature: number, seed: number) =>
      momentsAt(trained, iterations).map((moment) => (moment ? sampled(trained!, moment, temperature, seed) : '')),
  ),
  iterationsPerSecond: later(['corpus', 'invalidation', ...settings], (corpus: Corpus, invalidation, ...given: unknown[]) =>
    'fault' in corpus ? 0 : measured(settingsIn(given), corpus.data, invalidation as Promise<void>),
  ),
  saved: later(['trained', 'temperature', ...settings], (trained: Trained | undefined, temperature: number, ...given: unknown[]) =>
    fileOf(settingsIn(given), temperature, trained?.save() ?? { net: '', losses: [] }),
  ),
}; // prettier-ignore

/** Of an opened network the moments before its file are not there. */
export function momentsAt(trained: Trained | undefined, iterations: number): (Moment | undefined)[] {
  if (!trained) return [];
  return sampledAt({ iterations, source: '' }).map((at) => trained.moments.find((one) => one.iteration === Math.min(at, trained.iteration) && (at <= trained.iteration || at === iterations)));
} // prettier-ignore
