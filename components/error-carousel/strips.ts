/** Many steps: a strip for each gate and for each way of the error, one narrow cell for each step. */
import { element, group, marked, picture, words, type Pen } from '../parts/timeline.ts';
import { gates, rows, shadeOf, type GateName } from './signs.ts';
import type { Shown } from './shown.ts';

const [LEFT, HEIGHT, GAP] = [122, 16, 6];
const top = (at: number) => 4 + at * (HEIGHT + GAP) + (at > 2 ? 10 : 0);

export function strips(pen: Pen, shown: Shown): Element {
  const T = shown.x.length;
  const width = Math.max(6, Math.floor(720 / T));
  const most = Math.max(...shown.total.map(Math.abs), ...shown.throughCell.map(Math.abs));
  const foot = top(6) + 12;
  const ends = [
    words(pen, 'step 1', { x: LEFT, y: foot }, 'start', 'faint'),
    words(pen, `step ${T}`, { x: LEFT + T * width, y: foot }, 'end', 'faint'),
  ];
  const names = Object.keys(gates) as GateName[];
  return picture(pen, LEFT + T * width + 4, foot + 6, `memory cell over ${T} steps`, [
    ...names.map((name, at) => gateStrip(pen, shown, name, at, width)),
    ...rows.map((_, at) => errorStrip(pen, shown, at, width, most)),
    ...ends,
  ]);
}

const titled = (pen: Pen, text: string, at: number, content: Element) =>
  group(pen, 'strip', words(pen, text, { x: 0, y: top(at) + 12 }, 'start'), content);

/** One narrow mark for each step, as dark as its share of the colour of its kind. */
interface Strip {
  name: string;
  called: string;
  at: number;
  width: number;
  kind: 'gate' | 'error';
  values: readonly number[];
  share: (value: number) => number;
}

function strip(pen: Pen, { name, called, at, width, kind, values, share }: Strip) {
  const rects = values.map((value, t) => {
    const fill = `color-mix(in oklab, var(--${kind}) ${Math.round(100 * share(value))}%, var(--paper))`;
    const mark = marked(`${name}.${t}`, `${called}, step ${t + 1}`, pen.said(name, value));
    const place = { x: LEFT + t * width, y: top(at), width: width - 1, height: HEIGHT };
    return element(pen.document, 'rect', { ...place, fill, ...mark });
  });
  const frame = { class: 'cells', 'data-editable': kind === 'gate' && '' };
  return element(pen.document, 'g', frame, ...rects);
}

function gateStrip(pen: Pen, shown: Shown, name: GateName, at: number, width: number) {
  const { called } = gates[name];
  const drawn = {
    name,
    called,
    at,
    width,
    kind: 'gate',
    values: shown[name],
    share: (value: number) => value,
  } as const;
  return titled(pen, called, at, strip(pen, drawn));
}

function errorStrip(pen: Pen, shown: Shown, at: number, width: number, most: number) {
  const { name, lines, called } = rows[at]!;
  const share = (value: number) => shadeOf(value, most);
  const drawn = { name, called, at: 3 + at, width, kind: 'error', values: shown[name], share } as const;
  return titled(pen, lines, 3 + at, strip(pen, drawn));
}
