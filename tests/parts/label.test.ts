/** The formulas of figures, written without KaTeX: what they can say, and that they refuse the rest. */
import { JSDOM } from 'jsdom';
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { maker } from '../../components/parts/element.ts';
import { label, type Macros } from '../../components/parts/label.ts';
import { macros, symbols } from '../../src/book.ts';
import { formula } from '../widgets/drawn.ts';

const make = maker(new JSDOM().window.document);
const book = macros();
/** Spans without a class are left out: they only set upright letters apart. */
const bare = (text: string): string => {
  const next = text.replaceAll(/<span>((?:(?!<\/?span)[^])*)<\/span>/g, '$1');
  return next === text ? text : bare(next);
};
const html = (tex: string, own: Macros = {}) => bare(label(make, own, tex).innerHTML);

describe('what is written', () => {
  test.each<[string, string]>([
    ['x', '<i>x</i>'],
    ['2x', '2<i>x</i>'],
    ['-1', '−1'],
    ['x_t', '<i>x</i><sub><i>t</i></sub>'],
    ['x_{t-1}', '<i>x</i><sub><i>t</i>−1</sub>'],
    ['x_{t}^2', '<i>x</i><span class="scripts"><sup>2</sup><sub><i>t</i></sub></span>'],
    ['x^{y_{z}}', '<i>x</i><sup><i>y</i><sub><i>z</i></sub></sup>'],
    ["r'", '<i>r</i>′'],
    ["r''_t", '<i>r</i>′′<sub><i>t</i></sub>'],
    ['\\mathbf{W}x', '<b>W</b><i>x</i>'],
    ['\\mathbf W x', '<b>W</b> <i>x</i>'],
    ['\\mathrm{act}(x)', 'act(<i>x</i>)'],
    ['\\text{a b}', 'a b'],
    ['\\tilde{w}', '<i>w\u0303</i>'],
    ['\\tilde{\\mathbf{w}}_t', '<b>w\u0303</b><sub><i>t</i></sub>'],
    ['\\hat{y}', '<i>y\u0302</i>'],
    ['\\overline{ab}', '<i>a</i><i>b\u0304</i>'],
    ['\\beta_{t}', 'β<sub><i>t</i></sub>'],
    ['a \\cdot b', '<i>a</i> · <i>b</i>'],
    ['\\sum_j a', '∑<sub><i>j</i></sub> <i>a</i>'],
    ['a\\,b', '<i>a</i>\u2009<i>b</i>'],
    ['\\{a\\}', '{<i>a</i>}'],
    ['10^{-5}', '10<sup>−5</sup>'],
    ['', ''],
  ])('%s', (tex, expected) => expect(html(tex)).toBe(expected));

  test('a colour is a class of its own', () => {
    expect(html('\\htmlClass{memory}{M}')).toBe('<span class="kind-memory"><i>M</i></span>');
    expect(label(make, {}, 'x').className).toBe('formula');
  });

  test('a text stays a text', () => {
    const written = label(make, {}, '<img src=x>&amp;');
    expect(written.textContent).toBe('<img src=x>&amp;');
    expect(written.querySelector('img')).toBeNull();
  });
});

describe('macros', () => {
  test('take their arguments, in any order and more than once', () => {
    expect(html('\\m{a}{b}', { '\\m': '#2+#1#2' })).toBe('<i>b</i>+<i>a</i><i>b</i>');
    expect(html('\\m ab', { '\\m': '#2#1' })).toBe('<i>b</i><i>a</i>');
    expect(html('\\m{#1}', { '\\m': 'x#1' })).toBe('<i>x</i>#1');
  });

  test('within macros, and within arguments', () => {
    const own = { '\\v': '\\mathbf{#1}', '\\h': '\\v{h}_{#1}', '\\s': 'K[#1,\\,#2]' };
    expect(html('\\s{\\h{t}}{\\v{M}_{t-1}}', own)).toBe(
      '<i>K</i>[<b>h</b><sub><i>t</i></sub>,\u2009<b>M</b><sub><i>t</i>−1</sub>]',
    );
  });

  test('go before signs of the same name', () => {
    expect(html('\\beta', { '\\beta': 'b' })).toBe('<i>b</i>');
    expect(html('\\prediction', { '\\pred': 'p', '\\prediction': 'q' })).toBe('<i>q</i>');
  });

  test.each(symbols().map(({ macro, example }) => [macro, example]))('%s of the book', (_, example) => {
    const { textContent } = label(make, book, example!);
    expect(textContent).not.toBe('');
    // What other tests read where there are thousands of formulas.
    expect(formula(example!)).toBe(textContent);
  });

  // The same letters in the same order: what KaTeX draws, apart from its spaces and the marks above letters.
  test.each(symbols().map(({ example }) => example))('%s has the letters that KaTeX draws', (example) => {
    const holder = make('div');
    holder.innerHTML = katex.renderToString(example, {
      macros: { ...book },
      trust: true,
      strict: false,
      output: 'html',
    });
    const letters = (text: string) =>
      text
        .normalize('NFD')
        .replaceAll('‖', '∥')
        .replaceAll(/[\s\u0300-\u036f\u200b~ˉ^˜ˆ′/]/g, '');
    const sorted = (text: string) => [...letters(text)].sort().join('');
    expect(sorted(label(make, book, example).textContent)).toBe(sorted(holder.textContent));
  });
});

describe('what cannot be written is refused in words', () => {
  test.each<[string, string]>([
    ['\\sqrt{a}', '\\sqrt is not among the few commands that figures can write (parts/label.ts)'],
    ['\\ntmWrong{t}', '\\ntmWrong is not among the few commands'],
    ['\\constructor', '\\constructor is not among the few commands'],
    ['\\toString', '\\toString is not among the few commands'],
    ['a}', '"}" without "{"'],
    ['x_{a}}', '"}" without "{"'],
    ['{a', '"{" without "}"'],
    ['x_{a', '"{" without "}"'],
    ['\\mathbf{ab', '"{" without "}"'],
    ['x_', 'label: '],
    ['x^', 'label: '],
    ['\\hat', 'label: '],
    ['x\\', 'label: '],
  ])('%s', (tex, message) => {
    expect(() => html(tex)).toThrow(message);
  });

  test('a macro without its argument', () => {
    expect(() => html('\\m', { '\\m': 'x_{#1}' })).toThrow('label: ');
  });
});
