/** How the output is made of the state, and probabilities of the output. */
import type { Cell } from '../parts/declare.ts';
import { arrow } from '../parts/timeline-arrows.ts';
import { element, picture, words } from '../parts/timeline.ts';
import { between, block, CELL, sceneOf, type Scene } from './scene.ts';
import { drawing } from './shown.ts';

const LEFT = 18;
const [WIDE, HIGH] = CELL;
const BAR = 44;

function layoutOf({ shown: { h, o } }: Scene) {
  const [H, O] = [h.length, o.length];
  const top = 21;
  const weights = top + HIGH + 22;
  const products = weights + O * HIGH + 42;
  const bias = LEFT + H * WIDE + 18;
  const logits = bias + WIDE + 18;
  const shares = logits + WIDE + 28;
  return { H, O, top, weights, products, bias, logits, shares, width: shares + WIDE + BAR + 10, height: products + O * HIGH + 8 };
} // prettier-ignore

type Layout = ReturnType<typeof layoutOf>;

export const drawOutput: Cell = drawing((pen, shown) => {
  const scene = sceneOf(pen, shown);
  const layout = layoutOf(scene);
  const content = [...products(scene, layout), ...probabilities(scene, layout)];
  return picture(pen, layout.width, layout.height, 'how the output is made', content);
});

function products(scene: Scene, { H, O, top, weights, products: y, bias, logits }: Layout) {
  const { pen } = scene;
  const [active, reached] = [scene.reached('activation'), scene.reached('output')];
  const [middle, from] = [LEFT + (H * WIDE) / 2, weights + O * HIGH];
  return [
    block(scene, { name: 'h', words: 'state', tex: '\\hid{t}', x: LEFT, y: top, row: true, reached: active }),
    block(scene, { name: 'V', words: 'output weights', tex: '\\Wout', x: LEFT, y: weights, editable: true }),
    arrow(pen, 'plain', { x: middle, y: from + 3 }, { x: middle, y: from + 18 }, reached),
    words(pen, 'weight × state', { x: middle, y: y - 8 }, 'middle', 'faint'),
    block(scene, { name: 'outputTerms', words: 'product with the state', x: LEFT, y, reached }),
    between(scene, '+', bias - 9, y, O),
    block(scene, { name: 'c', words: 'output bias', tex: '\\bout', x: bias, y, editable: true }),
    between(scene, '=', logits - 9, y, O),
    block(scene, { name: 'o', words: 'output', tex: '\\logit{t}', x: logits, y, reached }),
  ];
}

/** The probabilities with a bar each, whose whole length would be 1. */
function probabilities(scene: Scene, { O, products: y, logits, shares: x }: Layout) {
  const { pen, shown } = scene;
  const reached = scene.reached('softmax');
  const middle = y + (O * HIGH) / 2;
  const bar = (share: number, i: number) =>
    element(pen.document, 'rect', { x: x + WIDE + 4, y: y + i * HIGH + 4, width: Math.round(share * BAR * 10) / 10, height: HIGH - 8, class: 'amount whole' });
  return [
    arrow(pen, 'plain', { x: logits + WIDE + 4, y: middle }, { x: x - 4, y: middle }, reached),
    block(scene, { name: 'p', words: 'probability', tex: '\\pred{t}', x, y, reached }),
    ...(reached ? shown.p.map(bar) : []),
  ];
} // prettier-ignore
