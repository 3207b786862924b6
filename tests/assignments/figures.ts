/** The book's arithmetic for tests: figures by their own dataflow, kernels from their files. */
import { check, parse } from '../../components/parts/codec.ts';
import { outputsOf } from '../../components/parts/static.ts';
import { plain } from '../../kernels/device/plain.ts';
import type { Book } from '../../src/assignments/types.ts';
import { declarations } from '../../src/mdx/declarations.ts';

export const book: Book = {
  device: plain(),
  kernels: async (model) => (await import(`../../kernels/${model}.ts`)) as Record<string, unknown>,
  outputs(widget, inputs, names) {
    const declaration = declarations[widget]!;
    return outputsOf(declaration, check(declaration, inputs), names);
  },
  state(widget, query, capture) {
    const pairs = [...new URLSearchParams(query)].filter(([name]) => capture.includes(name));
    const { given, notes } = parse(declarations[widget]!, pairs);
    return notes.length > 0 || pairs.length === 0 ? { fault: notes[0] ?? 'No settings.' } : { inputs: given };
  },
};
