/**
 * Where kernels run. A kernel is a function in gpu.js form that computes one number of an output;
 * a device evaluates it at every index of that output. A sweep's kernel may return four neighbours of a row at once. The functions of a model (kernels/ntm.ts …)
 * compose kernels through this interface and never look inside a vector, so that one composition
 * serves every home: `plain` (float64, always there) and gpu.js (`webgpu`, `webgl2`, `webasm`, `cpu`).
 */

/** What a kernel may use besides its arguments and `Math`. Constants have names of three letters or more. */
export interface Thread {
  thread: { x: number; y: number; z: number };
  constants: Record<string, number>;
}

export type Numbers = number | ArrayLike<number> | readonly ArrayLike<number>[];
// Arguments differ from kernel to kernel; each kernel types its own.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type KernelFunction = (this: Thread, ...values: any[]) => number | number[];

export interface Kernel {
  readonly name: string;
  readonly run: KernelFunction;
  /** The function's text without types: what gpu.js compiles and what the book prints. */
  readonly text: string;
}

/** Makes a kernel of a named function. `text` is put in by the build before anything is minified. */
export function kernel(run: KernelFunction, text: string = run.toString()): Kernel {
  const name = /^function\s+(\w+)/.exec(text)?.[1];
  if (!name) throw new Error(`kernel: needs a named function, got ${text.slice(0, 40)}…`);
  return { name, run, text };
}

/** A result that may still be on its way; only its device can open it. */
export interface Handle {
  readonly device: string;
}

/** Handles by themselves or in lists, such as one for each time step. */
export type Handles = Handle | readonly Handles[];

/** The arrays that `read` puts in the places of handles. */
export type Opened<H> = H extends Handle ? number[] | number[][] : { [K in keyof H]: Opened<H[K]> };

/** What a kernel call accepts: plain numbers and arrays, or results of earlier calls. */
export type Argument = Numbers | Handle;

/** Output extents, fastest first as in gpu.js: `[columns]` or `[columns, rows]`. */
export type Extent = readonly [number] | readonly [number, number];

export interface Device {
  /** `plain`, `cpu`, `webasm`, `webgl2` or `webgpu`: what really runs, not what was asked for. */
  readonly name: string;
  /**
   * Starts one kernel over every index of `output` and returns at once. A kernel that returns four numbers needs two
   * extents, of which the first counts fours; its result has them one after the other, and is for reading only.
   */
  run(kernel: Kernel, output: Extent, constants: Record<string, number>, ...values: Argument[]): Handle;
  /**
   * Waits for every handle of a record, also those in lists, and puts arrays in their place: `[n]` numbers, or
   * `[n, m]` as m rows.
   */
  read<R extends Record<string, Handles>>(record: R): Promise<{ [K in keyof R]: Opened<R[K]> }>;
  /** What fuse.ts does, in a home that can do it by itself. */
  fuse?(count: number, compose: Composition): Fused;
  /** Gives back contexts and compiled kernels; the device is of no use afterwards. */
  dispose(): void;
}

/** What a composition runs its kernels on. */
export type Composer = Pick<Device, 'run'>;

/** Kernels one after the other, from vectors to results by name. It never looks inside a vector. */
export type Composition = (on: Composer, ...vectors: Argument[]) => Record<string, Handle>;

/** A composition that can be computed: each result as its rows, a vector as one. Rejects where the home was taken away. */
export interface Fused {
  (...vectors: ArrayLike<number>[]): Promise<Record<string, ArrayLike<number>[]>>;
  dispose(): void;
}
