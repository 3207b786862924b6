/** How the new state is made: weights under what they multiply, their products below, and then one sum for each unit. */
import type { Cell } from '../parts/declare.ts';
import { arrow } from '../parts/timeline-arrows.ts';
import { picture, words } from '../parts/timeline.ts';
import { curve } from './curve.ts';
import { between, block, CELL, sceneOf, type Scene } from './scene.ts';
import { drawing } from './shown.ts';

/** Room for the words over a single column. */
const LEFT = 18;
const [WIDE, HIGH] = CELL;
/** From one column of the sums to the next. */
const STEP = WIDE + 16;

/** Where the blocks stand. */
function layoutOf({ shown: { hPrev, x } }: Scene) {
  const [H, I] = [hPrev.length, x.length];
  const top = 21;
  const weights = top + HIGH + 22;
  const products = weights + H * HIGH + 42;
  const sums = products + H * HIGH + 46;
  // The words over two single columns need more than these.
  const gap = Math.max(26, 78 - ((H + I) * WIDE) / 2);
  const second = LEFT + H * WIDE + gap;
  const end = second + I * WIDE;
  const z = LEFT + 3 * STEP + 4;
  const h = z + WIDE + 34;
  const width = Math.max(end + 124, h + WIDE + 6);
  return { H, top, weights, products, sums, second, end, z, h, width, height: sums + H * HIGH + 8 };
}

type Layout = ReturnType<typeof layoutOf>;

export const drawState: Cell = drawing((pen, shown) => {
  const scene = sceneOf(pen, shown);
  const layout = layoutOf(scene);
  const { end, width, top, products: y } = layout;
  const box = { left: end + 26, right: width - 6, top: top - 8, bottom: y - 40 };
  const active = scene.reached('activation');
  const content = [...given(scene, layout), ...products(scene, layout), ...sums(scene, layout)];
  const all = [...content, curve(scene, box, active)];
  return picture(pen, width, layout.height, 'how the new state is made', all);
});

/** The state before and the input on their sides, each number over the column of weights that it is multiplied by. */
function given(scene: Scene, { top, weights, second }: Layout) {
  const fixed = { editable: true } as const;
  return [
    block(scene, { ...fixed, name: 'hPrev', words: 'state before', tex: '\\hid{t-1}', x: LEFT, y: top, row: true }),
    block(scene, { ...fixed, name: 'U', words: 'recurrent weights', tex: '\\Wrec', x: LEFT, y: weights }),
    block(scene, { ...fixed, name: 'x', words: 'input', tex: '\\inp{t}', x: second, y: top, row: true }),
    block(scene, { ...fixed, name: 'W', words: 'input weights', tex: '\\Win', x: second, y: weights }),
  ];
} // prettier-ignore

function products(scene: Scene, { H, weights, products: y, second, end }: Layout) {
  const { pen } = scene;
  const from = weights + H * HIGH;
  const reached = scene.reached('products');
  const middles = [LEFT + (H * WIDE) / 2, (second + end) / 2] as const;
  const down = (x: number) => arrow(pen, 'plain', { x, y: from + 3 }, { x, y: from + 18 }, reached);
  const name = (text: string, x: number) => words(pen, text, { x, y: y - 8 }, 'middle', 'faint');
  return [
    ...middles.map(down),
    block(scene, { name: 'pastTerms', words: 'product with the state before', x: LEFT, y, reached }),
    name('weight × state', middles[0]),
    block(scene, { name: 'inputTerms', words: 'product with the input', x: second, y, reached }),
    name('weight × input', middles[1]),
  ];
}

/** Past, present and bias add up to the pre-activation, and the activation makes the state of it. */
function sums(scene: Scene, layout: Layout) {
  const { H, products: above, sums: y, second, end, z, h } = layout;
  const reached = scene.reached('sums');
  const active = scene.reached('activation');
  const [from, to, middle] = [above + H * HIGH + 3, y - 20, y + (H * HIGH) / 2];
  const into = (left: number, at: number) =>
    arrow(scene.pen, 'plain', { x: left, y: from }, { x: at + WIDE / 2, y: to }, reached);
  return [
    into(LEFT + (H * WIDE) / 2, LEFT),
    into((second + end) / 2, LEFT + STEP),
    block(scene, { name: 'past', words: 'from the past', above: 'past', x: LEFT, y, reached }),
    between(scene, '+', LEFT + WIDE + 8, y, H),
    block(scene, {
      name: 'present',
      words: 'from the present',
      above: 'present',
      x: LEFT + STEP,
      y,
      reached,
    }),
    between(scene, '+', LEFT + STEP + WIDE + 8, y, H),
    block(scene, { name: 'b', words: 'hidden bias', tex: '\\bhid', x: LEFT + 2 * STEP, y, editable: true }),
    between(scene, '=', z - 11, y, H),
    block(scene, { name: 'z', words: 'pre-activation', tex: '\\pre{t}', x: z, y, reached }),
    arrow(scene.pen, 'forward', { x: z + WIDE + 4, y: middle }, { x: h - 4, y: middle }, active),
    block(scene, { name: 'h', words: 'state', tex: '\\hid{t}', x: h, y, reached: active }),
  ];
}
