/** A node of Markdown's or HTML's syntax tree, with only what the book's plug-ins look at. */
export interface Node {
  type: string;
  name?: string | null;
  tagName?: string;
  value?: string;
  url?: string;
  properties?: Record<string, unknown>;
  attributes?: Attribute[];
  children?: Node[];
  position?: { start: { line: number; column: number } };
  data?: { estree?: unknown };
}

export interface Attribute {
  type: string;
  name?: string;
  value?: null | string | { value: string; data?: { estree?: { body: { expression?: unknown }[] } } };
  position?: Node['position'];
}

/** What a unified plug-in gets besides the tree. */
export interface SourceFile {
  path?: string;
  value: unknown;
  data: { astro?: { frontmatter?: Record<string, unknown> }; formulas?: { tex: string; display: boolean }[] };
  messages: { source?: string; cause?: unknown; place?: unknown; line?: number; column?: number }[];
}

/** Every node below and including `node`, parents first, each with the nodes above it (nearest first). */
export function* walk(node: Node, above: Node[] = []): Generator<[Node, Node[]]> {
  yield [node, above];
  for (const child of node.children ?? []) yield* walk(child, [node, ...above]);
}

/** The words of a node as a reader sees them; of a formula, its MathML without the TeX kept beside it. */
export function words(node: Node): string {
  if (node.type === 'text') return node.value ?? '';
  const classes = node.properties?.className;
  if (node.tagName === 'annotation' || (Array.isArray(classes) && classes.includes('katex-html'))) return '';
  return (node.children ?? []).map(words).join('');
}
