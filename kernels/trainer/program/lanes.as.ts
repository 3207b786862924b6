/**
 * Functions of four numbers at once. AssemblyScript: TypeScript with the types of WebAssembly, compiled when the book is
 * built. v128 is 16 bytes, here always four 32-bit numbers ("lanes").
 */

/** a·b + c. Where the processor has it in one instruction (relaxed SIMD), it rounds once instead of twice. */
export function fused(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}

/** The sum of the four lanes. */
export function across(x: v128): f32 {
  const pairs = f32x4.add(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

/** Within ±most; NaN stays NaN. */
export function held(x: v128, most: v128): v128 {
  return f32x4.pmax(f32x4.pmin(x, most), f32x4.neg(most));
}

/**
 * tanh(x) ≈ x P(x²)/Q(x²) on ±9, where it is ±1 in 32 bits: relative error 2·10⁻⁸ by itself, 3.4·10⁻⁷ in 32 bits. The
 * coefficients are a minimax fit of our own (reweighted least squares on 4,000 Chebyshev nodes).
 */
export function tanh4(z: v128): v128 {
  const x = held(z, f32x4.splat(9));
  const y = f32x4.mul(x, x);
  let p = f32x4.splat(1.335487056699026e-8);
  p = fused(p, y, f32x4.splat(2.060925323860763e-5));
  p = fused(p, y, f32x4.splat(3.4955994815818766e-3));
  p = fused(p, y, f32x4.splat(0.1338103557638882));
  p = fused(p, y, f32x4.splat(0.9999999795777844));
  let q = f32x4.splat(7.776649650587953e-7);
  q = fused(q, y, f32x4.splat(3.2856526820724104e-4));
  q = fused(q, y, f32x4.splat(0.025877026514755666));
  q = fused(q, y, f32x4.splat(0.4671435120507621));
  q = fused(q, y, f32x4.splat(1));
  return held(f32x4.div(f32x4.mul(x, p), q), f32x4.splat(1));
}

/** 1/(1 + exp(−z)) = ½ + ½ tanh(z/2). */
export function sigmoid4(z: v128): v128 {
  const half = f32x4.splat(0.5);
  return fused(half, tanh4(f32x4.mul(z, half)), half);
}

/**
 * exp(x) of x ≤ 0, 0 below −87: x = n ln 2 + r with |r| ≤ ½ ln 2, and the first terms of exp(r). Added to 1.5·2²³, a
 * number is rounded to a whole one, which then stands in the lowest bits.
 */
export function exp4(x: v128): v128 {
  const rounder = f32x4.splat(12582912);
  const whole = fused(x, f32x4.splat(1.4426950408889634), rounder);
  const n = f32x4.sub(whole, rounder);
  // ln 2 in two parts, the first of which times n is exact.
  let r = fused(n, f32x4.splat(-0.693359375), x);
  r = fused(n, f32x4.splat(2.12194440054690583e-4), r);
  let p = fused(r, f32x4.splat(1.0 / 720), f32x4.splat(1.0 / 120));
  p = fused(p, r, f32x4.splat(1.0 / 24));
  p = fused(p, r, f32x4.splat(1.0 / 6));
  p = fused(p, r, f32x4.splat(0.5));
  p = fused(p, r, f32x4.splat(1));
  p = fused(p, r, f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(whole, i32x4.splat(127)), 23);
  // "Not below" instead of "above", so that NaN stays NaN.
  return v128.andnot(f32x4.mul(p, power), f32x4.lt(x, f32x4.splat(-87)));
}
