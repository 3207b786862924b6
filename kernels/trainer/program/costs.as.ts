/** Costs of operations.ts. */
import { across, exp4 } from './lanes.as';
import { log } from './host.as';

/** All bits of the first `count` lanes of four. */
function first(count: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
}

/** The largest of n numbers; places in bytes. */
function largestOf(o: i32, n: i32): f32 {
  let most = v128.load_splat<f32>(o);
  const whole = o + ((n & ~3) << 2);
  let at = o;
  for (; at < whole; at += 16) most = f32x4.max(most, v128.load(at));
  if (n & 3) most = f32x4.max(most, v128.bitselect(v128.load(at), most, first(n & 3)));
  most = f32x4.max(most, v128.shuffle<f32>(most, most, 2, 3, 0, 1));
  return f32x4.extract_lane(f32x4.max(most, v128.shuffle<f32>(most, most, 1, 0, 3, 2)), 0);
}

/** Stores exp(o − largest) of n numbers, and 0 in what fills the row up; the sum. Places in bytes. */
function powers(e: i32, o: i32, largest: f32, n: i32): f32 {
  const most = f32x4.splat(largest);
  let sum = f32x4.splat(0);
  const whole = o + ((n & ~3) << 2);
  let at = o;
  let to = e;
  for (; at < whole; at += 16) {
    const power = exp4(f32x4.sub(v128.load(at), most));
    v128.store(to, power);
    sum = f32x4.add(sum, power);
    to += 16;
  }
  if (n & 3) {
    const power = v128.and(exp4(f32x4.sub(v128.load(at), most)), first(n & 3));
    v128.store(to, power);
    sum = f32x4.add(sum, power);
  }
  return across(sum);
}

export function softmax(
  e: i32,
  o: i32,
  oRow: i32,
  symbols: i32,
  weights: i32,
  rows: i32,
  n: i32,
  scale: f32,
): f64 {
  let loss: f64 = 0;
  for (let r = 0; r < rows; r++) {
    const from = o + r * oRow;
    const to = e + r * oRow;
    const weight = load<f32>((weights + r) << 2);
    const target = i32(load<f32>((symbols + r) << 2));
    const largest = largestOf(from << 2, n);
    const sum = powers(to << 2, from << 2, largest, n);
    if (weight != 0) {
      loss += f64(weight) * (log(f64(sum)) + (f64(largest) - f64(load<f32>((from + target) << 2))));
    }
    const factor = f32x4.splat((scale * weight) / sum);
    for (let j = 0; j < n; j += 4) v128.store((to + j) << 2, f32x4.mul(v128.load((to + j) << 2), factor));
    const at = (to + target) << 2;
    store<f32>(at, load<f32>(at) - scale * weight);
  }
  return loss;
}

export function squared(e: i32, o: i32, oRow: i32, y: i32, weights: i32, rows: i32, n: i32, scale: f32): f64 {
  let loss: f64 = 0;
  for (let r = 0; r < rows; r++) {
    const weight = load<f32>((weights + r) << 2);
    const factor = f32x4.splat(scale * weight);
    let sum = f32x4.splat(0);
    for (let j = r * oRow; j < r * oRow + n; j += 4) {
      const error = f32x4.sub(v128.load((o + j) << 2), v128.load((y + j) << 2));
      sum = f32x4.add(sum, f32x4.mul(error, error));
      v128.store((e + j) << 2, f32x4.mul(factor, error));
    }
    if (weight != 0) loss += 0.5 * f64(weight) * f64(across(sum));
  }
  return loss;
}
