/** Any text as data to train on: which symbols it has, and chunks of it. */
import { eachCluster, OTHER, Table } from './symbols.ts';
import { TrainerError, type Chunk, type Data, type Recipe } from './types.ts';

export interface TextData extends Data {
  /** What a reader calls a character, in the order of their codes. OTHER is the last one where it is needed. */
  readonly symbols: readonly string[];
  /** How many symbols the text has. */
  readonly length: number;
  /** Iterations from one start of the text to the next. */
  readonly round: number;
  /** What a reader should know about this text, as sentences. */
  readonly notes: readonly string[];
  /** Numbers of a text's symbols; what is not in the table is OTHER, or left out where there is no OTHER. */
  encode(text: string): number[];
}

function notesOn(symbols: readonly string[], distinct: number, length: number, steps: number): string[] {
  const notes: string[] = [];
  if (symbols.length === 1) {
    notes.push('The text has one symbol only: there is nothing to learn, and the loss is 0 from the start.');
  }
  if (distinct > symbols.length) {
    notes.push(
      `The text has ${distinct} different symbols. The ${symbols.length - 1} most frequent ones are kept, the others count as one.`,
    );
  }
  if (length <= steps) {
    notes.push(
      `The text has ${length} symbols, fewer than a chunk of ${steps} steps needs: the rest is left empty.`,
    );
  }
  return notes;
}

/** A text as numbers of its symbols: at most 256, so that each is a byte. */
function read(text: string) {
  const table = new Table();
  const ids = new Int32Array(text.length);
  let length = 0;
  eachCluster(text, (start, end) => (ids[length++] = table.number(text, start, end)));
  if (length === 0) throw new TrainerError('The text is empty: type or paste something to learn from.');
  if (length === 1) throw new TrainerError('The text is one symbol: nothing follows it to be learnt.');
  const { symbols, places } = table.ranked();
  const codes = new Uint8Array(length);
  for (let i = 0; i < length; i++) codes[i] = places[ids[i]!]!;
  return { codes, symbols, distinct: table.counts.length };
}

/**
 * Chunks of a text. The sequences of a batch are stretches of it, evenly spread; each chunk carries on where the one
 * before ended, until a stretch is over. Throws a TrainerError, a sentence for the reader, where there is nothing to
 * predict.
 */
export function textData(text: string, { batch, steps }: Pick<Recipe, 'batch' | 'steps'>): TextData {
  const { codes, symbols, distinct } = read(text);
  const { length } = codes;
  const stretch = Math.max(Math.floor(length / batch), Math.min(length, steps + 1));
  const gap = (length - stretch) / Math.max(1, batch - 1);
  const round = Math.max(1, Math.floor((stretch - 1) / steps));
  const notes = notesOn(symbols, distinct, length, steps);
  return { chunk, symbols, length, round, notes, encode: encoder(symbols) };

  function chunk(iteration: number): Chunk {
    const at = (iteration % round) * steps;
    const [inputs, targets] = [new Int32Array(steps * batch), new Int32Array(steps * batch)];
    const weights = stretch > steps ? undefined : new Float32Array(steps * batch);
    for (let b = 0; b < batch; b++) {
      const start = Math.floor(b * gap) + at;
      for (let t = 0; t < steps && at + t + 1 < stretch; t++) {
        inputs[t * batch + b] = codes[start + t]!;
        targets[t * batch + b] = codes[start + t + 1]!;
        if (weights) weights[t * batch + b] = 1;
      }
    }
    return { inputs, targets, weights, carried: at > 0 };
  }
}

function encoder(symbols: readonly string[]) {
  const known = new Map(symbols.map((symbol, place) => [symbol, place]));
  return (text: string) => {
    const found: (number | undefined)[] = [];
    eachCluster(text, (start, end) => found.push(known.get(text.slice(start, end)) ?? known.get(OTHER)));
    return found.filter((place) => place !== undefined);
  };
}
