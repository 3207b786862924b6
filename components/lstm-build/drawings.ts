import type { Cell, Panel } from '../parts/declare.ts';
import { lines, type Curve } from '../parts/lines.ts';
import { block } from './block.ts';
import { drawing, stageOf } from './shown.ts';
import { time } from './time.ts';

/** Cell and output over time, and the cell of the stage before, which had one part less. */
const drawCurve = drawing((pen, shown) => {
  const s = stageOf(shown);
  const { cells, blockOutputs } = shown;
  const steps = [...cells[s]!.keys()];
  const curve = (name: string, stage: number, kind: string, tex: string, text: string, marks = steps): Curve => {
    const values = (name === 'cells' ? cells : blockOutputs)[stage]!;
    const number = (t: number) => pen.said(name, values[t]!);
    return { name: `${name}.${stage}`, kind, values, tex, marks, words: (t) => `${text}, step ${t + 1}`, number };
  };
  const before = s ? [{ ...curve('cells', s - 1, 'alone', '', '', []), tex: undefined, text: 'without' } as Curve] : [];
  const curves = [...before, curve('cells', s, 'memory', '\\lstmCell{t}', 'cell'), curve('blockOutputs', s, 'state', '\\lstmHid{t}', 'output')];
  const all = curves.flatMap(({ values }) => [...values]);
  const domain = [Math.min(-0.2, ...all) * 1.1, Math.max(1, ...all) * 1.1] as const;
  return lines(pen, { label: 'cell and output by steps', width: 400, height: 190, room: 62, domain, log: false, across: 'steps after the first', curves });
}); // prettier-ignore

export const drawings: Record<string, Cell> = {
  drawBlock: drawing(block),
  drawTime: drawing(time),
  drawCurve,
};

/** Finding, equation and controls of each stage. */
const grown = (stage: string, title: string, formula: string, ...controls: string[]): Panel => ({
  ...{ title, formula, controls, drawing: 'drawBlock', span: 'half', when: { stage: [stage] } },
});

export const panels: readonly Panel[] = [
  grown('loop', 'a unit that feeds itself with weight 1 keeps what it has', '\\lstmCell{t} = w \\cdot \\lstmCell{t-1} + \\lstmCand{t}', 'loop'),
  grown('input', 'an input gate says what is worth keeping', '\\lstmCell{t} = w \\cdot \\lstmCell{t-1} + \\lstmIn{t} \\had \\lstmCand{t}', 'loop'),
  grown('output', 'an output gate says when the rest may hear of it', '\\lstmHid{t} = \\lstmOut{t} \\had \\tanh(\\lstmCell{t})', 'loop'),
  grown('forget', 'a forget gate empties the cell for the next', '\\lstmCell{t} = w\\, \\lstmForget{t} \\had \\lstmCell{t-1} + \\lstmIn{t} \\had \\lstmCand{t}', 'loop'),
  grown('peephole', 'peepholes let the gates see the cell', '\\lstmOut{t} = \\sigma(\\lstmpo \\had \\lstmCell{t} + \\lstmbo)', 'peephole', 'bias'),
  grown('block', 'the whole block: four inputs, one output', '\\lstmHid{t} = \\lstmOut{t} \\had \\tanh(\\lstmCell{t})', 'sharpness', 'peephole'),
  { title: 'over time', controls: ['steps'], drawing: 'drawTime', below: { drawing: 'drawCurve' }, span: 'half' },
]; // prettier-ignore
