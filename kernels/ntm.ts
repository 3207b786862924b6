/**
 * One step of a Neural Turing Machine's head: address a memory, read it, write it; and the gradients of all of it.
 * Source: A. Graves, G. Wayne, I. Danihelka, "Neural Turing Machines", arXiv:1410.5401 (2014), equations 2 to 9.
 *
 *   similarity  K(i)  = k · M(i) / (‖k‖ ‖M(i)‖)                 [N]     eq. 6; 0 where a vector is zero
 *   content     wᶜ(i) = exp(β K(i)) / Σⱼ exp(β K(j))            [N]     eq. 5
 *   gated       wᵍ    = g wᶜ + (1 − g) w₋₁                      [N]     eq. 7
 *   shifted     w̃(i)  = Σₒ s(o) wᵍ((i − o) mod N)               [N]     eq. 8; o = −1, 0, +1
 *   sharpened   w(i)  = w̃(i)^γ / Σⱼ w̃(j)^γ                      [N]     eq. 9
 *   read        r     = Σᵢ w(i) M(i)                            [M]     eq. 2
 *   written     M′(i) = M(i) ⊙ (1 − w(i) e) + w(i) a            [N][M]  eq. 3 and 4
 *
 * A kernel named xGradient gives ∂L/∂x; `error` names the ∂L/∂ of what the forward kernel returned.
 * The file is longer than 120 lines because each gradient stands beside the equation that it differentiates.
 */
/* eslint max-lines: off */
import { kernel, type Argument, type Device } from './device/device.ts';

/** ‖M(i)‖, by way of the largest entry so that squares neither overflow nor vanish in single precision. */
export const slotNorm = kernel(function slotNorm(memory: number[][]) {
  let largest = 0;
  for (let j = 0; j < this.constants.width; j++) {
    largest = Math.max(largest, Math.abs(memory[this.thread.x][j]));
  }
  let sum = 0;
  for (let j = 0; j < this.constants.width; j++) {
    if (largest > 0) {
      sum += (memory[this.thread.x][j] / largest) * (memory[this.thread.x][j] / largest);
    }
  }
  return largest * Math.sqrt(sum);
});

/** ‖k‖, likewise. */
export const keyNorm = kernel(function keyNorm(key: number[]) {
  let largest = 0;
  for (let j = 0; j < this.constants.width; j++) {
    largest = Math.max(largest, Math.abs(key[j]));
  }
  let sum = 0;
  for (let j = 0; j < this.constants.width; j++) {
    if (largest > 0) {
      sum += (key[j] / largest) * (key[j] / largest);
    }
  }
  return largest * Math.sqrt(sum);
});

export const similarity = kernel(function similarity(
  memory: number[][],
  key: number[],
  slotNorms: number[],
  keyNorms: number[],
) {
  let sum = 0;
  for (let j = 0; j < this.constants.width; j++) {
    if (slotNorms[this.thread.x] > 0 && keyNorms[0] > 0) {
      sum += (key[j] / keyNorms[0]) * (memory[this.thread.x][j] / slotNorms[this.thread.x]);
    }
  }
  return sum;
});

/** The largest score is subtracted before exp, which changes no weight and keeps β = 100 in range. */
export const content = kernel(function content(similarities: number[], beta: number) {
  let largest = beta * similarities[0];
  for (let j = 1; j < this.constants.slots; j++) {
    largest = Math.max(largest, beta * similarities[j]);
  }
  let sum = 0;
  for (let j = 0; j < this.constants.slots; j++) {
    sum += Math.exp(beta * similarities[j] - largest);
  }
  return Math.exp(beta * similarities[this.thread.x] - largest) / sum;
});

export const gated = kernel(function gated(contents: number[], previous: number[], gate: number) {
  return gate * contents[this.thread.x] + (1 - gate) * previous[this.thread.x];
});

