/** All weights, a row for each gate: grids whose entries can be changed. */
import { column, fullOf } from '../parts/columns.ts';
import type { Cell, Matrix, Vector } from '../parts/declare.ts';
import { shownBy } from '../parts/shown.ts';
import { cells, group, picture, symbol, words, type Pen } from '../parts/timeline.ts';
import { letters as gates, namesOfGates, parameterNames, peepholeNames } from './inputs.ts';
import { outputs } from './outputs.ts';

const SIZE = [46, 20] as const;
const [LEFT, GAP, TOP] = [96, 14, 22];

type Given = Record<string, Matrix | Vector>;
const headings = { W: 'of the input', U: 'of the state before', b: 'biases', p: 'peepholes' } as const;
const asMatrix = (value: Matrix | Vector) => (Array.isArray(value[0]) ? (value as Matrix) : column(value as Vector)); // prettier-ignore

export const drawWeights: Cell = shownBy<Given>([...parameterNames, ...peepholeNames], outputs).drawing(
  (pen, given) => {
    const [H, I] = [given.bi!.length, (given.Wi as Matrix)[0]!.length];
    const widths = { W: I * SIZE[0], U: H * SIZE[0], b: SIZE[0], p: SIZE[0] };
    const full = fullOf(Object.values(given).flat());
    const starts = { W: LEFT, U: 0, b: 0, p: 0 };
    starts.U = starts.W + Math.max(widths.W, 70) + GAP;
    starts.b = starts.U + Math.max(widths.U, 104) + GAP;
    starts.p = starts.b + Math.max(widths.b, 46) + GAP;
    const heads = (['W', 'U', 'b', 'p'] as const).map((kind) =>
      words(pen, headings[kind], { x: starts[kind], y: 12 }, 'start', 'faint'),
    );
    const rows = gates.map((gate, at) => row(pen, given, gate, TOP + at * (H * SIZE[1] + 12), starts, full));
    const height = TOP + gates.length * (H * SIZE[1] + 12);
    return picture(pen, starts.p + 62, height, 'weights', [...heads, ...rows]);
  },
);

type Starts = Record<'W' | 'U' | 'b' | 'p', number>;

function row(pen: Pen, given: Given, gate: (typeof gates)[number], y: number, starts: Starts, full: number) {
  const kinds = gate === 'g' ? (['W', 'U', 'b'] as const) : (['W', 'U', 'b', 'p'] as const);
  const half = (given.bi!.length * SIZE[1]) / 2;
  const grids = kinds.map((kind) => {
    const name = `${kind}${gate}`;
    const isVector = kind === 'b' || kind === 'p';
    return cells(pen, {
      ...{ x: starts[kind], y, cell: SIZE, full, printed: true, reached: true, editable: true },
      values: asMatrix(given[name]!),
      mark: (i, j) => (isVector ? `${name}.${i}` : `${name}.${i}.${j}`),
      words: (i, j) =>
        `${headings[kind]}, ${namesOfGates[gate]}, row ${i + 1}${isVector ? '' : `, column ${j + 1}`}`,
    });
  });
  const letter = { i: '\\lstmIn{t}', f: '\\lstmForget{t}', o: '\\lstmOut{t}', g: '\\lstmCand{t}' }[gate];
  return group(
    pen,
    'weights',
    words(pen, namesOfGates[gate], { x: 0, y: y + half + 4 }, 'start'),
    symbol(pen, letter, { x: LEFT - 10, y: y + half + 4 }, 'end', 'small-letter'),
    ...grids,
  );
}
