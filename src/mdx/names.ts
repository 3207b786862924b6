/** What a chapter may name: the components of the book with their attributes, and everything they refer to. */
import { bibliography, chapters, glossary, lectures } from '../book.ts';
import { filesIn } from '../content-file.ts';
import { lectureNames } from '../notations.ts';
import { readFileSync } from 'node:fs';
import { type Input, inputProblem, widgetNames, type WidgetNames } from './widgets.ts';

export interface Names {
  widgets: Record<string, WidgetNames>;
  terms: string[];
  sources: string[];
  chapters: string[];
  unwritten: string[];
  lectures: string[];
  kernels: Record<string, string[]>;
  inputProblem: (widget: string, input: string, value: Input) => string | undefined;
}

/** Attributes of each component; those with `!` are needed. `…` lets the widget's inputs through. */
export const components: Record<string, string[]> = {
  Widget: ['name!', 'title', 'id', '…'],
  Value: ['widget!', 'output!', 'at', 'reduce', 'times', 'digits', '…'],
  Source: ['of!', 'name!'],
  Term: ['id!'],
  Cite: ['key!', 'where'],
  Predict: ['ask!'],
  Check: ['ask!'],
  Choice: ['right'],
  Reveal: [],
  LectureNote: ['lecture!', 'slide'],
  MarginNote: [],
  Exercise: ['title'],
  Answer: [],
  Claim: [],
};

/** What an assignment may use besides. `Widget bind` hands a student's own numbers to a figure: `bind={["U=u"]}`. */
export const assignmentComponents: Record<string, string[]> = {
  Widget: [...components.Widget!.filter((one) => one !== '…'), 'bind', '…'],
  Assignment: ['id!', 'points!', 'due', 'solutions'],
  Exercise: ['id!', 'title!', 'points!', 'group'],
  Param: ['name!', 'digits'],
  Key: ['ask', 'digits'],
  AskNumber: ['label!', 'id', 'points', 'check', 'relative', 'absolute', 'digits', 'unit'],
  AskVector: ['label!', 'length!', 'id', 'points', 'check', 'relative', 'absolute', 'digits'],
  AskChoice: ['label!', 'id', 'points', 'check', 'many'],
  AskText: ['label!', 'id', 'points', 'longest'],
  AskState: ['label!', 'widget!', 'capture!', 'figure', 'id', 'points', 'check'],
  AskKernel: ['label!', 'kernel!', 'step!', 'parameters!', 'constants', 'id', 'points', 'check'],
  Hint: ['title'],
  Solution: [],
  Rubric: [],
};

/** Plain HTML that a chapter may use where Markdown has no sign for it. */
export const elements = [
  'h2',
  'h3',
  'h4',
  'br',
  'sub',
  'sup',
  'kbd',
  'em',
  'strong',
  'table',
  'thead',
  'tbody',
].concat(['tr', 'th', 'td', 'caption', 'dl', 'dt', 'dd', 'figure', 'figcaption', 'div', 'span', 'p', 'abbr']);

/** Which attribute of which component refers to what. */
export const references: Record<string, { attribute: string; to: keyof Names; what: string }> = {
  Widget: { attribute: 'name', to: 'widgets', what: 'widget' },
  Value: { attribute: 'widget', to: 'widgets', what: 'widget' },
  Term: { attribute: 'id', to: 'terms', what: 'term in content/glossary.yaml' },
  Cite: { attribute: 'key', to: 'sources', what: 'source in content/bibliography.yaml' },
  Source: { attribute: 'of', to: 'kernels', what: 'model in kernels/' },
  LectureNote: { attribute: 'lecture', to: 'lectures', what: 'lecture' },
  AskState: { attribute: 'widget', to: 'widgets', what: 'widget' },
  AskKernel: { attribute: 'kernel', to: 'kernels', what: 'model in kernels/' },
};

/** The kernels that a model's file exports, read from its text: loading it would need the build's plug-ins. */
const kernelsOf = (model: string): string[] =>
  [...readFileSync(`kernels/${model}.ts`, 'utf8').matchAll(/^export const (\w+) = kernel\(/gm)].map(
    ([, name]) => name!,
  );

/** Everything that can be named today. */
export function bookNames(): Names {
  const all = chapters();
  return {
    widgets: widgetNames(),
    terms: Object.keys(glossary()),
    sources: Object.keys(bibliography()),
    chapters: all.filter(({ written }) => written).map(({ id }) => id),
    unwritten: all.filter(({ written }) => !written).map(({ id }) => id),
    lectures: [...new Set([...lectureNames, ...lectures().map(({ name }) => name)])],
    kernels: Object.fromEntries(filesIn('kernels', '.ts').map((model) => [model, kernelsOf(model)])),
    inputProblem,
  };
}