/** shift[0], shift[1], shift[2] are s(−1), s(0), s(+1); the memory is a ring. */
export const shifted = kernel(function shifted(gates: number[], shift: number[]) {
  let sum = 0;
  for (let o = 0; o < 3; o++) {
    let from = this.thread.x - (o - 1);
    if (from < 0) {
      from += this.constants.slots;
    }
    if (from >= this.constants.slots) {
      from -= this.constants.slots;
    }
    sum += shift[o] * gates[from];
  }
  return sum;
});

/** Each weight is divided by the largest first, which cancels, so that γ = 50 does not underflow; all zero stays zero. */
export const sharpened = kernel(function sharpened(shifts: number[], gamma: number) {
  let largest = 0;
  for (let j = 0; j < this.constants.slots; j++) {
    largest = Math.max(largest, shifts[j]);
  }
  let sum = 0;
  let own = 0;
  for (let j = 0; j < this.constants.slots; j++) {
    if (shifts[j] > 0) {
      const power = Math.exp(gamma * Math.log(shifts[j] / largest));
      sum += power;
      if (j === this.thread.x) {
        own = power;
      }
    }
  }
  if (sum > 0) {
    own = own / sum;
  }
  return own;
});

export const read = kernel(function read(memory: number[][], weights: number[]) {
  let sum = 0;
  for (let i = 0; i < this.constants.slots; i++) {
    sum += weights[i] * memory[i][this.thread.x];
  }
  return sum;
});

export const written = kernel(function written(
  memory: number[][],
  weights: number[],
  erase: number[],
  add: number[],
) {
  const kept = memory[this.thread.y][this.thread.x] * (1 - weights[this.thread.y] * erase[this.thread.x]);
  return kept + weights[this.thread.y] * add[this.thread.x];
});

/** ∂L/∂M′, which the loss reaches directly and through the read after the write. */
export const writtenGradient = kernel(function writtenGradient(
  error: number[][],
  readAfterError: number[],
  weights: number[],
) {
  return error[this.thread.y][this.thread.x] + weights[this.thread.y] * readAfterError[this.thread.x];
});

/** The write's part of ∂L/∂w(i): Σⱼ ∂L/∂M′(i,j) (a(j) − M(i,j) e(j)). */
export const writeGradient = kernel(function writeGradient(
  writtenError: number[][],
  memory: number[][],
  erase: number[],
  add: number[],
) {
  let sum = 0;
  for (let j = 0; j < this.constants.width; j++) {
    sum += writtenError[this.thread.x][j] * (add[j] - memory[this.thread.x][j] * erase[j]);
  }
  return sum;
});

/** A read's part of ∂L/∂w(i): Σⱼ ∂L/∂r(j) M(i,j). */
export const readGradient = kernel(function readGradient(readError: number[], memory: number[][]) {
  let sum = 0;
  for (let j = 0; j < this.constants.width; j++) {
    sum += readError[j] * memory[this.thread.x][j];
  }
  return sum;
});

/** ∂L/∂w(i), all uses together: the loss itself, the write, the read before it and the read after it. */
export const weightsGradient = kernel(function weightsGradient(
  error: number[],
  fromWrite: number[],
  fromRead: number[],
  fromReadAfter: number[],
) {
  const reads = fromRead[this.thread.x] + fromReadAfter[this.thread.x];
  return error[this.thread.x] + fromWrite[this.thread.x] + reads;
});

export const eraseGradient = kernel(function eraseGradient(
  writtenError: number[][],
  memory: number[][],
  weights: number[],
) {
  let sum = 0;
  for (let i = 0; i < this.constants.slots; i++) {
    sum -= writtenError[i][this.thread.x] * memory[i][this.thread.x] * weights[i];
  }
  return sum;
});

export const addGradient = kernel(function addGradient(writtenError: number[][], weights: number[]) {
  let sum = 0;
  for (let i = 0; i < this.constants.slots; i++) {
    sum += writtenError[i][this.thread.x] * weights[i];
  }
  return sum;
});

