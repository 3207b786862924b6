/** KaTeX's sheet without rules that nothing needs. */
import { expect, test } from 'vitest';
import { usedOnly } from '../../src/build/katex-rules.ts';

const sheet = (inner: string) => `@layer katex{${inner}}.after{color:red}`;

test('rules stay whose classes are all somewhere, selector by selector', () => {
  const classes = new Set(['katex', 'mord', 'size3', 'sizing']);
  const rules = {
    '.katex .mord{a:b}': '.katex .mord{a:b}',
    '.katex .mord,.katex .boxed{a:b}': '.katex .mord{a:b}',
    '.katex .sizing.size3{a:b}': '.katex .sizing.size3{a:b}',
    '.katex .sizing.size9{a:b}': '',
    '.katex .boxed:after{content:""}': '',
    '@font-face{font-family:KaTeX_AMS}': '@font-face{font-family:KaTeX_AMS}',
    '.katex *{a:b}': '.katex *{a:b}',
    '.katex .mord:not(.boxed){a:b}': '.katex .mord:not(.boxed){a:b}',
  };
  expect(usedOnly(sheet(Object.keys(rules).join('')), classes)).toBe(sheet(Object.values(rules).join('')));
});

test('a sheet without the layer is left as it is', () => {
  expect(usedOnly('.boxed{a:b}', new Set())).toBe('.boxed{a:b}');
});
