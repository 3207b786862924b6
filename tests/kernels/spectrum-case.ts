/** Several networks with one input: states forward, products of Jacobians backward, as the golden cases want them. */
import type { Argument, Device, Handle } from '../../kernels/device/device.ts';
import * as spectrum from '../../kernels/spectrum.ts';
import type { Compute } from './in-page.ts';
import type { GoldenCase } from './tolerance.ts';

type Matrix = number[][];

export interface SpectrumCase extends GoldenCase {
  activation: spectrum.Activation;
  inputs: { U: Matrix[]; x: Matrix };
  /** Per network: max |λ|, the spectral norm of U; the largest slope of the activation. */
  radius: number[];
  norm: number[];
  steepest: number;
}

export type Model = Pick<typeof spectrum, 'forward' | 'backward' | 'spectralNorm'>;

/** What is read of a run: per step or per k, arrays as the device gives them. */
export interface Run {
  pre: Matrix[];
  states: Matrix[];
  scales: number[][];
  slopes: Matrix[];
  products: Matrix[];
  largests: number[][];
}

/** Arrays that never became a result are as they are. */
async function opened(device: Device, values: readonly Argument[]): Promise<unknown[]> {
  const isHandle = (value: Argument): value is Handle => typeof value === 'object' && 'device' in value;
  const { handles } = await device.read({ handles: values.filter(isHandle) });
  const next = handles.values();
  return values.map((value) => (isHandle(value) ? next.next().value : value));
}

export async function run(
  device: Device,
  { activation, inputs: { U, x } }: Pick<SpectrumCase, 'activation' | 'inputs'>,
  model: Model = spectrum,
): Promise<Run> {
  const networks = { size: U[0]!.length, count: U.length, activation };
  const weights = U.flat();
  const forth = [...model.forward(device, networks, weights, x, x.length)];
  const slopes = forth.map((step) => step.slopes);
  const back = [...model.backward(device, networks, weights, slopes)];
  const read = async <T>(values: readonly Argument[]) => (await opened(device, values)) as T[];
  return {
    pre: await read(forth.map(({ pre }) => pre)),
    states: await read(forth.map(({ states }) => states)),
    scales: await read(forth.map(({ scales }) => scales)),
    slopes: await read(slopes),
    products: await read(back.map(({ product }) => product)),
    largests: await read(back.map(({ largest }) => largest)),
  };
}

/** log₁₀ ‖h_t‖, t = 1 … T, of network r; −Infinity for a state of zeros. */
export function stateNorms({ states, scales }: Run, r: number): number[] {
  return states.map(
    (state, t) => Math.log10(Math.hypot(...state.map((unit) => unit[r]!))) + scales[t]![r]! / Math.LN10,
  );
}

/** log₁₀ ‖∂h_T/∂h_{T−k}‖, k = 0 … T, of network r. */
export function gradientNorms({ products, largests }: Run, r: number, model: Model = spectrum): number[] {
  let before = 0;
  return products.map((product, k) => {
    const size = product[0]!.length;
    const norm = model.spectralNorm(product.slice(r * size, (r + 1) * size));
    const all = Math.log10(norm) + before;
    before += Math.log10(largests[k]![r]!);
    return norm === 0 ? -Infinity : all;
  });
}

/** Norms have no logarithm where they are 0: states that are 0 are left out, and gradients from their first 0 on. */
export function ofSpectrum(model: Model = spectrum): Compute<SpectrumCase> {
  return async (device, golden) => {
    const found = await run(device, golden, model);
    const networks = golden.inputs.U.map((_, r) => r);
    const untilZero = (norms: number[]) =>
      [...norms, -Infinity].slice(0, [...norms, -Infinity].indexOf(-Infinity));
    return {
      outputs: {
        stateNorm: networks.map((r) => stateNorms(found, r).filter((norm) => norm !== -Infinity)),
        gradientNorm: networks.map((r) => untilZero(gradientNorms(found, r, model))),
      },
      gradients: {},
    };
  };
}
