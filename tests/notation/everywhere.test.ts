/** Everything that can switch, in all six notations: macros, formulas of chapters, labels and sums of figures. */
import katex from 'katex';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Declaration, Inputs } from '../../components/parts/declare.ts';
import { label, type Macros } from '../../components/parts/label.ts';
import { still } from '../../components/parts/static.ts';
import type { Explain } from '../../components/parts/view.ts';
import { macros, symbols } from '../../src/book.ts';
import { filesIn } from '../../src/content-file.ts';
import { declarations } from '../../src/mdx/declarations.ts';
import { formulaHtml, katexOptions } from '../../src/mdx/formulas.ts';
import { walk } from '../../src/mdx/walk.ts';
import { lectureNames, notations } from '../../src/notations.ts';
import { treeOf } from '../chapters/chapter.ts';
import { isTurn } from '../browser/support/turns.ts';
import { cellsOf, document, formula, make, settled } from '../widgets/drawn.ts';
import { states } from '../widgets/states.ts';
import { expand, squeezed } from './tex.ts';

const chapters = filesIn('content/chapters', '.mdx').map((chapter) => {
  const nodes = [...walk(treeOf(readFileSync(`content/chapters/${chapter}.mdx`, 'utf8')))].map(
    ([node]) => node,
  );
  const formulas = nodes
    .filter(({ type }) => type === 'math' || type === 'inlineMath')
    .map(({ type, value }) => ({ tex: value!, display: type === 'math' }));
  return [chapter, formulas] as const;
});

/** States of a figure that write other letters than its default does: the first that is named, and the last. */
const few = (id: string) => {
  const named: Inputs[] = Object.values(states[id] ?? {});
  return named.filter((_, at) => at === 0 || at === named.length - 1);
};

const widgets = Object.keys(declarations);
const computed = new Map<string, Promise<Declaration>>();

/** The widget in a state, whose values are computed once for all notations. */
function inState(id: string, given: Inputs): Promise<Declaration> {
  const key = `${id} ${JSON.stringify(given)}`;
  const declaration = declarations[id]!;
  const found =
    computed.get(key) ??
    cellsOf(declaration, given).then(({ values }) => settled(declaration, values, 'values'));
  computed.set(key, found);
  return found;
}

/** The figure and the sum behind every mark can be written with these macros. */
async function explains(id: string, own: Macros, given: Inputs) {
  const declaration = await inState(id, given);
  const { values } = await cellsOf(declaration, given, own);
  const pictures = Object.keys(declaration.drawings).map((name) => values[name] as Element);
  const marks = pictures.flatMap((picture) => [...picture.querySelectorAll('[data-mark]')]);
  const sums = marks.map((mark) => (values.explain as Explain)(mark.getAttribute('data-mark')!, values)!);
  expect(sums.flatMap((tex) => complaint(tex, () => formula(tex, own)))).toEqual([]);
  const { html } = await still(settled(declaration, values, 'all'), given, { document, macros: own, id, link: `/?#${id}`, cite: '' });
  expect(html).toContain('class="formula"');
} // prettier-ignore

/** What a function throws, in a line. */
function complaint(of: string, run: () => unknown): string[] {
  try {
    run();
    return [];
  } catch (error) {
    return [`${of}: ${(error as Error).message}`];
  }
}

test('the files of content/notation are the six notations and the list of symbols', () => {
  expect(filesIn('content/notation', '.yaml')).toEqual([...notations, 'symbols'].sort());
});

