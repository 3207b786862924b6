/** The state in a sentence, and the sum behind each number. */
import { cell, type Cell, type Explanation, type Vector } from '../parts/declare.ts';
import { counted, excerpt, print, tex } from '../parts/numbers.ts';
import { cellLabels, type CellName } from './inputs.ts';
import type { Trained } from './training.ts';
import type { Corpus } from './values.ts';

const homes = { webassembly: 'in WebAssembly', plain: 'in plain JavaScript' } as const;

function exploded(iteration: number) {
  return `At iteration ${counted(iteration + 1)} a number became too large to be one (overflow): the updates went too far. Nothing is lost: choose a smaller rate or let the gradient be clipped, and it starts again.`;
}

function wild(iterations: number, mean: number, guessing: number) {
  return `After ${counted(iterations)} iterations a symbol costs ${print(mean)} nats, where guessing costs ${print(guessing)}: training has exploded. Each update goes so far that the next gradient is about another place. Nothing is lost: choose a smaller rate, or clip, and it starts again.`;
}

export const sentence: Cell = cell(
  ['corpus', 'trained', 'cell', 'units', 'smoothed', 'samples'],
  (corpus: Corpus, trained: Trained | undefined, kind: CellName, units: number, smoothed: Vector, samples: string[]) => {
    if ('fault' in corpus) return corpus.fault;
    const { data, costs } = corpus;
    const [{ overflow }] = trained!.losses as [Trained['losses'][number]];
    if (overflow !== undefined) return exploded(overflow);
    const recent = trained!.losses[0]!.values.slice(-100);
    const mean = recent.reduce((sum, loss) => sum + loss, 0) / recent.length;
    const read = `${counted(data.length)} symbols, ${data.symbols.length} of them different`;
    const now = recent.length
      ? `the last ${recent.length === 1 ? 'chunk' : `${recent.length} chunks`} cost ${print(mean)} nats a symbol (smoothed ${print(smoothed.at(-1)!)})`
      : 'nothing has been learnt';
    if (mean > 3 * Math.max(1, costs.guessing)) return wild(trained!.iteration, mean, costs.guessing);
    const begun = excerpt(samples.at(-1) ?? '', 40).replace(/ \(.*/, '');
    return [
      `After ${counted(trained!.iteration)} iterations on ${read}, ${now}; guessing costs ${print(costs.guessing)}, counting pairs ${print(costs.pairs)}.`,
      `The ${cellLabels[kind]} of ${units} units writes ${begun}`,
      `It was trained here, ${homes[trained!.home]}.`,
      ...data.notes,
    ].join(' ').replace(/([^.!?…”])( It was trained)/, '$1.$2');
  },
); // prettier-ignore

interface All {
  loss: Vector;
  smoothed: Vector;
  guessing: number;
  singles: number;
  pairs: number;
  symbols: number;
}

function sum(name: string, k: number, { loss, smoothed, guessing, symbols }: All): string {
  if (name === 'guessing') return `\\log(${symbols})`;
  if (name === 'singles') return '-\\text{sum of } p \\log(p) \\text{ over symbols}';
  if (name === 'pairs') return '-\\text{sum of } p \\log(p) \\text{ over pairs, } p \\text{ given the first}';
  const before = k ? smoothed[k - 1]! : guessing;
  return `\\text{smoothed loss} = 0.999 \\cdot ${tex(before, true)} + 0.001 \\cdot ${tex(loss[k]!, true)}`;
}

export const explain: Cell = cell(
  ['loss', 'smoothed', 'guessing', 'singles', 'pairs', 'symbols'],
  (loss: Vector, smoothed: Vector, guessing: number, singles: number, pairs: number, symbols: number) => {
    const all: All = { loss, smoothed, guessing, singles, pairs, symbols };
    return (mark: string): Explanation | undefined => {
      const [name = '', index] = mark.split('.');
      const value = index === undefined ? all[name as 'pairs'] : (all[name as 'loss'] as Vector | undefined)?.[Number(index)];
      return typeof value === 'number' ? `${sum(name, Number(index), all)} = ${tex(value)}` : undefined;
    };
  },
); // prettier-ignore
