/** States of widgets that are drawn and kept: per widget, a name and its inputs. Every widget is also drawn as it opens. */
import type { Inputs } from '../../components/parts/declare.ts';

export const states: Record<string, Record<string, Inputs>> = {
  'ntm-step': {
    'stage-content': { stage: 'content' },
    'stage-write': { stage: 'write', gamma: 10 },
    'one-number': { memory: [[0.5]], add: [-1] },
    'zero-vectors': {
      memory: [
        [0, 0],
        [3, -4],
      ],
      keyVector: [0, 0],
      shift: [0, 0, 0],
    },
    'large-and-tiny': {
      memory: [
        [10000, -10000, 0.00001],
        [0.004, -0.004, 12345.678e-3],
      ],
      beta: 100,
      gamma: 50,
    },
  },
  'bptt-unfold': {
    folded: { moment: 0 },
    'forward-softmax': { cost: 'softmax', activation: 'sigmoid', moment: 3, steps: 4 },
    'backward-cut': { truncate: 2, moment: 7 },
    'all-zero': { U: [[0]], W: [[0]], V: [[0]], b: [0], c: [0], x: [[0], [0]], y: [[0], [0]] },
    huge: {
      activation: 'linear',
      U: [
        [1e4, -1e4],
        [1e4, 1e4],
      ],
      steps: 12,
    },
    saturated: { activation: 'sigmoid', b: [1e4, -1e4], y: [[0], [1], [1e-5]] },
  },
  'attention-step': {
    general: {
      score: 'general',
      keys: [
        [1, 0],
        [0, 1],
        [-1, 2],
      ],
      query: [0.5, -1],
    },
    slide: { score: 'wu', act: 'linear', query: [1, 1, 1] },
    'one-part': { keys: [[2]], query: [-1] },
    huge: { score: 'dot', query: [1e4, -1e4, 0] },
  },
  'rnn-step': {
    products: { stage: 'products' },
    'one-of-each': { U: [[-1.5]], W: [[0]], V: [[2]], stage: 'activation', activation: 'relu' },
    saturated: { activation: 'sigmoid', b: [1e4, -1e4, 0], c: [1e4, -1e4] },
    tiny: { x: [1e-6, -1e-6], hPrev: [1e-9, 0], b: [0, 0], c: [0, 0, 0] },
  },
  'input-sensitivity': {
    'from-weights': { gating: 'weights', steps: 5, units: 2 },
    explodes: { radius: 3, scale: 0.1, forgetGate: [1, 0.5, 0.9, 1, 0, 1, 1] },
    'one-unit': { units: 1, steps: 2, x: [0, 0], inputGate: [0, 0] },
  },
  'gru-step': {
    torch: { zWeighs: 'previous', rGates: 'product', bU: [0.5, -0.5, 1] },
    'one-unit': { Uz: [[0]], Wz: [[0]], hPrev: [-1] },
    saturated: {
      bz: [1e4, -1e4, 15],
      br: [-1e4, 1e4, -15],
      W: [
        [1e4, -1e4],
        [0.004, 1e-6],
        [0, 0],
      ],
      x: [1e4, -1e4],
    },
  },

  'fold-unfold': {
    folded: { unfolded: 0 },
    'half-way': { unfolded: 2, layers: 1, lit: 'none', initial: 'learnt' },
    'large-and-unbounded': {
      units: 128,
      layers: 4,
      gain: 2,
      activation: 'linear',
      steps: 10,
      lit: 'W',
      litLayer: 3,
    },
    'nothing-comes-back': { gain: 0, pulse: 10, lit: 'V', steps: 3 },
  },
  'lstm-build': {
    loop: { stage: 'loop', loop: 0.8, steps: 4 },
    forget: { stage: 'forget' },
    peephole: { stage: 'peephole', peephole: -20, bias: 20, x: [1e3, -1e3, 0, 0.001, 0.5] },
  },
  'lstm-step': {
    'trained-says': { weights: 'trained', position: 11 },
    'two-cells-peepholes': { pi: [0.5, -1], pf: [1, 0.2], po: [1, -0.5], x: [0.3, -0.8] },
    'all-zero': { Wi: [[0]], bi: [0], bf: [0], x: [0], cPrev: [0], hPrev: [0], dhNext: [0], dcNext: [0] },
    huge: { Wg: [[1e4, 0, 0]], bf: [1e4], cPrev: [-1e4], x: [1e4, 1, 1], dcNext: [1e4] },
  },
  'gated-race': {
    'order-start': { task: 'order', steps: 10, iterations: 0 },
    'copy-units': { task: 'copy', budget: 'units', units: 4, steps: 8, iterations: 30, seed: 2 },
  },
  'char-rnn': {
    'all-three': { against: 'all', units: 6, iterations: 30, source: 'verse' },
    empty: { source: 'own', text: '' },
    'one-symbol': { source: 'own', text: 'aaaaaa', units: 4, iterations: 10 },
    exploded: { rate: 10, optimizer: 'sgd', clipBy: 'off', units: 8, iterations: 40 },
    untrained: { iterations: 0, units: 4 },
  },
  'error-carousel': {
    'left-alone': { inputGate: [1, 0, 0, 0], outputGate: [0, 0, 0, 1] },
    'half-open-with-feedback': { forgetGate: [0.5, 0.9, 0], feedback: -1.5, clip: 0.5 },
    'many-steps': { steps: 30, U: -1 },
    explodes: { steps: 5, U: 10, x: [0, 0, 0, 0, 0], dh: [1e4, 0, 0, 0, 1e4] },
  },
  'cost-surface': {
    clipped: { clip: 'norm', iterations: 60 },
    dropped: { task: 'hold', axes: 'UW', iterations: 0, steps: 12 },
    'one-step': { steps: 1, iterations: 1, clip: 'value', rate: 0 },
    'too-large': { rate: 10, adaptive: 1, b: 0, task: 'noise', steps: 20 },
  },
  'hello-rnn': {
    untrained: { iterations: 0 },
    'steps-too-long': { optimizer: 'sgd', rate: 10, iterations: 30 },
  },
  'truncated-bptt': {
    'one-step': { numSteps: 1, way: 'sliding' },
    'recall-hidden': { task: 'recall', numSteps: 4 },
    'long-linear': { steps: 24, units: 4, activation: 'linear', numSteps: 5 },
    'all-zero': { U: [[0]], W: [0], V: [0], b: [0], x: [0, 0], y: [0, 0] },
    huge: { activation: 'linear', U: [[100]], W: [100], V: [100], steps: 12 },
  },
  'rtrl-vs-bptt': {
    before: { moment: 0 },
    'half-way': { moment: 2, units: 3 },
    'walking-back': { moment: 6, cost: 'operations', longest: 200 },
    'all-zero': { U: [[0]], W: [0], V: [0], b: [0], x: [0], y: [0] },
    huge: { activation: 'linear', U: [[100]], W: [100], V: [100], steps: 8, size: 200, longest: 1000 },
  },
};
