/**
 * Products and sums of operations.ts. Places are counted in numbers there, in bytes here. A product keeps a block of C in
 * registers (4 rows of 8 numbers, or one row of 32) while it goes once through the rows of B: every number that is
 * loaded is used several times, and no sum waits for the one before it.
 */
import { fused } from './lanes.as';

export function multiply(
  c: i32,
  cRow: i32,
  a: i32,
  aRow: i32,
  aStep: i32,
  b: i32,
  bRow: i32,
  m: i32,
  n: i32,
  k: i32,
  add: i32,
): void {
  const whole = m & ~3;
  let j = 0;
  if (whole) {
    for (; j + 8 <= n; j += 8) {
      for (let i = 0; i < whole; i += 4) {
        four(c + i * cRow + j, cRow, a + i * aRow, aRow, aStep, b + j, bRow, k, add);
      }
    }
    for (; j < n; j += 4) {
      for (let i = 0; i < whole; i += 4) {
        fourNarrow(c + i * cRow + j, cRow, a + i * aRow, aRow, aStep, b + j, bRow, k, add);
      }
    }
  }
  for (let i = whole; i < m; i++) {
    const to = c + i * cRow;
    const from = a + i * aRow;
    j = 0;
    for (; j + 32 <= n; j += 32) one(to + j, from, aStep, b + j, bRow, k, add);
    for (; j + 16 <= n; j += 16) oneHalf(to + j, from, aStep, b + j, bRow, k, add);
    for (; j < n; j += 4) oneNarrow(to + j, from, aStep, b + j, bRow, k, add);
  }
}

/** 4 rows of 8 numbers of C. */
function four(c: i32, cRow: i32, a: i32, aRow: i32, aStep: i32, b: i32, bRow: i32, k: i32, add: i32): void {
  const c0 = c << 2;
  const c1 = c0 + (cRow << 2);
  const c2 = c1 + (cRow << 2);
  const c3 = c2 + (cRow << 2);
  let x0 = f32x4.splat(0);
  let y0 = f32x4.splat(0);
  let x1 = f32x4.splat(0);
  let y1 = f32x4.splat(0);
  let x2 = f32x4.splat(0);
  let y2 = f32x4.splat(0);
  let x3 = f32x4.splat(0);
  let y3 = f32x4.splat(0);
  if (add) {
    x0 = v128.load(c0);
    y0 = v128.load(c0, 16);
    x1 = v128.load(c1);
    y1 = v128.load(c1, 16);
    x2 = v128.load(c2);
    y2 = v128.load(c2, 16);
    x3 = v128.load(c3);
    y3 = v128.load(c3, 16);
  }
  let a0 = a << 2;
  let a1 = a0 + (aRow << 2);
  let a2 = a1 + (aRow << 2);
  let a3 = a2 + (aRow << 2);
  let at = b << 2;
  const step = aStep << 2;
  const row = bRow << 2;
  for (const end = at + k * row; at != end; at += row) {
    const x = v128.load(at);
    const y = v128.load(at, 16);
    let value = v128.load_splat<f32>(a0);
    x0 = fused(value, x, x0);
    y0 = fused(value, y, y0);
    value = v128.load_splat<f32>(a1);
    x1 = fused(value, x, x1);
    y1 = fused(value, y, y1);
    value = v128.load_splat<f32>(a2);
    x2 = fused(value, x, x2);
    y2 = fused(value, y, y2);
    value = v128.load_splat<f32>(a3);
    x3 = fused(value, x, x3);
    y3 = fused(value, y, y3);
    a0 += step;
    a1 += step;
    a2 += step;
    a3 += step;
  }
  v128.store(c0, x0);
  v128.store(c0, y0, 16);
  v128.store(c1, x1);
  v128.store(c1, y1, 16);
  v128.store(c2, x2);
  v128.store(c2, y2, 16);
  v128.store(c3, x3);
  v128.store(c3, y3, 16);
}

