/** What drawings, sums and sentences of this widget read, by name. */
import type { Matrix, Vector } from '../parts/declare.ts';
import { shownBy } from '../parts/shown.ts';
import { outputs } from './outputs.ts';
import { names, parts } from './values.ts';

export type Shown = Record<
  | 'x' | 'hPrev' | 'cPrev' | 'dhNext' | 'dcNext' | 'zi' | 'zf' | 'zo' | 'zg' | 'i' | 'f' | 'o' | 'g' | 'c' | 'squash' | 'h'
  | 'kept' | 'written' | 'dc' | 'di' | 'df' | 'dOut' | 'dg' | 'dx' | 'dhPrev' | 'dcPrev' | 'pi' | 'pf' | 'po'
  | 'bi' | 'bf' | 'bo' | 'bg',
  Vector
> & Record<'Wi' | 'Wf' | 'Wo' | 'Wg' | 'Ui' | 'Uf' | 'Uo' | 'Ug', Matrix> & {
  sees: boolean; position: number; answer: number | undefined;
}; // prettier-ignore

const shown = [...names, ...parts, 'squash', 'position', 'answer'] as (keyof Shown)[];

export const { reading, drawing } = shownBy<Shown>(shown, outputs);
