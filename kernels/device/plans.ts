/**
 * Compositions that stay in a gpu.js home from the vectors that are handed over to the results that are read: nothing in
 * between comes back. webgpu, webasm and cpu trace them once with `createPipeline`. On webgl2 that would compile a
 * shader for each buffer of the plan, so there every kernel, compiled once, leaves its result in a texture.
 */
import { kernel, type Argument, type Composer, type Composition, type Fused, type Handle } from './device.ts';
import type { Compiled, Library, Pipeline, Texture, Value } from './library.ts';

type Rows = Record<string, ArrayLike<number>[]>;

/** How a home makes and tells of its kernels. */
export interface Workshop {
  library: Library;
  compile(text: string, output: readonly number[], constants: Record<string, number>, more: object): Compiled;
  /** Throws where the kernel ran elsewhere, or the browser took the home away. */
  assertRan(compiled: Compiled, name: string): void;
  assertThere(): void;
}

/** Kernels by text, sizes and constants, each compiled once; `call` runs one. */
function composer(
  shop: Workshop,
  more: object,
  call: (compiled: Compiled, values: Value[], name: string) => unknown,
) {
  const made = new Map<string, Compiled>();
  const on: Composer = {
    run(kernel, output, constants, ...values) {
      const key = JSON.stringify([kernel.text, output, constants]);
      const compiled = made.get(key) ?? shop.compile(kernel.text, output, constants, more);
      made.set(key, compiled);
      return call(compiled, values as Value[], kernel.name) as Handle;
    },
  };
  const dispose = () => {
    for (const compiled of made.values()) compiled.destroy();
    made.clear();
  };
  return { on, dispose };
}

/** A vector or a matrix as rows. */
const rowsOf = (found: unknown) =>
  (typeof (found as ArrayLike<unknown>)[0] === 'object'
    ? Array.from(found as never)
    : [found]) as ArrayLike<number>[];

const opened = (results: Record<string, unknown>): Rows =>
  Object.fromEntries(Object.entries(results).map(([name, found]) => [name, rowsOf(found)]));

/** Traced once. gpu.js counts the parameters that its function declares. */
export function traced(shop: Workshop, count: number, compose: Composition): Fused {
  const { on, dispose } = composer(shop, {}, (compiled, values) => compiled(...values));
  const trace = (...vectors: Argument[]) => compose(on, ...vectors);
  const plan: Pipeline = shop.library.createPipeline(
    Object.defineProperty(trace, 'length', { value: count }),
    { threads: false },
  );
  const call = async (...vectors: ArrayLike<number>[]) => {
    const results = await plan(...vectors.map((vector) => Float32Array.from(vector)));
    shop.assertThere();
    return opened(results);
  };
  return Object.assign(call, { dispose: () => (plan.destroy(), dispose()) });
}

const held = kernel(function held(values: number[]) {
  return values[this.thread.x];
});

/** Kernel by kernel, each result a texture of its own until the end. */
export function resident(shop: Workshop, compose: Composition): Fused {
  let textures: Texture[] = [];
  const { on, dispose } = composer(shop, { pipeline: true, immutable: true }, (compiled, values, name) => {
    const texture = compiled(...values) as unknown as Texture;
    shop.assertRan(compiled, name);
    textures.push(texture);
    return texture;
  });
  const call = (...vectors: ArrayLike<number>[]) => {
    try {
      const there = vectors.map((vector) => on.run(held, [vector.length], {}, Float32Array.from(vector)));
      const results = Object.entries(compose(on, ...there) as unknown as Record<string, Texture>);
      const found = opened(Object.fromEntries(results.map(([name, texture]) => [name, texture.toArray()])));
      shop.assertThere();
      return Promise.resolve(found);
    } catch (reason) {
      return Promise.reject(reason as Error);
    } finally {
      for (const texture of new Set(textures)) texture.delete();
      textures = [];
    }
  };
  return Object.assign(call, { dispose });
} // prettier-ignore
