/**
 * A decoder that attends at every step and is told at the next one what it attended to.
 * Source: M.-T. Luong, H. Pham, C. Manning, arXiv:1508.04025 (2015), sections 3 and 3.3, with one tanh layer as decoder.
 *
 *   pre-activation  z_t = B s_{t−1} + X x_t + F h̃_{t−1} + a          [Q]   h̃_0 = 0, s_0 = start
 *   state           s_t = tanh(z_t)                                  [Q]
 *   context         c_t from attention of s_t to the parts           [d]   kernels/attention.ts
 *   attended        h̃_t = tanh(y_t), y_t = C c_t + S s_t + k         [D]
 *
 *   errors          η_t = ∂L/∂y_t = tanh′(y_t) ⊙ (∂L/∂h̃_t of the outputs + Fᵀ δ_{t+1})                    [D]
 *                   δ_t = ∂L/∂z_t = tanh′(z_t) ⊙ (Sᵀ η_t + what attention asks of its query + Bᵀ δ_{t+1})   [Q]
 *   gradients       ∂L/∂C = Σ_t η_t c_tᵀ, ∂L/∂S = Σ_t η_t s_tᵀ, ∂L/∂k = Σ_t η_t, ∂L/∂B = Σ_t δ_t s_{t−1}ᵀ,
 *                   ∂L/∂X = Σ_t δ_t x_tᵀ, ∂L/∂F = Σ_t δ_t h̃_{t−1}ᵀ, ∂L/∂a = Σ_t δ_t; those of attention add up over t
 * The file is longer than 120 lines because each error stands beside the step that it goes back through.
 */
/* eslint max-lines: off */
import { attend, attendBackward, type Score, type Sizes, type Weights } from './attention.ts';
import type { Argument, Device, Handle } from './device/device.ts';
import {
  activated,
  delta,
  matrixSum,
  outer,
  output,
  preactivation,
  pulled,
  row,
  slope,
  vectorSum,
} from './rnn.ts';

export interface Decoder extends Sizes {
  score: Score;
  /** T, at least 1. */
  steps: number;
  /** I, numbers of an input. */
  inputs: number;
  /** D, numbers of what was attended. */
  attended: number;
}

/** B [Q][Q], X [Q][I], F [Q][D], a [Q], C [D][d], S [D][Q], k [D], s_0 `start` [Q], and the weights of the score. */
export type Parameters = Weights &
  globalThis.Record<'B' | 'X' | 'F' | 'a' | 'C' | 'S' | 'k' | 'start', Argument>;

const zeros = (length: number) => Array.from({ length }, () => 0);

/** One step from the state and what was attended before it. */
function step(
  device: Device,
  decoder: Decoder,
  { B, X, F, a, C, S, k, ...weights }: Parameters,
  [before, fed]: readonly [Argument, Argument],
  input: Handle,
  keys: Argument,
) {
  const { query: Q, inputs, attended: D, width, score } = decoder;
  const own = device.run(preactivation, [Q], { units: Q, width: inputs }, B, before, X, input, a);
  const z = device.run(output, [Q], { units: D }, F, fed, own);
  const state = device.run(activated, [Q], { activation: 1 }, z);
  const look = attend(device, score, decoder, weights, state, keys);
  const y = device.run(preactivation, [D], { units: Q, width }, S, state, C, look.context, k);
  return {
    input,
    before,
    fed,
    z,
    state,
    look,
    y,
    attended: device.run(activated, [D], { activation: 1 }, y),
  };
}
export type Step = ReturnType<typeof step>;

/** Over inputs x [T][I] with the parts `keys` [n][d]: what every step found, in order. */
export function decode(
  device: Device,
  decoder: Decoder,
  parameters: Parameters,
  x: Argument,
  keys: Argument,
): Step[] {
  const found: Step[] = [];
  let before: readonly [Argument, Argument] = [parameters.start, zeros(decoder.attended)];
  for (let t = 0; t < decoder.steps; t++) {
    const input = device.run(row, [decoder.inputs], {}, x, t);
    const now = step(device, decoder, parameters, before, input, keys);
    found.push(now);
    before = [now.state, now.attended];
  }
  return found;
}

