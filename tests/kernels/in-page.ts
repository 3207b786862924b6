/**
 * Runs golden cases on one device: in Node from the tests of the kernels, in a page when bundled with the site's.
 * How a case is computed is a parameter, so that one check serves every model, from source and from the built bundle.
 */
import type { Device } from '../../kernels/device/device.ts';
import { compare, fitsSingle, type Finding, type GoldenCase, type Nested } from './tolerance.ts';

export type Arrays = Record<string, Nested>;

/** Everything that a golden case may name, as arrays. */
export interface Results {
  outputs: Arrays;
  gradients: Arrays;
}
export type Compute<Case extends GoldenCase> = (device: Device, golden: Case) => Promise<Results>;

/** One finding per output and gradient of each case that the device can represent; a fault has error > allowed. */
export async function checkDevice<Case extends GoldenCase>(
  device: Device,
  cases: readonly Case[],
  compute: Compute<Case>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const golden of cases) {
    if (device.name !== 'plain' && !fitsSingle(golden)) continue;
    const got = await compute(device, golden);
    for (const group of ['outputs', 'gradients'] as const) {
      for (const [name, reference] of Object.entries(golden[group])) {
        findings.push({
          case: golden.name,
          value: group === 'outputs' ? name : `gradient of ${name}`,
          ...compare(device.name, got[group][name], reference, golden.spread[group][name]!, golden.scale),
        });
      }
    }
  }
  return findings;
}

export function faults(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => !(finding.error <= finding.allowed));
}
