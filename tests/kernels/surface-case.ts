/** One unit at one point and over a window, as its golden cases want it. */
import type { Handles } from '../../kernels/device/device.ts';
import * as surface from '../../kernels/surface.ts';
import type { Arrays, Compute } from './in-page.ts';
import type { GoldenCase } from './tolerance.ts';

export interface SurfaceCase extends GoldenCase {
  task: surface.Task;
  window: surface.Window;
  inputs: { weights: number[] };
}

export type Model = Pick<typeof surface, 'surface' | 'slopes' | 'forward' | 'backward'>;

/**
 * The golden cases, each number as often as it can be computed: L over the window also four cells at a time, with the
 * rational tanh, which only single precision takes for tanh; the gradient also forwards, after L.
 */
export function everyWay(cases: readonly SurfaceCase[], fours: boolean): SurfaceCase[] {
  return cases.map((one) => {
    const { outputs, gradients, spread } = one;
    const forwards = [[(outputs.loss as number[])[0]!, ...(gradients.gradient as number[])]];
    const wide = Math.max(...['loss'].map((name) => spread.outputs[name] as number), spread.gradients.gradient as number); // prettier-ignore
    return {
      ...one,
      outputs: { ...outputs, ...(fours && { fours: outputs.cells! }) },
      gradients: { ...gradients, forwards },
      spread: {
        outputs: { ...spread.outputs, fours: spread.outputs.cells! },
        gradients: { ...spread.gradients, forwards: wide },
      },
    };
  });
}

export function ofSurface(model: Model = surface): Compute<SurfaceCase> {
  return async (device, { task, window, inputs: { weights }, outputs }) => {
    const { z, h, loss } = model.forward(device, task, weights);
    const { delta, gradient } = model.backward(device, task, weights, { z, h });
    const cells = model.surface(device, task, window, false);
    const fours = outputs.fours ? { fours: model.surface(device, task, window) } : {};
    const forwards = model.slopes(device, task, [weights]);
    const read = (handles: object) =>
      device.read(handles as Record<string, Handles>) as unknown as Promise<Arrays>;
    return {
      outputs: await read({ z, h, loss, cells, ...fours }),
      gradients: await read({ delta, gradient, forwards }),
    };
  };
}
