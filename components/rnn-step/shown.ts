/** What drawings, sums and sentences of this widget read, by name. */
import { shownBy } from '../parts/shown.ts';
import { found, given, outputs, type Found, type Given } from './values.ts';

export type Shown = Given & Found & { stage: string };

export const { reading, drawing } = shownBy<Shown>(['stage', ...given, ...found], outputs);
