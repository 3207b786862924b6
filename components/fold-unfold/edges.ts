/** The arrows of weights, which stand alike in the folded network and in every copy. */
import type { Matrix } from '../parts/declare.ts';
import { arrow } from '../parts/timeline-arrows.ts';
import { group, symbol, type Pen, type Place } from '../parts/timeline.ts';
import { FOLDED_RADIUS, RADIUS, type Layout } from './layout.ts';

export interface Scene {
  pen: Pen;
  layout: Layout;
  trace: Matrix;
  /** Copies that are drawn; the rest of the sequence is not unfolded yet. */
  copies: number;
  /** The step that was unfolded last, counted from 0, which scrolls into view. */
  now: number;
  /** The number of the step whose input is not zero. */
  pulse: number;
  initial: string;
  isLit: (kind: 'U' | 'W' | 'V', layer: number) => boolean;
}

/** Full names, by which a page knows the letters that its figures need. */
export function nameOf(kind: 'U' | 'W' | 'V', layer: number, L: number) {
  if (kind === 'V') return '\\Wout';
  if (L === 1) return kind === 'U' ? '\\Wrec' : '\\Win';
  return kind === 'U' ? `\\Wrecl{${layer + 1}}` : `\\Winl{${layer + 1}}`;
}

/** An arrow of a weight, thick and with its letter where it is lit; `name` is where the letter stands. */
export function weight({ pen, isLit, layout }: Scene, kind: 'U' | 'W' | 'V', layer: number, [from, to]: readonly [Place, Place], name?: Place, always = false) {
  const lit = isLit(kind, layer);
  const tex = nameOf(kind, layer, layout.L);
  return group(
    pen,
    lit ? 'lit' : 'unlit',
    arrow(pen, 'forward', from, to),
    (lit || always) && name && symbol(pen, tex, name, kind === 'U' ? 'middle' : 'end', 'small-letter'),
  );
} // prettier-ignore

/** What goes up into layer `at`, and from the top one into the output. */
export function upward(scene: Scene, x: number, at: number, folded = false) {
  const { layout } = scene;
  const radius = folded ? FOLDED_RADIUS : RADIUS;
  const y = layout.layer(at);
  const from = at ? layout.layer(at - 1) - radius : layout.input - 14;
  const to = y + radius + 2;
  const into = weight(scene, 'W', at, [{ x, y: from }, { x, y: to }], { x: x - 6, y: (from + to) / 2 + 5 }, folded);
  if (at < layout.L - 1) return [into];
  const [start, end] = [y - radius, layout.output + 7];
  return [into, weight(scene, 'V', at, [{ x, y: start }, { x, y: end }], { x: x - 6, y: (start + end) / 2 + 5 }, folded)];
} // prettier-ignore
