/** One step of a Neural Turing Machine's head, stage by stage: where to look, what to read, what to write. */
import { forward } from '../../kernels/ntm.ts';
import type { Device } from '../../kernels/device/device.ts';
import { cell, widget, type Matrix, type Vector } from '../parts/declare.ts';
import { byName } from '../parts/shown.ts';
import { drawings, panels } from './drawings.ts';
import { explain } from './explain.ts';
import { inputs } from './inputs.ts';
import { presets } from './presets.ts';
import { sentence } from './sentence.ts';

const names = ['memory', 'previous', 'keyVector', 'beta', 'gate', 'shift', 'gamma', 'erase', 'add'];

/** An output is a part of what the one step returns. */
const part = (name: string) => cell(['step'], (step: Record<string, Vector | Matrix>) => step[name]);

function step(device: Device, ...values: unknown[]) {
  const given = byName<{ memory: Matrix }>(names, values);
  const { memory } = given;
  const sizes = { slots: memory.length, width: memory[0]!.length };
  return device.read(forward(device, sizes, given as never));
}

export default widget({
  id: 'ntm-step',
  title: 'Content finds a slot, the shift moves on to the next, and the write changes that one alone',
  description:
    'One read and write of a Neural Turing Machine, stage by stage: a memory that you can edit, content addressing, interpolation, circular shift, sharpening, erase and add.',
  chapter: 'ntm',
  version: 1,
  dimensions: {
    N: { words: 'slots', one: 'slot', range: [1, 16], default: 6 },
    M: { words: 'columns', one: 'column', range: [1, 8], default: 4 },
  },
  inputs,
  values: {
    step: cell(['device', ...names], step),
    similarity: part('similarity'),
    content: part('content'),
    gated: part('gated'),
    shifted: part('shifted'),
    weights: part('weights'),
    memoryAfter: part('memoryAfter'),
    read: part('read'),
    readAfter: part('readAfter'),
  },
  outputs: {
    similarity: { label: 'similarity', shape: ['N'], symbol: '\\ntmSim{\\ntmKey{t}}{\\ntmSlot{t-1}{i}}', words: 'Cosine between the key and each slot; 0 where a vector is zero.' },
    content: { label: 'content weights', shape: ['N'], symbol: '\\ntmContent{t}', words: 'Softmax of β times the similarities.' },
    gated: { label: 'gated weights', shape: ['N'], symbol: '\\ntmGated{t}', words: 'The content weights mixed with the previous ones by the gate.' },
    shifted: { label: 'shifted weights', shape: ['N'], symbol: '\\ntmShifted{t}', words: 'The gated weights moved around the ring of slots.' },
    weights: { label: 'weights', shape: ['N'], symbol: '\\ntmW{t}', words: 'The sharpened weights, with which the head reads and writes.' },
    memoryAfter: { label: 'memory after', shape: ['N', 'M'], symbol: '\\ntmMem{t}', words: 'The memory after erase and add.' },
    read: { label: 'read', shape: ['M'], symbol: '\\ntmRead{t}', words: 'What the head reads from the memory before the write.' },
    readAfter: { label: 'read after', shape: ['M'], symbol: '\\ntmReadAfter{t}', words: 'What the head would read from the memory after the write.' },
  },
  drawings,
  panels,
  sentence,
  explain,
  presets,
  example: 'gated.2',
}); // prettier-ignore
