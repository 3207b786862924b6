/** How wide a text is, where nothing can measure it: by the widths of Helvetica, which is wider than the book's own face. */

const classes: readonly (readonly [RegExp, number])[] = [
  [/[ .,:;'’|!()[\]fijlrtI·]/, 0.31],
  [/[mwMW%@—…∂]/, 0.85],
  [/[A-HJ-LN-VX-Z&Σ∑‖≤≥<>=+−×]/, 0.68],
  [/[\u0300-\u036f]/, 0],
];
const usual = 0.56;

/** Pixels. */
export function widthOf(text: string, size: number, bold = false): number {
  const letters = [...text].map((letter) => classes.find(([some]) => some.test(letter))?.[1] ?? usual);
  return letters.reduce((sum, width) => sum + width, 0) * size * (bold ? 1.06 : 1);
}

/** The text in lines that are no wider; of about the same length each, as long as none is shorter than this share. */
export function wrapped(
  text: string,
  width: number,
  size: number,
  { bold = false, shortest = 0.8 }: { bold?: boolean; shortest?: number } = {},
): string[] {
  const { length } = filled(text, width, size, bold);
  let narrow = width;
  while (narrow * 0.98 > shortest * width && filled(text, narrow * 0.98, size, bold).length === length) {
    narrow *= 0.98;
  }
  return filled(text, narrow, size, bold);
}

function filled(text: string, width: number, size: number, bold: boolean): string[] {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (lines.at(-1) === '' || widthOf(longer, size, bold) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
