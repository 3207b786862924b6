/**
 * A page with iframe-resizer, written from the form of its messages alone: at once and whenever the frame has loaded it
 * sends `[iFrameSizer]` with the frame's id and its settings, divided by colons, the third of them `true` or `false`; it
 * takes `[iFrameSizer]id:height:width:why`. The frame may not scroll by itself. When the window changes it asks again.
 *
 * https://github.com/davidjbradshaw/iframe-resizer (the messages stand in its issues, for example
 * https://github.com/davidjbradshaw/iframe-resizer/issues/149 and https://github.com/davidjbradshaw/iframe-resizer/issues/979)
 */
import type { Host } from './host.ts';

export const iframeResizer: Host = {
  name: 'iframe-resizer',
  attributes: 'id="sized" scrolling="no"',
  listen() {
    const mark = '[iFrameSizer]';
    const frame = () => document.getElementById('sized') as HTMLIFrameElement;
    const send = (words: string) => frame().contentWindow!.postMessage(mark + words, '*');
    const settings = 'sized:8:false:false:32:true:true:null:bodyOffset:null:null:0:false:parent:scroll:true';
    addEventListener('DOMContentLoaded', () => {
      send(settings);
      frame().addEventListener('load', () => send(settings));
    });
    addEventListener('resize', () => send('resize'));
    addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data !== 'string' || !data.startsWith(mark)) return;
      const [id, height] = data.slice(mark.length).split(':');
      document.getElementById(id!)!.style.height = `${height}px`;
    });
  },
};
