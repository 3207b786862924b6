/** The figure itself: folded and unfolded network, and the rows of the backward pass under the same columns. */
import { cell, type Cell, type Sizes } from '../parts/declare.ts';
import { said } from '../parts/numbers.ts';
import type { Letters } from '../parts/runs.ts';
import { element, picture, type Pen } from '../parts/timeline.ts';
import { folded, legend } from './folded.ts';
import { graph } from './graph.ts';
import { layoutOf, progressOf } from './layout.ts';
import { outputs } from './outputs.ts';
import { rows } from './rows.ts';
import { isCut, type Scene } from './scene.ts';
import { shownNames, shownOf } from './shown.ts';

export const penOf = (document: Document, letters: Letters): Pen => ({
  document,
  letters,
  said: (name, value) => said({ outputs }, name, value),
});

export const drawNetwork: Cell = cell(
  ['document', 'letters', 'sizes', ...shownNames],
  (document: Document, letters: Letters, sizes: Sizes, ...values: unknown[]) => {
    const shown = shownOf(values);
    const layout = layoutOf(sizes);
    const scene = {
      pen: penOf(document, letters),
      shown,
      layout,
      progress: progressOf(shown.moment, layout.T),
    };
    const label = `network unfolded over ${layout.T} steps`;
    const content = [
      band(scene),
      ...cuts(scene),
      folded(scene.pen, layout),
      legend(scene.pen, layout),
      graph(scene),
      rows(scene),
    ];
    return picture(scene.pen, layout.width, layout.height, label, content);
  },
);

/** The step on show is lit from top to bottom. */
function band({ pen, layout, progress }: Scene) {
  if (progress.folded || progress.over) return undefined;
  const kind = progress.backward ? 'band backward' : 'band forward';
  const place = { x: layout.start(progress.now) - 2, y: 0, width: layout.step, height: layout.height, rx: 6 };
  return element(pen.document, 'rect', { ...place, class: kind, 'data-now': '' });
}

/** Where truncation cuts, a line between the blocks, through everything that belongs to the errors. */
function cuts({ pen, layout, shown }: Scene) {
  const between = Array.from({ length: layout.T - 1 }, (_, t) => t).filter((t) => isCut(shown.truncate, t));
  return between.map((t) => {
    const x = layout.start(t + 1) - 2;
    return element(pen.document, 'path', { d: `M${x} 0V${layout.height}`, class: 'cut shaft' });
  });
}
