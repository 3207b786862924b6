/** Responses made from a key: right ones and wrong ones, as the texts that a student would hand in. */
import { write } from '../../components/parts/meant.ts';
import type { InputValue } from '../../components/parts/declare.ts';
import type { Ask, AskOf, Right, RightKernel, RightState } from './types.ts';

/** A right answer as text, every digit of it; nothing for free text. */
export function responseOf(ask: Ask, right: Right | undefined): string {
  if (ask.kind === 'text') return '';
  if (ask.kind === 'number') return String(right);
  if (ask.kind === 'vector') return (right as number[]).join('; ');
  if (ask.kind === 'choice') return (ask.right ?? (right as number[])).join(',');
  return ask.kind === 'state' ? queryOf(right as RightState) : (right as RightKernel).body;
}

/** As an address has it: `eigenvalues=0.5,0;0.9,0.1&scale=0.1`. */
const queryOf = ({ state }: RightState): string =>
  Object.entries(state)
    .map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(write(value as InputValue))
          .replace(/%2C/g, ',')
          .replace(/%3B/g, ';')}`,
    )
    .join('&');

/**
 * An answer that earns nothing: far from a right number, choices that are all wrong, settings that are none, a kernel
 * that gives what no case expects. Nothing where every answer is right, and for free text.
 */
export function wrongOf(ask: Ask, right: Right | undefined): string {
  if (ask.kind === 'text') return '';
  if (ask.kind === 'number' || ask.kind === 'vector')
    return far(ask, [right as number | number[]].flat()).join('; ');
  if (ask.kind === 'choice') return otherChoices(ask, ask.right ?? (right as number[]));
  if (ask.kind === 'state') return `${ask.capture[0]}=none`;
  const most = Math.max(...(right as RightKernel).cases.map(({ expected }) => Math.abs(expected)));
  return `return ${2 * most + 1};`;
}

/** Off by more than any tolerance of at most 100 per cent. */
function far({ tolerance }: AskOf<'number' | 'vector'>, right: number[]): number[] {
  const { relative = 0, absolute = 0 } = tolerance;
  const largest = Math.max(...right.map(Math.abs));
  return right.map((value) => value + 1 + 2 * absolute + (2 + 2 * relative) * largest);
}

function otherChoices({ choices, many }: AskOf<'choice'>, right: readonly number[]): string {
  const others = Array.from({ length: choices }, (_, index) => index).filter(
    (index) => !right.includes(index),
  );
  return (many ? others : others.slice(0, 1)).join(',');
}
