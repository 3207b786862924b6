/** What the page understands of an answer that it does not judge: not whether it is right. */
import { readNumber, readVector, written, writtenVector } from '../numbers.ts';
import type { Ask, Verdict } from '../types.ts';
import { unclear } from '../verdicts.ts';

const said = (words: string): Verdict => ({ state: 'manual', share: 0, words });

/** Nothing for an empty field, and for kinds that cannot be misunderstood. */
export async function understood(ask: Ask, text: string): Promise<Verdict | undefined> {
  if (!text.trim()) return undefined;
  if (ask.kind === 'number') {
    const read = readNumber(text, ask.unit === undefined ? {} : { unit: ask.unit });
    return 'unclear' in read ? unclear(read.unclear) : 'value' in read ? said(`Understood as ${written(read.value)}.`) : undefined;
  }
  if (ask.kind === 'vector') {
    const read = readVector(text, ask.length);
    return 'unclear' in read ? unclear(read.unclear) : 'values' in read ? said(`Understood as ${writtenVector(read.values)}.`) : undefined;
  }
  if (ask.kind !== 'kernel') return undefined;
  const { KernelFault, parseKernel } = await import('../interpreter/kernel.ts');
  try {
    parseKernel(text, ask.parameters, ask.constants);
    return said('It can be read and run. Whether its numbers are right is checked after you hand it in.');
  } catch (reason) {
    if (reason instanceof KernelFault) return unclear(reason.message);
    throw reason;
  }
} // prettier-ignore
