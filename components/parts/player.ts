/**
 * Plays the run of a figure: goes on in short slices, between which the page answers, and now and then sets the input
 * that says how far it has come, which draws the figure. Only a press starts it; whatever else happens stops it.
 */
import { reasonToAsk } from './asking.ts';
import type { NumberInput, Run } from './types.ts';
import type { Live } from './live.ts';
import type { Running } from './running.ts';
import { follow } from './jump.ts';
import { whenHidden } from './seen.ts';
import { goOn, PLAYED, type Session } from './session.ts';

/** Milliseconds from one picture to the next: at most eight a second. */
const FRAME = 125;
let plays = 0;

export class Player {
  state: Running = { playing: false };
  #edit = '';
  /** Asked and answered once. */
  #allowed = false;
  #drawing: Promise<void> | undefined;
  readonly #live: Live;
  readonly #run: Run;
  readonly #stops: (() => void)[];

  constructor(live: Live, run: Run) {
    this.#live = live;
    this.#run = run;
    this.#stops = [whenHidden(live.root, () => this.stop())];
  }

  press(does: string): void {
    if (does === 'play') void this.#ask();
    else if (does === 'anyway') {
      this.#allowed = true;
      void this.#play();
    } else if (does === 'no') this.#show({ asks: undefined });
    else if (does === 'stop') this.#halt();
    else this.#step(does === 'start' ? -Infinity : Number(does));
  }

  /** What was just changed is not this player's doing. */
  changed(edit: string): void {
    if (edit === this.#edit) return;
    this.state = { ...this.state, rate: undefined };
    this.stop();
  }

  stop(): void {
    if (!this.state.playing && this.state.asks === undefined) return;
    this.#show({ playing: false, asks: undefined });
  }

  /** Shows how far a picture has come that takes long to be drawn. */
  watch(drawing: Promise<void>): void {
    this.#drawing = drawing;
    if (this.state.playing) return;
    void follow(drawing, {
      open: () => drawing === this.#drawing && !this.#live.over,
      session: () => this.#session(),
      to: () => this.#now,
      show: (jump) => void (jump === this.state.jump || this.#show({ jump })),
    });
  }

  dispose(): void {
    this.stop();
    for (const stop of this.#stops.splice(0)) stop();
  }

  get #now(): number {
    return this.#live.flow.inputs[this.#run.input] as number;
  }

  get #last(): number {
    const { inputs, sizes } = this.#live.flow;
    return this.#run.last(inputs, sizes);
  }

  #show(changes: Partial<Running>): void {
    this.state = { ...this.state, ...changes };
    this.#live.showRun();
  }

  async #session(): Promise<Session> {
    return (await this.#live.flow.values([this.#run.session]))[this.#run.session] as Session;
  }

  #step(by: number): void {
    const { range } = this.#live.declaration.inputs[this.#run.input] as NumberInput;
    const to = Math.min(Math.max(this.#now + by, range[0]), this.#last);
    void this.#live.change({ [this.#run.input]: to }, this.#run.input);
  }

  /** A jump ends where it has come to. */
  #halt(): void {
    const { jump } = this.state;
    if (jump) void this.#live.change({ [this.#run.input]: jump.at }, this.#run.input);
    else this.stop();
  }

  async #ask(): Promise<void> {
    const window = this.#live.root.ownerDocument.defaultView;
    const asks = this.#allowed || !window ? undefined : await reasonToAsk(window);
    if (asks) this.#show({ asks });
    else await this.#play();
  }

  async #play(): Promise<void> {
    const live = this.#live;
    this.#edit = `${PLAYED}${++plays}`;
    const mine = this.#edit;
    this.#show({ playing: true, asks: undefined, rate: undefined });
    live.page.touched();
    try {
      while (this.state.playing && mine === this.#edit) if (!(await this.#frame(mine))) break;
    } catch (error) {
      live.page.emit('error', error);
      await live.say(['The run broke off here.']);
    }
    if (mine !== this.#edit) return;
    this.stop();
    // The tables, which waited.
    if (!live.over) await live.draw();
  }

  /** Goes on until it is time for a picture, and draws it; false at the end. */
  async #frame(mine: string): Promise<boolean> {
    const [live, from] = [this.#live, this.#now];
    const { given } = live.flow;
    const session = await this.#session();
    if (session.reached !== from) await session.at(from);
    const pace = this.#run.pace?.(live.flow.inputs) ?? Infinity;
    const until = Math.min(from + Math.max(1, Math.round((pace * FRAME) / 1000)), this.#last);
    const plays = () => this.state.playing && mine === this.#edit;
    const { at, milliseconds } = await goOn(session, { from, until, milliseconds: FRAME }, plays);
    const rest = FRAME - milliseconds;
    if (pace < Infinity && rest > 0) await new Promise((done) => setTimeout(done, rest));
    // What was changed meanwhile makes this another run.
    if (mine !== this.#edit || live.over || live.flow.given !== given || at === from) return false;
    const rate = (1000 * (at - from)) / milliseconds;
    if (plays() && pace === Infinity)
      this.state = { ...this.state, rate: 0.7 * (this.state.rate ?? rate) + 0.3 * rate };
    await live.change({ [this.#run.input]: at }, mine);
    await live.settled;
    return plays() && at < this.#last;
  }
}