describe.each(notations)('%s', (notation) => {
  const own = macros(notation);

  test('writes every macro of the book, with the same arguments or fewer', () => {
    expect(Object.keys(own).sort()).toEqual(Object.keys(macros()).sort());
    const count = (tex: string) =>
      Math.max(0, ...[...tex.matchAll(/#(\d)/g)].map(([, digit]) => Number(digit)));
    const needed = Object.entries(macros()).filter(([macro, tex]) => count(own[macro]!) !== count(tex));
    expect(needed).toEqual([]);
  });

  test.each(chapters)('every formula of %s can be read', (_, formulas) => {
    expect(formulas.length).toBeGreaterThan(0);
    expect(
      formulas.flatMap((formula) => complaint(formula.tex, () => formulaHtml(formula, notation))),
    ).toEqual([]);
  });

  test('a symbol can be followed by a power or a transpose, and a matrix by its inverse', () => {
    const letters = symbols().filter(
      ({ group, macro }) => group !== 'equations' && !/^\\(had|Eq)/.test(macro),
    );
    const followed = letters.flatMap(({ example }) => [
      `${example}^\\top`,
      `${example}^{2}`,
      `{${example}}^{-1}`,
    ]);
    expect(
      followed.flatMap((tex) => complaint(tex, () => formulaHtml({ tex, display: false }, notation))),
    ).toEqual([]);
  });

  test.each(symbols())('$macro as figures write it has the letters that KaTeX draws', ({ example }) => {
    const holder = make('div');
    holder.innerHTML = katex.renderToString(example, { ...katexOptions(notation), output: 'html' });
    const letters = (text: string) =>
      [...text.normalize('NFD').replaceAll('‖', '∥').replaceAll('∗', '*').replaceAll(/[\s\u0300-\u036f\u200b~ˉ^˜ˆ′/]/g, '')].sort().join('');
    expect(letters(label(make, own, example).textContent)).toBe(letters(holder.textContent));
  }); // prettier-ignore

  test.each(widgets)('%s draws itself and explains every mark', (id) => explains(id, own, {}));

  // Which letters a state writes is not of the notation; the book's own is tried on all states in laws.test.ts.
  const others = widgets.filter((id) => few(id).length > 0);
  const mine = others.filter((id) => isTurn(`${id} in other states`, notation, lectureNames));
  test.skipIf(!mine.length).each(mine)('so does %s in other states', async (id) => {
    for (const given of few(id)) await explains(id, own, given);
  });
  test.skip.each(others.filter((id) => !mine.includes(id)))('so does %s in other states', () => undefined);
});

describe('chapters say what is true in every notation', () => {
  // Sums from one unit to another, transposes on the other side: only the macros of whole terms know.
  const byHand =
    /\\(Wrec|Win|Wout)(l\{[^}]*\})?(\s*\\,)?\s*(\^\{?\\top|\\(hid|inp|err|pre|outerr|hidl|errl)\b)/;
  test.each(chapters)('%s writes no product of weights with a vector by hand', (_, formulas) => {
    expect(formulas.map(({ tex }) => tex).filter((tex) => byHand.test(tex))).toEqual([]);
  });
  test('which this test would see', () => {
    expect(['\\Wrec \\hid{t-1}', '\\Wout^\\top \\outerr{t}', '\\Wrec\\,\\hid{t}', '\\Wrecl{\\layer}^\\top \\errl{\\layer}{t}'].filter((tex) => !byHand.test(tex))).toEqual([]);
    expect(['\\recterm{t}', '\\grad{\\Wrec} \\cdot 2', '\\Wrecmat^{-1}'].filter((tex) => byHand.test(tex))).toEqual([]);
  }); // prettier-ignore
});

describe('what a lecture does not name', () => {
  test.each(lectureNames)('%s marks it, and keeps its colour', (notation) => {
    const own = macros(notation);
    const unnamed = Object.values(own).filter((tex) => tex.includes('\\htmlClass{unnamed}'));
    expect(unnamed.length).toBeGreaterThan(10);
    for (const macro of ['\\pre', '\\hid', '\\err', '\\erri', '\\hidi', '\\ntmMem', '\\ntmW', '\\ntmGate']) {
      const kind = /\\htmlClass\{(?!unnamed)(\w+)\}/.exec(macros()[macro]!)![1];
      expect([macro, own[macro]]).toEqual([macro, expect.stringContaining(`\\htmlClass{${kind}}`)]);
    }
  });

  test('the book marks nothing', () => {
    expect(Object.values(macros()).join()).not.toContain('unnamed');
  });

  test('a bias that a lecture omits is there all the same, so that numbers add up', () => {
    for (const notation of ['wu', 'graves', 'freitas'] as const) {
      const own = macros(notation);
      expect(own['\\EqForward']).toContain(`+ ${own['\\bhid']}`);
      expect(own['\\EqOutput']).toContain(`+ ${own['\\bout']}`);
      expect(own['\\bhid']).toMatch(/^\\htmlClass\{unnamed\}/);
    }
  });

  test('letters beside each other differ within a notation', () => {
    const entries = ['\\inpi', '\\prei', '\\hidi', '\\logiti', '\\predi', '\\targeti', '\\erri'];
    for (const notation of notations) {
      const written = entries.map((macro) => squeezed(expand(`${macro}{t}{1}`, macros(notation))));
      expect(new Set(written).size, `${notation}: ${written.join(' ')}`).toBe(entries.length);
    }
  });
});
