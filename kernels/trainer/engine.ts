/**
 * The trainer itself: one network in one home, with its optimizer. The heavy part of kernels/trainer, fetched when wanted.
 * The file is longer than 120 lines because it is one object with all that a trainer can be asked for.
 */
/* eslint max-lines: off */
import type { Device } from '../device/device.ts';
import { checkModel, checkRecipe, chunkCheck } from './check.ts';
import { decode, encode, write, type Saved } from './file.ts';
import type { Chunked } from './fused.ts';
import { advance, stateOf, zeroState } from './inside.ts';
import { backward, enter, forward, load, takeNetwork, type Run } from './network.ts';
import type { Home, HomeMaker, Operations } from './operations.ts';
import { memoriesOf, reflect, update } from './optimizer.ts';
import { initialise, readParameters, writeParameters } from './parameters.ts';
import {
  DamagedFile,
  TrainerError,
  type Advance,
  type Data,
  type Model,
  type Parameters,
  type Recipe,
  type State,
  type Trainer,
} from './types.ts';
import { newPlan, takeWeights, type Weights } from './weights.ts';

/** How often parameters are looked at for an overflow that no loss has shown yet. */
const LOOK = 64;

const now = () => (globalThis as unknown as { performance: { now(): number } }).performance.now();

/** A recipe without the names that say nothing. */
const said = (recipe: Recipe) =>
  Object.fromEntries(Object.entries(recipe).filter(([, value]) => value !== undefined)) as unknown as Recipe;

/** A trainer in one home. Throws a TrainerError where model or recipe make no sense. */
export async function engine(model: Model, recipe: Recipe, data: Data, make: HomeMaker): Promise<Engine> {
  checkModel(model);
  checkRecipe(recipe, model);
  const plan = newPlan();
  const weights = takeWeights(plan, model);
  const places = {
    weights,
    run: takeNetwork(plan, model, weights, recipe.batch, recipe.steps),
    one: takeNetwork(plan, model, weights, 1, 1),
  };
  const own = { ...model, hidden: [...model.hidden] };
  return new Engine(own, said(recipe), data, places, await make(plan.size));
}

/** Where a trainer's numbers lie: its parameters, a chunk of training, and a single step of one sequence. */
interface Places {
  weights: Weights;
  run: Run;
  one: Run;
}

export class Engine implements Trainer {
  readonly model: Model;
  recipe: Recipe;
  iteration = 0;
  overflow: number | undefined;
  readonly #weights: Weights;
  readonly #run: Run;
  readonly #one: Run;
  #memory: Home;
  readonly #data: Data;
  readonly #check: ReturnType<typeof chunkCheck>;
  /** Rows of the first layer's table that the last gradients are in, each once. */
  #used: number[] = [];
  readonly #marks: Uint8Array;
  /** What computes chunks, if `stepOn` was asked for. */
  #fused: { device: Device; chunk: Chunked } | undefined;
  /** Counts what changes the numbers, so that an iteration that comes too late is not followed. */
  #turn = 0;