/** 4 rows of 4 numbers of C. */
function fourNarrow(
  c: i32,
  cRow: i32,
  a: i32,
  aRow: i32,
  aStep: i32,
  b: i32,
  bRow: i32,
  k: i32,
  add: i32,
): void {
  const c0 = c << 2;
  const c1 = c0 + (cRow << 2);
  const c2 = c1 + (cRow << 2);
  const c3 = c2 + (cRow << 2);
  let x0 = f32x4.splat(0);
  let x1 = f32x4.splat(0);
  let x2 = f32x4.splat(0);
  let x3 = f32x4.splat(0);
  if (add) {
    x0 = v128.load(c0);
    x1 = v128.load(c1);
    x2 = v128.load(c2);
    x3 = v128.load(c3);
  }
  let a0 = a << 2;
  let a1 = a0 + (aRow << 2);
  let a2 = a1 + (aRow << 2);
  let a3 = a2 + (aRow << 2);
  let at = b << 2;
  const step = aStep << 2;
  const row = bRow << 2;
  for (const end = at + k * row; at != end; at += row) {
    const x = v128.load(at);
    x0 = fused(v128.load_splat<f32>(a0), x, x0);
    x1 = fused(v128.load_splat<f32>(a1), x, x1);
    x2 = fused(v128.load_splat<f32>(a2), x, x2);
    x3 = fused(v128.load_splat<f32>(a3), x, x3);
    a0 += step;
    a1 += step;
    a2 += step;
    a3 += step;
  }
  v128.store(c0, x0);
  v128.store(c1, x1);
  v128.store(c2, x2);
  v128.store(c3, x3);
}

/** 32 numbers of one row of C. */
function one(c: i32, a: i32, aStep: i32, b: i32, bRow: i32, k: i32, add: i32): void {
  const to = c << 2;
  let x0 = f32x4.splat(0);
  let x1 = f32x4.splat(0);
  let x2 = f32x4.splat(0);
  let x3 = f32x4.splat(0);
  let x4 = f32x4.splat(0);
  let x5 = f32x4.splat(0);
  let x6 = f32x4.splat(0);
  let x7 = f32x4.splat(0);
  if (add) {
    x0 = v128.load(to);
    x1 = v128.load(to, 16);
    x2 = v128.load(to, 32);
    x3 = v128.load(to, 48);
    x4 = v128.load(to, 64);
    x5 = v128.load(to, 80);
    x6 = v128.load(to, 96);
    x7 = v128.load(to, 112);
  }
  let from = a << 2;
  let at = b << 2;
  const step = aStep << 2;
  const row = bRow << 2;
  for (const end = at + k * row; at != end; at += row) {
    const value = v128.load_splat<f32>(from);
    x0 = fused(value, v128.load(at), x0);
    x1 = fused(value, v128.load(at, 16), x1);
    x2 = fused(value, v128.load(at, 32), x2);
    x3 = fused(value, v128.load(at, 48), x3);
    x4 = fused(value, v128.load(at, 64), x4);
    x5 = fused(value, v128.load(at, 80), x5);
    x6 = fused(value, v128.load(at, 96), x6);
    x7 = fused(value, v128.load(at, 112), x7);
    from += step;
  }
  v128.store(to, x0);
  v128.store(to, x1, 16);
  v128.store(to, x2, 32);
  v128.store(to, x3, 48);
  v128.store(to, x4, 64);
  v128.store(to, x5, 80);
  v128.store(to, x6, 96);
  v128.store(to, x7, 112);
}

/** 16 numbers of one row of C. */
function oneHalf(c: i32, a: i32, aStep: i32, b: i32, bRow: i32, k: i32, add: i32): void {
  const to = c << 2;
  let x0 = f32x4.splat(0);
  let x1 = f32x4.splat(0);
  let x2 = f32x4.splat(0);
  let x3 = f32x4.splat(0);
  if (add) {
    x0 = v128.load(to);
    x1 = v128.load(to, 16);
    x2 = v128.load(to, 32);
    x3 = v128.load(to, 48);
  }
  let from = a << 2;
  let at = b << 2;
  const step = aStep << 2;
  const row = bRow << 2;
  for (const end = at + k * row; at != end; at += row) {
    const value = v128.load_splat<f32>(from);
    x0 = fused(value, v128.load(at), x0);
    x1 = fused(value, v128.load(at, 16), x1);
    x2 = fused(value, v128.load(at, 32), x2);
    x3 = fused(value, v128.load(at, 48), x3);
    from += step;
  }
  v128.store(to, x0);
  v128.store(to, x1, 16);
  v128.store(to, x2, 32);
  v128.store(to, x3, 48);
}

