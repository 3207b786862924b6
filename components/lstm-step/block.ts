/** The memory block: the same picture forward, with what flows, and backward, with what the errors are. */
import { column, fullOf } from '../parts/columns.ts';
import type { Cell, Vector } from '../parts/declare.ts';
import { cells, group, picture, symbol, type Pen } from '../parts/timeline.ts';
import { backwardLines, forwardLines, locks, nodes } from './flows.ts';
import { CELL, halfOf, layoutOf, WIDTH, type Layout } from './layout.ts';
import { drawing, type Shown } from './shown.ts';

/** One vector in its place: its name among the values, its letter, and what it is called. */
interface Part {
  at: keyof Layout['centres'];
  name: keyof Shown & string;
  tex: string;
  called: string;
  editable?: boolean;
}

const forward: Part[] = [
  { at: 'cPrev', name: 'cPrev', tex: '\\lstmCell{t-1}', called: 'cell before', editable: true },
  { at: 'hPrev', name: 'hPrev', tex: '\\lstmHid{t-1}', called: 'state before', editable: true },
  { at: 'x', name: 'x', tex: '\\inp{t}', called: 'input', editable: true },
  { at: 'f', name: 'f', tex: '\\lstmForget{t}', called: 'forget gate' },
  { at: 'i', name: 'i', tex: '\\lstmIn{t}', called: 'input gate' },
  { at: 'o', name: 'o', tex: '\\lstmOut{t}', called: 'output gate' },
  { at: 'g', name: 'g', tex: '\\lstmCand{t}', called: 'candidate' },
  { at: 'kept', name: 'kept', tex: '\\text{kept}', called: 'kept of the cell' },
  { at: 'written', name: 'written', tex: '\\text{written}', called: 'written into the cell' },
  { at: 'c', name: 'c', tex: '\\lstmCell{t}', called: 'new cell' },
  { at: 'h', name: 'h', tex: '\\lstmHid{t}', called: 'new state' },
];

const error = (of: string) => `\\grad{${of}}`;
const preactivation = (of: string) => `\\text{before }\\sigma\\text{ of }${of}`;
const backward: Part[] = [
  { at: 'dcNext', name: 'dcNext', tex: '\\text{from losses}', called: 'error of the new cell, from losses', editable: true },
  { at: 'h', name: 'dhNext', tex: error('\\lstmHid{t}'), called: 'error of the new state', editable: true },
  { at: 'c', name: 'dc', tex: error('\\lstmCell{t}'), called: 'error of the new cell' },
  { at: 'f', name: 'df', tex: preactivation('\\lstmForget{t}'), called: 'error of the forget gate, before its squashing' },
  { at: 'i', name: 'di', tex: preactivation('\\lstmIn{t}'), called: 'error of the input gate, before its squashing' },
  { at: 'o', name: 'dOut', tex: preactivation('\\lstmOut{t}'), called: 'error of the output gate, before its squashing' },
  { at: 'g', name: 'dg', tex: preactivation('\\lstmCand{t}'), called: 'error of the candidate, before its squashing' },
  { at: 'cPrev', name: 'dcPrev', tex: error('\\lstmCell{t-1}'), called: 'error of the cell before' },
  { at: 'hPrev', name: 'dhPrev', tex: error('\\lstmHid{t-1}'), called: 'error of the state before' },
  { at: 'x', name: 'dx', tex: error('\\inp{t}'), called: 'error of the input' },
]; // prettier-ignore

function vector(pen: Pen, { centres }: Layout, part: Part, shown: Shown, full: number) {
  const values = shown[part.name] as Vector;
  const { x, y } = centres[part.at];
  const half = halfOf(values);
  return group(
    pen,
    'vector',
    symbol(pen, part.tex, { x, y: y - half - 7 }, 'middle', 'small-letter halo'),
    cells(pen, {
      ...{ x: x - CELL[0] / 2, y: y - half, cell: CELL, full, printed: true, reached: true },
      values: column(values),
      editable: part.editable,
      mark: (i) => `${part.name}.${i}`,
      words: (i) => `${part.called}, number ${i + 1}`,
    }),
  );
}

/** Gates run from 0 to 1, whatever else is large. */
const isGate = (name: string) => name === 'f' || name === 'i' || name === 'o';

const drawn = (parts: Part[], label: string, lines: typeof forwardLines): Cell =>
  drawing((pen, shown) => {
    const layout = layoutOf(shown.h.length, shown.x.length);
    const numbers = parts.filter(({ name }) => !isGate(name)).flatMap(({ name }) => shown[name] as Vector);
    const full = fullOf(numbers);
    return picture(pen, WIDTH, layout.height, label, [
      lines(pen, layout, shown),
      nodes(pen, layout),
      locks(pen, layout, shown),
      ...parts.map((part) => vector(pen, layout, part, shown, isGate(part.name) ? 1 : full)),
    ]);
  });

export const drawBlock = drawn(forward, 'memory block, forward', forwardLines);
export const drawErrors = drawn(backward, 'memory block, errors backward', backwardLines);
