/** A wrong name in a chapter stops the build with its place, what was found and the nearest right name. */
import { projectPath } from '../content-file.ts';
import { checkLink } from './check-links.ts';
import { literal } from './literals.ts';
import { assignmentOf } from './assignments.ts';
import { assignmentComponents, bookNames, components, elements, type Names, references } from './names.ts';
import { suggestion } from './nearest.ts';
import { type Attribute, type Node, type SourceFile, walk } from './walk.ts';
import type { Input } from './widgets.ts';

export interface Problem {
  node: Node | Attribute;
  words: string;
}

/** The remark plug-in. It also notes the cited sources, for the list at the end of the chapter. */
export function checkNames() {
  return (tree: Node, file: SourceFile) => {
    const own = assignmentOf(file.path) ? { ...components, ...assignmentComponents } : components;
    const problems = [...problemsIn(tree, bookNames(), own)];
    if (problems.length > 0) throw problemError(problems, file);
    const frontmatter = file.data.astro?.frontmatter;
    if (frontmatter) Object.assign(frontmatter, { cited: citedIn(tree), minutes: minutesOf(tree) });
  };
}

/** All problems in one message; Astro shows the place of the first. */
function problemError(problems: Problem[], file: SourceFile): Error {
  const error = new Error(problems.map((problem) => report(problem, file)).join('\n'));
  return Object.assign(error, problems[0]!.node.position?.start);
}

function report({ node, words }: Problem, file: SourceFile): string {
  const { line, column } = node.position?.start ?? { line: 1, column: 1 };
  return `${projectPath(file.path)}:${line}:${column} ${words}`;
}

/** Everything wrong in a chapter, in its order. */
export function* problemsIn(tree: Node, names: Names, vocabulary = components): Generator<Problem> {
  const ids = new Set<string>();
  const figures = figuresIn(tree);
  for (const [node, above] of walk(tree)) {
    if (node.type === 'mdxjsEsm') {
      yield { node, words: 'import and export are not for chapters: every component is there by its name.' };
    } else if (node.type.startsWith('mdx') && node.type.endsWith('Expression')) {
      if (!node.value?.startsWith('/*'))
        yield { node, words: `{${node.value}}: only comments may stand in braces.` };
    } else if (node.type.startsWith('mdxJsx')) {
      yield* problemsOf(node, above, { names, ids, vocabulary });
    } else if (node.type === 'link' || node.type === 'definition') {
      for (const words of checkLink(node.url ?? '', names, figures)) yield { node, words };
    }
  }
}

interface Known {
  names: Names;
  /** Figures so far. */
  ids: Set<string>;
  vocabulary: Record<string, string[]>;
}

function* problemsOf(node: Node, above: Node[], known: Known): Generator<Problem> {
  const { names, ids, vocabulary } = known;
  const name = node.name ?? '';
  if (elements.includes(name)) return;
  const allowed = vocabulary[name];
  if (!allowed) {
    const words = Object.hasOwn(assignmentComponents, name)
      ? `<${name}>: stands in assignments (content/assignments/), not in chapters.`
      : `<${name}>: no such component. ${suggestion(name, Object.keys(vocabulary))}`;
    yield { node, words };
    return;
  }
  if (node.type === 'mdxJsxTextElement' && /Note$/.test(name) && above[0]?.type === 'paragraph') {
    yield { node, words: `<${name}>: a margin note stands on lines of its own, before its paragraph.` };
  }
  if (/^(Predict|Check)$/.test(name) && !hasRightChoice(node)) {
    yield { node, words: `<${name}>: no choice is right. Write one as <Choice right>.` };
  }
  const values = yield* attributesOf(node, name, allowed);
  yield* referenceProblems(node, name, values, names, allowed);
  if (name === 'Widget') yield* repeatedId(node, values, ids);
}

/** A question without choices is answered in the reader's head, and may have none. */
function hasRightChoice(question: Node): boolean {
  const choices = [...walk(question)].map(([node]) => node).filter(({ name }) => name === 'Choice');
  return (
    choices.length === 0 || choices.some(({ attributes }) => attributes?.some(({ name }) => name === 'right'))
  );
}