/** ∂L/∂w̃(i) = γ w̃(i)^(γ−1) / Σⱼ w̃(j)^γ · (δ(i) − Σⱼ δ(j) w(j)), with w̃ again divided by its largest. */
export const shiftedGradient = kernel(function shiftedGradient(
  error: number[],
  weights: number[],
  shifts: number[],
  gamma: number,
) {
  let largest = 0;
  let mean = 0;
  for (let j = 0; j < this.constants.slots; j++) {
    largest = Math.max(largest, shifts[j]);
    mean += error[j] * weights[j];
  }
  let sum = 0;
  let own = 0;
  for (let j = 0; j < this.constants.slots; j++) {
    if (shifts[j] > 0) {
      sum += Math.exp(gamma * Math.log(shifts[j] / largest));
    }
  }
  if (shifts[this.thread.x] > 0) {
    own = Math.exp((gamma - 1) * Math.log(shifts[this.thread.x] / largest));
  } else if (gamma === 1) {
    own = 1;
  }
  if (sum > 0) {
    return (gamma * own * (error[this.thread.x] - mean)) / (largest * sum);
  }
  return 0;
});

/**
 * ∂L/∂γ = Σᵢ δ(i) w(i) (ln w̃(i) − Σⱼ w(j) ln w̃(j)); a slot without weight contributes nothing. Dividing w̃ by its
 * largest adds the same to every logarithm, which cancels, and keeps the difference of two near ones exact.
 */
export const gammaGradient = kernel(function gammaGradient(
  error: number[],
  weights: number[],
  shifts: number[],
) {
  let largest = 0;
  for (let j = 0; j < this.constants.slots; j++) {
    largest = Math.max(largest, shifts[j]);
  }
  let mean = 0;
  for (let j = 0; j < this.constants.slots; j++) {
    if (shifts[j] > 0) {
      mean += weights[j] * Math.log(shifts[j] / largest);
    }
  }
  let sum = 0;
  for (let i = 0; i < this.constants.slots; i++) {
    if (shifts[i] > 0) {
      sum += error[i] * weights[i] * (Math.log(shifts[i] / largest) - mean);
    }
  }
  return sum;
});

/** ∂L/∂wᵍ(j) = Σₒ s(o) δ((j + o) mod N): the shift, walked backward. */
export const gatedGradient = kernel(function gatedGradient(error: number[], shift: number[]) {
  let sum = 0;
  for (let o = 0; o < 3; o++) {
    let to = this.thread.x + (o - 1);
    if (to < 0) {
      to += this.constants.slots;
    }
    if (to >= this.constants.slots) {
      to -= this.constants.slots;
    }
    sum += shift[o] * error[to];
  }
  return sum;
});

export const shiftGradient = kernel(function shiftGradient(error: number[], gates: number[]) {
  let sum = 0;
  for (let i = 0; i < this.constants.slots; i++) {
    let from = i - (this.thread.x - 1);
    if (from < 0) {
      from += this.constants.slots;
    }
    if (from >= this.constants.slots) {
      from -= this.constants.slots;
    }
    sum += error[i] * gates[from];
  }
  return sum;
});

export const contentGradient = kernel(function contentGradient(error: number[], gate: number) {
  return gate * error[this.thread.x];
});

export const previousGradient = kernel(function previousGradient(error: number[], gate: number) {
  return (1 - gate) * error[this.thread.x];
});

export const gateGradient = kernel(function gateGradient(
  error: number[],
  contents: number[],
  previous: number[],
) {
  let sum = 0;
  for (let i = 0; i < this.constants.slots; i++) {
    sum += error[i] * (contents[i] - previous[i]);
  }
  return sum;
});

