/** The gpu.js homes in Node, and a library that misbehaves as gpu.js does when a browser lets it down. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { kernel, type Device } from '../../kernels/device/device.ts';
import type { Mode } from '../../kernels/device/gpu.ts';

const double = kernel(function double(values: number[]) {
  return 2 * values[this.thread.x];
});
const table = kernel(function table(values: number[], rate: number) {
  let sum = 0;
  for (let i = 0; i < this.constants.length; i++) {
    sum += values[i];
  }
  return rate * sum + 10 * this.thread.y + this.thread.x;
});
interface Made {
  source: string;
  settings: Record<string, unknown>;
  destroyed: number;
}

/** A library whose kernels give `answer`, and say of themselves what `kernel` says. */
function library(kernel: object, answer: unknown = new Float32Array([1, 2]), available = true) {
  const made: Made[] = [];
  const state = { destroyed: 0, mode: '' };
  class GPU {
    static isWebGPUAvailable = () => Promise.resolve(available);
    constructor({ mode }: { mode: string }) {
      state.mode = mode;
    }
    createKernel(source: string, settings: Record<string, unknown>) {
      const one: Made = { source, settings, destroyed: 0 };
      made.push(one);
      return Object.assign(() => answer, { kernel, destroy: () => void one.destroyed++ });
    }
    destroy() {
      state.destroyed++;
      return Promise.resolve();
    }
  }
  vi.doMock('gpu.js', () => ({ GPU }));
  return { made, state };
}

/** The module, fresh, so that it meets whatever library stands there now. */
async function opened(mode: Mode, onLost?: () => void): Promise<Device> {
  vi.resetModules();
  const { gpu } = await import('../../kernels/device/gpu.ts');
  return gpu(mode, onLost);
}

const ran = (mode: string, more: object = {}) => ({ constructor: { mode }, fallbackReason: null, ...more });

afterEach(() => vi.doUnmock('gpu.js'));

describe.each(['cpu', 'webasm'] as const)('%s', (mode) => {
  test('computes vectors and tables, and takes its own results', async () => {
    const device = await opened(mode);
    const once = device.run(double, [3], {}, [1, 2, 3]);
    const twice = device.run(double, [3], {}, once);
    const rows = device.run(table, [2, 2], { length: 3 }, twice, 0.5);
    expect(await device.read({ once, twice, rows })).toEqual({
      once: [2, 4, 6],
      twice: [4, 8, 12],
      rows: [[12, 13], [22, 23]],
    });
    expect([once.device, device.name]).toEqual([mode, mode]);
    device.dispose();
  }); // prettier-ignore

  test('reads lists of results, and lists of lists', async () => {
    const device = await opened(mode);
    const steps = [1, 2, 3].map((value) => device.run(double, [1], {}, [value]));
    const { all, layers, none } = await device.read({ all: steps, layers: [steps.slice(1), []], none: [] });
    expect([all, layers, none]).toEqual([[[2], [4], [6]], [[[4], [6]], []], []]);
    device.dispose();
  });

  test('a result too large for single precision is an error, not Infinity', async () => {
    const device = await opened(mode);
    const { Unrepresentable } = await import('../../kernels/device/single.ts');
    const value = device.run(double, [2], {}, [3e38, 1]);
    await expect(device.read({ value })).rejects.toThrow(Unrepresentable);
    await expect(device.read({ list: [[value]] })).rejects.toThrow(Unrepresentable);
    device.dispose();
  });

  test('compiles once for each shape and set of constants', async () => {
    const device = await opened(mode);
    for (const length of [2, 3, 2]) {
      const values = Array.from({ length: 3 }, (_, i) => i + 1);
      const { sum } = await device.read({ sum: device.run(table, [1], { length }, values, 1) });
      expect(sum).toEqual([length === 2 ? 3 : 6]);
    }
    device.dispose();
  });

  test('refuses what single precision cannot hold, wherever it stands', async () => {
    const device = await opened(mode);
    const { Unrepresentable } = await import('../../kernels/device/single.ts');
    for (const tiny of [1e-300, -1e-39, 5e-324]) {
      expect(() => device.run(double, [2], {}, [1, tiny])).toThrow(Unrepresentable);
      expect(() => device.run(table, [1], { length: 1 }, [1], tiny)).toThrow(
        `${mode}: a number below 1.2e-38`,
      );
      expect(() => device.run(double, [1], {}, [[1], [tiny]])).toThrow(Unrepresentable);
    }
    const { kept } = await device.read({ kept: device.run(double, [3], {}, [0, -0, 1.2e-38]) });
    expect(kept[2]).toBeCloseTo(2.4e-38, 44);
    device.dispose();
  });

  test('more kernels than are kept at a time stay right', async () => {
    const device = await opened(mode);
    const ask = async (length: number) => {
      const { sum } = await device.read({ sum: device.run(table, [1], { length }, [1, 2, 3, 4], 1) });
      expect(sum).toEqual([(Math.min(length, 4) * (Math.min(length, 4) + 1)) / 2]);
    };
    for (let round = 0; round < 2; round++) {
      for (let columns = 1; columns <= 70; columns++) {
        const { doubled } = await device.read({
          doubled: device.run(double, [columns], {}, Array(columns).fill(columns)),
        });
        expect(doubled).toEqual(Array(columns).fill(2 * columns));
      }
      for (const length of [1, 2, 3, 4]) await ask(length);
    }
    device.dispose();
  }, 60_000);

  test('a disposed home leaves no error behind, and another opens', async () => {
    const device = await opened(mode);
    await device.read({ value: device.run(double, [1], {}, [1]) });
    device.dispose();
    await new Promise((done) => setTimeout(done, 20));
    const next = await opened(mode);
    expect(await next.read({ value: next.run(double, [1], {}, [4]) })).toEqual({ value: [8] });
    next.dispose();
  });
});

