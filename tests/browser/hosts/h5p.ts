/**
 * H5P's resizer, which many sites load for all their frames: a frame says `hello` and is answered; `prepareResize` gives
 * the frame the height of its content where it has another, and asks for `resize`, which sets the height for good. When
 * the window changes, every frame that has said hello is told to resize.
 *
 * https://github.com/h5p/h5p-php-library/blob/master/js/h5p-resizer.js
 */
import type { Host } from './host.ts';

export const h5p: Host = {
  name: 'H5P',
  listen() {
    addEventListener('message', ({ source, origin, data }: MessageEvent<Record<string, unknown>>) => {
      if (data.context !== 'h5p') return;
      const frame = [...document.querySelectorAll('iframe')].find((one) => one.contentWindow === source);
      if (!frame) return;
      const answer = (action: string) => (source as Window).postMessage({ context: 'h5p', action }, origin);
      if (data.action === 'hello') {
        frame.style.width = '100%';
        addEventListener('resize', () => answer('resize'));
        answer('hello');
      } else if (data.action === 'prepareResize') {
        const { scrollHeight, clientHeight } = data;
        if (frame.clientHeight === scrollHeight && scrollHeight === clientHeight) return;
        frame.style.height = `${String(clientHeight)}px`;
        answer('resizePrepared');
      } else if (data.action === 'resize') frame.style.height = `${String(data.scrollHeight)}px`;
    });
  },
};
