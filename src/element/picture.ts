/**
 * A figure as one picture: laid out once more without its controls, out of sight, and written down as SVG with every
 * colour, letter and line where the browser put it. As a file it carries its fonts, so that it looks as on the screen.
 */
import sans from '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2?url';
import serif from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url';
import italic from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2?url';
import { boxOf, Drawn, SVG, withAttributes } from './picture-parts.ts';

/** Nothing of these is to be seen on paper either. */
const CONTROLS =
  '.control, .size, .stages, .presets, .editor, .asked, .notes, .tools, .printed svg, .visually-hidden, input, button, select';
/** Where an element has no width yet. */
const WIDTH = 720;
/** Pixels of a PNG for each of the screen. */
const SCALE = 2;

/** The present picture as an SVG document. */
export function toSVG(element: HTMLElement): string {
  return new XMLSerializer().serializeToString(drawn(element));
}

/** Hands the picture to the browser as a file, and says what became of it. */
export async function save(element: HTMLElement, kind: 'svg' | 'png'): Promise<string> {
  const picture = drawn(element);
  const text = await withFonts(new XMLSerializer().serializeToString(picture));
  const file = kind === 'svg' ? new Blob([text], { type: 'image/svg+xml' }) : await pixels(picture, text);
  const name = `${element.id || element.getAttribute('name')}.${kind}`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser reads it after this script has ended.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  const said = `The picture went to your downloads as ${name}.`;
  if (window.parent === window) return said;
  return `The picture was made as ${name}. If it is not among your downloads, the page around this figure forbids them; nothing is lost: open the figure in a tab of its own, by the link to its state, and save it there.`;
}

/** Laid out as wide as the figure stands, or as its widest drawing, which there may scroll. */
function drawn(element: HTMLElement): SVGSVGElement {
  const place = document.createElement('div');
  place.className = 'picturing';
  place.inert = true;
  const copy = copyOf(element.querySelector<HTMLElement>('figure.unfold')!);
  place.append(copy);
  const width = Math.round(element.getBoundingClientRect().width) || WIDTH;
  place.style.width = `${width}px`;
  element.append(place);
  try {
    const drawings = [...copy.querySelectorAll('.drawing')];
    // A wider figure has wider edges, so it is looked at twice.
    for (let turn = 0; turn < 2; turn++) {
      const over = drawings.map((one) => one.scrollWidth - one.clientWidth);
      place.style.width = `${place.offsetWidth + Math.max(0, ...over)}px`;
    }
    return written(copy);
  } finally {
    place.remove();
  }
}

/** Without controls and ids, of which a page has each once. */
function copyOf(figure: HTMLElement) {
  const copy = figure.cloneNode(true) as HTMLElement;
  for (const one of copy.querySelectorAll(CONTROLS)) one.remove();
  for (const one of [copy, ...copy.querySelectorAll('[id]')]) one.removeAttribute('id');
  return copy;
}

function written(figure: HTMLElement): SVGSVGElement {
  const { width, height } = figure.getBoundingClientRect();
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  const page = document.createElementNS(SVG, 'svg');
  withAttributes(page, { xmlns: SVG, viewBox: `0 0 ${w} ${h}`, width: w, height: h });
  page.setAttribute('style', 'font-variant-numeric:tabular-nums lining-nums');
  const title = document.createElementNS(SVG, 'title');
  title.textContent = figure.querySelector('.title')?.textContent ?? '';
  page.append(title);
  const ground = boxOf(figure, figure.getBoundingClientRect());
  if (ground) page.append(withAttributes(ground, { x: 0, y: 0, width: w, height: h, rx: 0 }));
  new Drawn(page, figure).children(figure);
  return page;
}

const files = [
  { family: 'Source Sans 3', style: 'normal', url: sans },
  { family: 'Source Serif 4', style: 'normal', url: serif },
  { family: 'Source Serif 4', style: 'italic', url: italic },
] as const;

/**
 * With the faces that the picture uses inside it; one that cannot be fetched is left to the reader's own fonts. They are
 * put into the text, since a style element of this page would be refused by its policy.
 */
async function withFonts(text: string): Promise<string> {
  const used = files.filter(
    ({ family, style }) =>
      text.includes(family) && (style === 'normal' || text.includes('font-style="italic"')),
  );
  const faces = await Promise.all(used.map((file) => face(file).catch(() => '')));
  return text.replace('</title>', () => `</title><style>${[...faces, ...stretched()].join('')}</style>`);
}

/** The reader's own fonts as the page stretches them, for letters that the book's faces lack. */
function stretched(): string[] {
  return [...document.styleSheets].flatMap((sheet) => {
    try {
      const faces = [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule);
      return faces.map((rule) => rule.cssText).filter((rule) => !/url\(/.test(rule));
    } catch {
      // A frame without an origin may not look into its own style sheets.
      return [];
    }
  });
}

const known = new Map<string, Promise<string>>();

function face({ family, style, url }: (typeof files)[number]): Promise<string> {
  const found = known.get(url) ?? dataOf(url);
  known.set(url, found);
  found.catch(() => known.delete(url));
  return found.then(
    (data) =>
      `@font-face{font-family:'${family}';font-style:${style};font-weight:200 900;src:url(${data}) format('woff2')}`,
  );
}

async function dataOf(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return readAs(await response.blob());
}

function readAs(blob: Blob): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result as string);
    reader.onerror = () => fail(reader.error!);
    reader.readAsDataURL(blob);
  });
}

/** Rejects where the browser does not draw SVG into a canvas, or hands out no pixels. */
async function pixels(picture: SVGSVGElement, text: string): Promise<Blob> {
  const { width, height } = picture.viewBox.baseVal;
  const image = new Image();
  image.src = await readAs(new Blob([text], { type: 'image/svg+xml' }));
  await image.decode();
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: SCALE * width, height: SCALE * height });
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) =>
    canvas.toBlob((file) => (file ? done(file) : fail(new Error('no picture'))), 'image/png'),
  );
}