describe('what gpu.js leaves silent is an error here', () => {
  test('that it could not run on WebAssembly', async () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    const device = await opened('webasm');
    // A constant of a type that it does not know is one of the few things that gpu.js runs on `cpu` instead.
    const odd = { name: { type: 'Odd', valueOf: () => 1 } } as never;
    const message =
      /^webasm: double ran on cpu \(constant "name" .*is not supported on the webasm backend\)$/;
    expect(() => device.run(double, [1], odd, [1])).toThrow(message);
    expect(warned).toHaveBeenCalledOnce();
    device.dispose();
  });

  test.each<[Mode, object, RegExp]>([
    ['webgl2', ran('cpu'), /^webgl2: double ran on cpu \(no reason given\)$/],
    [
      'webgl2',
      ran('gpu', { fallbackReason: 'too many samplers' }),
      /^webgl2: double ran on gpu \(too many samplers\)$/,
    ],
    ['webasm', ran('cpu', { fallbackReason: 'no memory' }), /^webasm: double ran on cpu \(no memory\)$/],
    ['webgpu', ran('gpu'), /^webgpu: double ran on gpu/],
    ['webgpu', { constructor: {}, fallbackReason: null }, /^webgpu: double ran on nothing/],
  ])('that %s fell back', async (mode, kernel, message) => {
    library(kernel);
    const device = await opened(mode);
    expect(() => device.run(double, [2], {}, [1, 2])).toThrow(message);
  });

  test('that an answer came from elsewhere later', async () => {
    library(ran('webgpu'), Promise.reject(new Error('device lost')));
    const device = await opened('webgpu');
    const first = device.run(double, [2], {}, [1, 2]);
    const second = device.run(double, [2], {}, first);
    await expect(device.read({ second })).rejects.toThrow('device lost');
    // An unread failure is not unhandled: the test run itself would fail.
    device.run(double, [2], {}, second);
    await new Promise((done) => setTimeout(done, 5));
  });

  test('that the context is gone, in each of the two ways to say it', async () => {
    for (const lost of [{ isContextLost: () => true }, { isLost: true }]) {
      library(ran('gpu', { context: lost }), new Float32Array([0, 0]));
      const device = await opened('webgl2');
      const value = device.run(double, [2], {}, [1, 2]);
      await expect(device.read({ value })).rejects.toThrow('webgl2: the browser took the GPU context away');
    }
  });

  test('that the context went while the home was idle', async () => {
    const canvas = new EventTarget();
    library(ran('gpu', { context: { isContextLost: () => false }, canvas }));
    const lost = vi.fn();
    const device = await opened('webgl2', lost);
    device.run(double, [2], {}, [1, 2]);
    device.run(double, [1], {}, [1]);
    expect(lost).not.toHaveBeenCalled();
    canvas.dispatchEvent(new Event('webglcontextlost'));
    expect(lost).toHaveBeenCalledOnce();
  });

  test('that no adapter answers', async () => {
    library(ran('webgpu'), [], false);
    await expect(opened('webgpu')).rejects.toThrow('webgpu: no adapter answered');
  });
});

describe('with a library that counts', () => {
  test('at most 64 compiled kernels are kept, the least used go', async () => {
    const { made } = library(ran('webasm'));
    const device = await opened('webasm');
    const use = (columns: number) => device.run(double, [columns], {}, [1]);
    for (let columns = 1; columns <= 64; columns++) use(columns);
    use(1);
    expect(made.map(({ destroyed }) => destroyed)).toEqual(Array(64).fill(0));
    use(65);
    use(66);
    expect(made.flatMap(({ destroyed }, index) => (destroyed ? [index + 1] : []))).toEqual([2, 3]);
    use(1);
    expect(made).toHaveLength(66);
    use(2);
    expect(made).toHaveLength(67);
  });

  test('dispose gives every kernel and the library back, once', async () => {
    const { made, state } = library(ran('webasm'));
    const device = await opened('webasm');
    for (const columns of [1, 2, 1]) device.run(double, [columns], {}, [1]);
    device.dispose();
    expect([made.map(({ destroyed }) => destroyed), state]).toEqual([
      [1, 1],
      { destroyed: 1, mode: 'webasm' },
    ]);
  });

  test('loops may run as often as the constants say, and text is what is compiled', async () => {
    const { made } = library(ran('webasm'));
    const device = await opened('webasm');
    device.run(table, [1, 1], { length: 5000 }, [1], 1);
    device.run(double, [1], {}, [1]);
    expect(made[0]).toMatchObject({
      source: table.text,
      settings: { output: [1, 1], loopMaxIterations: 5000, precision: 'single' },
    });
    expect(made[1]!.settings.loopMaxIterations).toBe(1000);
  });
});
