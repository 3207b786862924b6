/** Optimizers of operations.ts. */
import { across, fused, held } from './lanes.as';

/** ĝ: a gradient times `scale`, within ±clip. */
function gradient(g: i32, scale: v128, clip: v128): v128 {
  return held(f32x4.mul(v128.load(g), scale), clip);
}

/** In four sums. */
export function sumSquares(x: i32, n: i32): f64 {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  let c = f32x4.splat(0);
  let d = f32x4.splat(0);
  let at = x << 2;
  const end = (x + n) << 2;
  for (; at + 64 <= end; at += 64) {
    a = fused(v128.load(at), v128.load(at), a);
    b = fused(v128.load(at, 16), v128.load(at, 16), b);
    c = fused(v128.load(at, 32), v128.load(at, 32), c);
    d = fused(v128.load(at, 48), v128.load(at, 48), d);
  }
  for (; at < end; at += 16) a = fused(v128.load(at), v128.load(at), a);
  return f64(across(f32x4.add(f32x4.add(a, b), f32x4.add(c, d))));
}

export function sgd(p: i32, g: i32, n: i32, rate: f32, scale: f32, clip: f32): void {
  const by = f32x4.splat(scale);
  const most = f32x4.splat(clip);
  const back = f32x4.splat(-rate);
  for (let j = 0; j < n << 2; j += 16) {
    const at = (p << 2) + j;
    const value = gradient((g << 2) + j, by, most);
    v128.store(at, fused(back, value, v128.load(at)));
  }
}

export function momentum(p: i32, g: i32, v: i32, n: i32, rate: f32, scale: f32, clip: f32, mu: f64): void {
  const by = f32x4.splat(scale);
  const most = f32x4.splat(clip);
  const back = f32x4.splat(-rate);
  const keep = f32x4.splat(f32(mu));
  for (let j = 0; j < n << 2; j += 16) {
    const at = (p << 2) + j;
    const value = gradient((g << 2) + j, by, most);
    const speed = fused(keep, v128.load((v << 2) + j), f32x4.mul(back, value));
    v128.store((v << 2) + j, speed);
    v128.store(at, f32x4.add(v128.load(at), speed));
  }
}

export function nesterov(p: i32, g: i32, v: i32, n: i32, rate: f32, scale: f32, clip: f32, mu: f64): void {
  const by = f32x4.splat(scale);
  const most = f32x4.splat(clip);
  const back = f32x4.splat(-rate);
  const keep = f32x4.splat(f32(mu));
  for (let j = 0; j < n << 2; j += 16) {
    const at = (p << 2) + j;
    const value = gradient((g << 2) + j, by, most);
    const step = f32x4.mul(back, value);
    const speed = fused(keep, v128.load((v << 2) + j), step);
    v128.store((v << 2) + j, speed);
    v128.store(at, f32x4.add(v128.load(at), fused(keep, speed, step)));
  }
}

export function adagrad(
  p: i32,
  g: i32,
  m: i32,
  n: i32,
  rate: f32,
  scale: f32,
  clip: f32,
  epsilon: f64,
): void {
  const by = f32x4.splat(scale);
  const most = f32x4.splat(clip);
  const back = f32x4.splat(-rate);
  const least = f32x4.splat(f32(epsilon));
  for (let j = 0; j < n << 2; j += 16) {
    const at = (p << 2) + j;
    const value = gradient((g << 2) + j, by, most);
    const squares = fused(value, value, v128.load((m << 2) + j));
    v128.store((m << 2) + j, squares);
    const root = f32x4.sqrt(f32x4.add(squares, least));
    v128.store(at, f32x4.add(v128.load(at), f32x4.div(f32x4.mul(back, value), root)));
  }
}

export function rmsprop(
  p: i32,
  g: i32,
  m: i32,
  n: i32,
  rate: f32,
  scale: f32,
  clip: f32,
  decay: f64,
  epsilon: f64,
): void {
  const by = f32x4.splat(scale);
  const most = f32x4.splat(clip);
  const back = f32x4.splat(-rate);
  const least = f32x4.splat(f32(epsilon));
  const keep = f32x4.splat(f32(decay));
  const share = f32x4.splat(f32(1 - decay));
  for (let j = 0; j < n << 2; j += 16) {
    const at = (p << 2) + j;
    const value = gradient((g << 2) + j, by, most);
    const squares = fused(keep, v128.load((m << 2) + j), f32x4.mul(share, f32x4.mul(value, value)));
    v128.store((m << 2) + j, squares);
    const root = f32x4.add(f32x4.sqrt(squares), least);
    v128.store(at, f32x4.add(v128.load(at), f32x4.div(f32x4.mul(back, value), root)));
  }
}

export function adam(
  p: i32,
  g: i32,
  m: i32,
  v: i32,
  n: i32,
  rate: f32,
  scale: f32,
  clip: f32,
  beta1: f64,
  beta2: f64,
  epsilon: f64,
  fix1: f64,
  fix2: f64,
): void {
  const by = f32x4.splat(scale);
  const most = f32x4.splat(clip);
  const back = f32x4.splat(-rate * f32(fix1));
  const least = f32x4.splat(f32(epsilon));
  const keep1 = f32x4.splat(f32(beta1));
  const share1 = f32x4.splat(f32(1 - beta1));
  const keep2 = f32x4.splat(f32(beta2));
  const share2 = f32x4.splat(f32(1 - beta2));
  const fix = f32x4.splat(f32(fix2));
  for (let j = 0; j < n << 2; j += 16) {
    const at = (p << 2) + j;
    const value = gradient((g << 2) + j, by, most);
    const mean = fused(keep1, v128.load((m << 2) + j), f32x4.mul(share1, value));
    v128.store((m << 2) + j, mean);
    const squares = fused(keep2, v128.load((v << 2) + j), f32x4.mul(share2, f32x4.mul(value, value)));
    v128.store((v << 2) + j, squares);
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(squares, fix)), least);
    v128.store(at, f32x4.add(v128.load(at), f32x4.div(f32x4.mul(back, mean), root)));
  }
}