/** Reads the attributes, complaining about those that do not exist, are missing or are no literals. */
function* attributesOf(
  node: Node,
  name: string,
  allowed: string[],
): Generator<Problem, Map<string, unknown>> {
  const known = allowed.filter((one) => one !== '…').map((one) => one.replace('!', ''));
  const values = new Map<string, unknown>();
  for (const attribute of node.attributes ?? []) {
    const { name: key } = attribute;
    if (!key) yield { node, words: `<${name} {…}>: attributes are written one by one.` };
    else if (!known.includes(key) && !allowed.includes('…')) {
      yield { node: attribute, words: `<${name} ${key}>: no such attribute. ${suggestion(key, known)}` };
    } else {
      try {
        values.set(key, literal(attribute));
      } catch (error) {
        yield { node: attribute, words: `<${name} ${key}={…}>: ${(error as Error).message}.` };
      }
    }
  }
  for (const needed of allowed.filter((one) => one.endsWith('!')).map((one) => one.slice(0, -1))) {
    if (!values.has(needed)) yield { node, words: `<${name}>: ${needed} is missing.` };
  }
  return values;
}

function* referenceProblems(
  node: Node,
  name: string,
  values: Map<string, unknown>,
  names: Names,
  own: string[],
): Generator<Problem> {
  const reference = references[name];
  if (!reference) return;
  const found = String(values.get(reference.attribute) ?? '');
  const list = names[reference.to] as string[] | Record<string, unknown>;
  const allowed = Array.isArray(list) ? list : Object.keys(list);
  if (!allowed.includes(found)) {
    const tag = `<${name} ${reference.attribute}="${found}"/>`;
    yield { node, words: `${tag}: no such ${reference.what}. ${suggestion(found, allowed)}` };
  } else if (name === 'Widget' || name === 'Value') {
    yield* widgetProblems(node, name, values, found, names, own);
  } else if (name === 'Source' || name === 'AskKernel') {
    const attribute = name === 'Source' ? 'name' : 'step';
    const kernel = String(values.get(attribute) ?? '');
    const exported = names.kernels[found]!;
    if (exported.includes(kernel)) return;
    yield {
      node,
      words: `<${name} ${attribute}="${kernel}"/>: no such kernel in ${found}.ts. ${suggestion(kernel, exported)}`,
    };
  } else if (name === 'AskState') {
    const { inputs } = names.widgets[found]!;
    const captured = values.get('capture');
    for (const one of Array.isArray(captured) ? captured.map(String) : []) {
      if (inputs.includes(one)) continue;
      yield {
        node,
        words: `<AskState capture={["${one}"]}>: ${found} has no such input. ${suggestion(one, inputs)}`,
      };
    }
  }
}

/** Outputs and inputs against the widget's own declaration. */
function* widgetProblems(
  node: Node,
  name: string,
  values: Map<string, unknown>,
  widget: string,
  names: Names,
  own: string[],
): Generator<Problem> {
  const { inputs, outputs } = names.widgets[widget]!;
  const output = values.get('output');
  if (typeof output === 'string' && !outputs.includes(output)) {
    yield {
      node,
      words: `<Value output="${output}"/>: ${widget} has no such output. ${suggestion(output, outputs)}`,
    };
  }
  for (const [key, value] of values) {
    if (own.some((one) => one.replace('!', '') === key)) continue;
    if (!inputs.includes(key)) {
      yield { node, words: `<${name} ${key}>: ${widget} has no such input. ${suggestion(key, inputs)}` };
      continue;
    }
    const problem = names.inputProblem(widget, key, value as Input);
    if (problem) yield { node, words: `<${name} ${key}>: ${problem}` };
  }
}

function* repeatedId(node: Node, values: Map<string, unknown>, ids: Set<string>): Generator<Problem> {
  const id = String(values.get('id') ?? values.get('name'));
  if (ids.has(id))
    yield { node, words: `<Widget id="${id}"/>: a figure above has this id. Give one of them another.` };
  ids.add(id);
}

/** Every figure of a chapter: its id, which links use, and its widget. */
function figuresIn(tree: Node): Map<string, string> {
  const widgets = [...walk(tree)].filter(([node]) => node.name === 'Widget');
  return new Map(
    widgets.map(([{ attributes = [] }]) => {
      const value = (wanted: string) => attributes.find(({ name }) => name === wanted)?.value;
      const name = String(value('name'));
      return [String(value('id') ?? name), name];
    }),
  );
}

/** The keys a chapter cites, each once, in the order of their first citation. */
export function citedIn(tree: Node): string[] {
  const cites = [...walk(tree)]
    .filter(([node]) => node.name === 'Cite')
    .map(([node]) => node.attributes ?? []);
  const keys = cites.map((attributes) => attributes.find(({ name }) => name === 'key')?.value);
  return [...new Set(keys.filter((key) => typeof key === 'string'))];
}

/** Reading time at 220 words a minute: slower than a novel, since there are formulas. */
function minutesOf(tree: Node): number {
  const text = [...walk(tree)].map(([node]) => (node.type === 'text' ? (node.value ?? '') : '')).join(' ');
  return Math.max(1, Math.round(text.split(/\s+/).length / 220));
}
