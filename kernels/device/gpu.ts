/**
 * The gpu.js homes: every kernel call is one gpu.js call. Nothing outside this folder sees a gpu.js type.
 * gpu.js falls back to its `cpu` back end without an error; here that is an error, so that `name` never lies.
 */
import type { Argument, Device, Extent, Handle, Kernel } from './device.ts';

export const modes = ['webgpu', 'webgl2', 'webasm', 'cpu'] as const;
export type Mode = (typeof modes)[number];

type Value = number | ArrayLike<number> | readonly ArrayLike<number>[];
interface GpuHandle extends Handle {
  /** WebGPU answers later, the others at once. */
  readonly value: Value | Promise<Value>;
}

/** The part of gpu.js that is used here. */
interface Compiled {
  (...values: Value[]): Value | Promise<Value>;
  kernel: { fallbackReason: string | null; constructor: { mode?: string } };
  destroy(removeCanvas?: boolean): void;
}
interface Library {
  createKernel(source: string, settings: object): Compiled;
  canvas: EventTargetLike | null;
  destroy(): Promise<void>;
}
interface EventTargetLike {
  addEventListener?(type: string, listener: (event: { preventDefault(): void }) => void): void;
}

/** Opens a home; rejects where this machine does not have it. `onLost` is called when the GPU takes its context back. */
export async function gpu(mode: Mode, onLost: (mode: Mode) => void = () => {}): Promise<Device> {
  const { GPU } = await loadLibrary();
  if (mode === 'webgpu' && !(await GPU.isWebGPUAvailable())) throw new Error('webgpu: no adapter answered');
  const library = new GPU({ mode }) as unknown as Library;
  const kernels = new Map<string, Compiled>();
  library.canvas?.addEventListener?.('webglcontextlost', (event) => {
    event.preventDefault();
    onLost(mode);
  });
  return {
    name: mode,
    run(kernel, output, constants, ...values) {
      const opened = values.map(open);
      const call = (ready: Value[]) => run(library, kernels, mode, kernel, output, constants, ready);
      const waits = opened.some((value) => value instanceof Promise);
      const value = waits ? Promise.all(opened).then(call) : call(opened as Value[]);
      // Whoever reads the handle hears of a failure; without this an unread one would be reported as unhandled.
      if (value instanceof Promise) value.catch(() => {});
      return { device: mode, value } as GpuHandle;
    },
    async read(record) {
      const entries = Object.entries(record).map(async ([name, handle]) => [
        name,
        toArrays(await open(handle)),
      ]);
      return Object.fromEntries(await Promise.all(entries)) as never;
    },
    dispose() {
      for (const compiled of kernels.values()) compiled.destroy(true);
      kernels.clear();
      void library.destroy();
    },
  };
}

function run(
  library: Library,
  kernels: Map<string, Compiled>,
  mode: Mode,
  kernel: Kernel,
  output: Extent,
  constants: Record<string, number>,
  values: Value[],
) {
  const key = JSON.stringify([kernel.name, output, constants, values.map(shape)]);
  let compiled = kernels.get(key);
  if (!compiled) {
    const settings = { output, constants, precision: 'single', tactic: 'precision' };
    compiled = library.createKernel(kernel.text, settings);
    kernels.set(key, compiled);
  }
  const value = compiled(...values);
  assertRan(compiled, mode, kernel);
  return value;
}

function assertRan(compiled: Compiled, mode: Mode, kernel: Kernel) {
  const { fallbackReason, constructor } = compiled.kernel;
  const ran = constructor.mode ?? mode;
  if (fallbackReason || ran !== mode) {
    throw new Error(`${mode}: ${kernel.name} ran on ${ran} (${fallbackReason ?? 'no reason given'})`);
  }
}

function open(value: Argument): Value | Promise<Value> {
  return typeof value === 'object' && 'device' in value ? (value as GpuHandle).value : value;
}

function shape(value: Value): number[] {
  if (typeof value === 'number') return [];
  const first = value[0];
  return typeof first === 'object' ? [value.length, first.length] : [value.length];
}

function toArrays(value: Value) {
  if (typeof value === 'number') return [value];
  return Array.from(value as ArrayLike<unknown>, (row) =>
    typeof row === 'object' ? Array.from(row as ArrayLike<number>) : (row as number),
  );
}

async function loadLibrary() {
  const module = await import('gpu.js');
  // As a CommonJS module its exports stand behind `default` in Node and in some bundles.
  return 'GPU' in module ? module : (module as { default: { GPU: never } }).default;
}
