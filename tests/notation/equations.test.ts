/** Every equation of the six notations, evaluated from its own TeX on one random network, against the book's kernels. */
import { beforeAll, describe, expect, test } from 'vitest';
import { macros } from '../../src/book.ts';
import { lectureNames, type Notation, notations } from '../../src/notations.ts';
import { below, meanings } from './meanings.ts';
import { type Layer, preJacobian, sizes, truth, type Truth } from './network.ts';
import { column, type Env, evaluate, expand, type Matrix, squeezed, times, transpose } from './tex.ts';

let shallow: Truth;
let deep: Truth;
beforeAll(async () => {
  shallow = await truth([3]);
  deep = await truth(sizes.units);
});

const slopes = ({ h }: Layer, t: number): Matrix => h[t]!.map(([x]) => [1 - x! * x!]);
const entrywise = (a: Matrix, b: Matrix): Matrix => a.map((row, i) => row.map((x, j) => x * b[i]![j]!));
const diagonal = (a: Matrix): Matrix => a.map(([x], i) => a.map((_, j) => (i === j ? x! : 0)));

interface Place {
  net: Truth;
  k: number;
  t: number;
}
const layerAt = ({ net, k }: Place) => net.layers[k - 1]!;
const above = ({ net, k }: Place) => (k < net.layers.length ? net.layers[k]!.W : net.V);
const errorAbove = ({ net, k, t }: Place) =>
  k < net.layers.length ? net.layers[k]!.delta[t]! : net.outerr[t]!;

/** What each macro must be worth, by matrices to × from. Of a sum over single units, the names of the free indices. */
const equations: Record<string, { free: string[]; gradient?: true; value: (place: Place) => Matrix }> = {
  '\\EqForward': { free: ['h'], value: (p) => layerAt(p).z[p.t]! },
  '\\EqOutput': { free: ['k'], value: (p) => p.net.o[p.t]! },
  '\\EqState': { free: ['h'], value: (p) => layerAt(p).h[p.t]! },
  '\\EqRecurrence': { free: ['h'], value: (p) => layerAt(p).h[p.t]! },
  '\\EqError': { free: ['h'], value: (p) => layerAt(p).delta[p.t]! },
  '\\EqErrorLayer': { free: ['h'], value: (p) => layerAt(p).delta[p.t]! },
  '\\EqGradient': { free: ['h', "h'"], gradient: true, value: (p) => layerAt(p).dU },
  '\\EqGradientIn': { free: ['h', 'i'], gradient: true, value: (p) => layerAt(p).dW },
  '\\EqGradientOut': { free: ['k', 'h'], gradient: true, value: (p) => p.net.dV },
  '\\EqGradientBias': { free: ['h'], value: (p) => layerAt(p).db },
  '\\EqGradientOutBias': { free: ['k'], value: (p) => p.net.dc },
  '\\EqJacobian': { free: ['h', "h'"], value: (p) => layerAt(p).J[p.t]! },
  '\\EqJacobianPre': { free: ['h', "h'"], value: (p) => preJacobian(layerAt(p), p.t) },
};

const terms: typeof equations = {
  '\\recterm{t-1}': { free: ['h'], value: (p) => times(layerAt(p).U, layerAt(p).h[p.t - 1]!) },
  '\\interm{t}': { free: ['h'], value: (p) => times(layerAt(p).W, below(p.net, p.k, p.t)) },
  '\\outterm{t}': { free: ['k'], value: (p) => times(p.net.V, p.net.layers.at(-1)!.h[p.t]!) },
  '\\backterm{t+1}': { free: ['h'], value: (p) => times(transpose(layerAt(p).U), layerAt(p).delta[p.t + 1]!) },
  '\\outbackterm{t}': { free: ['h'], value: (p) => times(transpose(above(p)), errorAbove(p)) },
  '\\share{t}': { free: ['h', "h'"], gradient: true, value: (p) => times(layerAt(p).delta[p.t]!, transpose(layerAt(p).h[p.t - 1]!)) },
  '\\slope{t}': { free: ['h'], value: (p) => slopes(layerAt(p), p.t) },
  '\\slopediag{t}': { free: ['h'], value: (p) => diagonal(slopes(layerAt(p), p.t)) },
  '\\slope{t} \\had \\pre{t}': { free: ['h'], value: (p) => entrywise(slopes(layerAt(p), p.t), layerAt(p).z[p.t]!) },
}; // prettier-ignore

type Macros = Record<string, string>;

/** The value of a formula at a place, put together from single units where the notation writes those. */
function worth(tex: string, free: string[], notation: Notation, own: Macros, { net, k, t }: Place): Matrix {
  const right = expand(tex, own).split(/ = /).at(-1)!;
  const meaning = meanings[notation](net);
  const at = (indices: Record<string, number>) =>
    evaluate(right, meaning, { t, layer: k, indices } satisfies Env);
  if (notation !== 'graves') return at({});
  const [rows, columns] = free as [string, string?];
  return Array.from({ length: meaning.range(rows) }, (_, i) =>
    Array.from({ length: columns ? meaning.range(columns) : 1 }, (_, j) => {
      return at({ [rows]: i, ...(columns && { [columns]: j }) })[0]![0]!;
    }),
  );
}