/** ∂L/∂ of every parameter, of `keys` [n][d] and of `x` (a list of [I]), from ∂L/∂h̃_t of the outputs [T][D]. */
export function decodeBackward(
  device: Device,
  decoder: Decoder,
  parameters: Parameters,
  keys: Argument,
  found: readonly Step[],
  errors: Argument,
) {
  const { query: Q, inputs } = decoder;
  const sums = new Sums(device, decoder);
  const x: Handle[] = [];
  let next: Argument = zeros(Q);
  for (let t = found.length - 1; t >= 0; t--) {
    const eta = errorOfAttended(device, decoder, parameters, found[t]!.y, errors, t, next);
    const { asked, error } = errorOfState(device, decoder, parameters, keys, found[t]!, eta, next);
    sums.ofStep(found[t]!, asked, eta, error);
    x[t] = device.run(pulled, [inputs], { rows: Q }, parameters.X, error);
    next = error;
  }
  return { ...sums.found, x, start: device.run(pulled, [Q], { rows: Q }, parameters.B, next) };
}

/** η_t. */
function errorOfAttended(
  device: Device,
  { query: Q, attended: D }: Decoder,
  { F }: Parameters,
  y: Handle,
  errors: Argument,
  t: number,
  next: Argument,
): Handle {
  const own = device.run(row, [D], {}, errors, t);
  const fedOn = device.run(pulled, [D], { rows: Q }, F, next);
  return device.run(delta, [D], {}, device.run(slope, [D], { activation: 1 }, y), own, fedOn);
}

/** δ_t, and what attention found on the way. */
function errorOfState(
  device: Device,
  decoder: Decoder,
  { B, C, S, ...weights }: Parameters,
  keys: Argument,
  { z, state, look }: Step,
  eta: Handle,
  next: Argument,
) {
  const { query: Q, attended: D, width, score } = decoder;
  const context = device.run(pulled, [width], { rows: D }, C, eta);
  const asked = attendBackward(device, score, decoder, weights, state, keys, look, { context });
  const direct = device.run(pulled, [Q], { rows: D }, S, eta);
  const ofState = device.run(vectorSum, [Q], {}, asked.query, direct);
  const fromNext = device.run(pulled, [Q], { rows: Q }, B, next);
  const slopes = device.run(slope, [Q], { activation: 1 }, z);
  return { asked, error: device.run(delta, [Q], {}, slopes, ofState, fromNext) };
}

/** Gradients that add up over the steps, by name. */
class Sums {
  readonly found: globalThis.Record<string, Handle> = {};
  readonly #device: Device;
  readonly #decoder: Decoder;

  constructor(device: Device, decoder: Decoder) {
    this.#device = device;
    this.#decoder = decoder;
  }

  ofStep(
    { look, state, before, input, fed }: Step,
    asked: globalThis.Record<string, Handle>,
    eta: Handle,
    error: Handle,
  ): void {
    const { parts: n, width: d, query: Q, hidden: A = 0, attended: D, inputs } = this.#decoder;
    const ofLook = { keys: [d, n], W: [Q, A], U: [d, A], b: [A], v: [A], G: [d, Q], p: [Q], q: [d], r: [1] };
    for (const [name, extent] of Object.entries(ofLook)) {
      if (asked[name]) this.#add(name, asked[name], extent as [number, number]);
    }
    this.#outer('C', eta, look.context, [d, D]);
    this.#outer('S', eta, state, [Q, D]);
    this.#add('k', eta, [D]);
    this.#outer('B', error, before, [Q, Q]);
    this.#outer('X', error, input, [inputs, Q]);
    this.#outer('F', error, fed, [D, Q]);
    this.#add('a', error, [Q]);
  }

  #add(name: string, part: Handle, extent: readonly [number] | readonly [number, number]) {
    const before = this.found[name];
    const device = this.#device;
    if (!before) this.found[name] = part;
    else if (extent.length === 1) this.found[name] = device.run(vectorSum, extent, {}, before, part);
    else this.found[name] = device.run(matrixSum, extent, {}, before, part);
  }

  #outer(name: string, error: Argument, factor: Argument, extent: readonly [number, number]) {
    this.#add(name, this.#device.run(outer, extent, {}, error, factor), extent);
  }
}
