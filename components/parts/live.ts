/**
 * A figure that answers: keeps the state and its history, computes through the dataflow, and draws the figure anew
 * over the old one, element by element, so that focus, selection and open details stay. The page it stands in
 * (address, clipboard, full screen) arrives as functions.
 */
import morphdom from 'morphdom';
import type { Broker, Client } from '../../kernels/device/broker.ts';
import { Unrepresentable } from '../../kernels/device/gpu.ts';
import type { Device } from '../../kernels/device/device.ts';
import { InputError } from './codec.ts';
import type { Declaration, Explanation, Inputs } from './declare.ts';
import { flow, type Flow } from './dataflow.ts';
import { maker } from './element.ts';
import { figure, inspector } from './figure.ts';
import type { Macros } from './label.ts';
import { listen } from './gestures.ts';
import { measure } from './measure.ts';
import type { View } from './view.ts';

export interface Page {
  macros: Macros;
  /** The address of a state. */
  link(given: Inputs): string;
  cite: string;
  broker: Broker;
  /** Called at the reader's first touch and at every later one. */
  touched(): void;
  copy(text: string): void;
  fullscreen(element: Element): void;
  /** `input` while a reader is changing something, `change` once outputs and drawing are up to date, `error`. */
  emit(type: 'input' | 'change' | 'error', detail?: unknown): void;
}

export interface Start {
  /** The state to begin with, and what to say of how it was read. */
  given?: Inputs;
  notes?: string[];
  /** The state to which the figure is reset. */
  first?: Inputs;
}

export class Live {
  readonly declaration: Declaration;
  readonly root: HTMLElement;
  readonly id: string;
  readonly page: Page;
  readonly flow: Flow;
  chosen: string | undefined;
  pointed: string | undefined;
  entry: Record<string, string> = {};
  notes: string[];
  readonly #first: Inputs;
  #view: View | undefined;
  #past: Inputs[] = [];
  #future: Inputs[] = [];
  #lastEdit = { name: '', at: 0 };
  #latest: Promise<void> = Promise.resolve();
  #requested = 0;
  #said: ReturnType<typeof setTimeout> | undefined;
  readonly #client: Client;
  readonly #stop: (() => void)[];

