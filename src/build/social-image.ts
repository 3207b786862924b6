/**
 * Draws a title with sharp. The letters come from the book's own fonts, cut at build time to a plain TrueType
 * file, so that the picture is the same on every machine, whatever fonts it has.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import subsetFont from 'subset-font';

const [paper, ink, quiet] = ['#fdfcf9', '#1b1d21', '#454950'];
const serif = '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2';
const sans = '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2';

/** The book's sign, and a network unfolded along the foot of the picture. */
const backdrop = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">
  <rect width="1200" height="630" fill="${paper}"/>
  <g fill="none" stroke="${ink}" stroke-width="4">
    ${[100, 300, 500, 700, 900, 1100].map((x) => `<circle cx="${x}" cy="510" r="34"/>`).join('')}
    ${[134, 334, 534, 734, 934].map((x) => `<path d="M${x} 510h132"/>`).join('')}
  </g>
  ${[188, 388, 588, 788, 988].map((x) => `<rect x="${x}" y="498" width="24" height="24" fill="${ink}"/>`).join('')}
</svg>`;

interface Line {
  words: string;
  face: string;
  family: string;
  weight: number;
  size: number;
  colour: string;
}

async function drawn({ words, face, family, weight, size, colour }: Line): Promise<Buffer> {
  const file = createRequire(import.meta.url).resolve(face);
  const options = { targetFormat: 'truetype', variationAxes: { wght: weight } } as const;
  const folder = await mkdtemp(join(tmpdir(), 'unfolded-'));
  const fontfile = join(folder, 'face.ttf');
  await writeFile(fontfile, await subsetFont(await readFile(file), words, options));
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const text = `<span foreground="${colour}">${escaped}</span>`;
  const image = sharp({
    text: { text, font: `${family} ${size}`, fontfile, width: 1040, rgba: true, dpi: 72 },
  });
  const buffer = await image.png().toBuffer();
  await rm(folder, { recursive: true });
  return buffer;
}

export async function socialImage(title: string, subtitle: string): Promise<Buffer> {
  const small = { face: sans, family: 'Source Sans 3', weight: 400, size: 34, colour: quiet };
  const large = {
    face: serif,
    family: 'Source Serif 4',
    weight: 600,
    size: title.length > 24 ? 80 : 104,
    colour: ink,
  };
  // One after the other: the text renderer keeps one list of fonts.
  const heading = await drawn({ ...large, words: title });
  const book = title === 'Unfolded' ? '' : 'Unfolded · ';
  const below = await drawn({ ...small, words: book + subtitle });
  const { height = 0 } = await sharp(heading).metadata();
  const layers = [
    { input: heading, left: 66, top: 84 },
    { input: below, left: 70, top: 84 + height + 36 },
  ];
  return sharp(Buffer.from(backdrop))
    .composite(layers)
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();
}
