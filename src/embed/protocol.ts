/**
 * What an embedded figure and the page round it say to each other: `unfold/1`. Both ends import this file. Everything
 * that arrives is data from a stranger; what is not of these shapes is not answered.
 */
import type { Inputs } from '../../components/parts/declare.ts';

export const PROTOCOL = 'unfold/1';

/** Bytes of JSON that a message may take. */
export { LONGEST_TEXT as LONGEST_MESSAGE } from '../../components/parts/limits.ts';

export type Theme = 'auto' | 'light' | 'dark';

/**
 * From the page to the figure. `call` is a whole number that rises with every command of a host; a number that is not
 * higher than the last is refused, so that a message cannot be replayed. The answer carries it. `hello` comes first; it
 * may carry a MessagePort, on which everything is then answered (the only way where an origin is opaque).
 */
export type Command =
  | { type: 'hello' }
  | { type: 'set'; params: Inputs }
  | { type: 'get'; output: string }
  | { type: 'reset' }
  | { type: 'freeze' }
  | { type: 'theme'; theme: Theme }
  | { type: 'svg' };

/** What a host hears of a figure's state. */
export interface State {
  /** Every input. */
  params: Inputs;
  /** The inputs that were set. */
  state: Inputs;
  /** The home that computes. */
  device: string;
  /** The state in words. */
  sentence: string;
}

/**
 * From the figure to the page. `size` may go to anybody; everything else goes only to the origin that said `hello`, or
 * on the port that it sent. `state` comes with `event: 'input'` while a reader changes something, with `'change'` when
 * outputs and drawing are up to date, and as the answer to `set`, `reset`, `freeze` and `theme` with their `call`.
 */
export type Report =
  | ({ type: 'ready'; widget: string; title: string; version: string; schema: unknown } & State)
  | { type: 'size'; widget: string; height: number }
  /** `device` is the home that computed it, which may have changed since the last `state`. */
  | { type: 'value'; output: string; value: unknown; device?: string }
  | ({ type: 'state'; event: 'input' | 'change' } & State)
  | { type: 'svg'; svg: string }
  /** `name` is that of the error, where there was one. */
  | { type: 'error'; message: string; name?: string };

interface Envelope {
  protocol: typeof PROTOCOL;
  call?: number;
  /** The word that the frame's address gave as `tag`, so that a host tells its frames apart. */
  tag?: string;
}
export type ToFigure = Envelope & { call: number } & Command;
export type ToHost = Envelope & Report;
