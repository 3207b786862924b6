/**
 * Random numbers that a seed decides, the same on every machine.
 * Sources: the counter and its constant are those of G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom
 * number generators", OOPSLA 2014, cut to 32 bits; the mixing function is the 32-bit finaliser of A. Appleby's
 * MurmurHash3; normal numbers are by G. E. P. Box, M. E. Muller, "A note on the generation of random normal deviates",
 * Annals of Mathematical Statistics 29 (1958).
 */

/** The odd number nearest to 2³² / golden ratio. */
const GAMMA = 0x9e3779b9;
const RANGE = 2 ** 32;

/** Turns numbers that differ in one bit into numbers that differ in about half; one to one on 32 bits. */
function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Takes another whole number (32 bits of it, and what lies above) into a state. */
function absorb(state: number, value: number): number {
  const high = Math.floor(value / RANGE);
  const low = mix(((state + GAMMA) | 0) ^ mix((value | 0) + GAMMA));
  return high === 0 ? low : mix(low ^ mix(high));
}

function from(start: number): () => number {
  let state = start;
  return () => {
    state = (state + GAMMA) | 0;
    return mix(state) / RANGE;
  };
}

/** A stream of numbers, uniform in [0, 1), steps of 2⁻³². `seed` is any whole number. */
export function seeded(seed: number): () => number {
  return from(absorb(0, seed));
}

/** A normal number of mean 0 and variance 1, from two uniform ones. */
export function normal(random: () => number): number {
  // 1 − u lies in (0, 1], so that its logarithm is finite.
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

/**
 * A normal number that depends on its seed, the name of its stream and its indices alone: a matrix that grows keeps
 * the entries that it had.
 */
export function entry(seed: number, stream: string, i: number, j: number): number {
  let state = absorb(0, seed);
  for (const letter of stream) state = absorb(state, letter.codePointAt(0)!);
  return normal(from(absorb(absorb(state, i), j)));
}
