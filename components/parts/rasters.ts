/** Pictures of thousands of pixels (`Declaration.rasters`): read by pointer or keys, and loaded by click or Enter. */
import type { Matrix } from './declare.ts';
import type { Live } from './live.ts';
import { said } from './numbers.ts';

/** Where the picture stands in its drawing, in units of the viewBox, and how many pixels it has. */
interface Box {
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
  rows: number;
  columns: number;
}

const rasterOf = (target: Element) => target.closest<SVGSVGElement>('[data-raster]');

function boxOf(raster: SVGSVGElement): Box {
  const [x, y, width, height, rows, columns] = raster.dataset.rasterBox!.split(' ').map(Number) as never as [
    number, number, number, number, number, number,
  ]; // prettier-ignore
  return { name: raster.dataset.raster!, x, y, width, height, rows, columns };
}

/** The pixel under a pointer; row 0 is at the bottom. */
function pixelAt(raster: SVGSVGElement, { clientX, clientY }: MouseEvent): [number, number] | undefined {
  const { x, y, width, height, rows, columns } = boxOf(raster);
  const box = raster.getBoundingClientRect();
  const view = raster.viewBox.baseVal;
  const across = (((clientX - box.left) / box.width) * view.width - x) / width;
  const down = (((clientY - box.top) / box.height) * view.height - y) / height;
  if (across < 0 || across >= 1 || down < 0 || down >= 1) return undefined;
  return [Math.floor((1 - down) * rows), Math.floor(across * columns)];
}

/** The sum behind the pixel under a pointer that wanders; whether there was one. */
export function hover(live: Live, target: Element, event: Event): boolean {
  const raster = rasterOf(target);
  const pixel = raster && pixelAt(raster, event as MouseEvent);
  if (!pixel) return false;
  live.point(`${boxOf(raster).name}.${pixel.join('.')}`);
  return true;
}

/** Loads the pixel that was pressed, and leaves the cursor there; whether there was one. */
export function press(live: Live, target: Element, event: Event): boolean {
  const raster = rasterOf(target);
  // A click by keyboard has no place, and is Enter's business.
  const pixel = raster && (event as MouseEvent).detail > 0 && pixelAt(raster, event as MouseEvent);
  if (!pixel) return false;
  put(live, raster, pixel);
  void load(live, boxOf(raster).name, pixel);
  return true;
}

/** Arrows move the cursor by a pixel (Shift: by ten), Enter loads it. Whether the key meant that. */
export function steer(live: Live, target: HTMLElement, { key, shiftKey }: KeyboardEvent): boolean {
  const raster = rasterOf(target);
  if (!raster) return false;
  const { name, rows, columns } = boxOf(raster);
  const [, i, j] = target.dataset.mark!.split('.').map(Number) as [number, number, number];
  if (key === 'Enter' || key === ' ') {
    void load(live, name, [i, j]);
    return true;
  }
  const far = shiftKey ? 10 : 1;
  const by = { ArrowLeft: [0, -far], ArrowRight: [0, far], ArrowUp: [far, 0], ArrowDown: [-far, 0] }[key];
  const ends = { Home: [0, -columns], End: [0, columns], PageUp: [rows, 0], PageDown: [-rows, 0] }[key];
  const [up, right] = by ?? ends ?? [];
  if (up === undefined || right === undefined) return false;
  const within = (at: number, count: number) => Math.min(Math.max(at, 0), count - 1);
  put(live, raster, [within(i + up, rows), within(j + right, columns)]);
  return true;
}

/** Moves the cursor, and shows the sum behind its pixel. */
function put(live: Live, raster: SVGSVGElement, pixel: readonly [number, number]) {
  const mark = `${boxOf(raster).name}.${pixel.join('.')}`;
  if (place(live, raster, pixel)) live.choose(mark);
}

/** The cursor is the one mark of the picture. */
function place(live: Live, raster: SVGSVGElement, [i, j]: readonly [number, number]): boolean {
  const { name, x, y, width, height, rows, columns } = boxOf(raster);
  const cursor = raster.querySelector<SVGElement>('[data-mark]');
  const value = (live.values[name] as Matrix | undefined)?.[i]?.[j];
  if (!cursor) return false;
  const [wide, high] = [Number(cursor.getAttribute('width')), Number(cursor.getAttribute('height'))];
  const words = live.declaration.rasters![name]!.words(i, j, live.values);
  const attributes = {
    x: x + ((j + 0.5) * width) / columns - wide / 2,
    y: y + height - ((i + 0.5) * height) / rows - high / 2,
    'data-mark': `${name}.${i}.${j}`,
    // While the number is being computed, an old one would be taken for it.
    'aria-label': value === undefined ? words : `${words}: ${said(live.declaration, name, value)}`,
  };
  for (const [key, to] of Object.entries(attributes)) cursor.setAttribute(key, String(to));
  return true;
}

/** After a picture was drawn anew, its cursor goes back to the pixel that was chosen. */
export function keepCursors(live: Live): void {
  const [name, ...pixel] = live.chosen?.split('.') ?? [];
  if (!name || !live.declaration.rasters?.[name]) return;
  for (const raster of live.root.querySelectorAll<SVGSVGElement>(`[data-raster="${name}"]`)) {
    place(live, raster, pixel.map(Number) as [number, number]);
  }
}

function load(live: Live, name: string, [i, j]: readonly [number, number]) {
  return live.change(live.declaration.rasters![name]!.load(i, j, live.values));
}
