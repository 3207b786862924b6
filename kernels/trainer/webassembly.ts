/** The compiled home. */
import type { HomeMaker } from './operations.ts';

export async function webassembly(): Promise<HomeMaker | undefined> {
  return undefined;
}
