/**
 * How parameters move against their gradient, and how a gradient is clipped before. All parameters are one row Θ [n].
 * Sources: momentum B. T. Polyak (1964); Nesterov's in the form of I. Sutskever, J. Martens, G. Dahl, G. Hinton, ICML 2013;
 * Adagrad J. Duchi, E. Hazan, Y. Singer, JMLR 12 (2011); RMSProp T. Tieleman, G. Hinton, Coursera lecture 6.5 (2012);
 * Adam D. P. Kingma, J. Ba, arXiv:1412.6980; clipping by value T. Mikolov, thesis (2012), by norm R. Pascanu, T. Mikolov,
 * Y. Bengio, ICML 2013.
 *
 *   gradient    g = ∂L/∂Θ                                    [n]     taken at Θ, clipped or not
 *   by value    g ← max(−c, min(c, g))                       [n]
 *   by norm     g ← g · min(1, c / ‖g‖)                      [n]     PyTorch divides by ‖g‖ + 10⁻⁶ instead
 *   SGD         Θ ← Θ − η g                                  [n]
 *   momentum    v ← μ v − η g,  Θ ← Θ + v                    [n]     PyTorch keeps −v / η: the same while η stays
 *   Nesterov    v ← μ v − η g,  Θ ← Θ + μ v − η g            [n]     Θ is the point ahead, where g is taken, as in PyTorch
 *   Adagrad     s ← s + g²,  Θ ← Θ − η g / (√(s + ι) + ε)    [n]
 *   RMSProp     s ← λ s + (1 − λ) g²,  Θ as in Adagrad       [n]
 *   Adam        m ← β₁ m + (1 − β₁) g,  s ← β₂ s + (1 − β₂) g²,
 *               Θ ← Θ − η m̂ / (√ŝ + ε),  m̂ = m / (1 − β₁ᵏ),  ŝ = s / (1 − β₂ᵏ)   in update k = 1, 2 …
 *
 * v, s and m begin at 0. ε stands outside the root, as in PyTorch; ι inside, where the 112-line program has its 10⁻⁸.
 * The file is longer than 120 lines because each rule is a kernel beside its equation.
 */
/* eslint max-lines: off */
import { kernel, type Argument, type Device, type Handle } from './device/device.ts';

/** g within ±c, each number by itself: the direction changes. */
export const clippedByValue = kernel(function clippedByValue(gradient: number[], most: number) {
  return Math.max(-most, Math.min(most, gradient[this.thread.x]));
});

/** ‖g‖; the largest number is taken out of the sum of squares, so that those of 10³⁰ do not overflow. */
export const norm = kernel(function norm(gradient: number[]) {
  let largest = 0;
  for (let i = 0; i < this.constants.count; i++) {
    largest = Math.max(largest, Math.abs(gradient[i]));
  }
  let sum = 0;
  if (largest > 0) {
    for (let i = 0; i < this.constants.count; i++) {
      sum += (gradient[i] / largest) * (gradient[i] / largest);
    }
  }
  return largest * Math.sqrt(sum);
});

/** g · min(1, c / ‖g‖): the direction stays. */
export const clippedByNorm = kernel(function clippedByNorm(
  gradient: number[],
  length: number[],
  most: number,
) {
  let share = 1;
  if (length[0] > most) {
    share = most / length[0];
  }
  return gradient[this.thread.x] * share;
});

/** Θ − η g. */
export const descended = kernel(function descended(parameters: number[], gradient: number[], rate: number) {
  return parameters[this.thread.x] - rate * gradient[this.thread.x];
});

/** μ v − η g. */
export const velocity = kernel(function velocity(
  before: number[],
  gradient: number[],
  momentum: number,
  rate: number,
) {
  return momentum * before[this.thread.x] - rate * gradient[this.thread.x];
});

/** Θ + v. */
export const moved = kernel(function moved(parameters: number[], speed: number[]) {
  return parameters[this.thread.x] + speed[this.thread.x];
});

/** Θ + μ v − η g, from one point ahead to the next. */
export const movedAhead = kernel(function movedAhead(
  parameters: number[],
  speed: number[],
  gradient: number[],
  momentum: number,
  rate: number,
) {
  return parameters[this.thread.x] + momentum * speed[this.thread.x] - rate * gradient[this.thread.x];
});

/** s + g². */
export const added = kernel(function added(squares: number[], gradient: number[]) {
  return squares[this.thread.x] + gradient[this.thread.x] * gradient[this.thread.x];
});

/** λ s + (1 − λ) g²: RMSProp, and with β₂ for λ Adam. 1 − λ is given, since single precision loses its digits. */
export const faded = kernel(function faded(
  squares: number[],
  gradient: number[],
  decay: number,
  share: number,
) {
  return decay * squares[this.thread.x] + share * gradient[this.thread.x] * gradient[this.thread.x];
});

/** Θ − η g / (√(s + ι) + ε); 0/0, where g has always been 0 and so has ε, is no move. */
export const adapted = kernel(function adapted(
  parameters: number[],
  gradient: number[],
  squares: number[],
  rate: number,
  inside: number,
  epsilon: number,
) {
  const below = Math.sqrt(squares[this.thread.x] + inside) + epsilon;
  let step = 0;
  if (below > 0) {
    step = (rate * gradient[this.thread.x]) / below;
  }
  return parameters[this.thread.x] - step;
});

/** β₁ m + (1 − β₁) g. */
export const averaged = kernel(function averaged(
  mean: number[],
  gradient: number[],
  decay: number,
  share: number,
) {
  return decay * mean[this.thread.x] + share * gradient[this.thread.x];
});

