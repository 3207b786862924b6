/**
 * What the page round a figure may ask of it: messages of strangers, which become commands only where every part has
 * its shape. Whether values fit an input is the codec's to say, when the command is carried out.
 */
import { LONGEST_MESSAGE, PROTOCOL, type Command, type Theme, type ToFigure } from './protocol.ts';

/** A command; or a call whose command was not understood, and why; or nothing, where it was not meant for a figure. */
export type Read = { call: number; command: Command } | { call: number; fault: string } | undefined;

const themes: readonly unknown[] = ['auto', 'light', 'dark'] satisfies Theme[];
const kinds = ['hello', 'set', 'get', 'reset', 'freeze', 'theme', 'svg'] satisfies Command['type'][];

/** Never throws, and never looks at more than 64 kB. */
export function readCommand(message: unknown): Read {
  if (!isPlain(message)) return undefined;
  const { protocol, call, type } = message as Partial<ToFigure>;
  if (protocol !== PROTOCOL || !isCall(call)) return undefined;
  if (!isSmall(message)) {
    return { call, fault: `a message holds what JSON can say, in ${LONGEST_MESSAGE} bytes; this holds more` };
  }
  if (!kinds.includes(type as Command['type'])) {
    return { call, fault: `${PROTOCOL} has the commands ${kinds.join(', ')}; this is none of them` };
  }
  const command = commandOf(message as { type: Command['type'] } & Record<string, unknown>);
  return typeof command === 'string' ? { call, fault: command } : { call, command };
}

function commandOf(message: { type: Command['type'] } & Record<string, unknown>): Command | string {
  const { type, params, output, theme } = message;
  if (type === 'set') {
    if (!isPlain(params) || !Object.values(params).every((value) => isValue(value))) {
      return 'set takes params, an object of inputs whose values are numbers, texts, or lists of numbers';
    }
    return { type, params: params as Extract<Command, { type: 'set' }>['params'] };
  }
  if (type === 'get') {
    const named = typeof output === 'string' && output.length <= 100;
    return named ? { type, output } : 'get takes output, the name of an output';
  }
  if (type === 'theme') {
    return themes.includes(theme)
      ? { type, theme: theme as Theme }
      : 'theme takes theme: auto, light or dark';
  }
  return { type };
}

const isCall = (call: unknown): call is number => Number.isSafeInteger(call) && (call as number) >= 0;

/** An object as JSON has it; what was sent arrives with the prototype of this window. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isValue(value: unknown, depth = 0): boolean {
  if (typeof value === 'number') return true;
  if (typeof value === 'string') return depth === 0;
  return Array.isArray(value) && depth < 2 && value.every((entry) => isValue(entry, depth + 1));
}

/**
 * Whether a message would take at most 64 kB as JSON, roughly; counting stops there, however large it is or however
 * often it holds itself. What JSON has no word for is not small.
 */
function isSmall(message: unknown): boolean {
  let left = LONGEST_MESSAGE;
  const walk = (value: unknown, depth: number): boolean => {
    if (typeof value === 'string') left -= value.length + 2;
    else if (typeof value === 'number') left -= String(value).length;
    else if (typeof value === 'boolean' || value === null || value === undefined) left -= 5;
    else if (depth > 4) return false;
    else if (Array.isArray(value)) {
      // A list of a billion holes is long as well.
      left -= value.length + 2;
      for (let index = 0; left >= 0 && index < value.length; index++) {
        if (!walk(value[index], depth + 1)) return false;
      }
    } else if (isPlain(value)) {
      for (const key in value) {
        left -= key.length + 4;
        if (left < 0 || !walk(value[key], depth + 1)) return false;
      }
    } else return false;
    return left >= 0;
  };
  return walk(message, 0);
}
