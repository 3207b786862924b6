/** The network as it is written down: layers bottom to top, each with a loop whose black square delays by one step. */
import { delay, loop } from '../parts/timeline-arrows.ts';
import { element, group, symbol, words } from '../parts/timeline.ts';
import { nameOf, upward, type Scene } from './edges.ts';
import { RADIUS } from './layout.ts';

export function folded(scene: Scene) {
  const { pen, layout, isLit } = scene;
  const x = layout.folded;
  const circles = Array.from({ length: layout.L }, (_, at) => {
    const y = layout.layer(at);
    const name = nameOf('U', at, layout.L);
    const state = layout.L === 1 ? '\\hid{t}' : `\\hidl{${at + 1}}{t}`;
    return [
      ...upward(scene, x, at, true),
      group(pen, isLit('U', at) ? 'lit' : 'unlit', loop(pen, { x, y }, RADIUS), symbol(pen, name, { x: x + 46, y: y - 15 }, 'start', 'small-letter')),
      element(pen.document, 'circle', { cx: x, cy: y, r: RADIUS, class: 'unit' }),
      symbol(pen, state, { x, y: y + 4 }, 'middle', 'small-letter'),
    ];
  });
  return group(
    pen,
    'folded',
    ...circles.flat(),
    symbol(pen, '\\logit{t}', { x, y: layout.output }),
    symbol(pen, '\\inp{t}', { x, y: layout.input }),
    words(pen, 'folded', { x, y: layout.time }, 'middle', 'faint'),
    delay(pen, { x: 74, y: layout.time - 4 }),
    words(pen, 'delay', { x: 84, y: layout.time }, 'start', 'faint'),
  );
} // prettier-ignore
