/** The part of gpu.js that is used here; nothing else in the book knows its types. */

export type Value = number | ArrayLike<number> | readonly ArrayLike<number>[];
export interface Library {
  createKernel(source: string, settings: object): Compiled;
  /** Calls the function once, with stand-ins for as many vectors as it declares. */
  createPipeline(trace: (...vectors: never[]) => object, settings: object): Pipeline;
  destroy(): Promise<void>;
}
export interface Compiled {
  (...values: Value[]): Value | Promise<Value>;
  kernel: {
    fallbackReason: string | null;
    constructor: { mode?: string };
    context?: Context;
    canvas?: Canvas;
  };
  destroy(removeCanvas?: boolean): void;
}
export interface Context {
  isContextLost?(): boolean;
  isLost?: boolean;
}
export interface Pipeline {
  (...vectors: Value[]): Promise<Record<string, unknown>>;
  destroy(): void;
}
/** A result that stays on the graphics processor. */
export interface Texture {
  toArray(): unknown;
  delete(): void;
}
interface Canvas {
  addEventListener?(type: 'webglcontextlost', listener: () => void): void;
}

/** Fetches gpu.js, which is 150 kB: call it only where it will be used. */
export async function loadLibrary() {
  const module = await import('gpu.js');
  // As a CommonJS module its exports stand behind `default` in Node and in some bundles.
  return 'GPU' in module ? module : (module as { default: { GPU: never } }).default;
}