  /** `root` holds the figure made at build time, or nothing. */
  constructor(declaration: Declaration, root: HTMLElement, page: Page, start: Start = {}) {
    const { given = {}, notes = [], first = {} } = start;
    this.#first = first;
    this.declaration = declaration;
    this.root = root;
    this.id = root.id || declaration.id;
    this.page = page;
    this.notes = notes;
    this.flow = flow(declaration, page.broker.plain, given, root.ownerDocument);
    this.#client = {
      key: () => `${declaration.id} ${JSON.stringify(this.flow.sizes)}`,
      measure: (device) => measure(declaration, this.flow.given, device),
      use: (device) => this.use(device),
      changed: () => void this.draw(),
    };
    this.#stop = [page.broker.join(this.#client), listen(this)];
    this.#latest = this.draw();
  }

  /** Settles when the first figure stands. */
  get ready(): Promise<void> {
    return this.#latest;
  }

  /** Changes the named inputs all at once and settles when outputs and drawing are up to date. */
  async set(changes: unknown, edit = ''): Promise<void> {
    const before = this.flow.given;
    this.flow.set(changes);
    this.#remember(before, edit);
    this.notes = [];
    await this.draw();
    this.page.emit('change', this.flow.given);
  }

  /** A reader's change: bad input becomes a note, not an exception. */
  async change(changes: unknown, edit = ''): Promise<void> {
    this.page.touched();
    try {
      this.page.emit('input', changes);
      await this.set(changes, edit);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.notes = [`${error.message}.`];
      await this.draw();
    }
  }

  /** The full-precision value of an output (or of an input) of the whole computation. */
  async get(name: string): Promise<unknown> {
    if (Object.hasOwn(this.declaration.inputs, name)) return structuredClone(this.flow.inputs[name]);
    if (!Object.hasOwn(this.declaration.outputs, name)) {
      const names = Object.keys(this.declaration.outputs).join(', ');
      throw new InputError(`${this.declaration.id}: there is no output "${name}"; there are ${names}`);
    }
    await this.#latest;
    return structuredClone((await this.#computed([name]))[name]);
  }

  async reset(): Promise<void> {
    this.#remember(this.flow.given, '');
    await this.replace(this.#first);
  }

  async replace(given: Inputs, notes: string[] = []): Promise<void> {
    this.flow.replace(given);
    this.notes = notes;
    await this.draw();
    this.page.emit('change', given);
  }

  async undo(): Promise<void> {
    const before = this.#past.pop();
    if (!before) return;
    this.#future.push(this.flow.given);
    await this.replace(before);
  }

  async redo(): Promise<void> {
    const after = this.#future.pop();
    if (!after) return;
    this.#past.push(this.flow.given);
    await this.replace(after);
  }

  async use(device: Device): Promise<void> {
    this.flow.use(device);
    await this.draw();
  }

  /** Draws the present state; where a newer one was asked for meanwhile, waits for that instead. */
  draw(): Promise<void> {
    const mine = ++this.#requested;
    this.#latest = this.#paint(mine);
    return this.#latest;
  }

  /** Chooses a mark, whose sum then stays on show and which can be edited if it is an entry of an input. */
  choose(mark: string): void {
    this.chosen = mark;
    for (const old of this.root.querySelectorAll('[data-chosen]')) old.removeAttribute('data-chosen');
    this.root.querySelector(`svg [data-mark="${mark}"]`)?.setAttribute('data-chosen', '');
    this.point(undefined);
  }

  /** Only the line that explains a number, for a pointer that wanders. */
  point(mark: string | undefined): void {
    this.pointed = mark;
    if (!this.#view) return;
    const old = this.root.querySelector('.inspector');
    this.#view = { ...this.#view, pointed: mark, chosen: this.chosen };
    if (old) morphdom(old, inspector(this.#view), keeping);
  }

  /** Stops listening; every control is disabled, and the picture stays. */
  freeze(): void {
    this.#stop.pop()?.();
    for (const control of this.root.querySelectorAll('input, button, select'))
      control.setAttribute('disabled', '');
  }

  dispose(): void {
    clearTimeout(this.#said);
    for (const stop of this.#stop) stop();
    this.flow.dispose();
  }

  async #paint(mine: number): Promise<void> {
    const names = [...Object.keys(this.declaration.outputs), ...Object.keys(this.declaration.drawings)];
    let values: Record<string, unknown>;
    try {
      values = await this.#computed([...names, 'sentence', 'explain']);
    } catch (error) {
      return this.#fail(error);
    }
    if (mine !== this.#requested) return this.#latest;
    this.#view = this.#viewOf(values);
    const next = figure(this.#view);
    const old = this.root.querySelector('figure.unfold');
    if (old) morphdom(old, next, keeping);
    else this.root.replaceChildren(next);
    this.#say(this.#view.sentence);
  }

  /** Computes; a home that fails is left for `plain`, which answers instead. */
  async #computed(names: string[]): Promise<Record<string, unknown>> {
    const { device } = this.flow;
    try {
      return await this.flow.values(names);
    } catch (error) {
      if (device === this.page.broker.plain) throw error;
      this.flow.use(this.page.broker.plain);
      if (!(error instanceof Unrepresentable)) void this.page.broker.failed(device.name, 'failed at work');
      return this.flow.values(names);
    }
  }

  #viewOf(values: Record<string, unknown>): View {
    const { declaration, flow: dataflow, page } = this;
    return {
      make: maker(this.root.ownerDocument),
      macros: page.macros,
      declaration,
      id: this.id,
      inputs: dataflow.inputs,
      sizes: dataflow.sizes,
      values,
      sentence: values.sentence as string,
      explain: values.explain as (mark: string) => Explanation | undefined,
      chosen: this.chosen,
      pointed: this.pointed,
      entry: this.entry,
      notes: this.notes,
      awake: true,
      undo: this.#past.length > 0,
      redo: this.#future.length > 0,
      device: {
        name: dataflow.device.name,
        picked: page.broker.picked,
        choices: page.broker.choices(this.#client),
      },
      link: page.link(dataflow.given),
      cite: page.cite,
    };
  }

  /** The last right picture stays, with a sentence. */
  #fail(error: unknown): void {
    const note = this.root.ownerDocument.createElement('p');
    note.className = 'note';
    note.textContent = 'This state could not be computed; the figure shows the last one that could.';
    this.root.querySelector('figure.unfold .sentence')?.after(note);
    this.page.emit('error', error);
  }

  /** Changes of one control within a second count as one. */
  #remember(before: Inputs, edit: string): void {
    const now = Date.now();
    const same = edit !== '' && edit === this.#lastEdit.name && now - this.#lastEdit.at < 1000;
    this.#lastEdit = { name: edit, at: now };
    if (!same) this.#past.push(before);
    this.#future = [];
  }

  /** Tells screen readers the sentence a moment after the last change. */
  #say(sentence: string): void {
    clearTimeout(this.#said);
    this.#said = setTimeout(() => {
      const live = this.root.querySelector('[data-said]');
      if (live && live.textContent !== sentence) live.textContent = sentence;
    }, 700);
  }
}

/** What drawing anew must not take from the reader: open details, the text being typed, what was just said. */
const keeping = {
  onBeforeElUpdated(old: HTMLElement, next: HTMLElement) {
    if (old.isEqualNode(next) && !('value' in old)) return false;
    if (old.hasAttribute('data-said')) return false;
    if (old.localName === 'details') next.toggleAttribute('open', old.hasAttribute('open'));
    if (old.hasAttribute('data-typing')) {
      next.setAttribute('data-typing', '');
      (next as HTMLInputElement).value = (old as HTMLInputElement).value;
    }
    return true;
  },
};
