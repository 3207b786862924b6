import { alike } from './alike.ts';

/**
 * What `read` gives now, and again whenever it gives something else after the listener was called; ends with the
 * invalidation. Between two values that are taken, only the newest counts.
 */
export async function* said(
  invalidation: Promise<unknown>,
  read: () => unknown,
  listen: (listener: () => void) => () => void,
): AsyncGenerator<unknown, void> {
  let wake = () => {};
  let over = false;
  const stop = listen(() => wake());
  void invalidation.then(() => {
    over = true;
    stop();
    wake();
  });
  let last: unknown = said;
  while (!over) {
    const value = read();
    if (alike(value, last)) await new Promise<void>((done) => (wake = done));
    else yield structuredClone((last = value));
  }
}
