/**
 * The reserved words of an embed's address (`?theme=dark&controls=radius&lock=steps`): how the page shows its figure,
 * and what it lets a reader do. What is not understood takes its default, with a note. All but `controls`, `lock`
 * and `device` have acted before the first paint (src/parts/theme-head.ts); here is said what was wrong.
 */
import { inputName } from '../../components/parts/codec.ts';
import type { Declaration } from '../../components/parts/declare.ts';
import { everything, type Allowed } from '../../components/parts/page.ts';
import type { frameWords } from '../../components/parts/reserved.ts';
import { notations } from '../notations.ts';

export interface Words {
  theme: string;
  notation: string;
  motion: boolean;
  device: string;
  start: string;
  tag?: string;
  allowed: Allowed;
}

type Word = (typeof frameWords)[number];

/** Where a word has only a few values; the first is the default. */
const choices = {
  theme: ['auto', 'light', 'dark'],
  notation: notations,
  heading: ['1', '0'],
  links: ['1', '0'],
  motion: ['1', '0'],
  device: ['auto', 'plain', 'webgpu', 'webgl2', 'webasm'],
  start: ['auto', 'click'],
} as const satisfies Partial<Record<Word, readonly string[]>>;

/** What a tag may be, as the inside of a regular expression. */
export const TAG = '[\\w.-]{1,64}';

/** Reads the words of a query; `notes` says in sentences what was wrong. */
export function readWords(search: string, declaration: Declaration): { words: Words; notes: string[] } {
  const query = new URLSearchParams(search);
  const notes: string[] = [];
  const wrong = (word: Word, got: string, allowed: string) => {
    notes.push(`${word} is “${got.slice(0, 40)}”; it may be ${allowed}, and was left at its default.`);
  };
  const choice = (word: keyof typeof choices): string => {
    const [got, allowed] = [query.get(word), choices[word] as readonly string[]];
    if (got === null || allowed.includes(got)) return got ?? allowed[0]!;
    wrong(word, got, listed(allowed));
    return allowed[0]!;
  };
  const names = (word: 'controls' | 'lock', text: string): string[] => {
    const { found, unknown } = inputsOf(declaration, text);
    const known = Object.keys(declaration.inputs).join(', ');
    const strange = unknown.slice(0, 3).map((name) => `“${name.slice(0, 40)}”`);
    if (strange.length > 0) {
      notes.push(`${word} names ${strange.join(', ')}: no input of this figure. There are ${known}.`);
    }
    return found;
  };
  const controls = query.get('controls') ?? 'all';
  const tag = query.get('tag');
  const tagged = tag !== null && new RegExp(`^${TAG}$`).test(tag);
  if (tag !== null && !tagged) wrong('tag', tag, 'up to 64 letters, digits, “.”, “_” and “-”');
  const words = {
    theme: choice('theme'),
    notation: choice('notation'),
    motion: choice('motion') === '1',
    device: choice('device'),
    start: choice('start'),
    tag: tagged ? tag : undefined,
    allowed: {
      controls: shown(controls, names('controls', /^(all|none)$/.test(controls) ? '' : controls)),
      locked: names('lock', query.get('lock') ?? ''),
      heading: choice('heading') === '1',
      links: choice('links') === '1',
    },
  };
  return { words, notes };
}

/** Where not one of the names was understood, every control is shown. */
function shown(text: string, names: string[]): Allowed['controls'] {
  if (text === 'none') return [];
  return names.length > 0 ? names : everything.controls;
}

/** Inputs by any of their names, without regard to case. */
function inputsOf(declaration: Declaration, text: string): { found: string[]; unknown: string[] } {
  const names = [...Object.keys(declaration.inputs), ...Object.keys(declaration.aliases ?? {})];
  const asked = text
    .slice(0, 2048)
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const pairs = asked.map((name) => {
    const known = names.find((one) => one.toLowerCase() === name.toLowerCase());
    return { name, known: known && inputName(declaration, known) };
  });
  return {
    found: [...new Set(pairs.flatMap(({ known }) => known ?? []))],
    unknown: pairs.filter(({ known }) => !known).map(({ name }) => name),
  };
}

function listed(values: readonly string[]): string {
  return `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}
