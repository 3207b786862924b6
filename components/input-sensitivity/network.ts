/** One unfolded network: output above, units in the middle, input below, as dark as the first input moves them. */
import { fullOf } from '../parts/columns.ts';
import { arrow } from '../parts/timeline-arrows.ts';
import { element, group, marked, picture, placed, symbol, words, type Pen } from '../parts/timeline.ts';
import { printPower, raised } from '../parts/numbers.ts';
import { gateAt } from './gates.ts';
import type { Shown } from './shown.ts';

/** What of `Shown` a network shows, and what its parts are called. */
export interface Net {
  label: string;
  units: 'unitsRnn' | 'unitsCell';
  output: 'outputRnn' | 'outputLstm';
  size: 'sensitivityRnn' | 'sensitivityCell';
  kind: 'state' | 'memory';
  unit: string;
  letter: string;
  gated: boolean;
}

const STEP = 42;
const LEFT = 31;
const RADIUS = 10;
const ROW = 24;
/** Heights of the output unit and the first hidden one; of what stands below the last. */
const OUTPUT = 16;
const HIDDEN = 76;
const BELOW = { gate: 30, input: 62, time: 90, number: 108 };

export function network(pen: Pen, net: Net, shown: Shown): Element {
  const [T, H] = [shown.x.length, shown[net.units][0]!.length];
  const foot = HIDDEN + (H - 1) * ROW;
  const most = fullOf(shown[net.units], 0);
  const mostOut = fullOf(shown[net.output], 0);
  const steps = Array.from({ length: T }, (_, t) =>
    placed(
      pen,
      { x: LEFT + t * STEP, y: 0 },
      ...lines(pen, t, foot),
      ...units(pen, net, shown, t, most),
      outputUnit(pen, net, shown, t, mostOut),
      inputUnit(pen, shown, t, foot + BELOW.input),
      ...(net.gated ? gates(pen, shown, t, foot) : []),
      words(pen, String(t + 1), { x: STEP / 2, y: foot + BELOW.time }, 'middle', 'faint'),
      number(pen, net, shown, t, foot + BELOW.number),
    ),
  );
  return picture(pen, LEFT + T * STEP + 4, foot + BELOW.number + 8, net.label, [names(pen, net, foot), ...steps]);
} // prettier-ignore

function names(pen: Pen, net: Net, foot: number) {
  // Above the first forget gate, which some notations' letters would meet.
  const middle = (HIDDEN + foot) / 2 - 11;
  return group(
    pen,
    'names',
    symbol(pen, '\\logit{t}', { x: 4, y: OUTPUT + 5 }, 'start', 'small-letter'),
    symbol(pen, net.letter, { x: 4, y: middle }, 'start', 'small-letter'),
    symbol(pen, '\\inp{t}', { x: 4, y: foot + BELOW.input + 5 }, 'start', 'small-letter'),
    words(pen, 'step', { x: 4, y: foot + BELOW.time }, 'start', 'faint'),
    words(pen, 'size', { x: 4, y: foot + BELOW.number }, 'start', 'faint'),
  );
}

/** From the input up, from the units up to the output, and on to the units of the next step. */
function lines(pen: Pen, t: number, foot: number) {
  const x = STEP / 2;
  const middle = (HIDDEN + foot) / 2;
  const on = arrow(pen, 'forward', { x: x - STEP + RADIUS + 2, y: middle }, { x: x - RADIUS - 2, y: middle });
  return [
    arrow(pen, 'plain', { x, y: foot + BELOW.input - RADIUS }, { x, y: foot + RADIUS + 2 }),
    arrow(pen, 'plain', { x, y: HIDDEN - RADIUS }, { x, y: OUTPUT + RADIUS + 2 }),
    t > 0 ? on : undefined,
  ];
}

/** A disc that is as dark as its share; its ring shows that it is there. */
function disc(pen: Pen, at: { x: number; y: number }, share: number, kind: string, mark: object) {
  const amount = Math.round(100 * Math.min(1, Math.abs(share)));
  const fill = `color-mix(in oklab, var(--${kind}) ${amount}%, var(--paper))`;
  return element(pen.document, 'circle', { cx: at.x, cy: at.y, r: RADIUS, class: 'node', fill, ...mark });
}

function units(pen: Pen, { units: name, kind, unit }: Net, shown: Shown, t: number, most: number) {
  return shown[name][t]!.map((value, i) =>
    disc(
      pen,
      { x: STEP / 2, y: HIDDEN + i * ROW },
      most ? value / most : 0,
      kind,
      marked(`${name}.${t}.${i}`, `${unit} ${i + 1}, step ${t + 1}`, pen.said(name, value)),
    ),
  );
}

function outputUnit(pen: Pen, { output }: Net, shown: Shown, t: number, most: number) {
  const value = shown[output][t]!;
  const mark = marked(`${output}.${t}`, `output, step ${t + 1}`, pen.said(output, value));
  return disc(pen, { x: STEP / 2, y: OUTPUT }, most ? value / most : 0, 'ink', mark);
}

function inputUnit(pen: Pen, { x }: Shown, t: number, y: number) {
  const mark = marked(`x.${t}`, `input, step ${t + 1}`, pen.said('x', x[t]!));
  const content = disc(pen, { x: STEP / 2, y }, Number(t === 0), 'ink', mark);
  return element(pen.document, 'g', { 'data-editable': '' }, content);
}

/** As Graves draws them: the forget gate at the left of the units, the output gate above, the input gate below. */
function gates(pen: Pen, shown: Shown, t: number, foot: number) {
  const x = STEP / 2;
  const middle = (HIDDEN + foot) / 2;
  return [
    gateAt(pen, shown, 'Forget', t, { x: 0, y: middle }),
    gateAt(pen, shown, 'Output', t, { x, y: (HIDDEN + OUTPUT) / 2 }),
    gateAt(pen, shown, 'Input', t, { x, y: foot + BELOW.gate }),
  ];
}

function number(pen: Pen, { size, unit }: Net, shown: Shown, t: number, y: number) {
  const value = shown[size][t]!;
  const text = value >= 0.005 && value < 1000 ? printPower(value) : value === 0 ? '0' : short(value);
  const mark = marked(`${size}.${t}`, `size over all ${unit}s, step ${t + 1}`, pen.said(size, value));
  const made = element(pen.document, 'g', { class: 'amount-number', ...mark });
  made.append(element(pen.document, 'rect', { class: 'hit', x: 2, y: y - 12, width: STEP - 4, height: 17 }));
  made.append(words(pen, text, { x: STEP / 2, y }, 'middle', 'numeral'));
  return made;
}

/** A power of ten that is short enough to stand under a unit. */
const short = (value: number) => `10${raised(Math.round(Math.log10(value)))}`;
