/** Goes on with the training, keeps what the diary needs, and goes back to what was kept. */
import { restore, type TextData, type Trainer } from '../../kernels/trainer/index.ts';
import type { Opened } from './file.ts';
import { MOMENTS } from './inputs.ts';
import type { Moment, Net, Trained } from './training.ts';

/** States that are kept to go back to. */
interface Checkpoint {
  at: number;
  saved: string[];
}

export class Run {
  #at = 0;
  #moments: Moment[] = [];
  #checkpoints: Checkpoint[] = [];
  readonly #nets: Net[];
  readonly #data: TextData;
  readonly #sampler: Trainer;

  constructor(nets: Net[], data: TextData, sampler: Trainer) {
    this.#nets = nets;
    this.#data = data;
    this.#sampler = sampler;
    this.#keep();
  }

  reached = () => this.#at;

  async open({ net, losses }: Opened): Promise<void> {
    const first = this.#nets[0]!;
    // What a trainer cannot go on from is trained anew.
    const again = await restore(net, this.#data).catch(() => undefined);
    if (again?.iteration !== losses.length) return;
    first.trainer.dispose();
    first.trainer = again;
    first.losses = [...losses];
    this.#at = losses.length;
    this.#keep();
  }

  /** All networks do one iteration after the other, so that they are compared at the same one. */
  advance(milliseconds: number, until: number): number {
    const end = performance.now() + milliseconds;
    do {
      const next = MOMENTS.find((moment) => moment > this.#at) ?? Infinity;
      const most = Math.min(until, next) - this.#at;
      const done = this.#nets.length > 1 ? this.#together(end, most) : this.#alone(end, most);
      this.#at += done;
      if (this.#at === next) this.#keep();
    } while (this.#at < until && performance.now() < end);
    return this.#at;
  }

  async back(iteration: number): Promise<void> {
    const { at, saved } = this.#checkpoints.findLast((one) => one.at <= iteration)!;
    for (const [i, net] of this.#nets.entries()) {
      net.trainer.dispose();
      net.trainer = await restore(saved[i]!, this.#data);
      net.losses.length = at;
    }
    this.#at = at;
  }

  shown = (): Trained => {
    const [iteration, first] = [this.#at, this.#nets[0]!.trainer];
    const kept = this.#moments.filter((moment) => moment.iteration <= iteration);
    const now = kept.at(-1)?.iteration === iteration ? [] : [momentOf(first, iteration)];
    const losses = this.#nets.map((net) => ({ cell: net.cell, values: net.losses.slice(0, iteration), overflow: net.trainer.overflow }));
    const moments = [...kept, ...now];
    return { iteration, losses, moments, home: first.home, data: this.#data, sampler: this.#sampler, save: this.#save };
  }; // prettier-ignore

  readonly #save = (): Opened => {
    const { trainer: net, losses } = this.#nets[0]!;
    return { net: net.save(), losses: losses.slice(0, this.#at) };
  };

  #alone(end: number, most: number): number {
    const net = this.#nets[0]!;
    const found = net.trainer.run(Math.max(0, end - performance.now()), most);
    for (const loss of found) net.losses.push(loss / this.#symbols);
    if (net.trainer.overflow === undefined) return found.length;
    for (let left = most - found.length; left > 0; left--) net.losses.push(Infinity);
    return most;
  }

  #together(end: number, most: number): number {
    let done = 0;
    do {
      for (const net of this.#nets) net.losses.push(net.trainer.step() / this.#symbols);
    } while (++done < most && performance.now() < end);
    return done;
  }

  /** Symbols of one chunk; a short text fills only a part of it. */
  get #symbols(): number {
    const { weights, targets } = this.#data.chunk(0);
    const batch = this.#nets[0]!.trainer.recipe.batch;
    return weights ? Math.max(1, weights.reduce((sum, one) => sum + one, 0) / batch) : targets.length / batch;
  }

  #keep(): void {
    if (!this.#moments.some(({ iteration }) => iteration === this.#at)) {
      this.#moments.push(momentOf(this.#nets[0]!.trainer, this.#at));
      this.#checkpoints.push({ at: this.#at, saved: this.#nets.map(({ trainer: one }) => one.save()) });
    }
  }
}

function momentOf(net: Trainer, iteration: number): Moment {
  const weights = net.overflow === undefined ? net.read() : undefined;
  return { iteration, weights, drawn: new Map() };
}
