import type { Output } from '../parts/declare.ts';

export const outputs: Record<string, Output> = {
  sensitivityRnn: { label: 'plain network', shape: ['T'], power: true, symbol: '\\inpsens{t}', words: 'How much the state of the plain network still moves with the first input: the length of the derivative.' },
  sensitivityLstm: { label: 'block of the LSTM', shape: ['T'], power: true, symbol: '\\lstmsens{t}', words: 'The same of what the memory blocks tell.' },
  sensitivityCell: { label: 'cell of the LSTM', shape: ['T'], power: true, symbol: '\\cellsens{t}', words: 'The same of what the cells hold.' },
  unitsRnn: { label: 'units of the plain network', shape: ['T', 'H'], power: true, words: 'Derivative of each unit by the first input.' },
  unitsLstm: { label: 'blocks of the LSTM', shape: ['T', 'H'], power: true, words: 'Derivative of the output of each memory block by the first input.' },
  unitsCell: { label: 'cells of the LSTM', shape: ['T', 'H'], power: true, words: 'Derivative of each cell by the first input.' },
  outputRnn: { label: 'output of the plain network', shape: ['T'], power: true, words: 'Derivative of the one output unit of the plain network by the first input.' },
  outputLstm: { label: 'output of the LSTM', shape: ['T'], power: true, words: 'Derivative of the one output unit of the LSTM by the first input.' },
  openInput: { label: 'input gates', shape: ['T'], words: 'How far the input gates are open, on average over the cells.' },
  openForget: { label: 'forget gates', shape: ['T'], words: 'How much the cells keep, on average.' },
  openOutput: { label: 'output gates', shape: ['T'], words: 'How far the output gates are open, on average over the cells.' },
}; // prettier-ignore
