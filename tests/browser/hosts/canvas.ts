/**
 * Canvas: a message with the subject `lti.frameResize` gives the frame that sent it, wherever it stands in a page, a
 * height, and is answered by `lti.frameResize.response` to the sender's origin. A text is read as JSON; what has no
 * subject is left alone.
 *
 * https://developerdocs.instructure.com/services/canvas/external-tools/lti/file.lti_window_post_message
 * https://github.com/instructure/canvas-lms/blob/master/ui/shared/lti/jquery/subjects/lti.frameResize.ts
 * https://github.com/instructure/canvas-lms/blob/master/ui/shared/lti/jquery/messages.ts
 */
import type { Host } from './host.ts';

export const canvas: Host = {
  name: 'Canvas',
  listen() {
    addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
      let message = data;
      try {
        if (typeof data === 'string') message = JSON.parse(data);
      } catch {
        return;
      }
      if (typeof message !== 'object' || message === null) return;
      const { subject, height } = message as { subject?: string; height?: number };
      if (subject !== 'lti.frameResize') return;
      const frame = [...document.querySelectorAll('iframe')].find((one) => one.contentWindow === source);
      if (frame) frame.height = frame.style.height = `${Number(height) > 0 ? height : 1}px`;
      (source as Window).postMessage({ subject: `${subject}.response` }, origin);
    });
  },
};
