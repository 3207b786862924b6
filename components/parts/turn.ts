/** Lets the browser do what waits, drawing among it; unlike a timer, not put off where the page is hidden. */
export function turn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(undefined);
  });
}

/** Rejects a computation that nobody waits for any more. */
export class Superseded extends Error {
  override name = 'Superseded';
}
