/** A page loads of a notation only what figures write: every macro of a component, and what it is made of. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { macrosIn, needed } from '../../src/build/yaml-modules.ts';

const texts = globSync('components/**/*.ts').map((path) => readFileSync(path, 'utf8'));
const files = globSync('content/notation/*.yaml').filter((path) => !path.endsWith('symbols.yaml'));

describe.each(files)('%s', (path) => {
  const whole = parse(readFileSync(path, 'utf8')) as Record<string, string>;
  const kept = needed(whole, macrosIn(texts));

  test('keeps what a component names, and what that is made of, as it was', () => {
    const whollyIn = (text: string, name: string) =>
      text
        .split(name)
        .slice(1)
        .some((rest) => !/^[a-z]/i.test(rest));
    const named = Object.keys(whole).filter((name) => texts.some((text) => whollyIn(text, name)));
    expect(named.length).toBeGreaterThan(30);
    expect(Object.keys(kept)).toEqual(expect.arrayContaining(named));
    for (const [name, tex] of Object.entries(kept)) {
      expect(whole[name]).toBe(tex);
      for (const inner of macrosIn([tex])) if (inner in whole) expect(kept).toHaveProperty([inner]);
    }
  });

  test('leaves the rest out', () => {
    expect(Object.keys(kept).length).toBeLessThan(Object.keys(whole).length);
  });
});

test('a macro made of others brings them along', () => {
  const macros = { '\\one': '\\two{#1}', '\\two': '\\mathbf{x}', '\\three': '\\three y', '\\four': 'z' };
  expect(Object.keys(needed(macros, new Set(['\\one', '\\three', '\\none'])))).toEqual([
    '\\one',
    '\\two',
    '\\three',
  ]);
});
