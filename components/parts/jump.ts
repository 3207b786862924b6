/** How far a run has come on its way to a place that takes long to reach. */
import type { Running } from './running.ts';
import type { Session } from './session.ts';

/** What takes longer than this to draw shows how far it has come, so often. */
const LONG = 300;
const OFTEN = 125;

interface Watched {
  /** Whether this drawing is still the one that is waited for. */
  open(): boolean;
  session(): Promise<Session>;
  /** Where the run goes to. */
  to(): number;
  show(jump: Running['jump']): void;
}

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** Until the drawing stands, or another is waited for, which then shows its own way. */
export async function follow(drawing: Promise<void>, { open, session, to, show }: Watched): Promise<void> {
  let there = false;
  const done = drawing.catch(() => {}).then(() => void (there = true));
  await Promise.race([done, wait(LONG)]);
  const run = there || !open() ? undefined : await session().catch(() => undefined);
  while (run && !there && open()) {
    if (run.reached < to()) show({ at: run.reached, to: to() });
    await Promise.race([done, wait(OFTEN)]);
  }
  await done;
  if (open()) show(undefined);
}
