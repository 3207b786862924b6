/** The file of a trained network: its settings, its text, its weights and the way there. */
import { InputError } from '../parts/limits.ts';
import type { Inputs } from '../parts/declare.ts';
import { inputs, settings, type Settings } from './inputs.ts';

const FORMAT = 'Unfolded char-rnn';
export interface Opened {
  /** What the trainer wrote. */
  net: string;
  /** Loss of a symbol at each iteration. */
  losses: number[];
}

interface Whole extends Opened {
  format: string;
  version: 1;
  settings: Settings;
  temperature: number;
  /** Of all the rest; what is cut or changed does not have it. */
  check: string;
}

/** FNV-1a by characters, 32 bits. */
function checkOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16);
}

export function fileOf(given: Settings, temperature: number, { net, losses }: Opened): string {
  const rest = { format: FORMAT, version: 1, settings: given, temperature, net, losses };
  return JSON.stringify({ ...rest, check: checkOf(JSON.stringify(rest)) });
}

/** Throws an InputError, a sentence for the reader, where the file is not whole. */
function whole(text: string): Whole {
  let found: Whole;
  try {
    found = JSON.parse(text) as Whole;
  } catch {
    throw new InputError('it is not a file of this figure, or not all of it');
  }
  if (found?.format !== FORMAT) throw new InputError('it is not a file of this figure');
  if (found.version !== 1) throw new InputError('a newer version of this figure wrote it');
  const { check, ...rest } = found;
  if (check !== checkOf(JSON.stringify(rest))) throw new InputError('it is damaged, and nothing was changed');
  return found;
}

/** The inputs that show what a file holds. */
export function inputsFrom(text: string): Inputs {
  const { settings: given, temperature, losses } = whole(text);
  const known = Object.fromEntries(
    settings.map((name) => [name, given[name] ?? inputs[name]!.default]),
  ) as Inputs;
  return { ...known, temperature, iterations: losses.length, kept: text };
}

/** What is wrong with a file; nothing where there is none, or a whole one. */
export function faultOf(text: string): string | undefined {
  try {
    if (text) whole(text);
    return undefined;
  } catch {
    return 'a whole file that this figure saved';
  }
}

/** The network in an opened file, where it was trained as is wanted now. */
export function openedFor(kept: string, wanted: Settings): Opened | undefined {
  if (!kept) return undefined;
  const { settings: given, net, losses } = whole(kept);
  const same = settings.every((name) => given[name] === wanted[name]);
  // JSON has no infinity.
  return same ? { net, losses: losses.map((loss) => loss ?? Infinity) } : undefined;
}
