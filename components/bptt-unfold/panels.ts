import type { Panel } from '../parts/declare.ts';

export const panels: readonly Panel[] = [
  {
    title: 'forward and backward through time',
    formula: '\\EqError',
    controls: ['steps', 'units', 'truncate', 'activation', 'cost', 'seed'],
    drawing: 'drawNetwork',
    span: 'full',
  },
  { title: 'weights, the same at every step', sizes: ['I', 'O'], drawing: 'drawWeights', span: 'half' },
  { title: 'which loss, which use', controls: ['weight'], drawing: 'drawTriangle', span: 'half' },
];