/** The softmax: ∂L/∂(β K(i)) = wᶜ(i) (δ(i) − Σⱼ wᶜ(j) δ(j)). */
export const scoreGradient = kernel(function scoreGradient(error: number[], contents: number[]) {
  let mean = 0;
  for (let j = 0; j < this.constants.slots; j++) {
    mean += contents[j] * error[j];
  }
  return contents[this.thread.x] * (error[this.thread.x] - mean);
});

export const betaGradient = kernel(function betaGradient(scoreError: number[], similarities: number[]) {
  let sum = 0;
  for (let i = 0; i < this.constants.slots; i++) {
    sum += scoreError[i] * similarities[i];
  }
  return sum;
});

/** ∂L/∂k = Σᵢ β δ(i) (M(i)/‖M(i)‖ − K(i) k/‖k‖) / ‖k‖ */
export const keyGradient = kernel(function keyGradient(
  scoreError: number[],
  memory: number[][],
  key: number[],
  slotNorms: number[],
  keyNorms: number[],
  similarities: number[],
  beta: number,
) {
  let sum = 0;
  for (let i = 0; i < this.constants.slots; i++) {
    if (slotNorms[i] > 0 && keyNorms[0] > 0) {
      const across = memory[i][this.thread.x] / slotNorms[i];
      const along = (similarities[i] * key[this.thread.x]) / keyNorms[0];
      sum += (beta * scoreError[i] * (across - along)) / keyNorms[0];
    }
  }
  return sum;
});

/** The similarity's part of ∂L/∂M(i): β δ(i) (k/‖k‖ − K(i) M(i)/‖M(i)‖) / ‖M(i)‖ */
export const slotGradient = kernel(function slotGradient(
  scoreError: number[],
  memory: number[][],
  key: number[],
  slotNorms: number[],
  keyNorms: number[],
  similarities: number[],
  beta: number,
) {
  const norm = slotNorms[this.thread.y];
  let part = 0;
  if (norm > 0 && keyNorms[0] > 0) {
    const across = key[this.thread.x] / keyNorms[0];
    const along = (similarities[this.thread.y] * memory[this.thread.y][this.thread.x]) / norm;
    part = (beta * scoreError[this.thread.y] * (across - along)) / norm;
  }
  return part;
});

/** ∂L/∂M(i): what the write kept of it, what was read of it, and its part in the similarity. */
export const memoryGradient = kernel(function memoryGradient(
  writtenError: number[][],
  readError: number[],
  slotError: number[][],
  weights: number[],
  erase: number[],
) {
  const weight = weights[this.thread.y];
  const kept = writtenError[this.thread.y][this.thread.x] * (1 - weight * erase[this.thread.x]);
  return kept + weight * readError[this.thread.x] + slotError[this.thread.y][this.thread.x];
});

/** N slots of M numbers. */
export interface Sizes {
  slots: number;
  width: number;
}

/** What the controller emits, and what the head finds: shapes in the letters of the paper. */
export interface Inputs {
  /** M₋₁, [N][M] */
  memory: Argument;
  /** w₋₁, [N], each 0 to 1 */
  previous: Argument;
  /** k, [M] */
  keyVector: Argument;
  /** β ≥ 0 */
  beta: number;
  /** g, 0 to 1 */
  gate: number;
  /** s for the offsets −1, 0, +1 */
  shift: Argument;
  /** γ ≥ 1 */
  gamma: number;
  /** e, [M], each 0 to 1 */
  erase: Argument;
  /** a, [M] */
  add: Argument;
}

export type Record = ReturnType<typeof forward>;

/** ∂L/∂ of what a step returns, from whatever uses it: shapes as in `forward`. */
export interface Errors {
  weights: Argument;
  read: Argument;
  readAfter: Argument;
  memoryAfter: Argument;
}

