import type { Broker } from '../../kernels/device/broker.ts';
import type { Inputs } from './declare.ts';
import type { Macros } from './label.ts';

/** What a figure needs of the page it stands in. */
export interface Page {
  macros: Macros;
  /** Calls when the page's letters change; the function returned stops. */
  lettered(listen: (macros: Macros) => void): () => void;
  /** The address of a state. */
  link(given: Inputs): string;
  cite: string;
  allowed: Allowed;
  broker: Broker;
  /** Called at the reader's first touch and at every later one. */
  touched(): void;
  copy(text: string): void;
  fullscreen(element: Element): void;
  /** `input` while a reader is changing something, `change` once outputs and drawing are up to date, `error`. */
  emit(type: 'input' | 'change' | 'error', detail?: unknown): void;
}

/** What a page lets its readers do with a figure; a teacher who embeds one decides. */
export interface Allowed {
  /** The inputs whose controls are shown; the others keep their values for a reader. */
  controls: 'all' | readonly string[];
  /** Inputs that are shown but fixed for a reader. `set` still changes them. */
  locked: readonly string[];
  /** Whether the title stands above the figure. */
  heading: boolean;
  /** Whether links lead out of the frame. */
  links: boolean;
}

export const everything: Allowed = { controls: 'all', locked: [], heading: true, links: true };

export interface Start {
  /** The state to begin with, and what to say of how it was read. */
  given?: Inputs;
  notes?: string[];
  /** The state to which the figure is reset. */
  first?: Inputs;
}
