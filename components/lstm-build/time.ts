/** The same sequence at the stage on show: one row for each quantity, output above, input below. */
import { fullOf } from '../parts/columns.ts';
import { gateSign } from '../parts/gates.ts';
import { cells, element, group, marked, picture, symbol, words, type Pen } from '../parts/timeline.ts';
import { byHand, gateNames, stageOf, type Shown } from './shown.ts';

const LEFT = 46;
const STEP = 33;
const ROW = 25;

interface Row {
  tex?: string;
  text?: string;
  draw: (y: number) => Element;
}

export function time(pen: Pen, shown: Shown): Element {
  const T = shown.x.length;
  const rows = rowsOf(pen, shown);
  const foot = rows.length * ROW + 14;
  const steps = Array.from({ length: T }, (_, t) =>
    words(pen, String(t + 1), { x: LEFT + (t + 0.5) * STEP, y: foot }, 'middle', 'faint'),
  );
  const drawn = rows.flatMap(({ tex, text, draw }, at) => {
    const place = { x: 4, y: at * ROW + 17 };
    const name = tex ? symbol(pen, tex, place, 'start', 'small-letter') : words(pen, text!, place, 'start', 'word');
    return [name, draw(at * ROW + 2)];
  });
  const label = `the block over ${T} steps`;
  return picture(pen, LEFT + T * STEP + 4, foot + 6, label, [...drawn, ...steps, words(pen, 'step', { x: 4, y: foot }, 'start', 'faint')]);
} // prettier-ignore

function rowsOf(pen: Pen, shown: Shown): Row[] {
  const s = stageOf(shown);
  const numbers = (name: string, called: string, values: readonly number[], editable = false) => (y: number) =>
    row(pen, y, values, { name, called, editable });
  const gate = (k: number): Row[] => {
    const { tex, from } = gateNames[k]!;
    return s < from ? [] : [{ tex: `${tex}{t}`, draw: (y) => signs(pen, shown, s, k, y) }];
  };
  return [
    { tex: '\\lstmHid{t}', draw: numbers(`blockOutputs.${s}`, 'output', shown.blockOutputs[s]!) },
    ...gate(2),
    { tex: '\\lstmCell{t}', draw: numbers(`cells.${s}`, 'cell', shown.cells[s]!) },
    ...gate(1),
    ...gate(0),
    { tex: '\\lstmCand{t}', draw: numbers('candidates', 'candidate', shown.candidates) },
    { tex: '\\inp{t}', draw: numbers('x', 'input', shown.x, true) },
    ...(s < 5 ? [] : gateNames.map(({ hand }): Row => ({ text: hand, draw: numbers(hand, hand, shown[hand], true) }))),
  ];
} // prettier-ignore

function row(
  pen: Pen,
  y: number,
  values: readonly number[],
  { name, called, editable }: { name: string; called: string; editable: boolean },
) {
  const full = fullOf(values);
  const grid = { x: LEFT, y, values: [values], cell: [STEP, 21] as const, full, printed: true };
  const mark = (_: number, t: number) => `${name}.${t}`;
  return cells(pen, { ...grid, reached: true, editable, mark, words: (_, t) => `${called}, step ${t + 1}` });
}

/** Gates that are set by hand can be changed where they stand. */
function signs(pen: Pen, shown: Shown, s: number, k: number, y: number) {
  const { name: called, hand } = gateNames[k]!;
  const own = byHand(s, k);
  const all = shown.gates[s]![k as 0]! as unknown as number[];
  const made = all.map((value, t) => {
    const at = { x: LEFT + (t + 0.5) * STEP, y: y + 10 };
    const name = own ? `${hand}.${t}` : `gates.${s}.${k}.${t}`;
    return gateSign(pen, value, at, marked(name, `${called}, step ${t + 1}`, pen.said(name.split('.')[0]!, value)), own);
  });
  const line = { d: `M${LEFT} ${y + 21}H${LEFT + all.length * STEP}`, class: 'line' };
  return group(pen, 'gates', element(pen.document, 'path', line), ...made);
} // prettier-ignore