/** 4 numbers of one row of C, in four sums of every fourth term. */
function oneNarrow(c: i32, a: i32, aStep: i32, b: i32, bRow: i32, k: i32, add: i32): void {
  const to = c << 2;
  let x0 = add ? v128.load(to) : f32x4.splat(0);
  let x1 = f32x4.splat(0);
  let x2 = f32x4.splat(0);
  let x3 = f32x4.splat(0);
  let from = a << 2;
  let at = b << 2;
  const step = aStep << 2;
  const row = bRow << 2;
  let s = 4;
  for (; s <= k; s += 4) {
    x0 = fused(v128.load_splat<f32>(from), v128.load(at), x0);
    x1 = fused(v128.load_splat<f32>(from + step), v128.load(at + row), x1);
    x2 = fused(v128.load_splat<f32>(from + 2 * step), v128.load(at + 2 * row), x2);
    x3 = fused(v128.load_splat<f32>(from + 3 * step), v128.load(at + 3 * row), x3);
    from += 4 * step;
    at += 4 * row;
  }
  for (s -= 4; s < k; s++) {
    x0 = fused(v128.load_splat<f32>(from), v128.load(at), x0);
    from += step;
    at += row;
  }
  v128.store(to, f32x4.add(f32x4.add(x0, x1), f32x4.add(x2, x3)));
}

/** In squares of 4 by 4. */
export function transpose(to: i32, toRow: i32, from: i32, fromRow: i32, rows: i32, columns: i32): void {
  const step = fromRow << 2;
  const stride = toRow << 2;
  for (let i = 0; i < rows; i += 4) {
    for (let j = 0; j < columns; j += 4) {
      const at = (from + i * fromRow + j) << 2;
      const a = v128.load(at);
      const b = v128.load(at + step);
      const c = v128.load(at + 2 * step);
      const d = v128.load(at + 3 * step);
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
      const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
      const ab2 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
      const cd2 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
      const here = (to + j * toRow + i) << 2;
      v128.store(here, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
      v128.store(here + stride, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
      v128.store(here + 2 * stride, v128.shuffle<f32>(ab2, cd2, 0, 1, 4, 5));
      v128.store(here + 3 * stride, v128.shuffle<f32>(ab2, cd2, 2, 3, 6, 7));
    }
  }
}

export function spread(to: i32, bias: i32, rows: i32, n: i32): void {
  for (let r = 0; r < rows; r++) memory.copy((to + r * n) << 2, bias << 2, n << 2);
}

/** Where row symbols[r] of a table begins, in bytes. */
function rowOf(table: i32, symbols: i32, r: i32, n: i32): i32 {
  return (table + i32(load<f32>((symbols + r) << 2)) * n) << 2;
}

/** x [n] = y + z, places in bytes. */
function plus(x: i32, y: i32, z: i32, n: i32): void {
  for (let j = 0; j < n << 2; j += 16) v128.store(x + j, f32x4.add(v128.load(y + j), v128.load(z + j)));
}

export function gather(to: i32, table: i32, symbols: i32, bias: i32, rows: i32, n: i32): void {
  for (let r = 0; r < rows; r++) plus((to + r * n) << 2, rowOf(table, symbols, r, n), bias << 2, n);
}

export function scatter(table: i32, symbols: i32, from: i32, rows: i32, n: i32): void {
  for (let r = 0; r < rows; r++) {
    const row = rowOf(table, symbols, r, n);
    plus(row, row, (from + r * n) << 2, n);
  }
}

export function columnSums(to: i32, from: i32, rows: i32, n: i32): void {
  memory.fill(to << 2, 0, n << 2);
  for (let r = 0; r < rows; r++) plus(to << 2, to << 2, (from + r * n) << 2, n);
}
