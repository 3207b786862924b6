/** The training behind the figure: networks that read the same chunks, their losses, and what a diary of them needs. */
import {
  trainer,
  type Parameters,
  type Recipe,
  type TextData,
  type Trainer,
} from '../../kernels/trainer/index.ts';
import { sessionOf, type Session } from '../parts/session.ts';
import { cells, type CellName, type Settings } from './inputs.ts';
import type { Opened } from './file.ts';
import { Run } from './run.ts';

/** A network as it was at an iteration, for sampling. */
export interface Moment {
  iteration: number;
  /** None where a number had become too large. */
  weights: Parameters | undefined;
  /** Samples that were drawn from it, by temperature and seed. */
  drawn: Map<string, string>;
}

/** What there is at an iteration. */
export interface Trained {
  iteration: number;
  /** Mean loss of a symbol at each iteration, of each network; Infinity from where it overflowed. */
  losses: { cell: CellName; values: number[]; overflow: number | undefined }[];
  moments: Moment[];
  /** Where it was computed. */
  home: Trainer['home'];
  data: TextData;
  /** A network to put weights in, for sampling. */
  sampler: Trainer;
  /** The first network where it stands now, to go on from. */
  save: () => Opened;
}

export function recipeOf({ batch, steps, optimizer, rate, clip, clipBy, seed }: Settings): Recipe {
  const clipping = clipBy === 'off' ? undefined : { by: clipBy as 'value' | 'norm', at: clip as number };
  return { batch, steps, optimizer, rate, seed, clip: clipping } as Recipe;
}

export const modelOf = ({ units, layers }: Settings, cell: CellName, data: TextData) => ({
  cell,
  symbols: data.symbols.length,
  hidden: Array.from({ length: layers as number }, () => units as number),
});

export interface Net {
  cell: CellName;
  trainer: Trainer;
  losses: number[];
}

export async function training(settings: Settings, data: TextData, opened?: Opened): Promise<Session<Trained>> {
  const chosen = settings.cell as CellName;
  const wanted = settings.against === 'all' ? [chosen, ...cells.filter((cell) => cell !== chosen)] : [chosen];
  const recipe = recipeOf(settings);
  const make = async (cell: CellName): Promise<Net> => ({ cell, losses: [], trainer: await trainer(modelOf(settings, cell, data), recipe, data) });
  const nets = await Promise.all(wanted.map(make));
  const sampler = await trainer(modelOf(settings, chosen, data), recipe, data, 'plain');
  const run = new Run(nets, data, sampler);
  if (opened && nets.length === 1) await run.open(opened);
  return sessionOf<Trained>(run);
} // prettier-ignore
