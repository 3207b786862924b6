/** Optimizers that start from one place, in double precision on every device: a cliff magnifies what rounding does. */
import { plain } from '../../kernels/device/plain.ts';
import { fresh, optimizers, step, type Memory, type Optimizer, type Rule } from '../../kernels/optimizers.ts';
import { backward, forward, slopes, type Task } from '../../kernels/surface.ts';
import type { Matrix, Vector } from '../parts/declare.ts';
import { sessionOf, type Session } from '../parts/session.ts';
import { axesOf, type Axes, type Weights } from './tasks.ts';

/** What an optimizer has left behind, after 0, 1, 2 … updates. */
export interface Track {
  /** The two weights of the axes. */
  places: [number, number][];
  losses: Vector;
  /** ‖∂L/∂(both)‖ before it was clipped. */
  norms: Vector;
}
/** One for each of `optimizers`. */
export type Race = readonly Track[];

export interface Settings {
  task: Task;
  axes: Axes;
  weights: Weights;
  /** What the rules have in common, and the rates of those without and with a memory of squares. */
  shared: Omit<Rule, 'optimizer' | 'rate'>;
  rate: number;
  adaptive: number;
}

const exact = plain();
const isAdaptive = (optimizer: Optimizer) => /^(adagrad|rmsprop|adam)$/.test(optimizer);

/** What each sequence adds to the gradient [U, W, b] at one place, by the way back. */
export async function sharesAt({ x, y, counts, initial }: Task, weights: Weights): Promise<Matrix> {
  const shares = x.map((_, n) => {
    const alone = { x: [x[n]!], y: [y[n]!], counts: [counts[n]!], initial };
    return backward(exact, alone, weights, forward(exact, alone, weights)).gradient;
  });
  return (await exact.read({ shares })).shares as Matrix;
}

/** Goes on by updates of all optimizers; going back needs nothing, since every place is kept. */
export function raceOf(settings: Settings): Session<Race> {
  const field = new Field(settings);
  let shown = 0;
  return sessionOf<Race>({
    reached: () => shown,
    async advance(milliseconds, until) {
      const end = performance.now() + milliseconds;
      do {
        if (shown < until) shown++;
        await field.reach(shown);
      } while (shown < until && performance.now() < end);
      return shown;
    },
    back: (iteration) => void (shown = iteration),
    async shown() {
      await field.reach(shown);
      return field.until(shown);
    },
  });
}

/** All optimizers on their way. */
class Field {
  readonly #settings: Settings;
  readonly #two: readonly [0, 1 | 2];
  readonly #tracks: Track[] = optimizers.map(() => ({ places: [], losses: [], norms: [] }));
  #memories: Memory[] = optimizers.map(() => fresh(2));
  #places: [number, number][];
  #gradients: Matrix = [];
  #at = -1;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#two = axesOf(settings.axes);
    this.#places = optimizers.map(() => this.#two.map((i) => settings.weights[i]) as [number, number]);
  }

  async reach(iteration: number): Promise<void> {
    if (this.#at < 0) await this.#note();
    while (this.#at < iteration) {
      await this.#update();
      await this.#note();
    }
  }

  until(iteration: number): Race {
    const cut = <T>(all: readonly T[]) => all.slice(0, iteration + 1);
    return this.#tracks.map(({ places, losses, norms }) => ({
      places: cut(places),
      losses: cut(losses),
      norms: cut(norms),
    }));
  }

  /** Notes where all are now, and what the gradient is there. */
  async #note(): Promise<void> {
    const { task, weights } = this.#settings;
    const [right, up] = this.#two;
    const points = this.#places.map(([x, y]) =>
      weights.map((value, i) => (i === right ? x : i === up ? y : value)),
    );
    const rows = (await exact.read({ rows: slopes(exact, task, points) })).rows as Matrix;
    this.#gradients = rows.map((row) => this.#two.map((i) => row[1 + i]!));
    rows.forEach(([loss], o) => {
      const { places, losses, norms } = this.#tracks[o]!;
      places.push(this.#places[o]!);
      losses.push(finite(loss!));
      norms.push(finite(Math.hypot(...this.#gradients[o]!)));
    });
    this.#at++;
  }

  async #update(): Promise<void> {
    const { shared, rate, adaptive } = this.#settings;
    const made = optimizers.map((optimizer, o) => {
      const rule = { ...shared, optimizer, rate: isAdaptive(optimizer) ? adaptive : rate };
      return step(exact, 2, rule, this.#places[o]!, this.#gradients[o]!, this.#memories[o]);
    });
    this.#memories = made.map(({ memory }) => memory);
    const read = await exact.read({ places: made.map(({ parameters }) => parameters) });
    this.#places = (read.places as Matrix).map((place) => place.map(finite) as [number, number]);
  }
}

/** What is not a number any more has overflowed before. */
const finite = (value: number) => (Number.isNaN(value) ? Infinity : value);
