import type { Sequence, Task } from '../../kernels/tasks.ts';
import { cell, type Cell, type Vector } from '../parts/declare.ts';
import type { Letters } from '../parts/runs.ts';
import { penOf } from '../parts/shown.ts';
import { element, group, picture, words, type Pen } from '../parts/timeline.ts';
import { numbered } from './numbered.ts';
import { nets, type Setup } from './runners.ts';
import { letter, outputs } from './values.ts';

/** A sequence that was not trained on, and what each network says at its end. */
export const drawExample: Cell = cell(
  ['document', 'letters', 'setup', 'example', 'answers', 'wanted'],
  (document: Document, letters: Letters, { task, steps }: Setup, example: Sequence, answers: Vector, wanted: number) => {
    const pen = penOf(document, letters, outputs);
    // Letters need some width; the place scrolls where they are many.
    const step = Math.max(task === 'adding' ? 2 : 9, Math.min(16, 330 / steps));
    const says = answers.map((answer, at) => {
      const { name, kind } = nets[at]!;
      const x = 62 + at * 110;
      return group(
        pen,
        'answer',
        words(pen, name, { x: x - 58, y: 112 }, 'start', `word runner ${kind}`),
        numbered(pen, { mark: `answers.${at}`, says: `answer of the ${name}`, text: pen.said('answers', answer), x: x + 16, y: 92, number: pen.said('answers', answer) }),
      );
    });
    const asked = words(pen, question(task, example, wanted), { x: 0, y: 84 }, 'start', 'word');
    return picture(pen, Math.max(332, steps * step + 2), 124, 'a sequence and the answers to it', [...symbols(pen, task, example, step), asked, ...says]);
  },
); // prettier-ignore

function question(task: Task, { targets, weights }: Sequence, wanted: number) {
  const last = targets.filter((_, t) => weights[t]);
  if (task === 'adding') return `asked for: the sum of the two marked ones, ${wanted.toFixed(2)}`;
  const right =
    task === 'copy' ? last.map((one) => letter(task, one)).join(' ') : ['XX', 'XY', 'YX', 'YY'][last[0]!];
  return `asked for: ${right}; how probable do they find it?`;
}

/** Numbers as bars whose marked ones are dark, symbols as letters whose telling ones are bold. */
function symbols(pen: Pen, task: Task, { inputs }: Sequence, step: number) {
  return inputs.map((input, t) => {
    const x = t * step + 1;
    if (typeof input === 'number') {
      const telling = task === 'copy' ? input < 4 : input === 2 || input === 3;
      return words(pen, letter(task, input), { x: x + step / 2, y: 40 }, 'middle', telling ? 'word telling' : 'faint');
    }
    const [u, mark] = input as [number, number];
    const box = { x: Number(x.toFixed(1)), y: Number((56 - 50 * u).toFixed(1)), width: Math.max(1, step - 2).toFixed(1), height: Number((50 * u).toFixed(1)) };
    return group(
      pen,
      'number',
      element(pen.document, 'rect', { ...box, class: mark ? 'quantity telling' : 'quantity' }),
      mark > 0 && words(pen, '▲', { x: x + step / 2, y: 67 }, 'middle', 'word'),
    );
  });
} // prettier-ignore
