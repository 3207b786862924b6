/** What is wrong with a student's kernel, and where. */
import type { Node } from 'acorn';

/** Both counted from 1, in the student's own text. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A fault in the text of a kernel, or while it runs; the message is a sentence for its author and names the line. */
export class KernelFault extends Error {
  override name = 'KernelFault';
  readonly line: number;
  readonly column: number;

  constructor({ line, column }: Place, words: string) {
    super(`Line ${line}: ${words}`);
    this.line = line;
    this.column = column;
  }
}

export function placeOf({ loc }: Node): Place {
  return { line: loc!.start.line, column: loc!.start.column + 1 };
}

/** The beginning of a piece of the student's text, as it stands in a sentence. */
export function quoted(text: string, most = 24): string {
  // The slice comes first: a text of a student may be long.
  const letters = [...text.slice(0, 4 * most).replaceAll(/\s+/g, ' ')];
  return letters.length > most ? `\`${letters.slice(0, most).join('')}…\`` : `\`${letters.join('')}\``;
}

/** Names in a sentence. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12);
  const rest = names.length - shown.length;
  return `${shown.join(', ')}${rest ? ` and ${rest} more` : ''}`;
}

/** The line of the student's text that the words of a verdict are about, where they are about one. */
export function faultyLine(words: string): number | undefined {
  const [, line] = /^Line (\d+): /.exec(words) ?? [];
  return line === undefined ? undefined : Number(line);
}
