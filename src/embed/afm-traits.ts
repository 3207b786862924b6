/** A figure and the traits of a model, each following the other. */
import { InputError, inputName } from '../../components/parts/codec.ts';
import type { Declaration } from '../../components/parts/declare.ts';
import type { Live } from '../../components/parts/live.ts';
import { alike } from './alike.ts';

/** What anywidget hands over, as far as it is used here. */
export interface Model {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  on(event: string, listener: () => void): void;
  off?(event: string, listener: () => void): void;
  save_changes?(): void;
}

export class Traits {
  readonly #model: Model;
  readonly #live: Live;
  readonly #listeners: [string, () => void][] = [];
  /** Traits that were changed outside, which the figure does not know yet. */
  readonly #changed = new Set<string>();
  #publishing = false;
  #again = false;
  #stopped = false;

  constructor(model: Model, live: Live) {
    this.#model = model;
    this.#live = live;
    for (const name of namesOf(live.declaration)) this.listen(name, () => this.#hear(name));
  }

  listen(name: string, listener: () => void): void {
    const heard = () => void (this.#stopped || listener());
    this.#listeners.push([`change:${name}`, heard]);
    this.#model.on(`change:${name}`, heard);
  }

  /** Sets the traits that the model has to what the figure says now, and saves them. */
  publish(): void {
    this.#again = true;
    if (!this.#publishing) void this.#publish();
  }

  /** A model that cannot forget its listeners (MyST's) calls them for nothing from now on. */
  stop(): void {
    this.#stopped = true;
    for (const [event, listener] of this.#listeners.splice(0))
      quietly(() => this.#model.off?.(event, listener));
  }

  #hear(name: string): void {
    // Several traits that are set at once arrive one after another.
    if (this.#changed.size === 0) queueMicrotask(() => void this.#follow());
    this.#changed.add(name);
  }

  async #follow(): Promise<void> {
    const names = [...this.#changed];
    this.#changed.clear();
    const { declaration, flow } = this.#live;
    const news = names.filter((name) => {
      const value = this.#model.get(name);
      return isSaid(value) && !alike(value, flow.inputs[inputName(declaration, name)]);
    });
    const changes = Object.fromEntries(news.map((name) => [name, this.#model.get(name)]));
    try {
      const set = news.length > 0 && !this.#stopped && this.#live.set(changes);
      // Outputs do not wait until everything is drawn; and what was refused, or is no value, is set back.
      this.publish();
      await set;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.#live.notes = [`${error.message}.`];
      await this.#live.draw();
    }
  }

  async #publish(): Promise<void> {
    this.#publishing = true;
    while (this.#again && !this.#stopped) {
      this.#again = false;
      const { declaration } = this.#live;
      const own = [...namesOf(declaration), ...Object.keys(declaration.outputs)];
      const values: [string, unknown][] = [];
      // What cannot be computed has no value: the last one would be of another state.
      for (const name of own.filter((one) => this.#model.get(one) !== undefined)) {
        values.push([name, await this.#live.get(name).catch(() => null)]);
      }
      // A newer state has come meanwhile; its values are told, together, and not these.
      if (!this.#again && !this.#stopped) this.#save(values);
    }
    this.#publishing = false;
  }

  #save(values: [string, unknown][]): void {
    const news = values.filter(
      ([name, value]) => !this.#changed.has(name) && !alike(this.#model.get(name), value),
    );
    for (const [name, value] of news) this.#model.set(name, value);
    if (news.length > 0) quietly(() => this.#model.save_changes?.());
  }
}

/** Inputs by all of their names. */
export const namesOf = ({ inputs, aliases = {} }: Declaration) => [
  ...Object.keys(inputs),
  ...Object.keys(aliases),
];

/** A trait may be there and have no value yet. */
export const isSaid = (value: unknown) =>
  value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);

/** Some models have no such verb but an error that says so. */
function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // There is nobody to save for, or nothing to forget.
  }
}
