import type { Cell, Panel, Vector } from '../parts/declare.ts';
import { lines, type Curve } from '../parts/lines.ts';
import { network, type Net } from './network.ts';
import { drawing } from './shown.ts';

const rnn: Net = {
  label: 'plain network, unfolded', units: 'unitsRnn', output: 'outputRnn', size: 'sensitivityRnn', kind: 'state',
  unit: 'unit', letter: '\\hid{t}', gated: false,
}; // prettier-ignore
const lstm: Net = {
  label: 'LSTM, unfolded', units: 'unitsCell', output: 'outputLstm', size: 'sensitivityCell', kind: 'memory',
  unit: 'cell', letter: '\\lstmCell{t}', gated: true,
}; // prettier-ignore

const log10 = (values: Vector) => values.map((value) => Math.log10(value));

/** All on one logarithmic scale; what is 0 has no place on it. Steps count from 1, so that the axis starts there. */
const drawSizes = drawing((pen, { sensitivityRnn, sensitivityCell, sensitivityLstm }) => {
  const every = [sensitivityRnn, sensitivityCell, sensitivityLstm].map(log10);
  const finite = every.flat().filter((value) => Number.isFinite(value) && value > -12);
  const [low, high] = [Math.floor(Math.min(-2, ...finite)), Math.ceil(Math.max(0.3, ...finite))];
  const steps = sensitivityRnn.map((_, t) => t);
  const curve = (name: string, kind: string, values: Vector, sizes: Vector, text: string, words: string): Curve => {
    const marks = steps.filter((t) => values[t]! >= low);
    return { name, kind, values, text, marks, words: (t) => `${words}, step ${t + 1}`, number: (t) => pen.said(name, sizes[t]!) };
  };
  const curves = [
    curve('sensitivityCell', 'memory', every[1]!, sensitivityCell, 'cell', 'cell of the LSTM'),
    curve('sensitivityRnn', 'state', every[0]!, sensitivityRnn, 'plain', 'plain network'),
  ];
  // Output gates that are closed would tear the line of the blocks to pieces.
  const told = curve('sensitivityLstm', 'alone', every[2]!, sensitivityLstm, 'block', 'block of the LSTM');
  if (every[2]!.every(Number.isFinite)) curves.unshift(told);
  const frame = { label: 'sensitivity to the first input by steps', width: 440, height: 250, room: 60, log: true };
  return lines(pen, { ...frame, domain: [low, high], across: 'steps after the first', curves });
}); // prettier-ignore

export const drawings: Record<string, Cell> = {
  drawRnn: drawing((pen, shown) => network(pen, rnn, shown)),
  drawLstm: drawing((pen, shown) => network(pen, lstm, shown)),
  drawSizes,
};

export const panels: readonly Panel[] = [
  { title: 'plain network', formula: '\\inpsens{t}', controls: ['steps'], drawing: 'drawRnn', span: 'half' },
  { title: 'LSTM, gates ○ open, – closed', formula: '\\cellsens{t}', controls: ['gating'], drawing: 'drawLstm', span: 'half' },
  { title: 'the same on a logarithmic scale', drawing: 'drawSizes', span: 'half', after: true },
  { title: 'weights and inputs', controls: ['radius', 'scale', 'forgetBias', 'units', 'seed'], span: 'half', after: true },
]; // prettier-ignore
