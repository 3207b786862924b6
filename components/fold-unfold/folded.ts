/** The network as it is written down: layers bottom to top, each with a loop whose black square delays by one step. */
import { delay, loop } from '../parts/timeline-arrows.ts';
import { element, group, symbol, words } from '../parts/timeline.ts';
import { nameOf, upward, type Scene } from './edges.ts';
import { FOLDED_RADIUS } from './layout.ts';

export function folded(scene: Scene) {
  const { pen, layout, isLit } = scene;
  const x = layout.folded;
  const circles = Array.from({ length: layout.L }, (_, at) => {
    const y = layout.layer(at);
    const name = nameOf('U', at, layout.L);
    const state = layout.L === 1 ? '\\hid{t}' : `\\hidl{${at + 1}}{t}`;
    return [
      ...upward(scene, x, at, true),
      group(pen, isLit('U', at) ? 'lit' : 'unlit', loop(pen, { x, y }, FOLDED_RADIUS), symbol(pen, name, { x: x + 52, y: y - 20 }, 'start', 'small-letter')),
      element(pen.document, 'circle', { cx: x, cy: y, r: FOLDED_RADIUS, class: 'unit' }),
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
    delay(pen, { x: 100, y: layout.time - 4 }),
    words(pen, 'delay', { x: 109, y: layout.time }, 'start', 'faint'),
  );
} // prettier-ignore
