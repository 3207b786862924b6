/**
 * Embedly, and Medium and others who took it over: a text of JSON with the context `iframe.resize` gives the frame with
 * that address its height. Nothing is answered.
 *
 * https://docs.embed.ly/reference/provider-height-resizing
 */
import type { Host } from './host.ts';

export const embedly: Host = {
  name: 'Embedly',
  listen() {
    addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      let message: { context?: string; src?: string; height?: number };
      try {
        message = JSON.parse(data as string) as typeof message;
      } catch {
        return;
      }
      if (message.context !== 'iframe.resize' || !message.height) return;
      for (const frame of document.querySelectorAll('iframe')) {
        if (frame.getAttribute('src') === message.src) frame.height = String(message.height);
      }
    });
  },
};
