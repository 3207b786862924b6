/** A recurrent network forward and backward through time: a loop written by hand against the kernels on every device that Node has. */
import type { Device } from '../../../kernels/device/device.ts';
import { gpu } from '../../../kernels/device/gpu.ts';
import { plain } from '../../../kernels/device/plain.ts';
import { backward, forward, type Network } from '../../../kernels/rnn.ts';
import type { Races } from '../bench.ts';
import type { Runner } from '../race.ts';

const networks: Network[] = [
  { inputs: 2, units: [3], outputs: 2, steps: 5, activation: 'tanh', cost: 'squared' },
  { inputs: 4, units: [8], outputs: 4, steps: 50, activation: 'tanh', cost: 'squared' },
];

const races: Races = async () => {
  const devices = [plain(), ...(await Promise.all([gpu('webasm'), gpu('cpu')]))];
  const all = networks.map(async (network) => {
    const title = `rnn, forward and backward, T = ${network.steps}, H = ${network.units[0]}`;
    return [title, await runners(devices, network)] as const;
  });
  return Object.fromEntries(await Promise.all(all));
};
export default races;

async function runners(devices: Device[], network: Network): Promise<Record<string, Runner>> {
  const { parameters, x, y } = example(network);
  const [layer] = parameters.layers;
  const byHand = loop(layer!.U, layer!.W, layer!.b, parameters.V, parameters.c, x, y).flat();
  const result: Record<string, Runner> = {
    'loop by hand': () => loop(layer!.U, layer!.W, layer!.b, parameters.V, parameters.c, x, y),
  };
  for (const device of devices) {
    const pass = () => {
      const record = forward(device, network, parameters, x, y);
      const { dU, dW, db, dV, dc } = backward(device, network, parameters, x, y, record);
      return device.read({ loss: record.loss, dU, dW, db, dV, dc });
    };
    const { dU } = await pass();
    const worst = Math.max(...(dU as number[][][]).flat(2).map((value, i) => Math.abs(value - byHand[i]!)));
    if (!(worst < 1e-4)) {
      throw new Error(`bench: ${device.name} is ${worst} away from the loop, a race would mean nothing`);
    }
    result[device.name] = pass;
  }
  return result;
}

/** Numbers without a pattern, the same each time. */
function example({ inputs, units, outputs, steps }: Network) {
  const H = units[0]!;
  const rows = (count: number, length: number, phase: number) =>
    Array.from({ length: count }, (_, i) =>
      Array.from({ length }, (_, j) => Math.sin(7 * i + 3 * j + phase) / Math.sqrt(length)),
    );
  const layers = [{ U: rows(H, H, 1), W: rows(H, inputs, 2), b: rows(1, H, 3)[0]! }];
  const parameters = { layers, V: rows(outputs, H, 4), c: rows(1, outputs, 5)[0]! };
  return { parameters, x: rows(steps, inputs, 6), y: rows(steps, outputs, 7) };
}

type Matrix = number[][];

/** ∂L/∂U of a tanh network with squared loss; all other gradients are computed on the way, as the kernels do. */
function loop(U: Matrix, W: Matrix, b: number[], V: Matrix, c: number[], x: Matrix, y: Matrix): Matrix {
  const states = [b.map(() => 0)];
  const errors = x.map((input, t) => {
    const h = b.map((bias, i) => Math.tanh(bias + dot(U[i]!, states[t]!) + dot(W[i]!, input)));
    states.push(h);
    return c.map((bias, k) => bias + dot(V[k]!, h) - y[t]![k]!);
  });
  const zero = (like: Matrix) => like.map((row) => row.map(() => 0));
  const [dU, dW, dV] = [zero(U), zero(W), zero(V)];
  const [db, dc] = [b.map(() => 0), c.map(() => 0)];
  let next = b.map(() => 0);
  for (let t = x.length - 1; t >= 0; t--) {
    const h = states[t + 1]!;
    const delta = h.map((value, i) => {
      let sum = 0;
      for (let k = 0; k < c.length; k++) sum += V[k]![i]! * errors[t]![k]!;
      for (let j = 0; j < b.length; j++) sum += U[j]![i]! * next[j]!;
      return (1 - value * value) * sum;
    });
    add(dU, delta, states[t]!);
    add(dW, delta, x[t]!);
    add(dV, errors[t]!, h);
    delta.forEach((value, i) => (db[i] = db[i]! + value));
    errors[t]!.forEach((value, k) => (dc[k] = dc[k]! + value));
    next = delta;
  }
  return dU;
}

function dot(one: number[], other: number[]): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}

function add(total: Matrix, error: number[], factor: number[]): void {
  error.forEach((value, i) => factor.forEach((by, j) => (total[i]![j] = total[i]![j]! + value * by)));
}
