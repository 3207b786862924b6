/** The golden files of the models, read in Node. */
import { readFileSync } from 'node:fs';
import type { GoldenCase } from './tolerance.ts';

export function golden<T = { cases: GoldenCase[] }>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8')) as T;
}
