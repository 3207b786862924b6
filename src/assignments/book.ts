/** The book's own arithmetic, as keys get it: the same in the page, in the build and on the command line. */
import { check, parse } from '../../components/parts/codec.ts';
import type { Declaration, Inputs } from '../../components/parts/declare.ts';
import { outputsOf } from '../../components/parts/static.ts';
import { plain } from '../../kernels/device/plain.ts';
import type { Book } from './types.ts';

/** `declaration` and `model` say where widgets and models come from. */
export function bookOf(
  declaration: (widget: string) => Promise<Declaration>,
  model: (name: string) => Promise<Record<string, unknown>>,
): Book {
  return {
    async outputs(widget, inputs, names) {
      const declared = await declaration(widget);
      const unknown = names.find((name) => !Object.hasOwn(declared.outputs, name));
      if (unknown) throw new Error(`${widget} has no output "${unknown}"; it has ${Object.keys(declared.outputs).join(', ')}`);
      return outputsOf(declared, check(declared, inputs as Inputs), names);
    },
    async state(widget, query, capture) {
      const declared = await declaration(widget);
      const texts = [...new URLSearchParams(query)].filter(([name]) => capture.includes(name));
      const { given, notes } = parse(declared, texts);
      return notes.length ? { fault: notes.join(' ') } : { inputs: given };
    },
    kernels: model,
    device: plain(),
  };
} // prettier-ignore
