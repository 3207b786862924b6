/**
 * A page, and a stranger in another frame of it, that try what a figure must not do for them. What may be sent, and what
 * a frame can know of who sent it: https://html.spec.whatwg.org/multipage/web-messaging.html#authors (that a receiver
 * must check origin and shape, and must not be drowned).
 */
import type { Host } from './host.ts';

declare global {
  interface Window {
    /** Sends to the figure as this page; and what came back, on the port or without it. */
    figure: { send(message: unknown, ports?: MessagePort[]): void; heard: Record<string, unknown>[] };
    /** The figure's answer to this, with the next call or one that is named. */
    ask(message: object, call?: number): Promise<Record<string, unknown>>;
  }
}

export const hostile: Host = {
  name: 'a hostile page',
  listen() {
    const heard: Record<string, unknown>[] = [];
    const waiting = new Map<unknown, (answer: Record<string, unknown>) => void>();
    const hear = ({ data }: MessageEvent<Record<string, unknown> | null>) => {
      if (data?.protocol !== 'unfold/1') return;
      heard.push(data);
      waiting.get(data.call)?.(data);
    };
    const send = (message: unknown, ports: MessagePort[] = []) =>
      document.querySelector('iframe')!.contentWindow!.postMessage(message, '*', ports);
    window.figure = { send, heard };
    addEventListener('message', hear);
    let last = 0;
    window.ask = (message, call = ++last) => {
      last = Math.max(last, call);
      const { port1, port2 } = new MessageChannel();
      const hello = (message as { type?: string }).type === 'hello';
      if (hello) port1.onmessage = hear;
      return new Promise((answer) => {
        waiting.set(call, answer);
        send({ protocol: 'unfold/1', call, ...message }, hello ? [port2] : []);
      });
    };
  },
};

/** Another frame of the page, from nowhere, that greets and commands the figure, and says what it is answered. */
export const stranger = `<iframe sandbox="allow-scripts" title="A stranger" srcdoc="<script>
  addEventListener('message', ({ source, data }) => {
    if (source !== parent) return parent.postMessage({ stranger: data }, '*');
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => parent.postMessage({ stranger: data }, '*');
    const figure = parent.frames[0];
    figure.postMessage({ protocol: 'unfold/1', type: 'hello', call: 1 }, '*', [port2]);
    figure.postMessage({ protocol: 'unfold/1', type: 'set', call: 2, params: { radius: 1.4 } }, '*');
    parent.postMessage('done', '*');
  });
</script>"></iframe>`;
