import type { Device } from '../../kernels/device/device.ts';
import type { Clip } from '../../kernels/optimizers.ts';
import { optimizers } from '../../kernels/optimizers.ts';
import type { Task } from '../../kernels/surface.ts';
import { cell, type Cell, type Matrix, type Output, type Vector } from '../parts/declare.ts';
import type { Session } from '../parts/session.ts';
import { raceOf, sharesAt, type Race } from './race.ts';
import { surfaceOf } from './sweep.ts';
import { cellsOf, taskOf, windowOf, type Axes } from './tasks.ts';

const weights = ['U', 'W', 'b'] as const;
const clipOf = (by: string, at: number): Clip | undefined =>
  by === 'none' ? undefined : { by: by as Clip['by'], at };

export const values: Record<string, Cell> = {
  made: cell(['task', 'steps'], taskOf),
  // The text, by which a surface is known again.
  framed: cell(['axes', 'W', 'b', 'detail'], (axes: Axes, W: number, b: number, detail: string) =>
    JSON.stringify(windowOf(axes, axes === 'Ub' ? [0, W, 0] : [0, 0, b], cellsOf(detail))),
  ),
  surface: cell(['device', 'made', 'framed', 'invalidation'], (device: Device, made: Task, framed: string, invalidation: Promise<void>) =>
    surfaceOf(device, made, framed, invalidation),
  ),
  shares: cell(['made', ...weights], (made: Task, ...at: [number, number, number]) => sharesAt(made, at)),
  gradient: cell(['shares'], (shares: Matrix) => weights.map((_, i) => shares.reduce((sum, share) => sum + share[i]!, 0))),
  session: cell(
    ['made', 'axes', ...weights, 'rate', 'adaptive', 'momentum', 'decay', 'clip', 'threshold'],
    (task: Task, axes: Axes, U: number, W: number, b: number, rate: number, adaptive: number, momentum: number, decay: number, clip: string, threshold: number) =>
      raceOf({ task, axes, weights: [U, W, b], rate, adaptive, shared: { momentum, decay, clip: clipOf(clip, threshold) } }),
  ),
  race: cell(['session', 'iterations', 'invalidation'], (session: Session<Race>, iterations: number, invalidation: Promise<void>) =>
    session.at(iterations, invalidation),
  ),
  paths: cell(['race'], (race: Race) => race.map(({ places }) => places)),
  losses: cell(['race'], (race: Race): Vector[] => race.map(({ losses }) => losses)),
  norms: cell(['race'], (race: Race): Vector[] => race.map(({ norms }) => norms)),
}; // prettier-ignore

export const outputs: Record<string, Output> = {
  surface: { label: 'loss', shape: ['R', 'C'], power: true, bulk: true, infinite: true, symbol: '\\loss', words: 'Loss of the unrolled unit, a network for each cell: rows from the lowest second weight up, columns from the lowest first.' },
  gradient: { label: 'gradient', shape: [3], power: true, infinite: true, symbol: '\\grad{\\params}', words: 'Gradient where the ball is dropped, by backpropagation through time: by the recurrent weight, the input weight and the bias.' },
  paths: { label: 'paths', shape: ['O', 'K', 2], bulk: true, infinite: true, words: 'Both weights after each update of each optimizer: SGD, momentum, Nesterov, Adagrad, RMSProp, Adam.' },
  losses: { label: 'losses', shape: ['O', 'K'], power: true, bulk: true, infinite: true, symbol: '\\loss', words: 'Loss after each update of each optimizer.' },
  norms: { label: 'gradient norms', shape: ['O', 'K'], power: true, bulk: true, infinite: true, symbol: '\\gradlen', words: 'Length of the gradient at each place, before it is clipped.' },
}; // prettier-ignore

/** Names of the optimizers as a reader knows them, in their order. */
export const called: Record<(typeof optimizers)[number], string> = {
  sgd: 'SGD', momentum: 'momentum', nesterov: 'Nesterov', adagrad: 'Adagrad', rmsprop: 'RMSProp', adam: 'Adam',
}; // prettier-ignore
