/** What works in which kind of frame, as a browser test saw it and wrote it down (content/embed-matrix.yaml). */
import { z } from 'astro/zod';
import { readYaml } from '../content-file.ts';

const words = z.string().min(1);

/** A row for each kind of frame, a column for each thing tried, in words. */
const table = z.strictObject({ widget: words, frames: z.record(words, z.record(words, words)) });

const { widget, frames } = readYaml('content/embed-matrix.yaml', table);

export const matrix = {
  widget,
  columns: Object.keys(Object.values(frames)[0] ?? {}),
  rows: Object.entries(frames).map(([name, tried]) => ({ name, cells: Object.values(tried) })),
};
