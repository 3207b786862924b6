/**
 * A figure that answers: keeps the state and its history, computes through the dataflow, and draws the figure anew
 * over the old one, element by element, so that focus, selection and open details stay. The page it stands in
 * (address, clipboard, full screen) arrives as functions. Longer than 120 lines because it is the one place where
 * state, computing and drawing meet.
 */
/* eslint max-lines: off */
import type { Client } from '../../kernels/device/broker.ts';
import { Unrepresentable } from '../../kernels/device/single.ts';
import type { Device } from '../../kernels/device/device.ts';
import { admitted, fixedNotes } from './allowed.ts';
import { check, InputError, inputName, merged, without } from './codec.ts';
import { follow } from './follow.ts';
import { outputNames, usesDevice, type Declaration, type Inputs } from './declare.ts';
import { flow, type Flow } from './dataflow.ts';
import { figure } from './figure.ts';
import { History } from './history.ts';
import { inspector } from './inspector.ts';
import type { Macros } from './label.ts';
import { Superseded, turn } from './turn.ts';
import { redraw } from './redraw.ts';
import { running } from './running.ts';
import { data } from './tools.ts';
import { listen } from './gestures.ts';
import type { Page, Start } from './page.ts';
import { viewOf, type View } from './view.ts';
import type { Player } from './player.ts';
import type { Running } from './running.ts';

/** Milliseconds of quiet before what comes later is computed, and before what stands on paper is written. */
const QUIET = 120;
const SIGNED = 400;

export class Live {
  readonly declaration: Declaration;
  readonly root: HTMLElement;
  readonly id: string;
  readonly page: Page;
  readonly flow: Flow;
  chosen: string | undefined;
  pointed: string | undefined;
  entry: Record<string, string> = {};
  /** What only figures with points or pictures of pixels need. */
  #pointing: typeof import('./pointing.ts') | undefined;
  /** What only figures with a run need. */
  #player: Player | undefined;
  notes: string[];
  /** A text that could not be copied. */
  offered: string | undefined;
  /** What draws the tables as charts, while it does. */
  charts: typeof import('./charts.ts') | undefined;
  /** What was asked for by a button: a number, or true while it is computed. */
  answers: Record<string, number | true> = {};
  readonly #first: Inputs;
  #view: View | undefined;
  /** What was computed last, later values among it. */
  #values: Record<string, unknown> = {};
  /** What comes later, and the state that it belongs to. */
  #later: { values: Record<string, unknown>; given?: Inputs; device?: Device } = { values: {} };
  #settled: Promise<void> = Promise.resolve();
  readonly #history = new History();
  readonly #drawn: Record<string, unknown> = {};
  #latest: Promise<void> = Promise.resolve();
  #requested = 0;
  /** The home to go back to after a state whose numbers only `plain` can hold. */
  #detour: Device | undefined;
  #frozen = false;
  #disposed = false;
  #relabelled = false;
  #said: ReturnType<typeof setTimeout> | undefined;
  #signing: ReturnType<typeof setTimeout> | undefined;
  #printing: typeof import('./printed.ts') | undefined;
  readonly client: Client;
  readonly #stop: (() => void)[];
  readonly #listening: (() => void)[];

  /** `root` holds the figure made at build time, or nothing. */
  constructor(declaration: Declaration, root: HTMLElement, page: Page, start: Start = {}) {
    const { given = {}, notes = [], first = {} } = start;
    const nearest = beforeRun(declaration, given);
    this.#first = first;
    this.declaration = declaration;
    this.root = root;
    this.id = root.id || declaration.id;
    this.page = page;
    this.notes = notes;
    this.flow = flow(declaration, page.broker.plain, nearest, root.ownerDocument, page.macros);
    this.client = {
      key: () => `${declaration.id} ${JSON.stringify(this.flow.sizes)}`,
      measure: async (device) =>
        (await import('./measure.ts')).measure(declaration, beforeRun(declaration, this.flow.given), device),
      use: (device) => this.use(device),
      changed: () => void this.draw(),
    };
    const letters = page.lettered((macros) => void this.write(macros));
    this.#stop = [letters, beforePrint(root, this.#print)];
    if (usesDevice(declaration)) this.#stop.push(page.broker.join(this.client));
    this.#listening = [listen(this)];
    if (declaration.points ?? declaration.rasters) void this.#listenMore();
    const player = declaration.run && this.#bringPlayer();
    this.#latest = this.draw();
    // A picture stands at once; the run to what a link says shows how far it has come.
    if (nearest !== given)
      this.#latest = this.#latest.then(() => player).then(() => this.#goOn(nearest, given));
  }

