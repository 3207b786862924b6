import type { Allowed } from './allowed.ts';
import { maker, type Make } from './element.ts';
import type { Choice } from '../../kernels/device/broker.ts';
import type { Macros } from './label.ts';
import type { Declaration, Explanation, Inputs, Sizes } from './declare.ts';
import type { Live } from './live.ts';
import type { Page } from './page.ts';
import type { Running } from './running.ts';

/** Everything that a figure shows: what `figure` draws is a function of this and nothing else. */
export interface View {
  make: Make;
  macros: Macros;
  declaration: Declaration;
  /** The id of the figure in its page; ids inside begin with it. */
  id: string;
  inputs: Inputs;
  sizes: Sizes;
  values: Record<string, unknown>;
  /** Drawings that stand as they are: the figure leaves them out, and drawing anew keeps them. */
  standing: ReadonlySet<string>;
  /** Drawings of an earlier state, which will be drawn anew in a moment. */
  busy: ReadonlySet<string>;
  /** What was asked for: a number, or true while it is being computed. */
  answers: Record<string, number | true>;
  /** Whether a live picture stands already, of which only what changes is drawn again. */
  again: boolean;
  sentence: string;
  /** The sum behind a mark. */
  explain: (mark: string) => Explanation | undefined;
  /** The mark that was chosen, and the one that is pointed at. */
  chosen?: string;
  pointed?: string;
  /** What went wrong or was brought into range, in sentences. */
  notes: string[];
  /** A text that could not be copied, for the reader to copy. */
  offered?: string;
  /** False until a script can answer: controls are then disabled. */
  awake: boolean;
  /** What the page lets a reader do. */
  allowed: Allowed;
  /** Whether the figure can fill the screen, and be saved as a picture. */
  fullscreen: boolean;
  save: boolean;
  /** Whether tables can be drawn as charts, and whether they are. */
  charts?: 'offered' | 'shown' | undefined;
  undo: boolean;
  redo: boolean;
  /** Of a run that can be played. */
  running?: Running;
  device: { name: string; picked: string; choices: Choice[] };
  /** The address of this state in its chapter. */
  link: string;
  cite: string;
}

/** What the cell `explain` gives: marks of later values find these in `values`. */
export type Explain = (mark: string, values: Record<string, unknown>) => Explanation | undefined;

/** What a live figure shows now. */
export function viewOf(
  live: Live,
  values: Record<string, unknown>,
  rest: Pick<View, 'undo' | 'redo' | 'standing' | 'busy' | 'again'>,
): View {
  const { root, declaration, page, client, chosen, pointed, notes, offered, answers, running } = live;
  const { inputs, sizes, given, device } = live.flow;
  return {
    make: maker(root.ownerDocument),
    macros: page.macros,
    declaration,
    id: live.id,
    inputs,
    sizes,
    values,
    sentence: values.sentence as string,
    explain: (mark) => (values.explain as Explain)(mark, values),
    chosen,
    pointed,
    notes,
    offered,
    answers,
    awake: true,
    running,
    ...givenBy(page, live.charts !== undefined),
    ...rest,
    device: { name: device.name, picked: page.broker.picked, choices: page.broker.choices(client) },
    link: page.link(given),
  };
}

/** What the page lets a figure offer. */
const givenBy = ({ allowed, fullscreen, save, cite, charts }: Page, charted: boolean) => ({
  allowed,
  fullscreen: fullscreen !== undefined,
  save: save !== undefined,
  charts: charted ? ('shown' as const) : charts && ('offered' as const),
  cite,
});
