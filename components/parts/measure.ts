import { plain } from '../../kernels/device/plain.ts';
import type { Device } from '../../kernels/device/device.ts';
import { flow } from './dataflow.ts';
import { outputNames, type Declaration, type Inputs } from './declare.ts';

/** How far single precision may be from double, as a share of the largest number of an output. */
const TOLERANCE = 1e-3;
/** As many runs, or as many as fit into so many milliseconds: slow work need not be measured often. */
const RUNS = 5;
const LONG_ENOUGH = 200;

/**
 * Milliseconds that the widget's values take on a device, warm (the median of a few runs), apart from any drawing.
 * Rejects where an output differs from what `plain` gives.
 */
export async function measure(declaration: Declaration, given: Inputs, device: Device): Promise<number> {
  const names = outputNames(declaration);
  const work = flow(declaration, device, given);
  const oracle = flow(declaration, plain(), given);
  try {
    const [found, right] = [await work.values(names), await oracle.values(names)];
    const wrong = names.find((name) => !near(found[name], right[name]));
    if (wrong) throw new Error(`${device.name}: ${declaration.id}.${wrong} differs from plain`);
    const times: number[] = [];
    const total = () => times.reduce((sum, time) => sum + time, 0);
    while (times.length < RUNS && total() < LONG_ENOUGH) {
      const start = performance.now();
      work.use(device);
      await work.values(names);
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
  } finally {
    work.dispose();
    oracle.dispose();
  }
}

function near(found: unknown, right: unknown): boolean {
  const flat = (value: unknown) => [value].flat(3) as number[];
  const [a, b] = [flat(found), flat(right)];
  const scale = 1 + Math.max(0, ...b.filter(Number.isFinite).map(Math.abs));
  return (
    a.length === b.length &&
    a.every((value, i) => Object.is(value, b[i]) || Math.abs(value - b[i]) <= TOLERANCE * scale)
  );
}
