/**
 * What the gradient of a recurrent network with one layer costs, by either way: numbers that are multiplied, and numbers
 * that are held at once. Counted on the plainest programs (tests/kernels/rtrl-cost.test.ts does it, number by number),
 * for the weights into the units, on top of the forward pass and what each loss asks of the state, which both ways need.
 * Orders of growth: R. J. Williams, D. Zipser, "Gradient-based learning algorithms for recurrent networks and their
 * computational complexity", in Chauvin and Rumelhart (eds.), Backpropagation (1995).
 *
 *   N = H + X + 1 numbers are sent to each unit: the states, the inputs, and 1.
 *   one step back      Uᵀδ: H²; slope: H; share δ (h, x)ᵀ: H(H + X)            the bias's share is δ itself
 *   one step in real time   sensitivities: H·HN of H + 1 each; share eᵀ∂h/∂θ: HN of H each
 *   kept of a step     h_{t−1}, act′(z_t), e_t = Vᵀ∂L_t/∂o_t: H each; x_t: X
 */
export interface Size {
  /** T */
  steps: number;
  /** H */
  units: number;
  /** X */
  inputs: number;
}

const weights = ({ units, inputs }: Size) => units * (units + inputs + 1);
/** What the gradient needs of a single step besides the weights. */
const kept = ({ units, inputs }: Size) => 3 * units + inputs;

/** Multiplications. */
export const operations = {
  /** Of the forward pass, for comparison: U h + W x. */
  forwardPass: ({ steps, units, inputs }: Size) => steps * units * (units + inputs),
  /** One walk back over all steps. */
  backward: ({ steps, units, inputs }: Size) => steps * units * (2 * units + inputs + 1),
  /** A walk back to the first step after each step, so that the gradient so far is known at every one. */
  backwardEach: ({ steps, units, inputs }: Size) =>
    ((steps * (steps + 1)) / 2) * units * (2 * units + inputs + 1),
  /** Sensitivities carried forward, the gradient so far being known at every step. */
  forward: (size: Size) => size.steps * weights(size) * size.units * (size.units + 2),
};

/** Numbers held at once. */
export const memory = {
  /** Every step's numbers, two errors (of this step and the next), and the gradient. */
  backward: (size: Size) => size.steps * kept(size) + 2 * size.units + weights(size),
  /** One step's numbers, every unit's sensitivity to every weight, a column of them while it is made anew, and the gradient. */
  forward: (size: Size) => kept(size) + size.units * weights(size) + size.units + weights(size),
};

/** The first T at which the walk back holds more numbers than the sensitivities do. */
export const memoryCrossing = (size: Size) => {
  const rest = memory.forward(size) - memory.backward({ ...size, steps: 0 });
  return Math.floor(rest / kept(size)) + 1;
};

/** The first T at which walking back after every step takes more multiplications than the sensitivities do. */
export const operationsCrossing = (size: Size) => {
  const one = { ...size, steps: 1 };
  return Math.floor((2 * operations.forward(one)) / operations.backward(one) - 1) + 1;
};
