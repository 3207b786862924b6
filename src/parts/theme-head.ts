/**
 * The only inline script of the site: it must run before the first paint, so that neither a chosen theme nor a chosen
 * notation flashes. The content security policy names it by its hash.
 *
 * A notation comes from `?notation=wu` or from the reader's last choice. Where the page has formulas (`data-formulas`
 * on <html> is the address of their files without the lecture's name), their file is fetched at once, and the text stays
 * unseen until src/parts/notation.ts has put them in, or for three seconds.
 */
import { createHash } from 'node:crypto';
import { lectureNames } from '../notations.ts';

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

const hash = createHash('sha256').update(headScript).digest('base64');

/** `'unsafe-inline'` is for style attributes alone, which KaTeX and figures need for lengths and positions. */
export const securityPolicy = [
  "default-src 'none'",
  `script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}'`,
  "style-src 'self'",
  "style-src-elem 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  // The gallery shows a figure as it will stand in somebody else's page.
  "frame-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
].join('; ');
