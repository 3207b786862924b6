import type { Plugin } from 'vite';

/**
 * KaTeX's own sheet names each font three times (woff2, woff, ttf) and lets text show in a fallback font
 * first, in which a formula has another size. This keeps woff2 alone, waits for the font, and puts the
 * rules in a layer so that the book's sheet can adjust them.
 */
export function katexStyles(): Plugin {
  return {
    name: 'katex-styles',
    enforce: 'pre',
    transform(code, id) {
      if (!/katex(\.min)?\.css$/.test(id.split('?')[0] ?? '')) return;
      const woff2Only = code.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("[^"]*"\)/g, '');
      return {
        code: `@layer katex{${woff2Only.replace(/font-display:\w+/g, 'font-display:block')}}`,
        map: null,
      };
    },
  };
}
