/** Homes and figures that are not there: a broker is tested with what it is told of them. */
import type { Client } from '../../kernels/device/broker.ts';
import type { Device } from '../../kernels/device/device.ts';
import type { Mode } from '../../kernels/device/gpu.ts';
import { plain } from '../../kernels/device/plain.ts';

export interface Home extends Device {
  disposed: number;
  /** What the browser does when it takes a context away. */
  lose: () => void;
}

type Reading = (values: Record<string, number[] | number[][]>) => unknown;

/** Opens homes that compute like `plain`; `read` changes what comes out of them. */
export function opener(read: Partial<Record<Mode, Reading | Error>> = {}) {
  const opened: Home[] = [];
  const open = (mode: Mode, onLost = () => {}): Promise<Device> => {
    const change = read[mode];
    if (change instanceof Error) return Promise.reject(change);
    const inner = plain();
    const home: Home = {
      ...inner,
      name: mode,
      disposed: 0,
      lose: onLost,
      read: async (record) => {
        const values = await inner.read(record);
        return (change ? change(values as never) : values) as never;
      },
      dispose() {
        home.disposed++;
      },
    };
    opened.push(home);
    return Promise.resolve(home);
  };
  const home = (mode: Mode) => opened.filter(({ name }) => name === mode).at(-1)!;
  return { open, opened, home };
}

export interface Figure extends Client {
  log: string[];
  measured: string[];
  readonly now: string;
}

/** A figure whose work takes the given milliseconds on each home; an Error is a measurement that fails. */
export function figure(key: string, times: Record<string, number | Error>): Figure {
  const log: string[] = [];
  const measured: string[] = [];
  return {
    log,
    measured,
    get now() {
      return log.at(-1) ?? 'plain';
    },
    key: () => key,
    measure(device) {
      measured.push(device.name);
      const time = times[device.name] ?? new Error(`no time for ${device.name}`);
      return time instanceof Error ? Promise.reject(time) : Promise.resolve(time);
    },
    use(device) {
      log.push(device.name);
      return Promise.resolve();
    },
    changed: () => {},
  };
}
