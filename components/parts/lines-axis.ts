/** Scales and axes of charts: round steps, powers of ten, and where a value stands. */
import { raised } from './numbers.ts';
import { element, group, words, type Pen } from './timeline.ts';

/** Where the inner part of a chart lies, in units of its viewBox. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Scales {
  box: Box;
  /** Place of a step k and of a value; a logarithm where the axis is one. */
  x: (k: number) => number;
  y: (value: number) => number;
  /** The ends of the axes. */
  last: number;
  domain: readonly [number, number];
}

export function scalesOf(box: Box, last: number, domain: readonly [number, number]): Scales {
  const [low, high] = domain;
  return {
    box,
    last,
    domain,
    x: (k) => box.left + ((box.right - box.left) * k) / last,
    y: (value) => box.bottom - ((box.bottom - box.top) * (value - low)) / (high - low),
  };
}

/** 1, 2 or 5 times a power of ten, so that at most `most` steps fill `length`. */
export function roundStep(length: number, most: number, least = 0): number {
  const power = 10 ** Math.floor(Math.log10(length / most));
  const factor = [1, 2, 5, 10].find((each) => length / (each * power) <= most * (1 + 1e-9))!;
  return Math.max(least, factor * power);
}

export function ticks([low, high]: readonly [number, number], most: number, least = 0): number[] {
  const step = roundStep(high - low, most, least);
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => Number(((first + i) * step).toPrecision(6)));
}

/** 10 to a whole power, as on the axis of a logarithm. */
export function powerOfTen(power: number): string {
  if (power === 0) return '1';
  if (power === 1) return '10';
  return `10${raised(power)}`;
}

/** Lines across with their values, and steps along the bottom with the name of the axis. */
export function axes(pen: Pen, scales: Scales, { log, across, every = 1, first = 0 }: { log: boolean; across: string; every?: number | undefined; first?: number | undefined }) {
  const { document } = pen;
  const { box, x, y, last, domain } = scales;
  const values = ticks(domain, 6, log ? 1 : 0);
  const steps = ticks([first, first + last], 5, 1);
  const lines = (kind: string, of: number[]) =>
    element(document, 'path', { class: kind, d: of.map((value) => `M${box.left} ${y(value).toFixed(1)}H${box.right}`).join('') });
  return group(
    pen,
    'axes',
    lines('grid', values.filter((value) => value !== 0)),
    lines('zero', values.filter((value) => value === 0)),
    element(document, 'path', { class: 'axis', d: steps.map((k) => `M${x(k - first).toFixed(1)} ${box.bottom}v4`).join('') }),
    ...values.map((value) => words(pen, log ? powerOfTen(value) : String(value).replace('-', '−'), { x: box.left - 6, y: y(value) + 4 }, 'end', 'tick')),
    ...steps.map((k) => words(pen, String(k * every), { x: x(k - first), y: box.bottom + 16 }, 'middle', 'tick')),
    words(pen, across, { x: box.right, y: box.bottom + 31 }, 'end', 'tick'),
  );
} // prettier-ignore
