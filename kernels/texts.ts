/**
 * Texts that a seed decides, of which every word and rule is our own: something for a character model to learn from.
 * `prose` has sentences whose verb agrees with a subject that may stand far before it, `verse` rhyming lines with quotes
 * and brackets that are opened and closed, `code` nested blocks with their indentation, `counting` what a finite memory
 * can hold exactly: n letters a, then n letters b.
 */
import { seeded } from './seeded.ts';

export const textKinds = ['prose', 'verse', 'code', 'counting'] as const;
export type TextKind = (typeof textKinds)[number];

type Random = () => number;
type Rules = Record<string, readonly string[]>;

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** A rule's alternative with every `{name}` written out in turn; `{a/name}` begins with "an" before a vowel. */
function grown(random: Random, rules: Rules, text: string): string {
  return text.replace(/\{(a\/)?(\w+)\}/g, (_, article: string | undefined, name: string) => {
    const word = grown(random, rules, pick(random, rules[name]!));
    return article ? `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}` : word;
  });
}

const prose: Rules = {
  sentence: ['{one}.', '{one}.', '{many}.', '{one}, and {many}.', '{one}; {one}.', '“{saying},” {who} {said}.', '{one} ({aside}).', 'When {many}, {one}.', 'Did {who} know that {one}?'],
  one: ['the {noun} {does}', 'the {adjective} {noun} {does}', 'the {noun} that {seen} the {nouns} {does}', '{a/adjective} {noun} {does}', '{who} {does}'],
  many: ['the {nouns} {do}', 'the {adjective} {nouns} {do}', 'the {nouns} that {see} the {noun} {do}', 'two {nouns} {do}'],
  saying: ['the {noun} {does}', 'look, the {nouns} {do}', 'nobody {does} here', 'we {do} at night'],
  aside: ['as {who} {said}', 'the {nouns} {do}', 'it was {adjective}', 'not {a/adjective} one'],
  who: ['Anna', 'Omar', 'the old woman', 'my neighbour', 'a child'],
  said: ['said', 'whispered', 'asked', 'wrote'],
  noun: ['river', 'lamp', 'gardener', 'engine', 'bird', 'window', 'letter', 'train', 'stone', 'island'],
  nouns: ['rivers', 'lamps', 'gardeners', 'engines', 'birds', 'windows', 'letters', 'trains', 'stones', 'islands'],
  does: ['sleeps', 'waits', 'sings in the rain', 'goes north', 'turns slowly', 'opens at noon', 'knows the road'],
  do: ['sleep', 'wait', 'sing in the rain', 'go north', 'turn slowly', 'open at noon', 'know the road'],
  seen: ['sees', 'follows', 'remembers', 'keeps'],
  see: ['see', 'follow', 'remember', 'keep'],
  adjective: ['small', 'old', 'green', 'early', 'quiet', 'open', 'heavy'],
}; // prettier-ignore

const verse: Rules = {
  night: ['I heard the {thing} {sing} {at} night,', 'a {colour} {thing} beside the light,', '(the {thing} was never out of sight)', '“Be still,” it said, “and hold me tight,”'],
  sea: ['the {thing} {went} down to the sea.', 'and no one {sing} for you and me.', '(but who can say what it will be?)', '“The {colour} door,” it said, “is free.”'],
  stone: ['We {went} along the road alone,', 'and found a {colour} {thing} of stone,', '“A {thing},” you said, “is but a loan,”', '(its name was never to be known)'],
  day: ['until the {thing} had gone away.', 'and that was all there was to say.', '“Come back,” I said, “another day.”', '(we left it where it always lay)'],
  thing: ['bell', 'boat', 'bird', 'wheel', 'house', 'wind', 'rain'],
  colour: ['white', 'dark', 'silver', 'broken', 'narrow'],
  sing: ['sing', 'call', 'wait', 'turn'],
  went: ['went', 'came', 'wandered'],
  at: ['at', 'all', 'through the'],
}; // prettier-ignore

const code: Rules = {
  call: ['{name}({value}, {value})', '{name}({value})', '{name}()'],
  value: ['{var}', '{var}', '{digit}', '{var}[{var}]', '({value} + {value})', '-{var}', '"{var}"'],
  name: ['sum', 'next', 'read', 'fold', 'mix'],
  var: ['a', 'b', 'i', 'n', 'x', 'list'],
  digit: ['0', '1', '2', '10'],
  test: ['{var} < {value}', '{var} == {value}', '!{var}'],
}; // prettier-ignore

const capital = (text: string) => text.replace(/\p{L}/u, (letter) => letter.toUpperCase());

function paragraph(random: Random): string {
  const count = 2 + Math.floor(4 * random());
  const sentences = Array.from({ length: count }, () => capital(grown(random, prose, '{sentence}')));
  return `${sentences.join(' ')}\n`;
}

/** Lines of one pair of rhymes, crossed; the second of a pair differs from the first. */
function stanza(random: Random): string {
  const [one, other] = random() < 0.5 ? ['night', 'sea'] : ['stone', 'day'];
  const two = (name: string) => {
    const first = Math.floor(random() * verse[name]!.length);
    const second = (first + 1 + Math.floor(random() * (verse[name]!.length - 1))) % verse[name]!.length;
    return [first, second].map((at) => capital(grown(random, verse, verse[name]![at]!)));
  };
  const [a, b] = [two(one), two(other)];
  return `${[a[0], b[0], a[1], b[1]].join('\n')}\n\n`;
}

function block(random: Random, depth: number): string {
  const indent = '  '.repeat(depth);
  const write = (text: string) => indent + grown(random, code, text);
  const kind = depth > 3 ? 1 : random();
  if (kind < 0.2) return `${write('if ({test}) {')}\n${block(random, depth + 1)}${indent}}\n`;
  if (kind < 0.35) return `${write('while ({test}) {')}\n${block(random, depth + 1)}${block(random, depth + 1)}${indent}}\n`;
  if (kind < 0.7) return `${write('let {var} = {value};')}\n`;
  return kind < 0.85 ? `${write('return {call};')}\n` : `${write('{call};')}\n`;
} // prettier-ignore

function program(random: Random): string {
  const body = Array.from({ length: 2 + Math.floor(3 * random()) }, () => block(random, 1)).join('');
  return `${grown(random, code, 'function {name}({var}, {var}) {')}\n${body}}\n\n`;
}

function counting(random: Random): string {
  const count = 1 + Math.floor(8 * random());
  return `${'a'.repeat(count)}${'b'.repeat(count)} `;
}

const makers = { prose: paragraph, verse: stanza, code: program, counting } as const;

/** A text of so many characters, the last of its sentences cut; a longer one begins with it. */
export function textOf(kind: TextKind, seed: number, length: number): string {
  const random = seeded(seed);
  let text = '';
  while (text.length < length) text += makers[kind](random);
  return text.slice(0, length);
}
