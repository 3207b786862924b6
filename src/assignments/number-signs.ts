/** The many signs of one meaning, brought to one: what is left are ASCII digits, `+ - . , ' * / ^ % ; ( ) [ ] { }`. */

/** The zeros of the scripts whose digits are read: Arabic, Persian, Devanagari, Bengali, Gurmukhi, Gujarati, Thai. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xe50];
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻';
const MEANINGS: readonly (readonly [signs: string, meaning: string])[] = [
  ['\u2212\u2010\u2011\u2012\u2013\u2014\u2015\ufe63', '-'],
  ['\ufe62', '+'],
  ['×xX·⋅∙•', '*'],
  ['⁄∕÷', '/'],
  ['’‘ʼ\u066c', "'"],
  ['\u066b', '.'],
  ['、؛', ';'],
  ['،', ','],
  ['⟨〈《【', '['],
  ['⟩〉》】', ']'],
  ['\u066a', '%'],
];
const ONE = new Map(
  MEANINGS.flatMap(([signs, meaning]) => [...signs].map((sign) => [sign, meaning] as const)),
);

function plainSign(sign: string): string {
  const code = sign.codePointAt(0)!;
  if (code < 0x80) return sign === 'x' || sign === 'X' ? '*' : sign.toLowerCase();
  // Full-width forms stand in the order of ASCII.
  if (code >= 0xff01 && code <= 0xff5e) return plainSign(String.fromCodePoint(code - 0xfee0));
  const zero = ZEROS.find((start) => code >= start && code < start + 10);
  return zero === undefined ? (ONE.get(sign) ?? sign) : String(code - zero);
}

/**
 * A text with every sign in its plain form, in lower case. Spaces of every width are one kind, tabs and ends of lines
 * stay; invisible signs are gone; raised digits stand behind `^`.
 */
export function plain(text: string): string {
  return [...text.replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')]
    .map((sign) => (RAISED.includes(sign) ? sign : plainSign(sign)))
    .join('')
    .replace(/\r\n?|[\u2028\u2029\v\f\u0085]/g, '\n')
    .replace(/[^\S\n\t]/g, ' ')
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+/g, (raised) => `^${[...raised].map(lowered).join('')}`)
    .replaceAll('**', '^')
    .trim();
}

const lowered = (sign: string): string => '0123456789+-'[RAISED.indexOf(sign)]!;
