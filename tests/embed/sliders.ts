/** Inputs of widgets that the tests of hosts turn. */
import type { Declaration, NumberInput } from '../../components/parts/declare.ts';
import { declarations } from '../../src/mdx/declarations.ts';

/** A number that has a slider from the first view on; several widgets have none. */
export function slid({ inputs, panels, run, walk }: Declaration): [string, NumberInput] | undefined {
  const shown = panels.filter(({ when }) => !when).flatMap(({ controls = [] }) => controls);
  const played = [run?.input, walk?.input];
  return Object.entries(inputs).flatMap(([name, input]): [string, NumberInput][] =>
    input.kind === 'number' && shown.includes(name) && !played.includes(name) ? [[name, input]] : [],
  )[0];
}

/** The widgets with such a number. */
export const sliding = Object.keys(declarations).filter((id) => slid(declarations[id]!));
