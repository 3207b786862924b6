/** The compiled home: the program of kernels/trainer/program/ with a memory of its own for each trainer, 32-bit numbers. */
import { program } from './compiled.ts';
import { bytesOf } from './file.ts';
import type { Home, HomeMaker, Operations } from './operations.ts';

/** As much of the browser's interface as is used: kernels know no DOM. */
interface Engine {
  validate(bytes: Uint8Array): boolean;
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<{ exports: object }>;
}

interface Exports extends Operations {
  memory: { buffer: ArrayBuffer; grow(pages: number): number };
}

const PAGE = 65_536;

/** Makes homes of one compiled program, or undefined where WebAssembly or these instructions are not there. */
export async function webassembly({ everywhere, relaxed } = program): Promise<HomeMaker | undefined> {
  const engine = (globalThis as { WebAssembly?: Engine }).WebAssembly;
  const fits = (text: string) => text !== '' && engine !== undefined && engine.validate(bytesOf(text));
  const text = fits(relaxed) ? relaxed : fits(everywhere) ? everywhere : undefined;
  if (!engine || text === undefined) return undefined;
  try {
    const module = await engine.compile(bytesOf(text));
    return (room) => home(engine, module, room);
  } catch {
    // A policy of the page forbids it.
    return undefined;
  }
}

async function home(engine: Engine, module: object, room: number): Promise<Home> {
  const { exports } = await engine.instantiate(module, { 'host.as': { log: Math.log } });
  const { memory, ...operations } = exports as Exports;
  memory.grow(Math.ceil((room * 4) / PAGE));
  return { name: 'webassembly', numbers: new Float32Array(memory.buffer), operations };
}
