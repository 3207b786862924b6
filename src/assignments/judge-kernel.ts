/** Judges the body of a kernel: it is run on every case, and all of them must be right. */
import { exact } from '../../components/parts/numbers.ts';
import { KernelFault, parseKernel, runKernel, type KernelProgram } from './interpreter/kernel.ts';
import type { AskOf, KernelCase, RightKernel, Verdict } from './types.ts';

/** Of the largest number that is expected, or of 1 where that is smaller: what other orders of summing may change. */
const TOLERANCE = 1e-6;

/**
 * All or nothing: a kernel is one equation, and one that is right in some cases only computes another equation. The
 * words tell the first case that fails and what the student's own kernel gives there, never what is right.
 */
export function judgeKernel(ask: AskOf<'kernel'>, right: RightKernel, body: string): Verdict {
  const { cases } = right;
  // An exercise without cases would find every kernel right.
  if (!cases.length) throw new Error(`${ask.id}: the kernel has no cases`);
  if (!body.trim()) return { state: 'blank', share: 0, words: 'There is no kernel yet.' };
  const program = read(ask, body);
  if (program instanceof KernelFault) return { state: 'unclear', share: 0, words: program.message };
  const most = TOLERANCE * Math.max(1, ...cases.map(({ expected }) => Math.abs(expected)));
  for (const [k, one] of cases.entries()) {
    const words = differs(program, one, most, `case ${k + 1} of ${cases.length} (${place(one)})`);
    if (words) return { state: 'wrong', share: 0, words };
  }
  const words = cases.length === 1 ? 'The case is right.' : `All ${cases.length} cases are right.`;
  return { state: 'right', share: 1, words };
}

function read({ parameters, constants }: AskOf<'kernel'>, body: string): KernelProgram | KernelFault {
  try {
    return parseKernel(body, parameters, constants);
  } catch (error) {
    if (error instanceof KernelFault) return error;
    throw error;
  }
}

function differs(program: KernelProgram, one: KernelCase, most: number, name: string): string | undefined {
  try {
    const found = runKernel(program, one);
    if (Math.abs(found - one.expected) <= most) return undefined;
    return `In ${name} your kernel gives ${exact(found)}, which is not right.`;
  } catch (error) {
    if (error instanceof KernelFault) return `${error.message} This happens in ${name}.`;
    throw error;
  }
}

const place = ({ x, y }: KernelCase) => (y === undefined ? `x = ${x}` : `x = ${x}, y = ${y}`);
