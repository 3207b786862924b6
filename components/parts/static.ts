/** A figure without a reader: made at build time, by the same cells, kernels and elements as the live one. */
import { plain } from '../../kernels/device/plain.ts';
import { everything } from './allowed.ts';
import { flow } from './dataflow.ts';
import { outputNames, type Declaration, type Inputs } from './declare.ts';
import { maker } from './element.ts';
import { figure } from './figure.ts';
import type { Macros } from './label.ts';
import type { Explain } from './view.ts';

export interface Still {
  /** The figure as HTML. */
  html: string;
  sentence: string;
}

export interface Frame {
  document: Document;
  macros: Macros;
  id: string;
  link: string;
  cite: string;
  /** The homes that a page offers, for the list that stands still until a script answers. */
  homes?: readonly string[];
}

/**
 * Public outputs alone, in full precision: all of them, or those that are named. Throws an InputError where `given`
 * does not fit.
 */
export async function outputsOf(
  declaration: Declaration,
  given: Inputs,
  names: readonly string[] = outputNames(declaration, true),
): Promise<Record<string, unknown>> {
  const work = flow(declaration, plain(), given);
  const values = await work.values(names);
  work.dispose();
  return values;
}

const nothing: ReadonlySet<string> = new Set();
const asleep = {
  standing: nothing,
  busy: nothing,
  answers: {},
  again: false,
  notes: [],
  awake: false,
  allowed: everything,
  fullscreen: true,
  save: true,
  undo: false,
  redo: false,
};

/** Throws an InputError where `given` does not fit. */
export async function still(declaration: Declaration, given: Inputs, frame: Frame): Promise<Still> {
  const { document, macros, id, link, cite, homes = ['auto', 'plain', 'webgpu', 'webgl2', 'webasm'] } = frame;
  const work = flow(declaration, plain(), given, document, macros);
  const outputs = outputNames(declaration);
  const values = await work.values([...outputs, ...Object.keys(declaration.drawings), 'sentence', 'explain']);
  const sentence = values.sentence as string;
  const drawn = figure({
    make: maker(document),
    macros,
    declaration,
    id,
    inputs: work.inputs,
    sizes: work.sizes,
    values,
    sentence,
    explain: (mark) => (values.explain as Explain)(mark, values),
    ...asleep,
    device: { name: 'plain', picked: 'auto', choices: homes.map((name) => ({ name })) },
    link,
    cite,
  });
  work.dispose();
  return { html: atRest(drawn).outerHTML, sentence };
}

/**
 * A drawing that cannot be pointed at is one picture with a name: what its marks would say is in the tables, and
 * would be a third of a page's bytes. The live figure puts it back.
 */
function atRest(drawn: HTMLElement): HTMLElement {
  for (const mark of drawn.querySelectorAll('svg [data-mark]')) {
    mark.setAttribute('data-mark', '');
    for (const name of ['role', 'tabindex', 'aria-label']) mark.removeAttribute(name);
  }
  // Inside of one picture nothing is said, and nothing can be pressed.
  for (const svg of drawn.querySelectorAll('svg[role="group"]')) {
    svg.setAttribute('role', 'img');
    for (const silent of svg.querySelectorAll('[aria-hidden]')) silent.removeAttribute('aria-hidden');
    for (const target of svg.querySelectorAll('.hit, .hits')) target.remove();
    for (const mark of svg.querySelectorAll('[data-mark]')) {
      if (!mark.closest('[data-editable]')) mark.removeAttribute('data-mark');
    }
  }
  // What a button would do is told where it can be pressed.
  for (const button of drawn.querySelectorAll('button[title]')) button.removeAttribute('title');
  return drawn;
}
