/** A known answer that a home must give before a figure trusts it. */
import { kernel, type Device } from './device.ts';
import { plain } from './plain.ts';

/** Loops, branches, two indices and the functions that differ from one back end to another. */
const canary = kernel(function canary(table: number[][], scale: number) {
  let sum = 0;
  for (let i = 0; i < this.constants.length; i++) {
    if (table[this.thread.y][i] > 0) {
      sum += Math.exp(-scale * table[this.thread.y][i]) * (this.thread.x + 1);
    } else {
      sum -= Math.sqrt(-table[this.thread.y][i]);
    }
  }
  return sum;
});

/** Rejects unless the device gives the canary's numbers, twice, from different arguments. */
export async function prove(device: Device) {
  const table = [
    [0.5, -2, 3],
    [-0.1, 0.25, 1],
  ];
  for (const scale of [0.3, 1.7]) {
    const run = async (home: Device) =>
      (await home.read({ value: home.run(canary, [2, 2], { length: 3 }, table, scale) })).value.flat();
    const [found, right] = [await run(device), await run(plain())];
    if (!right.every((value, index) => Math.abs(found[index] - value) < 1e-4)) {
      throw new Error(`${device.name}: the canary gave ${found.join(' ')}, not ${right.join(' ')}`);
    }
  }
}
