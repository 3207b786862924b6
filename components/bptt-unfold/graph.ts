/** The unfolded network: a copy of input, state, output and loss for each step, states forward and errors backward. */
import { group, placed, words } from '../parts/timeline.ts';
import { backwardArrows, forwardArrows } from './arrows.ts';
import { lossBox, start, vectors, whole } from './contents.ts';
import type { Scene } from './scene.ts';

export function graph(scene: Scene) {
  const { pen, layout } = scene;
  const steps = Array.from({ length: layout.T }, (_, t) => step(scene, t));
  return group(pen, 'unfolded', start(scene), ...steps, whole(scene));
}

function step(scene: Scene, t: number) {
  const { pen, layout, progress } = scene;
  const name = words(pen, `t = ${t + 1}`, { x: layout.middle, y: layout.rows.time + 11 }, 'middle', 'faint');
  return placed(
    pen,
    { x: layout.start(t), y: 0 },
    ...forwardArrows(scene, t, t <= progress.forwardTo),
    ...backwardArrows(scene, t, t >= progress.backFrom),
    ...vectors(scene, t, t <= progress.forwardTo),
    lossBox(scene, t, t <= progress.forwardTo),
    name,
  );
}
