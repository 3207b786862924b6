/** The one door between what a chapter may name and the widgets that exist; and their figures, made at build time. */
import { JSDOM } from 'jsdom';
import { check, complete, parse } from '../../components/parts/codec.ts';
import { outputsOf, still, type Still } from '../../components/parts/static.ts';
import { addressOf } from '../element/address.ts';
import { bookDate, macros } from '../book.ts';
import { pageBibtex } from '../references.ts';
import { address, base, version, whole } from '../site.ts';
import { declarations } from './declarations.ts';

export type Input = string | number | boolean | Input[];

export interface WidgetNames {
  inputs: string[];
  outputs: string[];
}

/** Every widget by name, with what it takes and gives. */
export function widgetNames(): Record<string, WidgetNames> {
  const names = Object.values(declarations).map(({ id, inputs, outputs }) => [
    id,
    { inputs: Object.keys(inputs), outputs: Object.keys(outputs) },
  ]);
  return Object.fromEntries(names) as Record<string, WidgetNames>;
}

/** Widgets that have a figure today, and so a page of their own under /embed/. */
export const builtWidgets = (): string[] => (whole ? Object.keys(declarations) : []);

/** What is wrong with a value for an input (a text of an address, or a literal), in words; nothing if it is right. */
export function inputProblem(widget: string, input: string, value: Input): string | undefined {
  const declaration = declarations[widget]!;
  if (typeof value === 'string') return parse(declaration, [[input, value]]).notes[0];
  try {
    complete(declaration, check(declaration, { [input]: value }));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The chapter in which a widget is at home. */
export const homeOf = (name: string): string => declarations[name]!.chapter;

export interface StaticFigure extends Still {
  title: string;
}

/** One of a widget's outputs at a state, in full precision. */
export async function valueOf(name: string, output: string, given: Record<string, Input>): Promise<unknown> {
  const declaration = declarations[name]!;
  return (await outputsOf(declaration, check(declaration, given), [output]))[output];
}

const { document } = new JSDOM().window;

/** The figure as HTML with its numbers, from the same kernels that run in the page. */
export async function renderStatic(
  name: string,
  given: Record<string, Input>,
  {
    id = name,
    title,
    chapter = declarations[name]!.chapter,
  }: { id?: string; title?: string; chapter?: string } = {},
): Promise<StaticFigure> {
  const declared = declarations[name]!;
  const declaration = { ...declared, title: title ?? declared.title };
  const inputs = check(declaration, given);
  const figure = await still(declaration, inputs, {
    document,
    id,
    macros: macros(),
    link: addressOf(declaration, id, inputs, base, chapter),
    cite: citation(id, declaration.title, chapter),
  });
  return { ...figure, title: declaration.title };
}

function citation(id: string, title: string, chapter: string) {
  const url = address(`/${chapter}/#${id}`);
  return pageBibtex({ key: `unfolded-${id}`, title, date: bookDate(), version, url });
}
