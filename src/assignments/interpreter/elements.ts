/** Reads a number of an argument, or says why there is none. */
import type { Value } from '../types.ts';
import { KernelFault } from './fault.ts';
import type { ExpressionOf } from './program.ts';

type Read = ExpressionOf<'argument'>;

export function element(node: Read, value: Value, indices: readonly number[]): number {
  let found: unknown = value;
  let name = node.name;
  indices.forEach((index, k) => {
    const place = node.indices[k]!;
    if (!Array.isArray(found)) {
      const what = typeof found === 'number' ? 'one number' : 'no list';
      const words = `\`${name}\` is ${what} and has no elements; write ${name} without the last [ ].`;
      throw new KernelFault(node, words);
    }
    if (!Number.isInteger(index)) {
      throw new KernelFault(
        place,
        `${index} is no index of \`${name}\`; an index is a whole number from 0 to ${found.length - 1}; Math.floor makes one.`,
      );
    }
    if (index < 0 || index >= found.length) {
      const range = found.length
        ? `so that its indices go from 0 to ${found.length - 1}`
        : 'so that it has no elements';
      throw new KernelFault(
        place,
        `index ${index} is out of range; \`${name}\` has length ${found.length}, ${range}.`,
      );
    }
    found = found[index];
    name += `[${index}]`;
  });
  if (typeof found === 'number') return found;
  if (Array.isArray(found)) {
    const whole = `\`${name}\` is a whole ${Array.isArray(found[0]) ? 'table' : 'list'} of length ${found.length}`;
    throw new KernelFault(
      node,
      `${whole} and is used as one number; name an element, as in ${name}[this.thread.x].`,
    );
  }
  throw new KernelFault(node, `\`${name}\` is not a number; a kernel computes with numbers only.`);
}
