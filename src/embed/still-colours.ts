/** Colours of style sheets as plain ones, for pictures that stand alone: `var()`, `light-dark()` and `color-mix()` resolved. */

export type Theme = 'light' | 'dark';
/** Custom properties by name, with their dashes. */
export type Properties = Readonly<Record<string, string>>;

/** A value with nothing left to resolve. Throws where something is. */
export function resolved(value: string, properties: Properties, theme: Theme): string {
  let [before, now] = ['', value];
  while (before !== now) {
    before = now;
    now = now
      .replace(/var\((--[\w-]+)\)/g, (whole, name: string) => properties[name] ?? whole)
      .replace(/light-dark\(([^(),]+),([^(),]+)\)/g, (_, light: string, dark: string) =>
        (theme === 'light' ? light : dark).trim(),
      )
      .replace(
        /color-mix\(in oklab,\s*(#\w+) ([\d.]+)%,\s*(#\w+)\)/g,
        (_, one: string, share: string, other: string) => mixed(one, other, Number(share) / 100),
      );
  }
  if (/\b(var|light-dark|color-mix)\(/.test(now)) {
    throw new Error(`still picture: "${value}" is not resolved further than "${now}"`);
  }
  return now;
}

type Triple = [number, number, number];

/**
 * `share` of the one and the rest of the other, mixed in Oklab as browsers do (CSS Color 4, §10; matrices of
 * https://bottosson.github.io/posts/oklab/).
 */
export function mixed(one: string, other: string, share: number): string {
  const [a, b] = [oklab(one), oklab(other)];
  return hex(a.map((value, at) => share * value + (1 - share) * b[at]!) as Triple);
}

const times = (rows: readonly Triple[], [x, y, z]: Triple) =>
  rows.map(([a, b, c]) => a * x + b * y + c * z) as Triple;

function oklab(colour: string): Triple {
  const digits = colour.length === 4 ? colour.replace(/[\da-f]/gi, '$&$&') : colour;
  const linear = [1, 3, 5].map((at) => {
    const value = parseInt(digits.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Triple;
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    linear,
  ).map(Math.cbrt) as Triple;
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}

function hex(colour: Triple): string {
  const cones = times(
    [
      [1, 0.3963377774, 0.2158037573],
      [1, -0.1055613458, -0.0638541728],
      [1, -0.0894841775, -1.291485548],
    ],
    colour,
  ).map((value) => value ** 3) as Triple;
  const linear = times(
    [
      [4.0767416621, -3.3077115913, 0.2309699292],
      [-1.2684380046, 2.6097574011, -0.3413193965],
      [-0.0041960863, -0.7034186147, 1.707614701],
    ],
    cones,
  );
  const bytes = linear.map((value) => {
    const share = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
    return Math.round(255 * Math.min(Math.max(share, 0), 1));
  });
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