const distance = (a: Matrix, b: Matrix): number =>
  a.length === b.length && a[0]!.length === b[0]!.length
    ? Math.max(...a.flatMap((row, i) => row.map((x, j) => Math.abs(x - b[i]![j]!))))
    : Infinity;

/** The largest error of an equation over all steps (and layers, where the lecture has layers). */
function error(tex: string, notation: Notation, own: Macros = macros(notation)): number {
  const { free, gradient, value } = equations[tex] ?? terms[tex]!;
  const layered = tex === '\\EqErrorLayer' || (notation === 'wu' && !/Out|out/.test(tex));
  const net = layered ? deep : shallow;
  // The lower of two layers has another above it; wu writes every layer alike.
  const layers = notation === 'wu' && layered ? [1, 2] : [1];
  // A gradient in wu has the shape of his weights, which lie the other way; a slope in graves is one unit's.
  const wanted = (place: Place) => (gradient && notation === 'wu' ? transpose(value(place)) : value(place));
  if (notation === 'graves' && tex === '\\EqErrorLayer') return layeredInGraves(own);
  return Math.max(
    ...layers.flatMap((k) =>
      Array.from({ length: sizes.steps }, (_, i) => {
        const place = { net, k, t: i + 1 };
        return distance(worth(tex, free, notation, own, place), wanted(place));
      }),
    ),
  );
}

/** h′ runs over the layer above in the first sum and over the layer itself in the second, so each is taken by itself. */
function layeredInGraves(own: Macros): number {
  const right = own['\\EqErrorLayer']!.split(' = ')[1]!;
  const [slope, first, second] = /^(.*)\\left\((.*) \+ (\\sum.*)\\right\)$/.exec(right)!.slice(1);
  const meaning = meanings.graves(deep);
  const errors = Array.from({ length: sizes.steps }, (_, i) => {
    const found = deep.layers[0]!.b.map((_, h) => {
      const at = (tex: string, count: number) =>
        evaluate(tex, { ...meaning, range: () => count }, { t: i + 1, layer: 1, indices: { h } })[0]![0]!;
      const [upper, own] = [deep.layers[1]!.b.length, deep.layers[0]!.b.length];
      return [at(slope!, 0) * (at(first!, upper) + at(second!, own))];
    });
    return distance(found, deep.layers[0]!.delta[i + 1]!);
  });
  return Math.max(...errors);
}

const tolerance = 1e-12;

describe.each(notations)('%s', (notation) => {
  // In freitas the state is φ of what has a letter, so that its definition has nothing on the left to compare.
  test.each(Object.keys(equations))('%s is true in numbers', (tex) => {
    if (notation === 'freitas' && tex === '\\EqRecurrence') {
      // His recurrence is that of the pre-activation.
      expect(macros('freitas')['\\EqRecurrence']).toBe(macros('freitas')['\\EqForward']);
      return;
    }
    expect(error(tex, notation)).toBeLessThan(tolerance);
  });

  test.each(Object.keys(terms))('%s is true in numbers', (tex) => {
    // A diagonal matrix of slopes is, unit by unit, the slope.
    if (notation === 'graves' && tex === '\\slopediag{t}') {
      expect(macros('graves')['\\slopediag']).toBe(macros('graves')['\\slope']);
      return;
    }
    expect(error(tex, notation)).toBeLessThan(tolerance);
  });

  test.each([
    ['\\EqForward', '\\pre{t}'],
    ['\\EqOutput', '\\logit{t}'],
    ['\\EqError', '\\err{t}'],
    ['\\EqErrorLayer', notation === 'book' ? '\\errl{\\ell}{t}' : '\\errl{\\layer}{t}'],
    ['\\EqLoss', '\\loss'],
    ['\\EqSquared', '\\losst{t}'],
    ['\\EqSoftmax', '\\losst{t}'],
    ['\\EqGradientBias', '\\grad{\\bhid}'],
    ['\\EqGradient', '\\grad{\\Wrec}'],
    ['\\EqGradientIn', '\\grad{\\Win}'],
    ['\\EqGradientOut', '\\grad{\\Wout}'],
    ['\\EqJacobian', '\\jacspan{t}{t-1}'],
  ])('%s has %s on its left', (equation, symbol) => {
    const own = macros(notation);
    expect(squeezed(own[equation]!.split(' = ')[0]!)).toBe(squeezed(expand(symbol, own)));
  });

  test('a gradient in the shape of its weights, an entry with its indices the right way round', () => {
    const own = macros(notation);
    const turned = notation === 'wu' || notation === 'graves';
    expect(squeezed(expand('\\Wreci{3}{7}', own))).toMatch(turned ? /7.*3/ : /3.*7/);
    expect(squeezed(expand('\\Wini{3}{7}', own))).toMatch(turned ? /7.*3/ : /3.*7/);
    expect(squeezed(expand('\\Wouti{3}{7}', own))).toMatch(turned ? /7.*3/ : /3.*7/);
  });
});

