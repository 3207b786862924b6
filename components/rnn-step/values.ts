/** The dataflow: one step by the network's own kernels, and its products and sums taken apart. */
import type { Device } from '../../kernels/device/device.ts';
import { step, type Activation, type Network } from '../../kernels/rnn.ts';
import { softmax } from '../../kernels/softmax.ts';
import { apart } from '../../kernels/terms.ts';
import { cell, type Cell, type Matrix, type Output, type Sizes, type Vector } from '../parts/declare.ts';
import { byName } from '../parts/shown.ts';

export const given = ['activation', 'U', 'W', 'b', 'V', 'c', 'hPrev', 'x'] as const;

export interface Given {
  activation: Activation;
  U: Matrix;
  W: Matrix;
  b: Vector;
  V: Matrix;
  c: Vector;
  hPrev: Vector;
  x: Vector;
}

export interface Found {
  /** U_ij h_{t−1,j}, W_ij x_j and V_kj h_j. */
  pastTerms: Matrix;
  inputTerms: Matrix;
  outputTerms: Matrix;
  /** Their sums over j, before any bias. */
  past: Vector;
  present: Vector;
  z: Vector;
  slopes: Vector;
  h: Vector;
  o: Vector;
  p: Vector;
}

export const found = [
  'pastTerms', 'inputTerms', 'outputTerms', 'past', 'present', 'z', 'slopes', 'h', 'o', 'p',
] as const; // prettier-ignore

function run(device: Device, { H, I, O }: Sizes, ...values: unknown[]) {
  const all = byName<Given>(given, values);
  const { activation, U, W, b, V, c, hPrev, x } = all;
  const network: Network = { inputs: I!, units: [H!], outputs: O!, steps: 1, activation, cost: 'softmax' };
  const { z, h, slopes, o } = step(device, network, { layers: [{ U, W, b }], V, c }, [hPrev], x);
  const [past, present] = [apart(device, H!, H!, U, hPrev), apart(device, H!, I!, W, x)];
  return device.read({
    ...{ pastTerms: past.terms, past: past.sums, inputTerms: present.terms, present: present.sums },
    ...{ outputTerms: apart(device, O!, H!, V, h[0]!).terms, p: softmax(device, O!, o) },
    ...{ z: z[0]!, h: h[0]!, slopes: slopes[0]!, o },
  });
}

const part = (name: string) => cell(['run'], (all: Record<string, unknown>) => all[name]);

export const values: Record<string, Cell> = {
  run: cell(['device', 'sizes', ...given], run),
  ...Object.fromEntries(found.map((name) => [name, part(name)])),
};

export const outputs: Record<string, Output> = {
  pastTerms: { label: 'products with the state before', shape: ['H', 'H'], words: 'Each recurrent weight times the state that it multiplies.' },
  inputTerms: { label: 'products with the input', shape: ['H', 'I'], words: 'Each input weight times the number of the input that it multiplies.' },
  past: { label: 'from the past', shape: ['H'], symbol: '\\recterm{t-1}', words: 'The products with the state before, added up for each unit.' },
  present: { label: 'from the present', shape: ['H'], symbol: '\\interm{t}', words: 'The products with the input, added up for each unit.' },
  z: { label: 'pre-activation', shape: ['H'], symbol: '\\pre{t}', words: 'What each unit sums up before its activation.' },
  slopes: { label: 'slope', shape: ['H'], symbol: '\\slope{t}', words: 'The slope of the activation where each unit works; near 0 the unit is saturated.' },
  h: { label: 'state', shape: ['H'], symbol: '\\hid{t}', words: 'The new hidden state, which the next step gets.' },
  outputTerms: { label: 'products with the state', shape: ['O', 'H'], words: 'Each output weight times the state that it multiplies.' },
  o: { label: 'output', shape: ['O'], symbol: '\\logit{t}', words: 'The output before the softmax.' },
  p: { label: 'probability', shape: ['O'], symbol: '\\pred{t}', words: 'The softmax of the output: positive numbers that add up to 1.' },
}; // prettier-ignore
