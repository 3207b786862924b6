/** The race itself: three trainers in step, what they have come to, and the way back. */
import { COPY, sequence } from '../../kernels/tasks.ts';
import { restore, trainer, type Trainer } from '../../kernels/trainer/index.ts';
import { sessionOf, type Session } from '../parts/session.ts';
import { Superseded } from '../parts/turn.ts';
import { OTHERS, TESTS, type Setup } from './runners.ts';
import { meansOf } from './windows.ts';

export interface Standing {
  iterations: number;
  /** [net][point]: mean loss of the last iterations before each point, see windows.ts. */
  loss: number[][];
  /** On sequences that were not trained on. */
  test: number[];
  /** All losses of each network, as far as it had come; never changed but by growing. */
  all: readonly number[][];
  /** [net][asked step]: what each says of the first test sequence, before any softmax. */
  says: number[][][];
}

/** Iterations between states that are kept, and how many are kept. */
const [KEPT, MOST] = [250, 24];

/** The three in step. */
class Field {
  readonly all: number[][];
  readonly #setup: Setup;
  readonly #start: number[];
  readonly #kept = new Map<number, string[]>();
  #runners: Trainer[];
  #over = false;

  constructor(setup: Setup, runners: Trainer[]) {
    [this.#setup, this.#runners] = [setup, runners];
    this.all = runners.map(() => []);
    this.#start = this.#test();
  }

  readonly reached = () => this.all[0]!.length;

  advance(milliseconds: number, until: number): number {
    const end = performance.now() + milliseconds;
    while (!this.#over && this.reached() < until) {
      this.#runners.forEach((one, at) => this.all[at]!.push(one.step()));
      this.#keep();
      if (performance.now() >= end) break;
    }
    return this.reached();
  }

  async back(iteration: number): Promise<void> {
    if (this.#over) throw new Superseded();
    const nearest = Math.max(0, ...[...this.#kept.keys()].filter((one) => one <= iteration));
    const saved = this.#kept.get(nearest);
    if (saved) {
      const before = this.#runners;
      this.#runners = await Promise.all(saved.map((text) => restore(text, this.#setup.data)));
      before.forEach((one) => one.dispose());
    } else this.#runners.forEach((one) => one.reset());
    this.all.forEach((losses) => losses.splice(nearest));
  }

  /** What is still asked for then is not wanted any more. */
  dispose(): void {
    this.#over = true;
    this.#runners.forEach((one) => one.dispose());
  }

  shown(): Standing {
    if (this.#over) throw new Superseded();
    return {
      iterations: this.reached(),
      loss: this.all.map((losses, at) => meansOf(losses, this.#start[at]!)),
      test: this.#test(),
      all: this.all.map((losses) => losses.slice()),
      says: this.#runners.map((one) => answersOf(one, this.#setup)),
    };
  }

  #test() {
    const { task, tests } = this.#setup;
    const asked = task === 'copy' ? COPY.many : 1;
    return this.#runners.map((one) => asked * one.evaluate(tests, TESTS));
  }

  #keep() {
    const now = this.reached();
    if (now % KEPT === 0 && this.#kept.size < MOST)
      this.#kept.set(
        now,
        this.#runners.map((one) => one.save()),
      );
  }
}

export async function race(setup: Setup, gone?: Promise<unknown>): Promise<Session<Standing>> {
  const { models, recipe, data } = setup;
  const field = new Field(setup, await Promise.all(models.map((model) => trainer(model, recipe, data))));
  void gone?.then(() => field.dispose());
  return sessionOf<Standing>({
    reached: field.reached,
    advance: (milliseconds, until) => field.advance(milliseconds, until),
    back: (iteration) => field.back(iteration),
    shown: () => field.shown(),
  });
}

/** What a network answers at the steps where it is asked, to the first of the test sequences. */
function answersOf(one: Trainer, { task, steps, seed }: Setup): number[][] {
  const { inputs, weights } = sequence(task, seed + OTHERS, 0, steps);
  let state = one.start();
  return inputs.flatMap((input, t) => {
    const now = one.advance(state, input);
    state = now.state;
    return weights[t] ? [now.outputs] : [];
  });
}
