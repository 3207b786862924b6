/** One step of a Neural Turing Machine: a loop written by hand against the kernels on every device that Node has. */
import type { Device } from '../../../kernels/device/device.ts';
import { gpu } from '../../../kernels/device/gpu.ts';
import { plain } from '../../../kernels/device/plain.ts';
import { forward, type Sizes } from '../../../kernels/ntm.ts';
import type { Races } from '../bench.ts';
import type { Runner } from '../race.ts';
import { example } from './example.ts';

const sizes: Sizes[] = [
  { slots: 6, width: 4 },
  { slots: 128, width: 20 },
];

const races: Races = async () => {
  const devices = [plain(), ...(await Promise.all([gpu('webasm'), gpu('cpu')]))];
  const all = sizes.map(async (size) => {
    const title = `ntm, one step, ${size.slots} slots of ${size.width}`;
    return [title, await runners(devices, size)] as const;
  });
  return Object.fromEntries(await Promise.all(all));
};
export default races;

async function runners(devices: Device[], size: Sizes): Promise<Record<string, Runner>> {
  const inputs = example(size);
  const byHand = loop(inputs);
  const result: Record<string, Runner> = { 'loop by hand': () => loop(inputs) };
  for (const device of devices) {
    const step = () => device.read(forward(device, size, inputs));
    const { weights, readAfter } = await step();
    assertSame(
      device.name,
      [...byHand.weights, ...byHand.readAfter],
      [weights, readAfter].flat() as number[],
    );
    result[device.name] = step;
  }
  return result;
}

function assertSame(name: string, expected: number[], found: number[]) {
  const worst = Math.max(...expected.map((value, index) => Math.abs(value - found[index]!)));
  if (!(worst < 1e-4))
    throw new Error(`bench: ${name} is ${worst} away from the loop, a race would mean nothing`);
}

/** Equations 2 to 9 in the order of the paper, without any device. */
function loop({
  memory,
  previous,
  keyVector,
  beta,
  gate,
  shift,
  gamma,
  erase,
  add,
}: ReturnType<typeof example>) {
  const slots = memory.length;
  const keyNorm = Math.hypot(...keyVector);
  const similarity = memory.map((slot) => {
    const norm = keyNorm * Math.hypot(...slot);
    return norm > 0 ? slot.reduce((sum, value, j) => sum + value * keyVector[j]!, 0) / norm : 0;
  });
  const scores = similarity.map((value) => Math.exp(beta * (value - 1)));
  const total = scores.reduce((sum, value) => sum + value, 0);
  const gated = scores.map((value, i) => (gate * value) / total + (1 - gate) * previous[i]!);
  const shifted = gated.map((_, i) => {
    const [back = 0, stay = 0, on = 0] = shift;
    return back * gated[(i + 1) % slots]! + stay * gated[i]! + on * gated[(i + slots - 1) % slots]!;
  });
  const powers = shifted.map((value) => value ** gamma);
  const sum = powers.reduce((all, value) => all + value, 0);
  const weights = powers.map((value) => value / sum);
  const memoryAfter = memory.map((slot, i) =>
    slot.map((value, j) => value * (1 - weights[i]! * erase[j]!) + weights[i]! * add[j]!),
  );
  const readOf = (rows: number[][]) =>
    keyVector.map((_, j) => rows.reduce((all, slot, i) => all + weights[i]! * slot[j]!, 0));
  return {
    similarity,
    gated,
    shifted,
    weights,
    memoryAfter,
    read: readOf(memory),
    readAfter: readOf(memoryAfter),
  };
}
