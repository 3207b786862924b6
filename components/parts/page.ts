import type { Broker } from '../../kernels/device/broker.ts';
import type { Allowed } from './allowed.ts';
import type { Inputs } from './declare.ts';
import type { Macros } from './label.ts';

export { everything, type Allowed } from './allowed.ts';

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
  /** Whether the text is in the reader's clipboard now; many frames are refused it. */
  copy(text: string): Promise<boolean>;
  /** Makes a file of the present picture, and says what became of it; left out where a page cannot. */
  save?: (kind: 'svg' | 'png') => Promise<string>;
  /** Fetches what draws tables as charts; left out where a page cannot. */
  charts?: () => Promise<typeof import('./charts.ts')>;
  /** Left out where the browser gives no full screen here. */
  fullscreen?: (element: Element) => void;
  /** `input` while a reader is changing something, `change` once outputs and drawing are up to date, `error`. */
  emit(type: 'input' | 'change' | 'error', detail?: unknown): void;
}

export interface Start {
  /** The state to begin with, and what to say of how it was read. */
  given?: Inputs;
  notes?: string[];
  /** The state to which the figure is reset. */
  first?: Inputs;
}
