/** The code of an address, to be read off paper by a telephone. */
import { encode } from 'uqr';

const SVG = 'http://www.w3.org/2000/svg';
/** Millimetres of a module on paper: a telephone held over a page tells finer ones apart with trouble. */
const MODULE = 0.45;
/** Modules of white around a code, as its standard (ISO/IEC 18004) asks for. */
const QUIET = 4;
/** Longer texts make modules that are too fine at the size of a thumb. */
export const LONGEST_CODE = 600;

/** One black path on white, whatever the theme; nothing where the text is too long. */
export function code(document: Document, text: string): SVGSVGElement | undefined {
  if (text.length > LONGEST_CODE) return undefined;
  const { data, size } = encode(text, { ecc: 'L', border: QUIET });
  const svg = document.createElementNS(SVG, 'svg');
  const width = `${(size * MODULE).toFixed(1)}mm`;
  const attributes = { viewBox: `0 0 ${size} ${size}`, width, role: 'img', 'aria-label': 'code of this address' };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  for (const [fill, d] of [['#fff', `M0 0h${size}v${size}h-${size}z`], ['#000', runs(data)]] as const) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('fill', fill);
    path.setAttribute('d', d);
    svg.append(path);
  }
  svg.setAttribute('shape-rendering', 'crispEdges');
  return svg;
} // prettier-ignore

/** Each row as its runs of black. */
function runs(rows: readonly (readonly boolean[])[]): string {
  const paths = rows.flatMap((row, y) => {
    const starts = row.flatMap((black, x) => (black && !row[x - 1] ? [x] : []));
    return starts.map((x) => {
      const end = row.indexOf(false, x);
      return `M${x} ${y}h${(end < 0 ? row.length : end) - x}v1H${x}z`;
    });
  });
  return paths.join('');
}
