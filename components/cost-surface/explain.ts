import { optimizers } from '../../kernels/optimizers.ts';
import { cell, type Cell, type Matrix, type Vector } from '../parts/declare.ts';
import { tex, texOrInfinity } from '../parts/numbers.ts';
import type { Explain } from '../parts/view.ts';
import { weightTex } from './picture.ts';
import type { Race } from './race.ts';
import { axesOf, middleOf, order, type Axes } from './tasks.ts';
import { called } from './values.ts';

/** A logarithm as it stands on the axis, and the loss that it stands for. */
function raised(loss: number): string {
  if (!(loss > 0) || loss === Infinity) return `\\loss = ${texOrInfinity(loss)}`;
  return `\\loss = 10^{${Math.log10(loss).toFixed(4)}} = ${texOrInfinity(loss)}`;
}

/** From the start to where it has come. */
function moved({ places }: Race[number], k: number, d: number, axes: Axes): string {
  const symbol = weightTex[order[axesOf(axes)[d]!]!];
  const [from, to] = [places[0]![d]!, places[k]![d]!];
  if (!Number.isFinite(to)) return `${symbol} = ${texOrInfinity(to)}`;
  return `${symbol} = ${tex(from)} + ${tex(to - from, true)} = ${texOrInfinity(to)}`;
}

/** What each of several sequences adds. */
function shared(shares: Matrix, i: number): string {
  if (shares.length < 2 || !shares.flat().every(Number.isFinite)) return '';
  return `${shares.map((share, n) => tex(share[i]!, n > 0)).join(' + ')} = `;
}

const byWeight = ['U', 'W', 'b'] as const;

export const explain: Cell = cell(
  ['axes', 'race', 'shares', 'gradient', 'surface'],
  (axes: Axes, race: Race, shares: Matrix, gradient: Vector, surface: Matrix): Explain =>
    (mark) => {
      const [name, ...index] = mark.split('.');
      const [one, other, last] = index.map(Number) as [number, number, number];
      if (name === 'losses' && race[one]?.losses[other] !== undefined) {
        return `\\text{${called[optimizers[one]!]}}: \\quad ${raised(race[one].losses[other])}`;
      }
      if (name === 'paths' && race[one]?.places[other]?.[last] !== undefined) {
        return `\\text{${called[optimizers[one]!]}}: \\quad ${moved(race[one], other, last, axes)}`;
      }
      if (name === 'gradient' && byWeight[one]) {
        return `\\grad{${weightTex[byWeight[one]]}} = ${shared(shares, one)}${texOrInfinity(gradient[one]!)}`;
      }
      if (name !== 'surface' || surface[one]?.[other] === undefined) return undefined;
      const [right, up] = axesOf(axes);
      const at = (weight: number, cell: number) => `${weightTex[order[weight]!]} = ${tex(middleOf(weight, cell, surface.length))}`;
      return `${at(right, other)}, ${at(up, one)}: \\quad ${raised(surface[one][other])}`;
    },
); // prettier-ignore
