/** The surface of kernels/surface.ts: sixteen networks side by side in four registers, so that none waits for itself. */
import { fused, held } from './lanes.as';

/**
 * tanh(z) with two divided polynomials of low degree, those of `fourLosses` in kernels/surface.ts: 4·10⁻⁷ off at most,
 * which a surface does not show.
 */
function squashed(from: v128): v128 {
  const z = held(from, f32x4.splat(8));
  const s = f32x4.mul(z, z);
  let p = fused(s, f32x4.splat(0.000011310211), f32x4.splat(0.0029388263));
  p = fused(s, p, f32x4.splat(0.1291364));
  p = fused(s, p, f32x4.splat(0.99999936));
  let q = fused(s, f32x4.splat(2.4238375e-7), f32x4.splat(0.00023702829));
  q = fused(s, q, f32x4.splat(0.023763821));
  q = fused(s, q, f32x4.splat(0.46246739));
  q = fused(s, q, f32x4.splat(1));
  return f32x4.div(f32x4.mul(z, p), q);
}

/** tanh(w h + (v x + b)). */
function next(h: v128, w: v128, v: v128, b: v128, x: v128): v128 {
  return squashed(fused(w, h, fused(v, x, b)));
}

/** loss + share (h − target)². */
function grown(loss: v128, h: v128, target: v128, share: v128): v128 {
  const error = f32x4.sub(h, target);
  return fused(share, f32x4.mul(error, error), loss);
}

/** One of the three weights at four columns from j on. */
function weight(weights: i32, which: i32, j: f32, across: f32, up: f32): v128 {
  const at = (weights + which) << 2;
  const places = f32x4.mul(f32x4.add(f32x4.splat(j), f32x4(0.5, 1.5, 2.5, 3.5)), f32x4.splat(across));
  const start = load<f32>(at) + up * load<f32>(at, 24);
  return fused(places, f32x4.splat(load<f32>(at, 12)), f32x4.splat(start));
}

/** Rows `first` up to `last` of a surface; `toRow` is a multiple of 16, at least `columns`. */
export function sweep(
  to: i32,
  toRow: i32,
  weights: i32,
  x: i32,
  y: i32,
  counts: i32,
  sequences: i32,
  steps: i32,
  initial: f32,
  columns: i32,
  rows: i32,
  first: i32,
  last: i32,
): void {
  const across = f32(1) / f32(columns);
  for (let r = first; r < last; r++) {
    const up = (f32(r) + 0.5) / f32(rows);
    for (let j = 0; j < toRow; j += 16) {
      const at = (to + (r - first) * toRow + j) << 2;
      sixteen(at, weights, x, y, counts, sequences, steps, initial, f32(j), across, up);
    }
  }
}

function sixteen(
  at: i32,
  weights: i32,
  x: i32,
  y: i32,
  counts: i32,
  sequences: i32,
  steps: i32,
  initial: f32,
  j: f32,
  across: f32,
  up: f32,
): void {
  const w0 = weight(weights, 0, j, across, up);
  const w1 = weight(weights, 0, j + 4, across, up);
  const w2 = weight(weights, 0, j + 8, across, up);
  const w3 = weight(weights, 0, j + 12, across, up);
  const v0 = weight(weights, 1, j, across, up);
  const v1 = weight(weights, 1, j + 4, across, up);
  const v2 = weight(weights, 1, j + 8, across, up);
  const v3 = weight(weights, 1, j + 12, across, up);
  const b0 = weight(weights, 2, j, across, up);
  const b1 = weight(weights, 2, j + 4, across, up);
  const b2 = weight(weights, 2, j + 8, across, up);
  const b3 = weight(weights, 2, j + 12, across, up);
  let loss0 = f32x4.splat(0);
  let loss1 = f32x4.splat(0);
  let loss2 = f32x4.splat(0);
  let loss3 = f32x4.splat(0);
  for (let n = 0; n < sequences; n++) {
    let h0 = f32x4.splat(initial);
    let h1 = h0;
    let h2 = h0;
    let h3 = h0;
    for (let t = n * steps; t < (n + 1) * steps; t++) {
      const input = v128.load_splat<f32>((x + t) << 2);
      h0 = next(h0, w0, v0, b0, input);
      h1 = next(h1, w1, v1, b1, input);
      h2 = next(h2, w2, v2, b2, input);
      h3 = next(h3, w3, v3, b3, input);
      const count = load<f32>((counts + t) << 2);
      if (count != 0) {
        const target = v128.load_splat<f32>((y + t) << 2);
        const share = f32x4.splat(f32(0.5) * count);
        loss0 = grown(loss0, h0, target, share);
        loss1 = grown(loss1, h1, target, share);
        loss2 = grown(loss2, h2, target, share);
        loss3 = grown(loss3, h3, target, share);
      }
    }
  }
  v128.store(at, loss0);
  v128.store(at, loss1, 16);
  v128.store(at, loss2, 32);
  v128.store(at, loss3, 48);
}
