import type { Panel } from '../parts/declare.ts';

export const panels: readonly Panel[] = [
  {
    title: 'forward and backward through time',
    formula: '\\EqError',
    sizes: ['T', 'H'],
    controls: ['truncate', 'activation', 'cost'],
    drawing: 'drawNetwork',
    span: 'full',
  },
  {
    title: 'weights, the same at every step',
    sizes: ['I', 'O'],
    controls: ['seed'],
    drawing: 'drawWeights',
    span: 'half',
    after: true,
  },
  {
    title: 'which loss, which use',
    controls: ['weight'],
    drawing: 'drawTriangle',
    span: 'half',
    after: true,
  },
];
