import type { Panel } from '../parts/declare.ts';

export const panels: readonly Panel[] = [
  {
    title: 'forward and backward through time',
    formula: '\\EqError',
    controls: ['steps', 'units', 'truncate'],
    drawing: 'drawNetwork',
  },
  { title: 'recurrent weights', formula: '\\Wrec', controls: ['activation', 'seed'], drawing: 'drawRecurrent', wide: true },
  { title: 'input weights and bias', formula: '\\Win, \\bhid', sizes: ['I'], drawing: 'drawInput', wide: true },
  { title: 'output weights and bias', formula: '\\Wout, \\bout', sizes: ['O'], controls: ['cost'], drawing: 'drawOutput', wide: true },
  { title: 'which loss, which use', formula: '\\grad{\\Wrec}', controls: ['weight'], drawing: 'drawTriangle', wide: true },
]; // prettier-ignore
