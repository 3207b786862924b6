/**
 * Drawing a symbol from scores, and what a text costs to whoever only counts its symbols. All in nats.
 *
 *   probability         p_i = exp(o_i / τ) / Σ_j exp(o_j / τ)     τ > 0; at τ = 0 the largest score has it all
 *   guessing            ln V                                      V symbols, each as probable as the other
 *   single symbols      −Σ_i p_i ln p_i                           p_i: share of symbol i
 *   pairs               −Σ_ij p_ij ln(p_ij / p_i)                 p_ij: share of the pair ij among all pairs
 *
 * Shares are those of the same text, so that the last two are what counting could reach at best on it.
 * Source: C. E. Shannon, "A mathematical theory of communication", Bell System Technical Journal 27 (1948), section 7.
 */

/** The symbol that a uniform number u in [0, 1) picks; −1 where no score is a number. */
export function drawn(scores: readonly number[], temperature: number, u: number): number {
  const largest = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  if (!Number.isFinite(largest)) return -1;
  if (temperature === 0) return scores.indexOf(largest);
  const powers = scores.map((score) => Math.exp((score - largest) / temperature));
  let left = u * powers.reduce((sum, power) => sum + power, 0);
  for (const [i, power] of powers.entries()) {
    left -= power;
    if (left < 0) return i;
  }
  return scores.indexOf(largest);
}

export interface Costs {
  guessing: number;
  singles: number;
  pairs: number;
}

/** Nats per symbol. `codes` are numbers of symbols, from 0. */
export function costsOf(codes: readonly number[], symbols: number): Costs {
  const [counts, firsts] = [new Float64Array(symbols), new Float64Array(symbols)];
  const both = new Float64Array(symbols * symbols);
  for (const [at, code] of codes.entries()) {
    counts[code]!++;
    const next = codes[at + 1];
    if (next === undefined) continue;
    firsts[code]!++;
    both[code * symbols + next]!++;
  }
  // −Σ p ln p of counts, times their sum; that of pairs less that of their firsts is what the first leaves open.
  const open = (of: Float64Array) =>
    of.reduce((sum, count) => sum - (count ? count * Math.log(count) : 0), 0);
  const pairs = Math.max(1, codes.length - 1);
  return {
    guessing: Math.log(Math.max(1, symbols)),
    // Rounding may leave a little less than nothing.
    singles: Math.max(0, Math.log(Math.max(1, codes.length)) + open(counts) / Math.max(1, codes.length)),
    pairs: Math.max(0, open(both) - open(firsts)) / pairs,
  };
}
