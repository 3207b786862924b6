/** Written forms of numbers made at random, with the number that each one means, and a grammar of what is a number. */

type Random = () => number;
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const digits = (random: Random, count: number) =>
  Array.from({ length: count }, () => Math.floor(random() * 10)).join('');

export interface Form {
  text: string;
  meant: number;
  kind: 'plain' | 'power' | 'ten' | 'percent' | 'fraction';
}

interface Style {
  thousands: string;
  point: string;
  minus: string;
  spaces: string;
}

const THOUSANDS = ['', '', '', '', ' ', '\u00a0', '\u2009', '\u202f', "'", '’', ',', '.'];

/** A number in the way of some country and keyboard. `ascii`: with the signs of `ALPHABET` alone. */
export function formOf(random: Random, ascii = false): Form {
  const only = (list: string[]) => (ascii ? list.filter((text) => /^[\x20-\x7e]*$/.test(text)) : list);
  const thousands = pick(random, only(THOUSANDS));
  const style: Style = {
    thousands,
    point: pick(
      random,
      [',', '.'].filter((sign) => sign !== thousands),
    ),
    minus: pick(random, only(['-', '−', '–', '‐', '－', '- '])),
    spaces: pick(random, ['', '', '', ' ', '  ']),
  };
  const sign = pick(random, ['', '', '', '+', style.minus]);
  const negative = sign !== '' && sign !== '+';
  const form = pick(random, [plainForm, plainForm, plainForm, power, power, ten, percent, fraction])(
    random,
    style,
    only,
  );
  const text = `${style.spaces}${sign}${form.text}${style.spaces}`;
  const meant = form.meant === 0 ? 0 : negative ? -form.meant : form.meant;
  return { text: ascii ? text : inOtherDigits(random, text), meant, kind: form.kind };
}

type Make = (random: Random, style: Style, only: (list: string[]) => string[]) => Form;

/** Digits, as they are written and as JavaScript writes them. */
function amount(random: Random, { thousands, point }: Style): { text: string; canonical: string } {
  const behind = random() < 0.6 ? digits(random, 1 + Math.floor(random() * 8)) : '';
  const size = 1 + Math.floor(random() * (thousands ? 10 : 6));
  // Numbers with groups begin with another digit than 0.
  const whole = `${1 + Math.floor(random() * 9)}${digits(random, size - 1)}`;
  if (behind && random() < 0.2) return { text: `0${point}${behind}`, canonical: `0.${behind}` };
  if (behind && random() < 0.1) return { text: `${point}${behind}`, canonical: `0.${behind}` };
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, thousands.replace('$', '$$$$'));
  // A single comma or point is the decimal separator, so a number with one such group needs the other one as well.
  const alone = (thousands === ',' || thousands === '.') && groups.split(thousands).length === 2;
  const end = behind ? `${point}${behind}` : alone || random() < 0.05 ? point : '';
  return { text: `${groups}${end}`, canonical: `${whole}.${behind}` };
}

const plainForm: Make = (random, style) => {
  const { text, canonical } = amount(random, style);
  return { text, meant: Number(canonical), kind: 'plain' };
};

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raised = (exponent: number) =>
  [...String(exponent)].map((sign) => RAISED[Number(sign)] ?? '⁻').join('');

/** The ways of writing an exponent behind a number. */
function powers(exponent: number, { minus }: Style): string[] {
  const signed = `${exponent < 0 ? minus.trim() : ''}${Math.abs(exponent)}`;
  const times = ['*', ' x ', 'X', '·', ' × ', '×', ' ⋅ '];
  const raise = [
    `10^${signed}`,
    `10^(${signed})`,
    `10**${signed}`,
    `10^{${signed}}`,
    `10${raised(exponent)}`,
  ];
  const tens = times.flatMap((sign) => raise.map((text) => `${sign}${text}`));
  return ['e', 'E']
    .flatMap((e) => [`${e}${signed}`, exponent >= 0 ? `${e}+${signed}` : `${e}${signed}`])
    .concat(tens);
}

const power: Make = (random, style, only) => {
  const { text, canonical } = amount(random, style);
  const exponent = Math.floor(random() * 40) - 20;
  const behind = pick(random, only(powers(exponent, style)));
  return { text: `${text}${behind}`, meant: Number(`${canonical}e${exponent}`), kind: 'power' };
};

const ten: Make = (random, style, only) => {
  const exponent = Math.floor(random() * 40) - 20;
  const forms = only(powers(exponent, style)).filter((text) => text.startsWith('*'));
  return { text: pick(random, forms).slice(1), meant: Number(`1e${exponent}`), kind: 'ten' };
};

const percent: Make = (random, style) => {
  const { text, canonical } = amount(random, style);
  return { text: `${text}${pick(random, ['%', ' %'])}`, meant: Number(`${canonical}e-2`), kind: 'percent' };
};

const fraction: Make = (random, style, only) => {
  const bare = { ...style, thousands: '' };
  const [over, under] = [amount(random, bare), amount(random, bare)];
  const line = pick(random, only(['/', ' / ', '⁄', '∕']));
  const meant = Number(over.canonical) / Number(under.canonical);
  return Number.isFinite(meant)
    ? { text: `${over.text}${line}${under.text}`, meant, kind: 'fraction' }
    : fraction(random, style, only);
};

const ZEROS = [0xff10, 0x660, 0x6f0, 0x966];

function inOtherDigits(random: Random, text: string): string {
  if (random() < 0.9) return text;
  const zero = pick(random, ZEROS);
  return text.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

/** One or two letters more, less, or changed. */
export function mutated(random: Random, text: string): string {
  const letters = [...text];
  for (let i = 0; i <= random() * 2; i++)
    letters.splice(
      Math.floor(random() * (letters.length + 1)),
      pick(random, [0, 1]),
      pick(random, ['', ...ALPHABET]),
    );
  return letters.join('');
}

/** What the grammar below speaks of. */
export const ALPHABET = [...'0123456789.,.,+-e/%^*x()', ' ', "'", '\n', '10^'];

const GROUP = String.raw`[1-9]\d{0,2}`;
const AMOUNT = [
  String.raw`\d+[.,]?\d*|[.,]\d+`,
  String.raw`${GROUP}(?:(?: \d{3})+|(?:'\d{3})+)(?:[.,]\d*)?`,
  String.raw`${GROUP}(?:,\d{3})+\.\d*|${GROUP}(?:\.\d{3})+,\d*`,
  String.raw`${GROUP}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,})`,
].join('|');
const WHOLE = String.raw`(?:[+-]? *\d+|\( *[+-]? *\d+ *\)|\{ *[+-]? *\d+ *\})`;
const TEN = String.raw`10 *(?:\^|\*\*) *${WHOLE}`;
const BARE = String.raw`(?:\d+[.,]?\d*|[.,]\d+|${GROUP}(?:'\d{3})+(?:[.,]\d*)?|${GROUP}(?:,\d{3})+\.\d*|${GROUP}(?:\.\d{3})+,\d*|${GROUP}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,}))`;
const NUMBER = new RegExp(
  String.raw`^\s*[+-]?\s*(?:(?:${AMOUNT})(?: *%| *e[+-]?\d+(?: *%)?| *[*x] *${TEN})?|${TEN}|${BARE}\s*/\s*${BARE})\s*$`,
  'i',
);

/** Whether a text of that alphabet is a number: another way of saying what the reader does. */
export const isNumber = (text: string): boolean => NUMBER.test(text);
