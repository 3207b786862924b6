/**
 * Is a fused gpu.js pipeline worth it? One NTM step on webasm, call by call against traced once. The book fuses only
 * where that is three times faster for what readers do. Here they turn β, g and γ, and numbers are frozen into the
 * plan when it is traced: fused is the fastest while they stand still, and by far the slowest when one of them moves.
 */
import type { Device, Kernel } from '../../../kernels/device/device.ts';
import { gpu } from '../../../kernels/device/gpu.ts';
import { loadLibrary } from '../../../kernels/device/library.ts';
import { forward, type Sizes } from '../../../kernels/ntm.ts';
import type { Races } from '../bench.ts';
import { example } from './example.ts';

const races: Races = async () => {
  const sizes: Sizes[] = [
    { slots: 6, width: 4 },
    { slots: 128, width: 20 },
  ];
  const all = sizes.map(async (size) => {
    const title = `ntm on webasm, fused or not, ${size.slots} slots of ${size.width}`;
    const runners = {
      'call by call': await callByCall(size),
      'fused, β at rest': await fused(size),
      'fused, β moves': await fusedAnew(size),
    };
    return [title, runners] as const;
  });
  return Object.fromEntries(await Promise.all(all));
};
export default races;

async function callByCall(size: Sizes) {
  const device = await gpu('webasm');
  const inputs = example(size);
  return () => device.read(forward(device, size, inputs));
}

interface Pipeline {
  (...values: unknown[]): Promise<object>;
  destroy(): void;
}

interface Fusing {
  createKernel(source: string, settings: object): (...values: unknown[]) => never;
  createPipeline(trace: (...values: never[]) => object, settings: object): Pipeline;
}

async function fused(size: Sizes) {
  const { memory, previous, keyVector, shift, erase, add, beta } = example(size);
  const pipeline = traced(await openLibrary(), size, beta);
  return () => pipeline(memory, previous, keyVector, shift, erase, add);
}

async function fusedAnew(size: Sizes) {
  const library = await openLibrary();
  const { memory, previous, keyVector, shift, erase, add } = example(size);
  let beta = 1;
  return async () => {
    beta = (beta % 50) + 0.5;
    const pipeline = traced(library, size, beta);
    await pipeline(memory, previous, keyVector, shift, erase, add);
    pipeline.destroy();
  };
}

async function openLibrary() {
  const { GPU } = await loadLibrary();
  return new GPU({ mode: 'webasm' }) as unknown as Fusing;
}

/** The same composition, with a device that only records. */
function traced(library: Fusing, size: Sizes, beta: number) {
  const kernels = new Map<Kernel, (...values: unknown[]) => never>();
  const recorder: Pick<Device, 'run'> = {
    run(kernel, output, constants, ...values) {
      const compiled = kernels.get(kernel) ?? library.createKernel(kernel.text, { output, constants });
      kernels.set(kernel, compiled);
      return compiled(...values);
    },
  };
  const { gate, gamma } = example(size);
  // gpu.js counts declared parameters; numbers are frozen when it traces.
  const trace = (m: never, w: never, k: never, s: never, e: never, a: never) =>
    forward(recorder as Device, size, {
      memory: m,
      previous: w,
      keyVector: k,
      shift: s,
      erase: e,
      add: a,
      beta,
      gate,
      gamma,
    });
  return library.createPipeline(trace, { threads: false });
}
