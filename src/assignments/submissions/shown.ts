/** Text of others in a sentence: short, on one line, and nothing invisible in it. */
export function shown(text: string, longest = 120): string {
  const safe = text
    .slice(0, 4 * longest)
    .replace(
      /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu,
      '\ufffd',
    );
  const signs = [...safe];
  return signs.length > longest ? `${signs.slice(0, longest).join('')}…` : safe;
}

/** Indices of choices as people count: `0,2` is “choices 1, 3”. What is none stays. */
export function choicesShown(text: string): string {
  if (!/^\s*\d+(\s*,\s*\d+)*\s*$/.test(text)) return text;
  const chosen = text.split(',').map((index) => Number(index) + 1);
  return `${chosen.length > 1 ? 'choices' : 'choice'} ${chosen.join(', ')}`;
}

/** 5e6 is “5 MB”. */
export const megabytes = (bytes: number): string => `${+(bytes / 1e6).toFixed(1)} MB`;
