/**
 * WordPress: an embed stands in a frame with `sandbox="allow-scripts"` and `security="restricted"`, whose address ends
 * with a secret in the hash. A `height` with that secret, from that frame, sets its height between 200 and 1000 pixels.
 * When the page's own script has loaded it says `ready`, since the frame may have spoken too early. It answers nothing.
 *
 * https://github.com/WordPress/wordpress-develop/blob/trunk/src/js/_enqueues/wp/embed.js
 * https://github.com/WordPress/wordpress-develop/blob/trunk/src/wp-includes/embed.php (wp_filter_oembed_result)
 */
import type { Host } from './host.ts';

export const wordpress: Host = {
  name: 'WordPress',
  attributes:
    'class="wp-embedded-content" sandbox="allow-scripts" security="restricted" data-secret="aBc123"',
  hash: '#?secret=aBc123',
  listen() {
    addEventListener('message', ({ source, data }: MessageEvent<Record<string, unknown> | string>) => {
      if (typeof data !== 'object' || /[^a-zA-Z0-9]/.test(String(data.secret))) return;
      for (const frame of document.querySelectorAll(`iframe[data-secret="${String(data.secret)}"]`)) {
        if (source !== (frame as HTMLIFrameElement).contentWindow) continue;
        frame.removeAttribute('style');
        if (data.message !== 'height') continue;
        const height = parseInt(String(data.value), 10);
        (frame as HTMLIFrameElement).height = String(Math.min(Math.max(height || 0, 200), 1000));
      }
    });
    addEventListener('DOMContentLoaded', () => {
      const { contentWindow } = document.querySelector('iframe')!;
      contentWindow!.postMessage({ message: 'ready', secret: 'aBc123' }, '*');
    });
  },
};
