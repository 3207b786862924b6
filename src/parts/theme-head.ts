/**
 * The only inline script of the site: it must run before the first paint, so that a chosen theme never flashes.
 * The content security policy names it by its hash.
 */
import { createHash } from 'node:crypto';

export const themeScript =
  "try{var t=localStorage.getItem('theme');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch{}";

const hash = createHash('sha256').update(themeScript).digest('base64');

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
  "base-uri 'self'",
  "form-action 'none'",
].join('; ');
