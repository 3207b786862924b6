/** The home that is always there: calls the function for each index, in float64. Oracle, first paint and last resort. */
import type { Argument, Device, Extent, Handle, Handles, Kernel, Thread } from './device.ts';

interface PlainHandle extends Handle {
  readonly value: number[] | number[][];
}

export function plain(): Device {
  return {
    name: 'plain',
    run(kernel, output, constants, ...values) {
      const handle: PlainHandle = { device: 'plain', value: evaluate(kernel, output, constants, values) };
      return handle;
    },
    read: (record) =>
      Promise.resolve(
        Object.fromEntries(
          Object.entries(record).map(([name, handles]) => [name, openAll(handles)]),
        ) as never,
      ),
    dispose() {},
  };
}

function evaluate(kernel: Kernel, output: Extent, constants: Record<string, number>, values: Argument[]) {
  const self: Thread = { thread: { x: 0, y: 0, z: 0 }, constants };
  const opened = values.map(open);
  const row = (y: number) => {
    const numbers: number[] = [];
    for (let x = 0; x < output[0]; x++) {
      self.thread.x = x;
      self.thread.y = y;
      const made = kernel.run.apply(self, opened);
      if (typeof made === 'number') numbers.push(made);
      else numbers.push(...made);
    }
    return numbers;
  };
  return output.length === 1 ? row(0) : Array.from({ length: output[1] }, (_, y) => row(y));
}

function openAll(handles: Handles): unknown {
  return 'device' in handles ? open(handles) : handles.map(openAll);
}

function open(value: Argument) {
  if (typeof value !== 'object' || !('device' in value)) return value;
  if (value.device !== 'plain') throw new Error(`plain: cannot open a result of ${value.device}`);
  return (value as PlainHandle).value;
}