  /** Settles when all drawings, those that come later too, are of the present state. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  /** Settles when the first figure stands. */
  get ready(): Promise<void> {
    return this.#latest;
  }

  /** Inputs and outputs as they were drawn last. */
  get values(): Record<string, unknown> {
    return { ...this.flow.inputs, ...this.#values };
  }

  /** Changes the named inputs all at once and settles when outputs and drawing are up to date. */
  async set(changes: unknown, edit = ''): Promise<void> {
    await this.#apply(merged(this.declaration, this.flow.given, check(this.declaration, changes)), edit);
    await this.#settled;
    this.page.emit('change', this.flow.given);
  }

  async #apply(given: Inputs, edit: string, notes: string[] = []): Promise<void> {
    const before = this.flow.given;
    this.#player?.changed(edit);
    this.flow.replace(given);
    if (this.#detour) this.flow.use(this.#detour);
    this.#detour = undefined;
    this.#history.remember(before, edit);
    this.notes = notes;
    this.offered = undefined;
    this.answers = {};
    await this.draw();
  }

  /** A reader's change: what is fixed here stays, and bad input becomes a note, not an exception. */
  async change(changes: unknown, edit = ''): Promise<void> {
    this.page.touched();
    try {
      const wanted = check(this.declaration, changes);
      const now = this.flow.given;
      const { given, fixed } = this.#admitted((names) =>
        merged(this.declaration, now, without(wanted, names)),
      );
      const notes = fixedNotes(this.declaration, fixed);
      if (!given) return await this.say(notes);
      this.page.emit('input', without(wanted, fixed));
      await this.#apply(given, edit, notes);
      const { walk } = this.declaration;
      if (walk && Object.hasOwn(wanted, walk.input)) follow(this.root);
      this.page.emit('change', this.flow.given);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      await this.say([`${error.message}.`]);
    }
  }

  readonly #admitted = (next: (names: readonly string[]) => Inputs) =>
    admitted(this.declaration, this.page.allowed, this.flow.given, next);

  /** Says something, until the next change; the state stays. */
  async say(notes: string[], offered?: string): Promise<void> {
    this.notes = notes;
    this.offered = offered;
    await this.draw();
  }

