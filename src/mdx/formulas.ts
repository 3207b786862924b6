import type { KatexOptions } from 'katex';
import { macros } from '../book.ts';
import { projectPath } from '../content-file.ts';
import type { Node, SourceFile } from './walk.ts';

/** Options for every formula of the book: its macros, colour classes allowed, anything doubtful an error. */
export function katexOptions(): KatexOptions {
  return {
    macros: macros(),
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
    trust: ({ command }) => command === '\\htmlClass',
  };
}

/** rehype-katex prints a formula that it cannot read in red and goes on; here the build stops. */
export function texErrorsFail() {
  return (_tree: Node, file: SourceFile) => {
    const found = file.messages.find(({ source }) => source === 'rehype-katex');
    if (!found) return;
    const where = `${projectPath(file.path)}:${found.line ?? 1}:${found.column ?? 1}`;
    const reason = found.cause instanceof Error ? found.cause.message : String(found.cause);
    const error = new Error(`${where} ${reason}. Macros are defined in content/notation/book.yaml.`);
    throw Object.assign(error, { line: found.line, column: found.column });
  };
}
