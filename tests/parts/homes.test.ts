/** Homes are offered where numbers come from a device, and nowhere else. */
import { expect, test } from 'vitest';
import { usesDevice } from '../../components/parts/declare.ts';
import { Broker } from '../../kernels/device/broker.ts';
import { small } from './small.ts';
import { standing } from './standing.ts';

test('homes of gpu.js are offered and measured where numbers come from a device', async () => {
  const asked: string[] = [];
  const open = (mode: string) => Promise.reject(new Error(asked.push(mode).toString()));
  const { home: _, ...others } = small().values;
  for (const [declaration, offered] of [
    [small(), true],
    [small({ values: others }), false],
  ] as const) {
    expect(usesDevice(declaration)).toBe(offered);
    const broker = new Broker(['webasm'], open);
    const { root } = await standing(declaration, {}, {}, { broker });
    expect(root.querySelector('[data-action="device"]') !== null).toBe(offered);
    await broker.wake();
    expect(asked.splice(0)).toEqual(offered ? ['webasm'] : []);
  }
});
