import { optimizers } from '../../kernels/optimizers.ts';
import { cell, type Cell } from '../parts/declare.ts';
import { printPower } from '../parts/numbers.ts';
import type { Race } from './race.ts';
import { axesOf, order, spans, type Axes } from './tasks.ts';
import { called } from './values.ts';

type Fate = 'arrived' | 'thrown' | 'flat' | 'onTheWay' | 'overflow';
/** A loss below this counts as arrived, a gradient below this as flat. */
const [LOW, FLAT] = [0.01, 1e-4];

function fateOf({ places, losses, norms }: Race[number], axes: Axes): Fate {
  const [last, loss, norm] = [places.at(-1)!, losses.at(-1)!, norms.at(-1)!];
  if (![...last, loss, norm].every(Number.isFinite)) return 'overflow';
  if (loss < LOW) return 'arrived';
  const out = last.some((value, d) => {
    const [low, high] = spans[order[axesOf(axes)[d]!]!];
    return value < low || value > high;
  });
  return out ? 'thrown' : norm < FLAT ? 'flat' : 'onTheWay';
}

const told: Record<Fate, (one: boolean) => string> = {
  arrived: (one) => `${one ? 'has' : 'have'} come below a loss of ${LOW}`,
  thrown: (one) => `${one ? 'lies' : 'lie'} outside the picture`,
  flat: (one) => `${one ? 'stands' : 'stand'} on a plain, where the gradient is less than 10⁻⁴`,
  onTheWay: (one) => `${one ? 'is' : 'are'} still on the way`,
  overflow: (one) => `${one ? 'has' : 'have'} overflowed: ${one ? 'its' : 'their'} numbers are too large to be held`,
}; // prettier-ignore

function listed(names: string[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}` : names[0]!;
}

/** The steepest place that any of them has met. */
function steepest(race: Race): string {
  let [most, who, when] = [-1, 0, 0];
  race.forEach(({ norms }, o) =>
    norms.forEach((norm, k) => {
      if (norm > most) [most, who, when] = [norm, o, k];
    }),
  );
  const place = when === 0 ? 'at the start' : `before update ${when + 1} of ${called[optimizers[who]!]}`;
  return `The longest gradient, ${most === Infinity ? 'too large to be held' : printPower(most)}, was met ${place}.`;
}

export const sentence: Cell = cell(
  ['race', 'axes', 'iterations'],
  (race: Race, axes: Axes, iterations: number) => {
    if (iterations === 0) return `All stand where the ball is dropped, with a loss of ${printPower(race[0]!.losses[0]!)} and a gradient of length ${printPower(race[0]!.norms[0]!)}.`; // prettier-ignore
    const fates = race.map((track) => fateOf(track, axes));
    const parts = (Object.keys(told) as Fate[]).flatMap((fate) => {
      const names = optimizers.filter((_, o) => fates[o] === fate).map((each) => called[each]);
      return names.length ? `${listed(names)} ${told[fate](names.length === 1)}` : [];
    });
    const whole = parts.join('; ');
    const after = `after ${iterations} ${iterations === 1 ? 'update' : 'updates'}`;
    return `${whole[0]!.toUpperCase()}${whole.slice(1)} ${after}. ${steepest(race)}`;
  },
);