/** The weighting w of one head, with every stage on the way to it. */
export function address(device: Device, { slots, width }: Sizes, inputs: Omit<Inputs, 'erase' | 'add'>) {
  const { memory, previous, keyVector, beta, gate, shift, gamma } = inputs;
  const slotNorms = device.run(slotNorm, [slots], { width }, memory);
  const keyNorms = device.run(keyNorm, [1], { width }, keyVector);
  const K = device.run(similarity, [slots], { width }, memory, keyVector, slotNorms, keyNorms);
  const contents = device.run(content, [slots], { slots }, K, beta);
  const gates = device.run(gated, [slots], { slots }, contents, previous, gate);
  const shifts = device.run(shifted, [slots], { slots }, gates, shift);
  const weights = device.run(sharpened, [slots], { slots }, shifts, gamma);
  return { slotNorms, keyNorms, similarity: K, content: contents, gated: gates, shifted: shifts, weights };
}

/** One step: addressing, the read before the write, the write, and the read after it (the order of some lectures). */
export function forward(device: Device, sizes: Sizes, inputs: Inputs) {
  const { slots, width } = sizes;
  const { memory, erase, add } = inputs;
  const addressed = address(device, sizes, inputs);
  const { weights } = addressed;
  const memoryAfter = device.run(written, [width, slots], {}, memory, weights, erase, add);
  return {
    ...addressed,
    memoryAfter,
    read: device.run(read, [width], { slots }, memory, weights),
    readAfter: device.run(read, [width], { slots }, memoryAfter, weights),
  };
}

/** ∂L/∂ of every input (shapes as the inputs; β, g and γ as arrays of one), from the errors of the outputs. */
export function backward(device: Device, sizes: Sizes, inputs: Inputs, record: Record, errors: Errors) {
  const { slots, width } = sizes;
  const { memory, erase, add } = inputs;
  const { weights, memoryAfter } = record;
  const area = [width, slots] as const;
  const dM = device.run(writtenGradient, area, {}, errors.memoryAfter, errors.readAfter, weights);
  const uses = [
    device.run(writeGradient, [slots], { width }, dM, memory, erase, add),
    device.run(readGradient, [slots], { width }, errors.read, memory),
    device.run(readGradient, [slots], { width }, errors.readAfter, memoryAfter),
  ];
  const dw = device.run(weightsGradient, [slots], {}, errors.weights, ...uses);
  const { dScore, ...addressing } = backwardAddress(device, sizes, inputs, record, dw);
  const { keyVector, beta } = inputs;
  const cosine = [dScore, memory, keyVector, record.slotNorms, record.keyNorms, record.similarity, beta];
  const dSlot = device.run(slotGradient, area, {}, ...cosine);
  return {
    ...addressing,
    memory: device.run(memoryGradient, area, {}, dM, errors.read, dSlot, weights, erase),
    keyVector: device.run(keyGradient, [width], { slots }, ...cosine),
    erase: device.run(eraseGradient, [width], { slots }, dM, memory, weights),
    add: device.run(addGradient, [width], { slots }, dM, weights),
  };
}

/** From ∂L/∂w back through sharpening, shift, gate and softmax. */
function backwardAddress(device: Device, { slots }: Sizes, inputs: Inputs, record: Record, dw: Argument) {
  const { previous, gate, shift, gamma } = inputs;
  const { weights } = record;
  const dShifted = device.run(shiftedGradient, [slots], { slots }, dw, weights, record.shifted, gamma);
  const dGated = device.run(gatedGradient, [slots], { slots }, dShifted, shift);
  const dContent = device.run(contentGradient, [slots], {}, dGated, gate);
  const dScore = device.run(scoreGradient, [slots], { slots }, dContent, record.content);
  return {
    dScore,
    previous: device.run(previousGradient, [slots], {}, dGated, gate),
    beta: device.run(betaGradient, [1], { slots }, dScore, record.similarity),
    gate: device.run(gateGradient, [1], { slots }, dGated, record.content, previous),
    shift: device.run(shiftGradient, [3], { slots }, dShifted, record.gated),
    gamma: device.run(gammaGradient, [1], { slots }, dw, weights, record.shifted),
  };
}
