/** The dataflow: the block at all six stages over the same sequence. */
import type { Device } from '../../kernels/device/device.ts';
import { grown, STAGES, type Settings } from '../../kernels/memory-block.ts';
import { cell, type Cell, type Matrix, type Output } from '../parts/declare.ts';
import { byName } from '../parts/shown.ts';

/** [stage][quantity][T]. */
export type Run = Record<'g' | 'i' | 'f' | 'o' | 'c' | 's' | 'h' | 'left', number[]>[];

export const settings = ['loop', 'sharpness', 'peephole', 'bias', 'x', 'write', 'keep', 'read'] as const;

async function run(device: Device, ...values: unknown[]): Promise<Run> {
  const given = byName<Settings>(settings, values);
  const stages = Array.from({ length: STAGES }, (_, at) => grown(device, given, at + 1));
  const read = (stage: (typeof stages)[number]) => device.read(stage) as Promise<Record<string, Matrix>>;
  const found = await Promise.all(stages.map(read));
  const flat = (stage: Record<string, Matrix>) => Object.entries(stage).map(([name, list]) => [name, list.flat()]);
  return found.map((stage) => Object.fromEntries(flat(stage)) as Run[number]);
} // prettier-ignore

const of = (name: keyof Run[number]) => cell(['run'], (found: Run) => found.map((stage) => stage[name]));

export const values: Record<string, Cell> = {
  run: cell(['device', ...settings], run),
  cells: of('c'),
  blockOutputs: of('h'),
  remains: of('left'),
  gates: cell(['run'], (found: Run) => found.map(({ i, f, o }) => [i, f, o])),
  candidates: cell(['run'], (found: Run) => found[0]!.g),
};

export const outputs: Record<string, Output> = {
  cells: { label: 'cell', shape: [STAGES, 'T'], symbol: '\\lstmCell{t}', words: 'What the cell holds, one row for each of the six stages.' },
  blockOutputs: { label: 'output', shape: [STAGES, 'T'], symbol: '\\lstmHid{t}', words: 'What the block tells, one row for each stage.' },
  remains: { label: 'of the first', shape: [STAGES, 'T'], words: 'How much of the first candidate is still in the cell, one row for each stage.' },
  gates: { label: 'gates', shape: [STAGES, 3, 'T'], words: 'Input, forget and output gate at each stage; 1 where a gate is not yet there.' },
  candidates: { label: 'candidate', shape: ['T'], symbol: '\\lstmCand{t}', words: 'What would be written at each step.' },
}; // prettier-ignore
