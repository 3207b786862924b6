import type { Pen } from '../parts/timeline.ts';
import type { Layout, Progress } from './layout.ts';
import type { Shown } from './shown.ts';

/** Everything that the parts of the drawing are made from. */
export interface Scene {
  pen: Pen;
  shown: Shown;
  layout: Layout;
  progress: Progress;
}

/** Whether errors are cut between step t and the next, t counted from 0. */
export function isCut(truncate: number, t: number) {
  return truncate > 0 && (t + 1) % truncate === 0;
}