describe('a notation that says something else is found', () => {
  const swapped = (tex: string, a: string, b: string) =>
    tex.replaceAll(a, '\0').replaceAll(b, a).replaceAll('\0', b);
  const changed = (notation: Notation, change: (tex: string) => string): Macros =>
    Object.fromEntries(Object.entries(macros(notation)).map(([macro, tex]) => [macro, change(tex)]));
  const fails = (tex: string, notation: Notation, own: Macros) => {
    try {
      return error(tex, notation, own) > 1e-3;
    } catch (problem) {
      return /shapes|undefined|index|sum over/.test(String(problem));
    }
  };
  test.each<[string, Notation, string, (tex: string) => string]>([
    ['U and W change places', 'book', '\\EqForward', (tex) => swapped(tex, '\\mathbf{U}', '\\mathbf{W}')],
    ['U and W change places', 'wu', '\\EqForward', (tex) => swapped(tex, '\\mathbf{U}', '\\mathbf{W}')],
    ['U and W change places', 'goodfellow', '\\EqForward', (tex) => swapped(tex, '\\mathbf{U}', '\\mathbf{W}')],
    ['U and W change places', 'goodfellow', '\\EqJacobian', (tex) => swapped(tex, '\\mathbf{U}', '\\mathbf{W}')],
    ['a transpose too few', 'wu', '\\EqForward', (tex) => tex.replaceAll('^{(k)\\top}', '^{(k)}')],
    ['a transpose too few', 'book', '\\EqError', (tex) => tex.replaceAll('^\\top', '')],
    ['a transpose too many', 'wu', '\\EqError', (tex) => tex.replaceAll('\\mathbf{U}^{(k)}', '\\mathbf{U}^{(k)\\top}')],
    ['the Jacobian of the state on the left', 'freitas', '\\EqJacobian', () => macros('freitas')['\\EqJacobianPre']!],
    ['indices the wrong way', 'graves', '\\EqForward', (tex) => tex.replaceAll("w_{h'h}", "w_{hh'}")],
    ['indices the wrong way', 'graves', '\\EqError', (tex) => tex.replaceAll("w_{hh'}", "w_{h'h}")],
    ['a step too early', 'graves', '\\EqGradient', (tex) => tex.replaceAll('^{t-1}', '^{t}')],
    ['no bias', 'karpathy', '\\EqForward', (tex) => tex.replace(' + b_h', '')],
    ['the slope of the step before', 'karpathy', '\\EqError', (tex) => tex.replace('h_{t}^2', 'h_{t-1}^2')],
    ['the state for the pre-activation', 'freitas', '\\EqForward', (tex) => tex.replace('\\boldsymbol{\\phi}(\\mathbf{h}_{t-1})', '\\mathbf{h}_{t-1}')],
  ])('%s in %s: %s', (_, notation, tex, change) => {
    expect(error(tex, notation)).toBeLessThan(tolerance);
    expect(macros(notation)[tex]).not.toBe(changed(notation, change)[tex]);
    expect(fails(tex, notation, changed(notation, change))).toBe(true);
  }); // prettier-ignore
});

describe('letters that trap', () => {
  const own = (notation: Notation, tex: string) => squeezed(expand(tex, macros(notation)));
  test('goodfellow and wu swap U and W', () => {
    expect([own('wu', '\\Wrec'), own('wu', '\\Win')]).toEqual(['U^(k)', 'W^(k)']);
    expect([own('goodfellow', '\\Wrec'), own('goodfellow', '\\Win')]).toEqual(['W', 'U']);
  });
  test('h is a state in goodfellow and a pre-activation in freitas; a is a state in wu and a pre-activation in graves', () => {
    expect(own('goodfellow', '\\hid{t}')).toBe('h^(t)');
    expect(own('freitas', '\\pre{t}')).toBe('h_t');
    expect(own('freitas', '\\hid{t}')).toBe('\\phi(h_t)');
    expect(own('wu', '\\hid{t}')).toBe('a^(k,t)');
    expect(own('graves', '\\pre{t}')).toBe('a_h^t');
  });
  test('the loss of one step in wu keeps its example', () => {
    expect(own('wu', '\\losst{t}')).toContain('(n,t)');
  });
  test('within a notation no two of the quantities of a network have one letter', () => {
    const all = ['\\inp{t}', '\\pre{t}', '\\hid{t}', '\\Wrec', '\\Win', '\\Wout', '\\bhid', '\\bout', '\\logit{t}', '\\pred{t}', '\\target{t}', '\\losst{t}', '\\err{t}', '\\outerr{t}'];
    for (const notation of lectureNames) {
      const written = all.map((tex) => own(notation, tex));
      expect(new Set(written).size, `${notation}: ${written.join('  ')}`).toBe(all.length);
    }
  }); // prettier-ignore
});

test('the columns of the sizes differ, so that a transposed matrix does not fit', () => {
  expect(new Set([sizes.inputs, sizes.outputs, ...sizes.units]).size).toBe(4);
  expect(column([1, 2])).toEqual([[1], [2]]);
});
