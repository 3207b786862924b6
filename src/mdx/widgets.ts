/**
 * The one door between what a chapter may name and the widgets that exist. Until the registry is there
 * a widget named in book.yaml is accepted with any input, and its figure is an empty frame.
 */
import { chapters } from '../book.ts';

export type Input = string | number | boolean | Input[];

export interface WidgetNames {
  inputs: string[] | 'any';
  outputs: string[] | 'any';
}

export interface StaticFigure {
  html: string;
  title: string;
  sentence: string;
  outputs: Record<string, unknown>;
}

/** Every widget by name, with what it takes and gives. */
export function widgetNames(): Record<string, WidgetNames> {
  const names = chapters().flatMap(({ figures }) => figures);
  return Object.fromEntries(names.map((name) => [name, { inputs: 'any', outputs: 'any' }]));
}

/** Widgets that have a figure today, and so a page of their own under /embed/. */
export const builtWidgets = (): string[] => ['ntm-step'];

/** What is wrong with a value for an input, in words; nothing if it is right. */
export const inputProblem = (_widget: string, _input: string, _value: Input): string | undefined => undefined;

/** The figure as HTML with its numbers, made at build time. */
export async function renderStatic(
  name: string,
  _inputs: Record<string, Input>,
  _options: { id?: string; title?: string } = {},
): Promise<StaticFigure> {
  return {
    html: `<figure class="figure"><p>The figure ${name} is being built.</p></figure>`,
    title: name,
    sentence: '',
    outputs: Object.fromEntries(
      ['content', 'shifted', 'weights', 'gated', 'read'].map((key) => [key, Array(6).fill(0)]),
    ),
  };
}