  /** The full-precision value of an output (or of an input) of the whole computation. */
  async get(called: string): Promise<unknown> {
    const name = inputName(this.declaration, called);
    if (Object.hasOwn(this.declaration.inputs, name)) return structuredClone(this.flow.inputs[name]);
    if (!Object.hasOwn(this.declaration.outputs, name)) {
      const names = Object.keys(this.declaration.outputs).join(', ');
      throw new InputError(`${this.declaration.id}: there is no output "${name}"; there are ${names}`);
    }
    await this.#latest;
    return structuredClone((await this.#computed([name]))[name]);
  }

  /** Computes an output that is computed only when asked for, and shows it until the next change. */
  async ask(name: string): Promise<void> {
    this.answers = { ...this.answers, [name]: true };
    await this.draw();
    const { given } = this.flow;
    const answer = await this.get(name).catch(() => undefined);
    // Of a state that has changed meanwhile nothing is said.
    if (this.flow.given !== given) return;
    const { [name]: _, ...others } = this.answers;
    this.answers = answer === undefined ? others : { ...others, [name]: answer as number };
    if (answer === undefined) this.notes = ['This could not be computed.'];
    await this.draw();
  }

  /** Every letter in another notation. */
  async write(macros: Macros): Promise<void> {
    this.page.macros = macros;
    this.flow.write(macros);
    this.#relabelled = true;
    this.#later = { values: {} };
    await this.draw();
  }

  async reset(): Promise<void> {
    this.#history.remember(this.flow.given);
    await this.replace(this.#first);
  }

  async replace(given: Inputs, notes: string[] = []): Promise<void> {
    this.#player?.changed('');
    this.flow.replace(given);
    this.notes = notes;
    this.offered = undefined;
    this.answers = {};
    await this.draw();
    await this.#settled;
    this.page.emit('change', given);
  }

  async undo(): Promise<void> {
    const before = this.#history.undo(this.flow.given);
    if (before) await this.#goTo(before);
  }

  async redo(): Promise<void> {
    const after = this.#history.redo(this.flow.given);
    if (after) await this.#goTo(after);
  }

  /** Another state of the history, in which what is fixed here is as now. */
  async #goTo(state: Inputs): Promise<void> {
    const now = this.flow.given;
    const stays = (names: readonly string[]) =>
      Object.fromEntries(Object.entries(now).filter(([name]) => names.includes(name)));
    const { given, fixed } = this.#admitted((names) => ({ ...without(state, names), ...stays(names) }));
    const notes = fixedNotes(this.declaration, fixed);
    if (given) await this.replace(given, notes);
    else await this.say(notes);
  }

  async use(device: Device): Promise<void> {
    this.flow.use(device);
    await this.draw();
  }

  /** Draws the present state; where a newer one was asked for meanwhile, waits for that instead. */
  draw(): Promise<void> {
    if (this.#frozen) return this.#latest;
    const mine = ++this.#requested;
    this.#latest = this.#paint(mine);
    this.#settled = this.#latest.then(() => this.#follow(mine));
    this.#player?.watch(this.#settled);
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
    if (old) redraw(old, inspector(this.#view));
  }

  /** What a button of the run's row does. */
  play(does: string): void {
    this.#player?.press(does);
  }

  /** Only the row of the run, which changes oftener than the picture. */
  showRun(): void {
    const old = this.root.querySelector('.run');
    if (!old || !this.#view || this.over) return;
    this.#view = { ...this.#view, running: this.running };
    const next = running(this.#view);
    if (next) redraw(old, next);
  }

  /** What the run's row shows besides inputs. */
  get running(): Running | undefined {
    return this.#player?.state;
  }

  /** Nothing is drawn any more. */
  get over(): boolean {
    return this.#frozen || this.#disposed;
  }

  /** Stops listening; every control is disabled, and the picture stays, signed as on paper. */
  freeze(): void {
    this.#player?.dispose();
    this.#frozen = true;
    this.root.querySelector('figure.unfold')?.setAttribute('data-frozen', '');
    void this.sign();
    for (const stop of this.#listening.splice(0)) stop();
    for (const control of this.root.querySelectorAll('input, button, select, textarea')) {
      control.setAttribute('disabled', '');
    }
  }

  dispose(): void {
    clearTimeout(this.#said);
    clearTimeout(this.#signing);
    for (const stop of [...this.#stop, ...this.#listening.splice(0)]) stop();
    this.#player?.dispose();
    this.#disposed = true;
    this.flow.dispose();
  }

  async #bringPlayer(): Promise<void> {
    const { Player } = await import('./player.ts');
    if (!this.over) this.#player = new Player(this, this.declaration.run!);
  }

  /** From the first picture to the whole of what was given, where nobody has changed anything meanwhile. */
  #goOn(nearest: Inputs, given: Inputs): void {
    if (this.flow.given !== nearest || this.over) return;
    this.flow.replace(given);
    void this.draw();
  }

  async #listenMore(): Promise<void> {
    const pointing = await import('./pointing.ts');
    if (this.over) return;
    this.#pointing = pointing;
    this.#listening.push(pointing.listen(this));
  }

  async #paint(mine: number): Promise<void> {
    const { declaration } = this;
    const cells = { ...declaration.values, ...declaration.drawings };
    const names = [...outputNames(declaration), ...Object.keys(declaration.drawings)];
    const wanted = [...names.filter((name) => !cells[name]!.later), 'sentence', 'explain'];
    let values: Record<string, unknown>;
    try {
      values = await this.#computed(wanted);
    } catch (error) {
      return this.#fail(error);
    }
    if (mine !== this.#requested) return this.#latest;
    await this.#show(mine, values);
  }

  /** What comes later is there for the present state; what is of an earlier one is shown to nobody as of this. */
  get #fresh(): boolean {
    return this.#later.given === this.flow.given && this.#later.device === this.flow.device;
  }

  /** Drawings and outputs that are not waited for, once the reader pauses. */
  async #follow(mine: number): Promise<void> {
    const { values, drawings } = this.declaration;
    const outputs = outputNames(this.declaration).filter((name) => values[name]!.later);
    const names = [...outputs, ...Object.keys(drawings).filter((name) => drawings[name]!.later)];
    if (!names.length || this.#fresh || mine !== this.#requested) return;
    if (!this.running?.playing) await new Promise((done) => setTimeout(done, QUIET));
    if (mine !== this.#requested) return this.#settled;
    try {
      const found = await this.#computed(names);
      if (mine !== this.#requested) return this.#settled;
      const { given, device } = this.flow;
      this.#later = { values: found, given, device };
      await this.#show(mine, this.#values);
    } catch (error) {
      if (mine !== this.#requested) return this.#settled;
      this.#fail(error);
    }
  }

  /** Draws over the old picture, in which the drawings that come later stand until they are there. */
  async #show(mine: number, values: Record<string, unknown>): Promise<void> {
    if (this.#frozen) return;
    const { drawings } = this.declaration;
    const { undoable: undo, redoable: redo } = this.#history;
    const busy = new Set(this.#fresh ? [] : Object.keys(drawings).filter((name) => drawings[name]!.later));
    this.#values = { ...values, ...(this.#fresh && this.#later.values) };
    const standing = new Set([...this.#standing(this.#values), ...busy]);
    const again = this.#view !== undefined && !this.#relabelled;
    this.#relabelled = false;
    this.#view = viewOf(this, this.#values, { undo, redo, standing, busy, again });
    const next = figure(this.#view);
    const old = this.root.querySelector('figure.unfold');
    if (old) redraw(old, next);
    else this.root.replaceChildren(next);
    this.#enter();
    this.#pointing?.keepCursors(this);
    this.#say(this.#view.sentence);
    clearTimeout(this.#signing);
    this.#signing = setTimeout(() => void this.sign(), this.#printing ? SIGNED : 0);
    const table = this.root.querySelector('details.data');
    if (table?.hasAttribute('open') && !this.running?.playing) {
      await turn();
      if (mine === this.#requested) this.tabulate();
    }
  }

  /** The tables of all numbers, which are made only where they are looked at. */
  tabulate(): void {
    const old = this.root.querySelector('details.data');
    if (!old || !this.#view) return;
    redraw(old, this.#view.make('details', { class: 'data' }, ...data(this.#view)));
    old.querySelector('.charts')?.replaceChildren(...(this.charts?.charts(this.#view) ?? []));
  }

  /** The drawings that did not change since they were last drawn. */
  #standing(values: Record<string, unknown>): Set<string> {
    const names = Object.keys(this.declaration.drawings).filter((name) => name in values);
    const standing = names.filter((name) => this.#drawn[name] === values[name]);
    for (const name of names) this.#drawn[name] = values[name];
    return new Set(standing);
  }

  /** Each drawing is one stop for Tab; the chosen mark stands out. */
  #enter(): void {
    for (const place of this.root.querySelectorAll<HTMLElement>('.panels [data-drawing]')) {
      const mark = this.entry[place.dataset.drawing!];
      const entry = mark && place.querySelector(`[data-mark="${mark}"]`);
      (entry || place.querySelector('[data-mark]'))?.setAttribute('tabindex', '0');
      if (this.chosen) place.querySelector(`[data-mark="${this.chosen}"]`)?.setAttribute('data-chosen', '');
    }
  }

  /** Computes; a home that fails is left for `plain`, which answers instead. */
  async #computed(names: string[]): Promise<Record<string, unknown>> {
    const { device, given } = this.flow;
    try {
      return await this.flow.values(names);
    } catch (error) {
      // Given up for a newer state, which is no fault of the home.
      if (error instanceof Superseded && this.flow.given !== given) return this.#computed(names);
      if (error instanceof Superseded) throw error;
      if (device === this.page.broker.plain) throw error;
      this.flow.use(this.page.broker.plain);
      if (error instanceof Unrepresentable) this.#detour = device;
      else void this.page.broker.failed(device.name, 'failed at work');
      return this.flow.values(names);
    }
  }

  /** The last right picture stays, with a sentence. */
  #fail(error: unknown): void {
    // A figure that is gone, in the midst of a change, owes nobody an answer.
    if (this.#disposed) return;
    const note = this.root.ownerDocument.createElement('p');
    note.className = 'note';
    note.textContent = 'This state could not be computed; the figure shows the last one that could.';
    this.root.querySelector('figure.unfold .sentence')?.after(note);
    this.page.emit('error', error);
  }

  /** What paper needs stands ready before anybody prints: a print does not wait. It is then of the state on show. */
  async sign(): Promise<void> {
    clearTimeout(this.#signing);
    // Without a network a figure is as good as before, and prints without its code.
    this.#printing ??= await import('./printed.ts').catch(() => undefined);
    this.#print();
  }

  readonly #print = () => {
    if (this.#view && !this.#disposed) this.#printing?.print(this, this.#view.make);
  };

  /** Tells screen readers the sentence a moment after the last change. */
  #say(sentence: string): void {
    clearTimeout(this.#said);
    this.#said = setTimeout(() => {
      const live = this.root.querySelector('[data-said]');
      if (live && live.textContent !== sentence) live.textContent = sentence;
    }, 700);
  }
}

/** The state of which the first picture is: a run is not waited for. */
function beforeRun({ run, inputs }: Declaration, given: Inputs): Inputs {
  const [first, wanted] = run ? [inputs[run.input]?.default, given[run.input]] : [];
  return typeof wanted === 'number' && wanted > (first as number) ? without(given, [run!.input]) : given;
}

/** Calls when the page is about to be printed; the function returned stops. */
function beforePrint({ ownerDocument: { defaultView } }: Element, call: () => void): () => void {
  defaultView?.addEventListener('beforeprint', call);
  return () => defaultView?.removeEventListener('beforeprint', call);
}
