/** Parameters in and out of the memory by name, and where they start. */
import { entry } from '../seeded.ts';
import type { Home } from './operations.ts';
import { reflect } from './optimizer.ts';
import { TrainerError, type Model, type Parameters, type Recipe } from './types.ts';
import { pieces, type Piece, type Weights } from './weights.ts';

/** Copies of all parameters, or of what lies so many numbers behind them. */
export function readParameters({ numbers }: Home, weights: Weights, cell: Model['cell'], behind = 0) {
  const row = ({ at, row, columns }: Piece, i: number) =>
    Array.from({ length: columns! }, (_, j) => numbers[at + behind + j * row + i]!);
  const read = (piece: Piece) =>
    piece.columns === undefined
      ? Array.from(numbers.subarray(piece.at + behind, piece.at + behind + piece.rows))
      : Array.from({ length: piece.rows }, (_, i) => row(piece, i));
  return Object.fromEntries(pieces(weights, cell).map((piece) => [piece.name, read(piece)])) as Parameters;
}

/** Sets what is named; throws before anything is changed. */
export function writeParameters(home: Home, weights: Weights, cell: Model['cell'], parameters: Parameters) {
  const known = new Map(pieces(weights, cell).map((piece) => [piece.name, piece]));
  const wanted = Object.entries(parameters).map(([name, values]) => {
    const piece = known.get(name);
    if (!piece)
      throw new TrainerError(`there is no parameter "${name}"; there are ${[...known.keys()].join(', ')}`);
    checkShape(piece, values);
    return [piece, values] as const;
  });
  for (const [{ at, row, rows, columns }, values] of wanted) {
    for (let i = 0; i < rows; i++) {
      if (columns === undefined) home.numbers[at + i] = values[i] as number;
      else for (let j = 0; j < columns; j++) home.numbers[at + j * row + i] = (values[i] as number[])[j]!;
    }
  }
  reflect(home, weights);
}

function checkShape({ name, rows, columns }: Piece, values: number[] | number[][]) {
  const finite = (list: unknown, length: number) =>
    Array.isArray(list) &&
    list.length === length &&
    list.every((x) => Number.isFinite(x) && Number.isFinite(Math.fround(x as number)));
  const good =
    columns === undefined
      ? finite(values, rows)
      : Array.isArray(values) && values.length === rows && values.every((list) => finite(list, columns));
  if (good) return;
  const shape = columns === undefined ? `${rows} numbers` : `${rows} rows of ${columns} numbers`;
  throw new TrainerError(`parameter ${name} must be ${shape}, all of them finite`);
}

/**
 * Weights normal with mean 0, biases 0, forget gates' biases 1 or as the recipe says (F. A. Gers et al. 2000; R.
 * Jozefowicz, W. Zaremba, I. Sutskever 2015). A number depends on the seed, its matrix and its place there alone.
 */
export function initialise({ numbers }: Home, weights: Weights, cell: Model['cell'], recipe: Recipe) {
  const { initial = 0.01, forgetBias = 1, seed } = recipe;
  numbers.fill(0, weights.first, weights.first + 4 * weights.size);
  for (const { name, at, row, rows, columns } of pieces(weights, cell)) {
    if (columns === undefined) {
      if (name.endsWith('.bf')) numbers.fill(forgetBias, at, at + rows);
      continue;
    }
    const scale = initial === 'fan-in' ? 1 / Math.sqrt(columns) : initial;
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) numbers[at + j * row + i] = scale * entry(seed, name, i, j);
    }
  }
}
