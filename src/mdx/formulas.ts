/** Formulas between Markdown and page: the book's own notation in the HTML, the five others ready to be fetched. */
import katex, { type KatexOptions } from 'katex';
import { macros } from '../book.ts';
import { projectPath } from '../content-file.ts';
import { lectureNames, type Notation } from '../notations.ts';
import { type Node, type SourceFile, walk } from './walk.ts';

/** Options for every formula of the book: its macros, colour classes allowed, anything doubtful an error. */
export function katexOptions(notation: Notation = 'book'): KatexOptions {
  return {
    macros: macros(notation),
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
    trust: ({ command }) => command === '\\htmlClass',
  };
}

/** A formula as it is written in a chapter. */
export interface Formula {
  tex: string;
  display: boolean;
}

const kept = new Map<string, string>();

/** What stands inside the `.katex` element of a formula; each is made once in a build. */
export function formulaHtml({ tex, display }: Formula, notation: Notation): string {
  const key = `${notation} ${display} ${tex}`;
  const found = kept.get(key);
  if (found !== undefined) return found;
  const options = { ...katexOptions(notation), displayMode: display, throwOnError: true };
  const inner = inside(katex.renderToString(tex, options));
  kept.set(key, inner);
  return inner;
}

/** The TeX that KaTeX keeps beside the MathML; no reader meets it, and a chapter is 3 kB lighter without. */
const annotation = /<annotation [^>]*>[^<]*<\/annotation>/;

/** KaTeX puts `<span class="katex">` around a formula, and another span around that where it is displayed. */
function inside(html: string): string {
  const formula = html.replace(/^<span class="katex-display">([^]*)<\/span>$/, '$1').replace(annotation, '');
  return formula.replace(/^<span class="katex">([^]*)<\/span>$/, '$1');
}

/** Whether a lecture writes a formula otherwise than the book. */
export const differs = (formula: Formula, notation: Notation): boolean =>
  formulaHtml(formula, notation) !== formulaHtml(formula, 'book');

const classesOf = ({ properties }: Node): unknown[] =>
  Array.isArray(properties?.className) ? properties.className : [];

/** Before KaTeX: what formulas there are, in their order. */
export function collectFormulas() {
  return (tree: Node, file: SourceFile) => {
    const found = [...walk(tree)]
      .map(([node]) => node)
      .filter((node) => classesOf(node).includes('language-math'));
    file.data.formulas = found.map((node) => ({
      tex: (node.children ?? []).map(({ value }) => value ?? '').join(''),
      display: classesOf(node).includes('math-display'),
    }));
  };
}

/**
 * After KaTeX: each formula that some lecture writes otherwise gets a number, the same for the same formula, under which
 * the files of src/pages/notation hold it. The list of these formulas goes into the frontmatter.
 */
export function numberFormulas() {
  return (tree: Node, file: SourceFile) => {
    const drawn = [...walk(tree)].map(([node]) => node).filter((node) => classesOf(node).includes('katex'));
    const written = file.data.formulas ?? [];
    if (drawn.length !== written.length) {
      throw new Error(
        `${projectPath(file.path)}: ${written.length} formulas are written, ${drawn.length} are drawn.`,
      );
    }
    const numbers = new Map<string, number>();
    const formulas: Formula[] = [];
    drawn.forEach((node, index) => {
      const formula = written[index]!;
      if (!lectureNames.some((lecture) => differs(formula, lecture))) return;
      const key = `${formula.display} ${formula.tex}`;
      if (!numbers.has(key)) numbers.set(key, formulas.push(formula) - 1);
      Object.assign((node.properties ??= {}), { dataF: numbers.get(key) });
    });
    const frontmatter = file.data.astro?.frontmatter;
    if (frontmatter) frontmatter.formulas = formulas;
  };
}

/** After everything that reads formulas: their TeX goes. */
export function formulasWithoutTex() {
  return (tree: Node) => {
    for (const [node] of walk(tree)) {
      if (node.tagName === 'semantics')
        node.children = node.children?.filter(({ tagName }) => tagName !== 'annotation');
    }
  };
}

/** A stretch of words, or a formula with its number in the files of other notations. */
export type Part = string | (Formula & { number: number | undefined });

/** What a node holds, as words and formulas; call it after KaTeX. */
export function partsOf(node: Node): Part[] {
  if (node.type === 'text') return [node.value ?? ''];
  if (!classesOf(node).includes('katex')) return joined((node.children ?? []).flatMap(partsOf));
  const tex =
    [...walk(node)].find(([{ tagName }]) => tagName === 'annotation')?.[0].children?.[0]?.value ?? '';
  return [{ tex, display: false, number: node.properties?.dataF as number | undefined }];
}

/** Words beside words in one, with single spaces. */
function joined(parts: Part[]): Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (typeof part === 'string' && typeof last === 'string') all[all.length - 1] = last + part;
    else all.push(part);
  }
  return all.map((part) => (typeof part === 'string' ? part.replace(/\s+/g, ' ') : part));
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
