/**
 * A page that does not listen: what pasting `<iframe src width height title style>` into Moodle, Notion or plain HTML
 * gives. A frame then has the height that it was given.
 *
 * https://html.spec.whatwg.org/multipage/iframe-embed-object.html#the-iframe-element
 */
import type { Host } from './host.ts';

export const silent: Host = { name: 'a silent page', listen() {} };
