/** Rules of KaTeX's sheet for what no formula of the book has are left out of the finished site. */
import type { AstroIntegration } from 'astro';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const opening = '@layer katex{';

/**
 * Reads every page and every file of formulas for another notation; two thirds of the sheet go, most of them sizes of
 * sizes.
 */
export function katexRules(): AstroIntegration {
  return {
    name: 'katex-rules',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const names = await readdir(root, { recursive: true });
        const read = (name: string) => readFile(join(root, name), 'utf8');
        const formulas = names.filter((name) => /\.html$|^notation[\\/].*\.json$/.test(name));
        const classes = classesIn(await Promise.all(formulas.map(read)));
        for (const name of names.filter((one) => one.endsWith('.css'))) {
          const whole = await read(name);
          const part = usedOnly(whole, classes);
          if (part === whole) continue;
          await writeFile(join(root, name), part);
          logger.info(`${whole.length} to ${part.length} characters`);
        }
      },
    },
  };
}

/** Every class of pages, also where HTML stands in a JSON text. */
function classesIn(texts: readonly string[]): Set<string> {
  const found = texts.flatMap((text) =>
    [...text.matchAll(/class=\\?["']([^"'\\]*)/g)].map(([, all]) => all!),
  );
  return new Set(found.flatMap((all) => all.split(/\s+/)));
}

/** A sheet without those rules of its KaTeX layer that ask for a class which is nowhere. */
export function usedOnly(sheet: string, classes: ReadonlySet<string>): string {
  const start = sheet.indexOf(opening);
  if (start < 0) return sheet;
  const from = start + opening.length;
  const rules: string[] = [];
  let at = from;
  // The layer ends at the first brace that closes no rule of it.
  while (sheet[at] !== '}' && at < sheet.length) {
    const end = sheet.indexOf('}', at) + 1;
    if (end === 0) return sheet;
    rules.push(sheet.slice(at, end));
    at = end;
  }
  return sheet.slice(0, from) + rules.map((rule) => kept(rule, classes)).join('') + sheet.slice(at);
}

/** A rule with those of its selectors that may find something, or nothing. */
function kept(rule: string, classes: ReadonlySet<string>): string {
  const [selectors, body] = [rule.slice(0, rule.indexOf('{')), rule.slice(rule.indexOf('{'))];
  if (selectors.trim().startsWith('@') || selectors.includes('(')) return rule;
  const named = (selector: string) => [...selector.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name]) => name!);
  const some = selectors.split(',').filter((selector) => named(selector).every((name) => classes.has(name)));
  return some.length > 0 ? some.join(',') + body : '';
}
