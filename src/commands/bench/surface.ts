/**
 * The cost surface of one unrolled unit: 512 by 512 networks of 50 steps, by the trainer's homes, by a careful loop with
 * the same quotient of polynomials instead of Math.tanh, and by gpu.js in WebAssembly, one cell a thread and four.
 */
import { gpu } from '../../../kernels/device/gpu.ts';
import { surface, type Task, type Window } from '../../../kernels/surface.ts';
import { plain } from '../../../kernels/trainer/plain.ts';
import { sweeperIn } from '../../../kernels/trainer/sweep.ts';
import { webassembly } from '../../../kernels/trainer/webassembly.ts';
import { compiled } from '../../build/trainer-program.ts';
import type { Races } from '../bench.ts';
import type { Runner } from '../race.ts';

const task: Task = {
  x: [Array.from({ length: 50 }, (_, t) => Math.sin(t))],
  y: [Array.from({ length: 50 }, () => 0.5)],
  counts: [Array.from({ length: 50 }, (_, t) => (t === 49 ? 1 : 0))],
  initial: 0,
};
const window: Window = {
  origin: [-4, 1, -2],
  across: [8, 0, 0],
  up: [0, 0, 4],
  columns: 512,
  rows: 512,
};

const races: Races = async () => {
  const program = await compiled();
  const homes = {
    'trainer, webassembly that multiplies and adds in one': await webassembly({ ...program, everywhere: '' }),
    'trainer, webassembly': await webassembly({ ...program, relaxed: '' }),
    'trainer, plain': plain,
  };
  const runners: Record<string, Runner> = { 'careful loop': () => loop(task, window) };
  for (const [name, make] of Object.entries(homes)) {
    if (!make) continue;
    const { sweep } = await sweeperIn(make);
    runners[name] = () => sweep(task, window);
  }
  const device = await gpu('webasm');
  runners['gpu.js webasm'] = () => device.read({ losses: surface(device, task, window, false) });
  runners['gpu.js webasm, four cells a thread'] = () =>
    device.read({ losses: surface(device, task, window) });
  await agree(runners);
  return { 'cost surface, 512 × 512 networks of T = 50': runners };
};
export default races;

/** Every loss of everybody, to 10⁻⁴. */
async function agree(runners: Record<string, Runner>) {
  const right = (await runners['careful loop']!()) as Float32Array;
  for (const [name, run] of Object.entries(runners)) {
    const answer = (await run()) as Float32Array | { losses: number[][] };
    const rows = 'losses' in answer ? answer.losses : [Array.from(answer)];
    const losses = rows.flatMap((row) => Array.from(row));
    const worst = losses.reduce((most, loss, i) => Math.max(most, Math.abs(loss - right[i]!)), 0);
    if (!(worst < 1e-4) || losses.length !== right.length) {
      throw new Error(`bench: ${name} is ${worst} away from the loop, a race would mean nothing`);
    }
  }
}

function loop({ x: [x], y: [y], counts: [counts], initial }: Task, window: Window): Float32Array {
  const { origin, across, up, columns, rows } = window;
  const losses = new Float32Array(columns * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const [right, high] = [(j + 0.5) / columns, (i + 0.5) / rows];
      const w = origin[0]! + right * across[0]! + high * up[0]!;
      const v = origin[1]! + right * across[1]! + high * up[1]!;
      const b = origin[2]! + right * across[2]! + high * up[2]!;
      let [h, loss] = [initial, 0];
      for (let t = 0; t < x!.length; t++) {
        h = tanh(w * h + v * x![t]! + b);
        const error = h - y![t]!;
        loss += 0.5 * counts![t]! * error * error;
      }
      losses[i * columns + j] = loss;
    }
  }
  return losses;
}

/** The polynomials of `fourLosses`. */
function tanh(from: number): number {
  const z = Math.max(-8, Math.min(8, from));
  const s = z * z;
  const p = z * (0.99999936 + s * (0.1291364 + s * (0.0029388263 + s * 0.000011310211)));
  return p / (1 + s * (0.46246739 + s * (0.023763821 + s * (0.00023702829 + s * 2.4238375e-7))));
}
