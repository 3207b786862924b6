/** The figure itself: folded and unfolded network, and the rows of the backward pass under the same columns. */
import type { Cell } from '../parts/declare.ts';
import { element, picture } from '../parts/timeline.ts';
import { folded, legend } from './folded.ts';
import { graph } from './graph.ts';
import { layoutOf, progressOf } from './layout.ts';
import { rows } from './rows.ts';
import { isCut, type Scene } from './scene.ts';
import { drawing } from './shown.ts';

export const drawNetwork: Cell = drawing((pen, shown) => {
  const layout = layoutOf(shown.sizes);
  const scene = { pen, shown, layout, progress: progressOf(shown.moment, layout.T) };
  const label = `network unfolded over ${layout.T} steps`;
  const content = [
    band(scene),
    ...cuts(scene),
    folded(pen, layout),
    legend(pen, layout),
    graph(scene),
    rows(scene),
  ];
  return picture(pen, layout.width, layout.height, label, content);
});

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