/** Θ − η m̂ / (√ŝ + ε); `first` is 1 − β₁ᵏ and `second` 1 − β₂ᵏ. */
export const adaptedMean = kernel(function adaptedMean(
  parameters: number[],
  mean: number[],
  squares: number[],
  rate: number,
  first: number,
  second: number,
  epsilon: number,
) {
  const below = Math.sqrt(squares[this.thread.x] / second) + epsilon;
  let step = 0;
  if (below > 0) {
    step = (rate * mean[this.thread.x]) / first / below;
  }
  return parameters[this.thread.x] - step;
});

export const optimizers = ['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam'] as const;
export type Optimizer = (typeof optimizers)[number];

export interface Clip {
  by: 'value' | 'norm';
  /** c */
  at: number;
}

/** What an update is made with; each rule reads its own letters. Defaults: see `usual`. */
export interface Rule {
  optimizer: Optimizer;
  /** η */
  rate: number;
  /** μ */
  momentum?: number;
  /** λ */
  decay?: number;
  beta1?: number;
  beta2?: number;
  /** ε, outside the root. */
  epsilon?: number;
  /** ι, inside the root (Adagrad and RMSProp). */
  inside?: number;
  clip?: Clip | undefined;
}

/** The usual values of what a rule leaves out; ε of Adagrad is smaller in PyTorch (10⁻¹⁰). */
export const usual = {
  momentum: 0.9,
  decay: 0.9,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  inside: 0,
};

/** What one update hands on to the next: k, and those of v, s and m that the rule has, each [n]. */
export interface Memory {
  count: number;
  velocity: Argument;
  squares: Argument;
  mean: Argument;
}

/** Before the first update: k = 0, all else 0. */
export function fresh(size: number): Memory {
  const zeros = Array<number>(size).fill(0);
  return { count: 0, velocity: zeros, squares: zeros, mean: zeros };
}

/** g as it is used: clipped, or as it came. `norm` [1] is ‖g‖ before, where it is clipped by that. */
export function clipped(device: Device, size: number, gradient: Argument, clip: Clip | undefined) {
  if (!clip) return { gradient };
  if (clip.by === 'value') {
    return { gradient: device.run(clippedByValue, [size], {}, gradient, clip.at) };
  }
  const length = device.run(norm, [1], { count: size }, gradient);
  return { gradient: device.run(clippedByNorm, [size], {}, gradient, length, clip.at), norm: length };
}

/** After one update: Θ [n], the gradient that was used, and what the next update needs. */
export interface Updated {
  parameters: Handle;
  gradient: Argument;
  memory: Memory;
}

/** One update. `gradient` [n] is that at `parameters` [n]; nothing is changed, all that is new is returned. */
export function step(
  device: Device,
  size: number,
  rule: Rule,
  parameters: Argument,
  gradient: Argument,
  memory: Memory = fresh(size),
): Updated {
  const used = clipped(device, size, gradient, rule.clip).gradient;
  const update = rules[rule.optimizer](device, size, { ...usual, ...given(rule) }, parameters, used, memory);
  const { parameters: next, ...kept } = update;
  return { parameters: next, gradient: used, memory: { ...memory, count: memory.count + 1, ...kept } };
}

/** Without what is undefined, so that defaults hold. */
function given(rule: Rule): Rule {
  return Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined)) as never;
}

type Full = Rule & typeof usual;
type Update = (
  device: Device,
  size: number,
  rule: Full,
  parameters: Argument,
  gradient: Argument,
  memory: Memory,
) => { parameters: Handle } & Partial<Memory>;

const rules: Record<Optimizer, Update> = {
  sgd: (device, n, { rate }, parameters, gradient) => ({
    parameters: device.run(descended, [n], {}, parameters, gradient, rate),
  }),
  momentum(device, n, { momentum, rate }, parameters, gradient, memory) {
    const speed = device.run(velocity, [n], {}, memory.velocity, gradient, momentum, rate);
    return { parameters: device.run(moved, [n], {}, parameters, speed), velocity: speed };
  },
  nesterov(device, n, { momentum, rate }, parameters, gradient, memory) {
    const speed = device.run(velocity, [n], {}, memory.velocity, gradient, momentum, rate);
    const next = device.run(movedAhead, [n], {}, parameters, speed, gradient, momentum, rate);
    return { parameters: next, velocity: speed };
  },
  adagrad(device, n, { rate, inside, epsilon }, parameters, gradient, memory) {
    const squares = device.run(added, [n], {}, memory.squares, gradient);
    const next = device.run(adapted, [n], {}, parameters, gradient, squares, rate, inside, epsilon);
    return { parameters: next, squares };
  },
  rmsprop(device, n, { rate, decay, inside, epsilon }, parameters, gradient, memory) {
    const squares = device.run(faded, [n], {}, memory.squares, gradient, decay, 1 - decay);
    const next = device.run(adapted, [n], {}, parameters, gradient, squares, rate, inside, epsilon);
    return { parameters: next, squares };
  },
  adam(device, n, { rate, beta1, beta2, epsilon }, parameters, gradient, memory) {
    const k = memory.count + 1;
    const mean = device.run(averaged, [n], {}, memory.mean, gradient, beta1, 1 - beta1);
    const squares = device.run(faded, [n], {}, memory.squares, gradient, beta2, 1 - beta2);
    const [first, second] = [1 - beta1 ** k, 1 - beta2 ** k];
    const next = device.run(adaptedMean, [n], {}, parameters, mean, squares, rate, first, second, epsilon);
    return { parameters: next, mean, squares };
  },
};
