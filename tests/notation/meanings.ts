/** What the letters of each notation mean in numbers, in its own orientation of weights. */
import type { Notation } from '../../src/notations.ts';
import { type Layer, sizes, type Truth } from './network.ts';
import { type Env, type Letter, type Matrix, type Meanings, scalar, transpose } from './tex.ts';

const tanhSlope = (z: number) => 1 - Math.tanh(z) ** 2;

/** `t`, `t-1`, `t+1` as a number. */
function timeOf(text: string, { t }: Env): number {
  const found = /^\(?t([+-]\d)?\)?$/.exec(text);
  if (!found) throw new Error(`no time: ${text}`);
  return t + Number(found[1] ?? 0);
}

const unknown = (...parts: string[]): never => {
  throw new Error(`means nothing: ${parts.join(' ')}`);
};

/** `(ℓ+1)` as a number; a letter without a layer is of the layer that is looked at. */
const layerOf = (text: string | undefined, { layer }: Env): number =>
  layer + Number(/[+-]\d/.exec(text ?? '')?.[0] ?? 0);

/** The layer `k` from 1 on. */
const at = (net: Truth, k: number): Layer => net.layers[k - 1]!;
/** What goes into layer `k`, and the weights on the way: above the last layer stands the output. */
const below = (net: Truth, k: number, t: number): Matrix => (k === 1 ? net.x[t]! : at(net, k - 1).h[t]!);
const weightsInto = (net: Truth, k: number): Matrix => (k > net.layers.length ? net.V : at(net, k).W);
const errorAt = (net: Truth, k: number, t: number): Matrix =>
  k > net.layers.length ? net.outerr[t]! : at(net, k).delta[t]!;

const common = (net: Truth, horizon: string): Pick<Meanings, 'range' | 'horizon'> => ({
  horizon,
  range: (index) => {
    const { inputs, outputs, steps } = sizes;
    const counts: Record<string, number> = { t: steps, i: inputs, k: outputs };
    return /^h'?$/.test(index) ? net.layers[0]!.b.length : (counts[index] ?? unknown('a sum over', index));
  },
});

/** `\mathbf{h}^{(\ell)}_{t}`: layer above, time below. */
const scripted = (sup: string): string | undefined => /^\(\\ell(?:[+-]\d)?\)$/.exec(sup)?.[0];

const book = (net: Truth): Meanings => ({
  ...common(net, 'T'),
  functions: { act: Math.tanh, "act'": tanhSlope },
  fraction: (above, belowIt, env) =>
    /^\\partialL_/.test(above) ? net.outerr[timeOf(belowIt.split('_')[1]!, env)]! : unknown(above),
  letter({ base, sub, sup }, env) {
    const k = layerOf(scripted(sup), env);
    const layer = at(net, k);
    if (base === 'U') return layer.U;
    if (base === 'W') return weightsInto(net, k);
    if (base === 'V') return net.V;
    if (base === 'b') return layer.b;
    if (base === 'c') return net.c;
    const t = timeOf(sub, env);
    const found: Record<string, () => Matrix> = {
      x: () => net.x[t]!, z: () => layer.z[t]!, h: () => layer.h[t]!, '\\delta': () => errorAt(net, k, t), o: () => net.o[t]!,
    }; // prettier-ignore
    return found[base]?.() ?? unknown(base, sub, sup);
  },
});

const wu = (net: Truth): Meanings => ({
  ...common(net, 'T'),
  functions: { act: Math.tanh, "act'": tanhSlope },
  fraction: (above, belowIt) => unknown(above, belowIt),
  letter({ base, sup }, env) {
    const L = net.layers.length + 1;
    const [, place, offset, time] = /^\(([kL])([+-]\d)?(?:,(.*))?\)$/.exec(sup) ?? unknown(base, sup);
    const k = (place === 'L' ? L : env.layer) + Number(offset ?? 0);
    // On the slides of "Training" an entry goes from its first index to its second.
    if (base === 'U') return transpose(at(net, k).U);
    if (base === 'W') return transpose(weightsInto(net, k));
    if (base === '\\beta') return k === L ? net.c : at(net, k).b;
    const t = timeOf(time!, env);
    if (base === 'a') return k === 0 ? net.x[t]! : at(net, k).h[t]!;
    if (base === 'z') return k === L ? net.o[t]! : at(net, k).z[t]!;
    if (base === '\\delta') return errorAt(net, k, t);
    return unknown(base, sup);
  },
});

