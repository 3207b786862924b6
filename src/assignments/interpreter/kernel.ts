/**
 * The kernel language: what a student writes as the body of one kernel of the book. It is read into a tree of our own
 * and run by walking it, the same in browsers and in Node. It is never handed to the engine (no eval, no Function), and
 * nothing of the host can be named in it.
 *
 *   let, const; numbers, true, false; + - * / %; < <= > >= === !== == !=; && || ! ?:; = += -= *= /= ++ --
 *   if, else, for, return, blocks; this.thread.x, this.thread.y, this.constants.name; a, a[i], a[i][j] of arguments
 *   Math.PI, Math.E and the functions of functions.ts
 */
import { KernelFault } from './fault.ts';
import type { KernelProgram } from './program.ts';
import { Scope } from './scope.ts';
import { statements } from './statements.ts';
import { parsed } from './syntax.ts';

export { KernelFault } from './fault.ts';
export type { KernelProgram } from './program.ts';
export { runKernel, type KernelCall } from './run.ts';

/** Reads the body of a kernel with these arguments and constants; a KernelFault where it is none. */
export function parseKernel(
  body: string,
  parameters: readonly string[],
  constants: readonly string[],
): KernelProgram {
  const tree = parsed(body);
  const scope = new Scope(body, parameters, constants);
  const program = scope.within(() => statements(tree.body, scope));
  const last = tree.body.at(-1)?.loc?.end ?? { line: 1, column: 0 };
  const end = { line: last.line, column: last.column + 1 };
  if (!scope.returns) {
    throw new KernelFault(
      end,
      'there is no return; end with return and the number that the kernel computes.',
    );
  }
  return { parameters, constants, body: program, slots: scope.slots, end };
}
