/** Reads the book's data files, and says in an author's words what is wrong with one. */
import { z } from 'astro/zod';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { parseDocument } from 'yaml';
import { nearest } from './mdx/nearest.ts';

/** `/…/content/chapters/ntm.mdx` as an author knows it: from the root of the project. */
export const projectPath = (path = ''): string => relative(process.cwd(), path);

export const fileExists = (path: string): boolean => existsSync(path);

/** The names, without their ending, of the files in a folder. */
export function filesIn(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  return names.map((name) => name.slice(0, -ending.length)).sort();
}

const seen = new Map<string, { changed: number; value: unknown }>();

/** A YAML file, checked. It is read again only when it has changed. */
export function readYaml<T>(path: string, schema: z.ZodType<T>): T {
  if (!existsSync(path)) throw new Error(`${path}: no such file. The book needs it.`);
  const changed = statSync(path).mtimeMs;
  const kept = seen.get(path);
  if (kept?.changed === changed) return kept.value as T;
  const value = checked(path, parseYaml(path, readFileSync(path, 'utf8')), schema);
  seen.set(path, { changed, value });
  return value;
}

/** The lines between the two `---` at the top of a chapter, checked. */
export function readFrontmatter<T>(path: string, schema: z.ZodType<T>): T {
  const found = /^---\r?\n([\s\S]*?)\r?\n---/.exec(readFileSync(path, 'utf8'));
  if (!found) throw new Error(`${path}:1:1 no frontmatter. A chapter starts with --- and its title.`);
  return checked(path, parseYaml(path, found[1] ?? ''), schema);
}

function parseYaml(path: string, text: string): unknown {
  const document = parseDocument(text, { prettyErrors: true });
  const [error] = document.errors;
  if (error) throw new Error(`${path}:${error.linePos?.[0].line ?? 1} ${error.message}`);
  return document.toJS();
}

function checked<T>(path: string, value: unknown, schema: z.ZodType<T>): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((issue) => `${path}: ${explain(issue, value)}`).join('\n'));
}

function explain(issue: z.core.$ZodIssue, value: unknown): string {
  const place = issue.path.join('.') || 'the file';
  const found = issue.path.reduce<unknown>(
    (inner, key) => (inner as Record<PropertyKey, unknown>)?.[key],
    value,
  );
  if (issue.code === 'unrecognized_keys') {
    return `${place}: nothing is called ${issue.keys.join(', ')}. Remove it, or spell it right.`;
  }
  if (issue.code === 'invalid_value') {
    const best = nearest(String(found), issue.values.map(String));
    const hint = best ? ` Did you mean ${best}?` : '';
    return `${place}: found ${JSON.stringify(found)}, allowed: ${issue.values.join(', ')}.${hint}`;
  }
  return `${place}: found ${JSON.stringify(found) ?? 'nothing'}. ${issue.message}.`;
}
