/** Inputs of widgets that the tests of hosts turn. */
import type { Declaration, NumberInput } from '../../components/parts/declare.ts';
import { declarations } from '../../src/mdx/declarations.ts';

/** A number that has a slider from the first view on; several widgets have none. */
export function slid({ inputs, panels, run, walk }: Declaration): [string, NumberInput] | undefined {
  const shown = panels.filter(({ when }) => !when).flatMap(({ controls = [] }) => controls);
  const played = [run?.input, walk?.input];
  return shown.flatMap((name): [string, NumberInput][] => {
    const input = inputs[name]!;
    return input.kind === 'number' && !played.includes(name) ? [[name, input]] : [];
  })[0];
}

/** The widgets with such a number. */
export const sliding = Object.keys(declarations).filter((id) => slid(declarations[id]!));
