/**
 * Runs golden cases on one device: in Node from ntm.test.ts, in a page when bundled with the site's kernels.
 * The kernels are a parameter, so that the same check takes them from source or from the built bundle.
 */
import type { Device, Handle } from '../../kernels/device/device.ts';
import * as ntm from '../../kernels/ntm.ts';
import {
  allowed,
  error,
  fitsSingle,
  type Finding,
  type GoldenCase,
  type Nested,
  type Values,
} from './tolerance.ts';

type Model = Pick<typeof ntm, 'forward' | 'backward'>;
type Inputs = Parameters<Model['forward']>[2];
type Errors = Parameters<Model['backward']>[4];
type Arrays = Record<string, Nested>;

/** Every output and gradient of one golden case, as arrays. */
export async function step(device: Device, values: Values, upstream: Values, model: Model = ntm) {
  const memory = values.memory as number[][];
  const sizes = { slots: memory.length, width: memory[0]!.length };
  const inputs = values as unknown as Inputs;
  const record = model.forward(device, sizes, inputs);
  const { dWeights, dRead, dReadAfter, dMemoryAfter } = upstream;
  const errors = { weights: dWeights, read: dRead, readAfter: dReadAfter, memoryAfter: dMemoryAfter };
  const gradients = model.backward(device, sizes, inputs, record, errors as unknown as Errors);
  const read = (handles: object) => device.read(handles as Record<string, Handle>) as Promise<Arrays>;
  return { outputs: await read(record), gradients: await read(gradients) };
}

/** One finding per output and gradient of each case that the device can represent; a fault has error > allowed. */
export async function checkDevice(device: Device, cases: readonly GoldenCase[], model: Model = ntm) {
  const findings: Finding[] = [];
  for (const golden of cases) {
    if (device.name !== 'plain' && !fitsSingle(golden)) continue;
    const got = await step(device, golden.inputs, golden.upstream, model);
    for (const group of ['outputs', 'gradients'] as const) {
      for (const [name, reference] of Object.entries(golden[group])) {
        findings.push({
          case: golden.name,
          value: group === 'outputs' ? name : `gradient of ${name}`,
          error: error(got[group][name] ?? [], reference),
          allowed: allowed(device.name, reference, golden.spread[group][name]!),
        });
      }
    }
  }
  return findings;
}

/**
 * The same with a new device for each case. In a page `webasm` needs it: each kernel and shape holds a
 * WebAssembly memory, and Chromium gives a page about 120.
 */
export async function checkOneByOne(
  open: () => Promise<Device>,
  cases: readonly GoldenCase[],
  model: Model = ntm,
) {
  const findings: Finding[] = [];
  for (const golden of cases) {
    const device = await open();
    try {
      findings.push(...(await checkDevice(device, [golden], model)));
    } finally {
      device.dispose();
    }
  }
  return findings;
}

export function faults(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => !(finding.error <= finding.allowed));
}
