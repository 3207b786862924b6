/** Reads a chapter as the build does, up to the check of its names. */
import { createProcessor } from '@mdx-js/mdx';
import remarkMath from 'remark-math';
import { VFile } from 'vfile';
import { checkNames } from '../../src/mdx/check-names.ts';
import type { Node } from '../../src/mdx/walk.ts';

/** The syntax tree; the frontmatter is left out, and no line moves. */
export function treeOf(text: string): Node {
  const blank = text.replace(/^---\n[\s\S]*?\n---/, (lines) => lines.replaceAll(/[^\n]/g, ''));
  return createProcessor({ remarkPlugins: [remarkMath] }).parse(blank) as unknown as Node;
}

/** What the build says of a file with this text: the message of its error, or nothing. */
export function complaint(text: string, path = `${process.cwd()}/content/chapters/new.mdx`) {
  const file = Object.assign(new VFile({ path, value: text }), { data: {} });
  try {
    checkNames()(treeOf(text), file as never);
    return undefined;
  } catch (error) {
    return error as Error & { line?: number; column?: number };
  }
}
