/**
 * Writes the short formulas of figures (`\ntmGatedi{t}{3} = 0.9 · 0.62`) as HTML, from the same macros that KaTeX
 * uses in the text. KaTeX itself would weigh more than all the rest of a figure; labels need only letters,
 * sub- and superscripts, a few accents and signs. Anything else throws, at build time.
 */
import type { Make } from './element.ts';

/** Macro to TeX, as in content/notation: `{'\\hid': '\\mathbf{h}_{#1}'}`. */
export type Macros = Record<string, string>;

const signs: Record<string, string> = {
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ϵ', varepsilon: 'ε', eta: 'η', theta: 'θ', kappa: 'κ',
  lambda: 'λ', mu: 'μ', nu: 'ν', omega: 'ω', phi: 'ϕ', pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ', Lambda: 'Λ',
  Theta: 'Θ', Sigma: 'Σ', Phi: 'Φ', sum: '∑', prod: '∏', cdot: '·', odot: '⊙', times: '×', top: '⊤', ell: 'ℓ',
  partial: '∂', nabla: '∇', infty: '∞', to: '→', leftarrow: '←', le: '≤', ge: '≥', approx: '≈', ne: '≠', pm: '±', prime: '′',
  lVert: '‖', rVert: '‖', Vert: '‖', ',': '\u2009', ';': '\u2005', ':': '\u2005', ' ': ' ', quad: '\u2003',
  exp: 'exp', log: 'log', ln: 'ln', max: 'max', min: 'min', tanh: 'tanh', bmod: ' mod ', '{': '{', '}': '}',
}; // prettier-ignore
const accents: Record<string, string> = { tilde: '\u0303', hat: '\u0302', bar: '\u0304', overline: '\u0304' };
const fonts: Record<string, string> = {
  mathbf: 'b',
  boldsymbol: 'b',
  mathcal: 'i',
  mathrm: 'span',
  text: 'span',
  operatorname: 'span',
};

/** The formula as one `<span class="formula">`. */
export function label(make: Make, macros: Macros, tex: string): HTMLElement {
  const reader = { make, text: tex, at: 0, macros, upright: false };
  const nodes = sequence(reader);
  if (reader.at < reader.text.length) throw new Error(`label: "}" without "{" in ${tex}`);
  return make('span', { class: 'formula' }, ...nodes);
}

interface Reader {
  make: Make;
  text: string;
  at: number;
  macros: Macros;
  /** Whether letters stand upright (inside \mathrm) rather than slanted. */
  upright: boolean;
}

function sequence(reader: Reader): Node[] {
  const nodes: Node[] = [];
  while (reader.at < reader.text.length && reader.text[reader.at] !== '}') {
    const script = /[_^]/.test(reader.text[reader.at]) && nodes.at(-1);
    nodes.push(...atom(reader));
    // A subscript and a superscript of one letter stand one over the other.
    if (script && /^(SUB|SUP)$/.test(script.nodeName)) {
      const pair = nodes.splice(-2).sort((a, b) => (a.nodeName < b.nodeName ? 1 : -1));
      nodes.push(reader.make('span', { class: 'scripts' }, ...pair));
    }
  }
  return nodes;
}

function atom(reader: Reader): Node[] {
  const { make } = reader;
  const character = reader.text[reader.at];
  if (character === undefined) throw new Error(`label: something is missing at the end of ${reader.text}`);
  if (character === '{') return argument(reader);
  reader.at++;
  if (character === '_') return [make('sub', {}, ...atom(reader))];
  if (character === '^') return [make('sup', {}, ...atom(reader))];
  if (character === '\\') return command(reader);
  if (character === "'") return [make('span', {}, '′')];
  if (/[a-z]/i.test(character) && !reader.upright) return [make('i', {}, character)];
  return [make('span', {}, character === '-' ? '−' : character)];
}

function command(reader: Reader): Node[] {
  const name = /^([a-zA-Z]+|.)/.exec(reader.text.slice(reader.at))?.[0] ?? '';
  reader.at += name.length;
  const macro = reader.macros[`\\${name}`];
  if (macro !== undefined && Object.hasOwn(reader.macros, `\\${name}`)) return expand(reader, macro);
  if (/^([tdc]?frac)$/.test(name)) return fraction(reader);
  // The size of brackets is for displayed formulas; "\left." has no bracket at all.
  if (/^(left|right|[bB]igg?[lr]?)$/.test(name))
    return reader.text[reader.at] === '.' ? (reader.at++, []) : [];
  if (Object.hasOwn(signs, name)) return [reader.make('span', {}, signs[name]!)];
  if (Object.hasOwn(accents, name)) {
    const nodes = argument(reader);
    let last: Node | null | undefined = nodes.at(-1);
    while (last?.lastChild) last = last.lastChild;
    if (last) last.textContent += accents[name]!;
    return nodes;
  }
  if (name === 'htmlClass') {
    const kind = group(reader);
    return [reader.make('span', { class: `kind-${kind}` }, ...argument(reader))];
  }
  if (Object.hasOwn(fonts, name)) return [reader.make(fonts[name]!, {}, ...argument(reader, true))];
  throw new Error(`label: \\${name} is not among the few commands that figures can write (parts/label.ts)`);
}

/** On one line, with a stroke; numerator or denominator in brackets where it is a sum. */
function fraction(reader: Reader): Node[] {
  const whole = (text: string) => (/[-+]/.test(text.replace(/\{[^{}]*\}/g, '')) ? `(${text})` : text);
  return sequence({ ...reader, text: `${whole(group(reader))}/${whole(group(reader))}`, at: 0 });
}

/** The source text of the next group or single sign. */
function group(reader: Reader): string {
  skipSpace(reader);
  const start = reader.at;
  if (start >= reader.text.length)
    throw new Error(`label: an argument is missing at the end of ${reader.text}`);
  if (reader.text[start] !== '{') return reader.text[reader.at++];
  let depth = 0;
  do {
    if (reader.at >= reader.text.length) throw new Error(`label: "{" without "}" in ${reader.text}`);
    const character = reader.text[reader.at++];
    depth += character === '{' ? 1 : character === '}' ? -1 : 0;
  } while (depth > 0);
  return reader.text.slice(start + 1, reader.at - 1);
}

function argument(reader: Reader, upright = reader.upright): Node[] {
  return sequence({ ...reader, text: group(reader), at: 0, upright });
}

function expand(reader: Reader, macro: string): Node[] {
  const text = macro.replace(/#(\d)/g, '\u0000$1');
  const count = Math.max(0, ...[...text.matchAll(/\u0000(\d)/g)].map((match) => Number(match[1])));
  const values = Array.from({ length: count }, () => group(reader));
  const filled = text.replace(/\u0000(\d)/g, (_, index: string) => values[Number(index) - 1]!);
  return sequence({ ...reader, text: filled, at: 0 });
}

function skipSpace(reader: Reader) {
  while (reader.text[reader.at] === ' ') reader.at++;
}
