/** What a page that shows a figure in its own window may say besides inputs: the reserved words of an embed's address. */
import { inputName } from '../../components/parts/codec.ts';
import type { Declaration } from '../../components/parts/declare.ts';
import { everything } from '../../components/parts/page.ts';
import type { Style } from './shadow.ts';

/** The words that mean something here, and what they are where nothing is said. */
export const words = {
  theme: 'auto',
  notation: 'book',
  controls: 'all',
  lock: '',
  heading: 1,
  links: 1,
} as const;

/** Whatever is not understood is as if it was not said. */
export function wishesOf(declaration: Declaration, said: Record<string, unknown>): Style {
  const theme = said.theme === 'light' || said.theme === 'dark' ? said.theme : 'auto';
  const controls = said.controls === 'none' ? [] : names(declaration, said.controls);
  const shown = said.controls === 'none' || controls.length > 0 ? controls : everything.controls;
  const isOff = (value: unknown) => value === 0 || value === '0' || value === false;
  return {
    theme,
    notation: typeof said.notation === 'string' ? said.notation : words.notation,
    allowed: {
      controls: shown,
      locked: names(declaration, said.lock),
      heading: !isOff(said.heading),
      links: !isOff(said.links),
    },
  };
}

/** Inputs by any of their names: a list, or a text with commas. */
function names(declaration: Declaration, said: unknown): string[] {
  const list = typeof said === 'string' ? said.split(',') : Array.isArray(said) ? said.map(String) : [];
  const known = [...Object.keys(declaration.inputs), ...Object.keys(declaration.aliases ?? {})];
  const found = list.flatMap((text) => {
    const name = known.find((one) => one.toLowerCase() === text.trim().toLowerCase());
    return name ? [inputName(declaration, name)] : [];
  });
  return [...new Set(found)];
}
