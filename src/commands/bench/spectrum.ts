/** The products of the sweep: 151 networks taken back through all their steps, on every device that Node has. */
import { gpu } from '../../../kernels/device/gpu.ts';
import { plain } from '../../../kernels/device/plain.ts';
import type { Device, Handle } from '../../../kernels/device/device.ts';
import {
  backward,
  driving,
  forward,
  recurrent,
  scaled,
  unitEigenvalues,
  type Networks,
} from '../../../kernels/spectrum.ts';
import type { Races } from '../bench.ts';

const SEED = 1;
const radii = Array.from({ length: 151 }, (_, i) => i / 100);

const races: Races = async () => {
  const devices = [plain(), ...(await Promise.all([gpu('webasm'), gpu('cpu')]))];
  const all = [4, 16].map(async (size) => {
    const title = `sweep, 151 networks of ${size} units, 20 steps back`;
    const pass = await prepared({ size, count: radii.length, activation: 'tanh' }, 20);
    return [title, Object.fromEntries(devices.map((device) => [device.name, () => pass(device)]))] as const;
  });
  return Object.fromEntries(await Promise.all(all));
};
export default races;

/** The states are those of `plain`, as in the figure; what is raced is the way back. */
async function prepared(networks: Networks, steps: number) {
  const unit = unitEigenvalues(networks.size, SEED);
  const weights = radii.flatMap((radius) => recurrent(scaled(unit, radius), 1, SEED));
  const home = plain();
  const inputs = driving(steps, networks.size, 0.5, SEED);
  const slopes = [...forward(home, networks, weights, inputs, steps)].map((after) => after.slopes);
  const { all } = await home.read({ all: slopes });
  return (device: Device) => {
    const ways = [...backward(device, networks, weights, all as number[][][])];
    const { product, largest } = ways.at(-1)!;
    return device.read({ product: product as Handle, largest: largest as Handle });
  };
}
