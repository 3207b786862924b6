/**
 * The only inline scripts of the site: they must run before the first paint, so that neither a chosen theme nor a chosen
 * notation flashes. The content security policy names them by their hashes.
 *
 * A notation comes from `?notation=wu` or from the reader's last choice. Where the page has formulas (`data-formulas`
 * on <html> is the address of their files without the lecture's name), their file is fetched at once, and the text stays
 * unseen until src/parts/notation.ts has put them in, or for three seconds.
 */
import { createHash } from 'node:crypto';
import { TAG } from '../embed/words.ts';
import { lectureNames } from '../notations.ts';
import { site } from '../site.ts';

const themePart =
  "try{var t=localStorage.getItem('theme');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch{}";

const names = lectureNames.join('|');
const notationPart = [
  '(function(){var r=document.documentElement,d=r.dataset,n=new URLSearchParams(location.search).get("notation"),l;',
  `if(!/^(book|${names})$/.test(n))try{n=localStorage.getItem("notation")}catch{}`,
  `if(!/^(${names})$/.test(n))return;d.notation=n;if(!d.formulas)return;`,
  'd.swapping="";setTimeout(function(){delete d.swapping},3000);',
  'l=document.createElement("link");l.rel="preload";l.as="fetch";l.crossOrigin="";l.href=d.formulas+n+".json";',
  'document.head.append(l)})()',
].join('');

export const headScript = `${themePart};${notationPart}`;

/**
 * On embed pages besides: what the address says is shown, whatever this reader chose in the book. Words that are not
 * understood are told of later, by src/embed/words.ts. A module that cannot be loaded (a host without CORS headers, or a
 * page that forbids scripts of others) leaves the figure as it was printed, with a sentence.
 */
export const frameScript = [
  '(function(r){var d=r.dataset,q=new URLSearchParams(location.search),n;',
  'function w(k,p){n=q.get(k);if(p.test(n))d[k]=n;else delete d[k]}',
  `w("theme",/^(light|dark)$/);w("notation",/^(${names})$/);w("start",/^click$/);w("tag",/^${TAG}$/);`,
  'w("heading",/^0$/);w("links",/^0$/);w("motion",/^0$/);',
  'addEventListener("error",function(e){if(e.target.localName==="script")d.still=""},true)',
  '})(document.documentElement)',
].join('');

const hashes = [headScript, frameScript].map(
  (script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
);

/** In a sandboxed frame, whose origin is opaque, some browsers find nothing that is 'self'. */
const own = `'self' ${new URL(site).origin}`;

/** `'unsafe-inline'` is for style attributes alone, which KaTeX and figures need for lengths and positions. */
export const securityPolicy = [
  "default-src 'none'",
  `script-src ${own} 'wasm-unsafe-eval' ${hashes.join(' ')}`,
  `style-src ${own}`,
  `style-src-elem ${own}`,
  "style-src-attr 'unsafe-inline'",
  `img-src ${own} data: blob:`,
  `font-src ${own}`,
  `connect-src ${own}`,
  `worker-src ${own} blob:`,
  // The gallery shows a figure as it will stand in somebody else's page.
  `frame-src ${own}`,
  "base-uri 'self'",
  "form-action 'none'",
].join('; ');
