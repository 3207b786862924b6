import { bars, cells } from '../parts/grids.ts';
import { fullOf } from '../parts/columns.ts';
import { cell, type Cell, type Matrix, type Panel, type Vector } from '../parts/declare.ts';

const slotNames = (count: number) => Array.from({ length: count }, (_, i) => String(i + 1));

/** One number for each slot. */
function weighting(name: string, words: string, domain: [number, number] = [0, 1]): Cell {
  return cell(['document', name], (document: Document, values: Vector) =>
    bars({
      document,
      values,
      domain,
      label: words,
      rows: slotNames(values.length),
      mark: (i) => `${name}.${i}`,
      words: (i) => `${words}, slot ${i + 1}`,
    }),
  );
}

/** One number for each column of the memory, as rows of cells above or below it. */
function rowsOfCells(lines: { name: string; symbol: string; words: string }[]): Cell {
  const names = lines.map(({ name }) => name);
  return cell(['document', 'memory', ...names], (document: Document, memory: Matrix, ...values: Vector[]) =>
    cells({
      document,
      values,
      full: fullOf(memory),
      label: lines.map(({ words }) => words).join(' and '),
      rows: lines.map(({ symbol }) => symbol),
      mark: (i, j) => `${names[i]}.${j}`,
      words: (i, j) => `${lines[i]!.words}, column ${j + 1}`,
    }),
  );
}

function memoryGrid(name: string, words: string): Cell {
  return cell(['document', 'memory', name], (document: Document, memory: Matrix, values: Matrix) =>
    cells({
      document,
      values,
      full: fullOf(memory),
      label: words,
      rows: slotNames(values.length),
      mark: (i, j) => `${name}.${i}.${j}`,
      words: (i, j) => `${words}, slot ${i + 1}, column ${j + 1}`,
    }),
  );
}

export const drawings: Record<string, Cell> = {
  drawKey: rowsOfCells([{ name: 'keyVector', symbol: 'k', words: 'key' }]),
  drawMemory: memoryGrid('memory', 'memory before'),
  drawRead: rowsOfCells([{ name: 'read', symbol: 'r', words: 'read before the write' }]),
  drawSimilarity: weighting('similarity', 'similarity', [-1, 1]),
  drawContent: weighting('content', 'content weight'),
  drawPrevious: weighting('previous', 'previous weight'),
  drawGated: weighting('gated', 'gated weight'),
  drawShifted: weighting('shifted', 'shifted weight'),
  drawWeights: weighting('weights', 'weight'),
  drawWrite: rowsOfCells([
    { name: 'erase', symbol: 'e', words: 'erase' },
    { name: 'add', symbol: 'a', words: 'add' },
  ]),
  drawMemoryAfter: memoryGrid('memoryAfter', 'memory after'),
  drawReadAfter: rowsOfCells([{ name: 'readAfter', symbol: 'r′', words: 'read after the write' }]),
};

export const panels: readonly Panel[] = [
  {
    title: 'memory and key',
    formula: '\\ntmMem{t-1}',
    sizes: ['N', 'M'],
    above: { drawing: 'drawKey' },
    drawing: 'drawMemory',
    below: { drawing: 'drawRead', stage: 'read' },
    wide: true,
  },
  { title: 'similarity', formula: '\\ntmSim{\\ntmKey{t}}{\\ntmSlot{t-1}{i}}', drawing: 'drawSimilarity', stage: 'similarity' },
  { title: 'content', formula: '\\ntmContent{t}', controls: ['beta'], drawing: 'drawContent', stage: 'content' },
  { title: 'previous', formula: '\\ntmW{t-1}', drawing: 'drawPrevious' },
  { title: 'gate', formula: '\\ntmGated{t}', controls: ['gate'], drawing: 'drawGated', stage: 'gate' },
  { title: 'shift', formula: '\\ntmShifted{t}', controls: ['shift'], drawing: 'drawShifted', stage: 'shift' },
  { title: 'sharpen', formula: '\\ntmW{t}', controls: ['gamma'], drawing: 'drawWeights', stage: 'sharpen' },
  {
    title: 'write',
    formula: '\\ntmMem{t}',
    above: { drawing: 'drawWrite' },
    drawing: 'drawMemoryAfter',
    stage: 'write',
    below: { drawing: 'drawReadAfter', stage: 'read' },
    wide: true,
  },
]; // prettier-ignore
