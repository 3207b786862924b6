/** Activations of the cells of operations.ts, forward and backward. */
import { fused, sigmoid4, tanh4 } from './lanes.as';

const ONE: f32 = 1;

/** 1 − x. */
function rest(x: v128): v128 {
  return f32x4.sub(f32x4.splat(ONE), x);
}

/** e·h(1 − h): an error through a sigmoid whose activation is h. */
function throughSigmoid(e: v128, h: v128): v128 {
  return f32x4.mul(f32x4.mul(e, h), rest(h));
}

/** e·(1 − h²). */
function throughTanh(e: v128, h: v128): v128 {
  return f32x4.mul(e, rest(f32x4.mul(h, h)));
}

export function tanh(h: i32, z: i32, n: i32): void {
  for (let j = 0; j < n; j += 4) v128.store((h + j) << 2, tanh4(v128.load((z + j) << 2)));
}

export function tanhBack(delta: i32, h: i32, dh: i32, n: i32): void {
  for (let j = 0; j < n; j += 4) {
    v128.store((delta + j) << 2, throughTanh(v128.load((dh + j) << 2), v128.load((h + j) << 2)));
  }
}

export function lstm(z: i32, cPrev: i32, c: i32, s: i32, h: i32, rows: i32, n: i32): void {
  const gate = n << 2;
  for (let r = 0; r < rows; r++) {
    for (let j = r * n; j < (r + 1) * n; j += 4) {
      const at = (z + 3 * r * n + j) << 2;
      const one = j << 2;
      const i = sigmoid4(v128.load(at));
      const f = sigmoid4(v128.load(at + gate));
      const o = sigmoid4(v128.load(at + 2 * gate));
      const g = tanh4(v128.load(at + 3 * gate));
      const cell = fused(f, v128.load((cPrev << 2) + one), f32x4.mul(i, g));
      const squashed = tanh4(cell);
      v128.store(at, i);
      v128.store(at + gate, f);
      v128.store(at + 2 * gate, o);
      v128.store(at + 3 * gate, g);
      v128.store((c << 2) + one, cell);
      v128.store((s << 2) + one, squashed);
      v128.store((h << 2) + one, f32x4.mul(o, squashed));
    }
  }
}

export function lstmBack(delta: i32, z: i32, cPrev: i32, s: i32, dh: i32, dc: i32, rows: i32, n: i32): void {
  const gate = n << 2;
  for (let r = 0; r < rows; r++) {
    for (let j = r * n; j < (r + 1) * n; j += 4) {
      const at = (z + 3 * r * n + j) << 2;
      const to = (delta + 3 * r * n + j) << 2;
      const i = v128.load(at);
      const f = v128.load(at + gate);
      const o = v128.load(at + 2 * gate);
      const g = v128.load(at + 3 * gate);
      const squashed = v128.load((s + j) << 2);
      const error = v128.load((dh + j) << 2);
      const wanted = f32x4.add(v128.load((dc + j) << 2), throughTanh(f32x4.mul(error, o), squashed));
      v128.store(to, throughSigmoid(f32x4.mul(wanted, g), i));
      v128.store(to + gate, throughSigmoid(f32x4.mul(wanted, v128.load((cPrev + j) << 2)), f));
      v128.store(to + 2 * gate, throughSigmoid(f32x4.mul(error, squashed), o));
      v128.store(to + 3 * gate, throughTanh(f32x4.mul(wanted, i), g));
      v128.store((dc + j) << 2, f32x4.mul(wanted, f));
    }
  }
}

export function gruGates(z: i32, hPrev: i32, q: i32, rows: i32, n: i32): void {
  const gate = n << 2;
  for (let i = 0; i < rows; i++) {
    for (let j = i * n; j < (i + 1) * n; j += 4) {
      const at = (z + 2 * i * n + j) << 2;
      const r = sigmoid4(v128.load(at + gate));
      v128.store(at, sigmoid4(v128.load(at)));
      v128.store(at + gate, r);
      v128.store((q + j) << 2, f32x4.mul(r, v128.load((hPrev + j) << 2)));
    }
  }
}

export function gruState(z: i32, hPrev: i32, h: i32, rows: i32, n: i32): void {
  const gate = n << 2;
  for (let i = 0; i < rows; i++) {
    for (let j = i * n; j < (i + 1) * n; j += 4) {
      const at = (z + 2 * i * n + j) << 2;
      const update = v128.load(at);
      const candidate = tanh4(v128.load(at + 2 * gate));
      const kept = f32x4.mul(rest(update), v128.load((hPrev + j) << 2));
      v128.store(at + 2 * gate, candidate);
      v128.store((h + j) << 2, fused(update, candidate, kept));
    }
  }
}

/** x [4] += y. */
function increase(x: i32, y: v128): void {
  v128.store(x, f32x4.add(v128.load(x), y));
}

export function gruStateBack(delta: i32, z: i32, hPrev: i32, dh: i32, dhPrev: i32, rows: i32, n: i32): void {
  const gate = n << 2;
  for (let i = 0; i < rows; i++) {
    for (let j = i * n; j < (i + 1) * n; j += 4) {
      const at = (z + 2 * i * n + j) << 2;
      const to = (delta + 2 * i * n + j) << 2;
      const update = v128.load(at);
      const candidate = v128.load(at + 2 * gate);
      const error = v128.load((dh + j) << 2);
      const change = f32x4.sub(candidate, v128.load((hPrev + j) << 2));
      v128.store(to, throughSigmoid(f32x4.mul(error, change), update));
      v128.store(to + 2 * gate, throughTanh(f32x4.mul(error, update), candidate));
      if (dhPrev) increase((dhPrev + j) << 2, f32x4.mul(error, rest(update)));
    }
  }
}

export function gruGatesBack(delta: i32, z: i32, hPrev: i32, dq: i32, dhPrev: i32, rows: i32, n: i32): void {
  const gate = n << 2;
  for (let i = 0; i < rows; i++) {
    for (let j = i * n; j < (i + 1) * n; j += 4) {
      const r = v128.load(((z + 2 * i * n + j) << 2) + gate);
      const error = v128.load((dq + j) << 2);
      const through = throughSigmoid(f32x4.mul(error, v128.load((hPrev + j) << 2)), r);
      v128.store(((delta + 2 * i * n + j) << 2) + gate, through);
      if (dhPrev) increase((dhPrev + j) << 2, f32x4.mul(error, r));
    }
  }
}
