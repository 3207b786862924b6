/** A small widget with one input of every kind, and cells that count how often they are computed. */
import { cell, widget, type Declaration, type Vector } from '../../components/parts/declare.ts';

export type Part = Partial<Declaration>;
export const counts = new Map<string, number>();

const counted = (name: string, needs: string[], compute: (...values: never[]) => unknown) =>
  cell(needs, (...values: never[]) => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return compute(...values);
  });

const unit = { range: [0, 1], step: 0.1 } as const;
const said = (label: string) => ({ label, words: `${label}.` });

export function parts(): Declaration {
  return {
    id: 'small',
    title: 'A small widget',
    description: 'For tests.',
    chapter: 'ntm',
    version: 1,
    dimensions: {
      R: { words: 'rows', one: 'row', range: [1, 3], default: 2 },
      C: { words: 'columns', one: 'column', range: [1, 2], default: 2 },
    },
    inputs: {
      rate: { kind: 'number', range: [-2, 2], step: 0.1, default: 1, ...said('rate') },
      shade: {
        kind: 'choice',
        options: [
          { value: 'dim', label: 'dim' },
          { value: 'bright', label: 'bright' },
        ],
        default: 'dim',
        ...said('shade'),
      },
      grid: {
        kind: 'array',
        shape: ['R', 'C'],
        range: [-1e4, 1e4],
        step: 1,
        default: ({ R, C }) =>
          Array.from({ length: R! }, (_, i) => Array.from({ length: C! }, (_, j) => i + j)),
        ...said('grid'),
      },
      row: { kind: 'array', shape: ['R'], ...unit, default: ({ R }) => Array(R).fill(0.5), ...said('row') },
      pair: { kind: 'array', shape: [2], ...unit, default: () => [0, 1], ...said('pair') },
    },
    values: {
      twice: counted('twice', ['rate'], (rate: number) => 2 * rate),
      total: counted('total', ['row', 'twice'], (row: Vector, twice: number) =>
        row.reduce((a, b) => a + b, twice),
      ),
      home: counted('home', ['device'], (device: { name: string }) => device.name),
      area: counted('area', ['sizes'], ({ R, C }: Record<string, number>) => R! * C!),
    },
    outputs: { total: { shape: [], ...said('total') } },
    drawings: {
      picture: counted('picture', ['document', 'shade'], (document: Document, shade: string) => {
        const element = document.createElement('p');
        element.textContent = shade;
        return element;
      }),
    },
    panels: [{ title: 'picture', drawing: 'picture' }],
    sentence: counted('sentence', ['total'], (total: number) => `The total is ${total}.`),
    explain: cell(['total'], (total: number) => () => String(total)),
    presets: [],
    example: 'grid.0.0',
  };
}

export const small = (changes: Part = {}) => widget({ ...parts(), ...changes });