/** One number at a time: `w` goes from its first index to its second. */
const graves = (net: Truth): Meanings => ({
  ...common(net, 'T'),
  functions: { '\\theta_h': Math.tanh, "\\theta_h'": tanhSlope },
  fraction: (above, belowIt) => unknown(above, belowIt),
  letter({ base, sub, sup }, env) {
    const [, layered, time] = /^(\(\\ell(?:[+-]\d)?\))?(.*)$/.exec(sup)!;
    const k = layerOf(layered, env);
    const index = (name: string) => env.indices[name] ?? unknown('index', name);
    const layer = at(net, Math.min(k, net.layers.length));
    if (base === 'w') {
      const [from, to] = sub.match(/[a-z]'?|0/g) as [string, string];
      if (from === '0') return scalar((to === 'k' ? net.c : layer.b)[index(to)]![0]!);
      // In a layer above another, the lower unit is h and the upper h', as the slide on layers has it.
      const weights =
        to === 'k' ? net.V : from === 'i' ? layer.W : k > env.layer ? weightsInto(net, k) : layer.U;
      return scalar(weights[index(to)]![index(from)]!);
    }
    const t = timeOf(time!, env);
    const named: Record<string, Matrix> = {
      x: net.x[t]!, a: sub === 'k' ? net.o[t]! : layer.z[t]!, b: layer.h[t]!, '\\delta': sub === 'k' ? net.outerr[t]! : errorAt(net, k, t),
    }; // prettier-ignore
    return scalar((named[base] ?? unknown(base, sub, sup))[index(sub)]![0]!);
  },
});

const goodfellow = (net: Truth): Meanings => ({
  ...common(net, '\\tau'),
  functions: { '\\tanh': Math.tanh },
  fraction: (above, belowIt) => unknown(above, belowIt),
  letter({ base, sub, sup }, env) {
    if (base === '\\nabla') {
      const [, name, time, layered] = /^([ao])\^\((.*?)\)(?:_(.*))?$/.exec(sub) ?? unknown(base, sub);
      const t = timeOf(time!, env);
      return name === 'o' ? net.outerr[t]! : errorAt(net, layerOf(layered, env), t);
    }
    const k = layerOf(sub, env);
    const layer = at(net, k);
    if (base === 'W') return layer.U;
    if (base === 'U') return weightsInto(net, k);
    if (base === 'V') return net.V;
    if (base === 'b') return layer.b;
    if (base === 'c') return net.c;
    const t = timeOf(sup, env);
    const named: Record<string, Matrix> = { x: net.x[t]!, a: layer.z[t]!, h: layer.h[t]!, o: net.o[t]! };
    return named[base] ?? unknown(base, sub, sup);
  },
});

const karpathy = (net: Truth): Meanings => ({
  ...common(net, 'T'),
  functions: { '\\tanh': Math.tanh },
  fraction: (above, belowIt) => unknown(above, belowIt),
  letter({ base, sub, sup }, env) {
    const k = layerOf(/\(\\ell(?:[+-]\d)?\)/.exec(sup)?.[0], env);
    const layer = at(net, Math.min(k, net.layers.length));
    const weights: Record<string, Matrix> = {
      Whh: layer.U,
      Wxh: weightsInto(net, k),
      Why: net.V,
      bh: layer.b,
      by: net.c,
    };
    if (base + sub in weights) return weights[base + sub]!;
    const t = timeOf(sub, env);
    if (base === 'dh') return sup.startsWith('raw') ? errorAt(net, k, t) : unknown(base, sup);
    const named: Record<string, Matrix> = {
      x: net.x[t]!,
      a: layer.z[t]!,
      h: layer.h[t]!,
      y: net.o[t]!,
      dy: net.outerr[t]!,
    };
    return named[base] ?? unknown(base, sub, sup);
  },
});

/** h is what enters φ. */
const freitas = (net: Truth): Meanings => ({
  ...common(net, 'S'),
  functions: { '\\phi': Math.tanh, "\\phi'": tanhSlope },
  fraction(above, belowIt, env) {
    const [, name, time, layered] =
      /^\\partial([hy])_(t(?:[+-]\d)?)(?:\^(.*))?$/.exec(belowIt) ?? unknown(above, belowIt);
    const t = timeOf(time!, env);
    if (name === 'y') return above.startsWith('\\partialE_') ? net.outerr[t]! : unknown(above);
    return errorAt(net, layerOf(layered, env), t);
  },
  letter({ base, sub, sup }, env) {
    const k = layerOf(sup, env);
    const layer = at(net, Math.min(k, net.layers.length));
    if (base === '\\theta') return sub === '' ? layer.U : sub === 'x' ? weightsInto(net, k) : net.V;
    if (base === 'b') return sub === 'y' ? net.c : layer.b;
    const t = timeOf(sub, env);
    const named: Record<string, Matrix> = { x: net.x[t]!, h: layer.z[t]!, y: net.o[t]! };
    return named[base] ?? unknown(base, sub, sup);
  },
});

export const meanings: Record<Notation, (net: Truth) => Meanings> = {
  book, wu, graves, goodfellow, karpathy, freitas,
}; // prettier-ignore

export { below };
export type { Letter };
