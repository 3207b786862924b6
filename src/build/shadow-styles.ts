/**
 * Vite plug-in: `import css from 'unfolded:styles'` is the sheet of a figure, as a text, for a figure that stands in a
 * shadow root of somebody else's page. Tokens are the figure's own there, and lengths do not follow the host's `rem`,
 * which may be anything.
 */
import { readFile } from 'node:fs/promises';
import { preprocessCSS, resolveConfig, type Plugin } from 'vite';
import { fileURLToPath } from 'node:url';

const NAME = 'unfolded:styles';
const sheet = fileURLToPath(new URL('../styles/shadow.css', import.meta.url));

export function shadowStyles(): Plugin {
  let made: Promise<string> | undefined;
  return {
    name: 'shadow-styles',
    resolveId: { filter: { id: /^unfolded:styles$/ }, handler: () => `\0${NAME}` },
    load: {
      filter: { id: /^\0unfolded:styles$/ },
      handler: async () => `export default ${JSON.stringify(await (made ??= styles()))};`,
    },
  };
}

async function styles(): Promise<string> {
  const config = await resolveConfig({ configFile: false, logLevel: 'error' }, 'build');
  const { code } = await preprocessCSS(await readFile(sheet, 'utf8'), sheet, config);
  return inShadow(code);
}

/** What is said of the page is said of the box that holds the figure; 1rem is 16px. */
export function inShadow(css: string): string {
  return css
    .replaceAll(':root', '.unfold-root')
    .replace(/\bunfold-widget\b/g, '.unfold-root')
    .replace(/(\d*\.?\d+)r?em(?=[^\w%])/g, (whole, number: string) =>
      whole.endsWith('rem') ? `${+(Number(number) * 16).toFixed(4)}px` : whole,
    )
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ');
}
