/**
 * The gpu.js homes: every kernel call is one gpu.js call. Nothing outside this folder sees a gpu.js type.
 * Two things that gpu.js leaves silent are errors here: that it fell back to its `cpu` back end, and that the
 * browser took the WebGL context away (its kernels then return zeros).
 */
import { toArrays } from './arrays.ts';
import type { Argument, Composition, Device, Extent, Handle, Handles, Kernel } from './device.ts';
import { type Compiled, type Context, type Library, loadLibrary, type Value } from './library.ts';
import { resident, traced, type Workshop } from './plans.ts';
import { isSingle, Unrepresentable } from './single.ts';

export const modes = ['webgpu', 'webgl2', 'webasm', 'cpu'] as const;
export type Mode = (typeof modes)[number];

interface GpuHandle extends Handle {
  /** WebGPU answers later, the others at once. */
  readonly value: Value | Promise<Value>;
}

interface Home {
  mode: Mode;
  library: Library;
  kernels: Map<string, Compiled>;
  context?: Context;
  onLost: () => void;
}

/** What `constructor.mode` of a gpu.js kernel says where the mode asked for really runs. */
const family: Record<Mode, string> = { webgpu: 'webgpu', webgl2: 'gpu', webasm: 'webasm', cpu: 'cpu' };

/**
 * Opens a home; rejects where this machine does not have it. `onLost` is called when the browser takes
 * the GPU away while the home is idle; a lost home also rejects every `read`.
 */
export async function gpu(mode: Mode, onLost: () => void = () => {}): Promise<Device> {
  const { GPU } = await loadLibrary();
  if (mode === 'webgpu' && !(await GPU.isWebGPUAvailable())) throw new Error('webgpu: no adapter answered');
  const home: Home = { mode, library: new GPU({ mode }) as unknown as Library, kernels: new Map(), onLost };
  return deviceOf(home);
}

function deviceOf(home: Home): Device {
  const { mode } = home;
  return {
    name: mode,
    run(kernel, output, constants, ...values) {
      const opened = values.map(open);
      if (!opened.every(isSingle)) throw new Unrepresentable(mode);
      const call = (ready: Value[]) => run(home, kernel, output, constants, ready);
      const waits = opened.some((value) => value instanceof Promise);
      const value = waits ? Promise.all(opened).then(call) : call(opened as Value[]);
      // Whoever reads the handle hears of a failure; an unread one must not count as unhandled.
      if (value instanceof Promise) value.catch(() => {});
      return { device: mode, value } as GpuHandle;
    },
    async read(record) {
      const entries = Object.entries(record).map(async ([name, handles]) => [
        name,
        await openAll(mode, handles),
      ]);
      const arrays = await Promise.all(entries);
      assertThere(home);
      return Object.fromEntries(arrays) as never;
    },
    fuse: (count, compose) => fused(home, count, compose),
    dispose() {
      for (const compiled of home.kernels.values()) compiled.destroy(true);
      home.kernels.clear();
      void home.library.destroy();
    },
  };
}

function fused(home: Home, count: number, compose: Composition) {
  const shop = shopOf(home);
  return home.mode === 'webgl2' ? resident(shop, compose) : traced(shop, count, compose);
}

/** For what is composed as a whole: its kernels are its own. */
const shopOf = (home: Home): Workshop => ({
  library: home.library,
  compile: (text, output, constants, more) =>
    home.library.createKernel(text, { ...settingsOf(output, constants), ...more }),
  assertRan: (compiled, name) => assertRan(home, compiled, name),
  assertThere: () => assertThere(home),
});

/** Each compiled kernel holds memory (a WebAssembly one, address space that browsers limit); the least used go. */
const MOST_KERNELS = 64;

function run(home: Home, kernel: Kernel, output: Extent, constants: Record<string, number>, values: Value[]) {
  const key = JSON.stringify([kernel.text, output, constants, values.map(shape)]);
  const compiled = home.kernels.get(key) ?? compile(home, kernel, output, constants);
  home.kernels.delete(key);
  home.kernels.set(key, compiled);
  const value = compiled(...values);
  assertRan(home, compiled, kernel.name);
  return value;
}

function compile(home: Home, kernel: Kernel, output: Extent, constants: Record<string, number>) {
  const [oldest] = home.kernels;
  if (oldest && home.kernels.size >= MOST_KERNELS) {
    home.kernels.delete(oldest[0]);
    oldest[1].destroy();
  }
  return home.library.createKernel(kernel.text, settingsOf(output, constants));
}

function settingsOf(output: readonly number[], constants: Record<string, number>) {
  // The constants decide how often loops run; gpu.js would stop at 1,000.
  const loopMaxIterations = Math.max(1000, ...Object.values(constants));
  return { output, constants, loopMaxIterations, precision: 'single', tactic: 'precision' };
}

function assertRan(home: Home, { kernel }: Compiled, name: string) {
  const ran = kernel.constructor.mode ?? 'nothing';
  if (kernel.fallbackReason || ran !== family[home.mode]) {
    throw new Error(`${home.mode}: ${name} ran on ${ran} (${kernel.fallbackReason ?? 'no reason given'})`);
  }
  if (!home.context && kernel.context) {
    home.context = kernel.context;
    kernel.canvas?.addEventListener?.('webglcontextlost', home.onLost);
  }
}

function assertThere({ mode, context }: Home) {
  if (context?.isLost !== true && context?.isContextLost?.() !== true) return;
  throw new Error(`${mode}: the browser took the GPU context away`);
}

function open(value: Argument): Value | Promise<Value> {
  return typeof value === 'object' && 'device' in value ? (value as GpuHandle).value : value;
}

/** Arrays in the places of handles; a number that single precision could not hold is an error, not a result. */
async function openAll(mode: Mode, handles: Handles): Promise<unknown> {
  if (!('device' in handles)) return Promise.all(handles.map((inner) => openAll(mode, inner)));
  const arrays = toArrays(await open(handles));
  if (!arrays.flat().every(Number.isFinite)) throw new Unrepresentable(mode);
  return arrays;
}

function shape(value: Value): number[] {
  if (typeof value === 'number') return [];
  const first = value[0];
  return typeof first === 'object' ? [value.length, first.length] : [value.length];
}
