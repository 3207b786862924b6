/** What the network writes, at a few iterations: a diary of its learning. */
import { cell, type Cell } from '../parts/declare.ts';
import { maker } from '../parts/element.ts';
import { counted } from '../parts/numbers.ts';
import { sampledAt } from './inputs.ts';
import type { Trained } from './training.ts';
import type { Corpus } from './values.ts';

export const drawDiary: Cell = cell(
  ['document', 'samples', 'iterations', 'trained', 'corpus'],
  (
    document: Document,
    samples: string[],
    iterations: number,
    trained: Trained | undefined,
    corpus: Corpus,
  ) => {
    const make = maker(document);
    if (!trained) return make('p', { class: 'diary none' }, 'fault' in corpus ? corpus.fault : '');
    const at = sampledAt({ iterations, source: '' });
    const overflow = trained.losses[0]!.overflow;
    const words = (count: number) => {
      if (overflow !== undefined && count > overflow) return 'overflow: there is nothing to draw from';
      return '(from before the file that was opened)';
    };
    const entries = samples.toReversed().map((text, i) => {
      const count = at[samples.length - 1 - i]!;
      return make(
        'div',
        { class: 'entry-of-diary' },
        make('dt', {}, `${i === 0 ? 'now, ' : ''}after ${counted(count)} iteration${count === 1 ? '' : 's'}`),
        make('dd', {}, make('code', { dir: 'auto' }, text || words(count))),
      );
    });
    return make('dl', { class: 'diary' }, ...entries);
  },
);