  constructor(model: Model, recipe: Recipe, data: Data, { weights, run, one }: Places, home: Home) {
    this.model = model;
    this.recipe = recipe;
    this.#data = data;
    this.#check = chunkCheck(model, recipe);
    [this.#weights, this.#run, this.#one, this.#memory] = [weights, run, one, home];
    this.#marks = new Uint8Array(model.inputs === undefined ? weights.layers[0]!.W.inputs : 0);
    this.reset();
  }

  get home() {
    return this.#memory.name;
  }

  step(): number {
    if (this.overflow !== undefined) return Infinity;
    const [home, weights, run] = [this.#memory, this.#weights, this.#run];
    const { inputs } = this.#enter();
    const loss = forward(home, this.model, weights, run, 1 / run.B) / run.B;
    if (!Number.isFinite(loss)) return this.#overflown();
    this.#forget(inputs);
    backward(home, this.model, weights, run);
    return this.#updated(loss);
  }

  async stepOn(device: Device): Promise<number> {
    if (this.overflow !== undefined) return Infinity;
    const { chunkOn } = await import('./fused.ts');
    if (this.#fused?.device !== device) {
      this.#fused?.chunk.dispose();
      this.#fused = { device, chunk: chunkOn(device, this.model, this.#weights, this.#run) };
    }
    const { inputs } = this.#enter();
    this.#forget(inputs);
    const turn = this.#turn;
    const place = await this.#fused.chunk(this.#memory);
    if (turn !== this.#turn) throw new TrainerError('the network was changed while a device computed its iteration');
    const loss = place() / this.#run.B;
    return Number.isFinite(loss) ? this.#updated(loss) : this.#overflown();
  } // prettier-ignore

  run(milliseconds: number, most = Infinity): Float64Array {
    const end = now() + milliseconds;
    const losses: number[] = [];
    do {
      if (this.overflow !== undefined) break;
      losses.push(this.step());
    } while (losses.length < most && now() < end);
    return Float64Array.from(losses);
  }

  evaluate(data: Data, chunks: number): number {
    const [home, weights, run] = [this.#memory, this.#weights, this.#run];
    const kept = this.#ends().map((end) => end.slice());
    let [sum, asked] = [0, 0];
    for (let at = 0; at < chunks; at++) {
      const chunk = data.chunk(at);
      this.#check(chunk);
      load(home, this.model, weights, run, chunk);
      enter(home, weights, run, chunk.carried && at > 0);
      sum += forward(home, this.model, weights, run, 0);
      for (let r = 0; r < run.B * run.T; r++) asked += home.numbers[run.weights + r] ? 1 : 0;
    }
    this.#ends().forEach((end, i) => end.set(kept[i]!));
    return Number.isFinite(sum) ? sum / Math.max(1, asked) : Infinity;
  }

  read(): Parameters {
    return readParameters(this.#memory, this.#weights, this.model.cell);
  }

  write(parameters: Parameters) {
    this.#turn++;
    writeParameters(this.#memory, this.#weights, this.model.cell, parameters);
    if (this.overflow === undefined) return;
    const all = this.read();
    const values = Object.values(all).flat(2);
    if (!values.every((value) => Number.isFinite(value))) return;
    // What fills up rows, the optimizer's memories and the states overflowed too.
    const { first, size } = this.#weights;
    this.#memory.numbers.fill(0, first, first + 4 * size);
    writeParameters(this.#memory, this.#weights, this.model.cell, all);
    for (const end of this.#ends()) end.fill(0);
    this.overflow = undefined;
  }

  gradients(): Parameters {
    return readParameters(this.#memory, this.#weights, this.model.cell, this.#weights.size);
  }

  start() {
    return zeroState(this.model);
  }

  carried(sequence = 0) {
    return stateOf(this.#memory, this.model, this.#weights, this.#run, sequence);
  }

  advance(state: State, input: number | readonly number[]): Advance {
    return advance(this.#memory, this.model, this.#weights, this.#one, state, input);
  }

  save(): string {
    const { first, size } = this.#weights;
    const { numbers } = this.#memory;
    const block = (behind: number) => encode(numbers.subarray(first + behind, first + behind + size));
    const { model, recipe, iteration, overflow } = this;
    const memories = [0, 2 * size, 3 * size].slice(0, 1 + memoriesOf(recipe.optimizer)).map(block);
    const states = this.#ends().map(encode);
    return write({
      model,
      recipe,
      iteration,
      overflow,
      numbers: memories,
      states,
      symbols: this.#data.symbols,
    });
  }

  /** Takes over what was saved of a network like this one. Throws a DamagedFile, and changes nothing, where it does not fit. */
  adopt({ iteration, overflow, numbers, states, symbols }: Saved) {
    if (JSON.stringify(symbols) !== JSON.stringify(this.#data.symbols)) {
      throw new DamagedFile('This file was saved with another text: its symbols are not those of this one.');
    }
    const { first, size } = this.#weights;
    const count = 1 + memoriesOf(this.recipe.optimizer);
    const blocks = Array.from({ length: count }, (_, i) => decode(numbers[i], size));
    const ends = this.#ends().map((end, i) => decode(states[i], end.length));
    blocks.forEach((block, i) => this.#memory.numbers.set(block, first + (i ? i + 1 : 0) * size));
    this.#ends().forEach((end, i) => end.set(ends[i]!));
    reflect(this.#memory, this.#weights);
    this.#turn++;
    [this.iteration, this.overflow] = [iteration, overflow];
  }

  reset(changes: Partial<Recipe> = {}) {
    this.#take(changes);
    initialise(this.#memory, this.#weights, this.model.cell, this.recipe);
    reflect(this.#memory, this.#weights);
    for (const end of this.#ends()) end.fill(0);
    this.#used = [];
    this.#turn++;
    [this.iteration, this.overflow] = [0, undefined];
  }

  change(changes: Partial<Recipe>) {
    const before = this.recipe.optimizer;
    this.#take(changes);
    const { first, size } = this.#weights;
    if (before !== this.recipe.optimizer) this.#memory.numbers.fill(0, first + 2 * size, first + 4 * size);
  }

  dispose() {
    this.#turn++;
    this.#fused?.chunk.dispose();
    this.#fused = undefined;
    this.#memory = { name: this.home, numbers: new Float32Array(), operations: {} as Operations };
    this.overflow ??= this.iteration;
  }

  #take(changes: Partial<Recipe>) {
    const recipe = said({ ...this.recipe, ...changes });
    if (recipe.batch !== this.recipe.batch || recipe.steps !== this.recipe.steps) {
      throw new TrainerError('batch and steps cannot be changed: make another trainer');
    }
    checkRecipe(recipe, this.model);
    this.recipe = recipe;
  }

  /** Loads the chunk of this iteration, and the state before it. */
  #enter() {
    const chunk = this.#data.chunk(this.iteration);
    this.#check(chunk);
    this.#turn++;
    load(this.#memory, this.model, this.#weights, this.#run, chunk);
    enter(this.#memory, this.#weights, this.#run, chunk.carried && this.iteration > 0);
    return chunk;
  }

  /** Follows the gradients. */
  #updated(loss: number): number {
    this.iteration++;
    const done = update(this.#memory, this.#weights, this.recipe, this.#used, this.iteration);
    if (!done || (this.iteration % LOOK === 0 && !this.#finite())) this.overflow = this.iteration - 1;
    return loss;
  }

  /** Where the states after the last step lie, h and then c of each layer. */
  #ends() {
    return this.#run.layers.flatMap(({ h, c, B, T }, layer) => {
      const size = B * this.#weights.layers[layer]!.n;
      const end = (at: number) => this.#memory.numbers.subarray(at + T * size, at + (T + 1) * size);
      return [end(h), end(c)];
    });
  }

  /** Clears the rows of the table that had a gradient, and notes those that will have one. */
  #forget(inputs: ArrayLike<number>) {
    if (this.model.inputs !== undefined) return;
    const { W } = this.#weights.layers[0]!;
    const at = W.at + this.#weights.size;
    for (const row of this.#used) this.#memory.numbers.fill(0, at + row * W.row, at + (row + 1) * W.row);
    this.#marks.fill(0);
    this.#used.length = 0;
    for (let i = 0; i < inputs.length; i++) {
      const row = inputs[i]!;
      if (!this.#marks[row]) this.#used.push(row);
      this.#marks[row] = 1;
    }
  }

  #finite(): boolean {
    const { first, size } = this.#weights;
    return Number.isFinite(this.#memory.operations.sumSquares(first, size));
  }

  #overflown(): number {
    this.overflow = this.iteration;
    return Infinity;
  }
}
