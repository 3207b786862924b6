/**
 * Draws a title with sharp. The letters come from the book's own font, turned at build time into a plain TrueType
 * file, so that the picture is the same on every machine, whatever fonts it has.
 */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import subsetFont from 'subset-font';

const [paper, ink, quiet] = ['#fdfcf9', '#1b1d21', '#454950'];
const serif = '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2';
const latin = Array.from({ length: 0xff - 0x20 }, (_, index) => String.fromCodePoint(0x20 + index)).join('');

/** A network unfolded along the foot of the picture, with a delay (the square) on each arrow. */
const backdrop = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">
  <rect width="1200" height="630" fill="${paper}"/>
  <g fill="none" stroke="${ink}" stroke-width="4">
    ${[100, 300, 500, 700, 900, 1100].map((x) => `<circle cx="${x}" cy="510" r="34"/>`).join('')}
    ${[134, 334, 534, 734, 934].map((x) => `<path d="M${x} 510h132"/>`).join('')}
  </g>
  ${[188, 388, 588, 788, 988].map((x) => `<rect x="${x}" y="498" width="24" height="24" fill="${ink}"/>`).join('')}
</svg>`;

/** One file for all pictures: the text renderer remembers fonts by their family's name. */
let fontFile: Promise<string> | undefined;

async function makeFontFile(): Promise<string> {
  const whole = await readFile(createRequire(import.meta.url).resolve(serif));
  const path = join(await mkdtemp(join(tmpdir(), 'unfolded-')), 'serif.ttf');
  await writeFile(
    path,
    await subsetFont(whole, latin, { targetFormat: 'truetype', variationAxes: { wght: 600 } }),
  );
  return path;
}

async function drawn(words: string, size: number, colour: string): Promise<Buffer> {
  const fontfile = await (fontFile ??= makeFontFile());
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const text = `<span foreground="${colour}">${escaped}</span>`;
  const font = `Source Serif 4 ${size}`;
  return sharp({ text: { text, font, fontfile, width: 1040, rgba: true, dpi: 72 } })
    .png()
    .toBuffer();
}

/** A PNG of 1200 × 630 with a title and a line below it. */
export async function socialImage(title: string, below: string): Promise<Buffer> {
  const heading = await drawn(title, title.length > 60 ? 52 : title.length > 24 ? 80 : 104, ink);
  const { height = 0 } = await sharp(heading).metadata();
  const layers = [
    { input: heading, left: 66, top: 84 },
    { input: await drawn(below, 34, quiet), left: 70, top: 84 + height + 36 },
  ];
  return sharp(Buffer.from(backdrop))
    .composite(layers)
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();
}
