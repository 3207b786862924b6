/** Where the book is, and the address of a figure's frame from the attributes of its element. */
import { LONGEST_QUERY } from '../../components/parts/limits.ts';
import { frameWords, inAddress, reserved } from '../../components/parts/reserved.ts';

interface Scripts {
  currentScript: unknown;
  querySelectorAll(selector: string): Iterable<unknown>;
}

/**
 * The book's address, with a slash at its end: the folder of the script that runs. A module is not told which one it
 * is; then the first module of this name counts, one of the address that was built in before all others.
 */
export function bookAddress(document: Scripts, builtIn: string): string {
  const own = folderOf(document.currentScript);
  if (own) return own;
  const folders = [...document.querySelectorAll('script[type="module"][src]')].map(folderOf);
  return folders.includes(builtIn) ? builtIn : (folders.find((folder) => folder) ?? builtIn);
}

/** The folder of a script that is an `embed.js`, whatever stands behind its name. */
function folderOf(script: unknown): string | undefined {
  const { src } = (script ?? {}) as { src?: unknown };
  return typeof src === 'string' ? /^(https?:[^?#]*\/)embed\.js([?#]|$)/.exec(src)?.[1] : undefined;
}

type Attributes = Iterable<{ name: string; value: string }>;

const words: ReadonlySet<string> = new Set(frameWords);

/** What an attribute says to the frame: how it is to be, an input of the figure, or nothing. */
export function kindOf(attribute: string): 'word' | 'input' | undefined {
  // Clicks are waited for out here: a frame that is there was wanted.
  if (attribute === 'start') return undefined;
  if (words.has(attribute) || inAddress(attribute) === 'v') return 'word';
  // Global attributes, handlers of events, and what frameworks write (`data-v-1`, `_ngcontent-x`, `x:y`) are no inputs.
  return reserved.has(attribute) || !/^(?!on)[a-z]\w*$/i.test(attribute) ? undefined : 'input';
}

/** The frame of a figure; inputs that are too long for a query stand behind `#s=`. */
export function frameAddress(book: string, name: string, attributes: Attributes): string {
  const pairs = (kind: string) =>
    [...attributes]
      .filter((attribute) => kindOf(attribute.name) === kind)
      .map(({ name, value }) => `${inAddress(name)}=${encodeURIComponent(value)}`)
      .join('&')
      .replaceAll('%2C', ',')
      .replaceAll('%3B', ';');
  const [inputs, how] = [pairs('input'), pairs('word')];
  const whole = [inputs, how].filter(Boolean).join('&');
  const long = whole.length > LONGEST_QUERY;
  const query = long ? how : whole;
  return `${book}embed/${name}/${query && `?${query}`}${long ? `#s=${inputs}` : ''}`;
}

/** Ids of figures are folders of the book; nothing else becomes part of an address. */
export const isName = (name: string | null): name is string => /^[a-z][a-z0-9-]*$/.test(name ?? '');
