/** The trainer's iterations on a device of kernels/device are those of its own homes. */
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { Device } from '../../kernels/device/device.ts';
import { fuse } from '../../kernels/device/fuse.ts';
import { gpu } from '../../kernels/device/gpu.ts';
import { plain as device } from '../../kernels/device/plain.ts';
import type { Engine } from '../../kernels/trainer/engine.ts';
import { TrainerError } from '../../kernels/trainer/index.ts';
import { plain } from '../../kernels/trainer/plain.ts';
import * as batched from '../../kernels/batched.ts';
import { broken, kernelsOf } from './broken.ts';
import { cases, homes, made } from './trainer-case.ts';
import { flat, largest } from './tolerance.ts';

const devices: Record<string, Promise<Device>> = {
  plain: Promise.resolve(device()),
  cpu: gpu('cpu'),
  webasm: gpu('webasm'),
};
afterAll(async () => {
  for (const one of Object.values(devices)) (await one).dispose();
});

/** Largest difference of losses, gradients, states and parameters over three iterations. */
async function apart(one: (typeof cases)[number], on: Device, home: string): Promise<number> {
  const changes = { optimizer: 'adam', rate: 0.01 } as const;
  const [right, found] = [await made(one, plain, changes), await made(one, await homes[home]!(), changes)];
  let most = 0;
  for (let i = 0; i < 3; i++) {
    const losses = [right.step(), await found.stepOn(on)];
    const [a, b] = [right, found].map((net) =>
      flat([net.gradients(), net.read(), net.carried()].flatMap((record) => Object.values(record)) as never),
    );
    expect(a!.length).toBe(b!.length);
    most = Math.max(most, Math.abs(losses[0]! - losses[1]!), largest(a!.map((x, k) => x - b![k]!)));
  }
  found.dispose();
  return most;
}

describe.each(Object.keys(devices))('on %s', (name) => {
  test.each(cases)('$name', async (one) => {
    const on = await devices[name]!;
    if (name === 'plain') expect(await apart(one, on, 'plain')).toBeLessThan(1e-12);
    expect(await apart(one, on, 'webassembly')).toBeLessThan(2e-5);
  });
});

test('a kernel that is wrong by one in a hundred is noticed', async () => {
  for (const kernel of kernelsOf(batched)) {
    if (kernel.name === 'zero') continue;
    const found = await Promise.all(
      cases.map((one) =>
        apart(
          one,
          broken(kernel, (x) => x * 1.01),
          'plain',
        ),
      ),
    );
    expect(Math.max(...found), kernel.name).toBeGreaterThan(1e-5);
  }
  const added = broken(batched.zero, (x) => x + 0.01);
  expect(await apart(cases[1]!, added, 'plain')).toBeGreaterThan(1e-5);
});

describe('a device that answers late or not at all', () => {
  const one = cases[1]!;
  /** Computes when it is told to. */
  const slow = () => {
    let [count, tell, fail] = [0, () => {}, (_: Error) => {}];
    const told = new Promise<void>((...both) => ([tell, fail] = both));
    const compute: Device['fuse'] = (vectors, compose) => {
      const fused = fuse(device(), vectors, compose);
      const call = async (...vectors: ArrayLike<number>[]) => {
        count++;
        await told;
        return await fused(...vectors);
      };
      return Object.assign(call, { dispose() {} });
    };
    return {
      on: { ...device(), fuse: compute },
      tell: () => tell(),
      fail: (reason: Error) => fail(reason),
      asked: () => count,
    };
  };

  const changes: [string, (net: Engine) => void][] = [
    ['reset', (net) => net.reset()],
    ['weights that were written', (net) => net.write({ c: [1, 2, 3, 4] })],
    ['an iteration at home', (net) => net.step()],
    ['dispose', (net) => net.dispose()],
  ];
  test.each(changes)('%s is not undone by it', async (_, change) => {
    const { on, tell, asked } = slow();
    const net = await made(one, plain, { rate: 0.1 });
    const late = net.stepOn(on).catch((reason: unknown) => reason);
    await vi.waitFor(() => expect(asked()).toBe(1));
    change(net);
    const before = [net.iteration, net.read()];
    tell();
    expect(await late).toBeInstanceOf(TrainerError);
    expect([net.iteration, net.read()]).toEqual(before);
  });

  test('where it fails the iteration is not done, and can be done at home', async () => {
    const { on, fail } = slow();
    const [net, right] = [await made(one, plain, { rate: 0.1 }), await made(one, plain, { rate: 0.1 })];
    expect(net.step()).toBe(right.step());
    const late = net.stepOn(on);
    fail(new Error('taken away'));
    await expect(late).rejects.toThrow('taken away');
    expect(net.iteration).toBe(1);
    expect(net.step()).toBe(right.step());
    expect(net.read()).toEqual(right.read());
  });

  test('a run that overflows does nothing more', async () => {
    const squared = cases.find(({ model }) => model.cost === 'squared')!;
    const net = await made(squared, plain, { rate: 1e6 });
    while (net.iteration < 200 && net.overflow === undefined) await net.stepOn(device());
    expect(net.overflow).toBeLessThan(200);
    expect([net.step(), await net.stepOn(device())]).toEqual([Infinity, Infinity]);
  });
});
