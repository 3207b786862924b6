/** Parts that only some widgets have: a walk, points to drag, pictures of pixels, outputs that are asked for. */
import { describe, expect, test } from 'vitest';
import type { ArrayInput, Declaration, Inputs, Matrix, NumberInput } from '../../components/parts/declare.ts';
import { said, tex } from '../../components/parts/numbers.ts';
import type { UnfoldWidget } from '../../src/element/index.ts';
import { declaration } from '../../src/element/widgets.ts';
import * as live from './support/figure.ts';
import { openFigure, widgets, type Figure } from './support/figure.ts';
import { after, brief, changedAt, fits, randomState, seeded } from './support/states.ts';
import { inTurn, rarely } from './support/turns.ts';

const all = await Promise.all(widgets.map(declaration));
const idsWith = (has: (declared: Declaration) => unknown) => all.filter(has).map(({ id }) => id);
/** The figure whose turn it is among those that have it. */
const oneWith = (what: string, has: (declared: Declaration) => unknown) => inTurn(what, idsWith(has));
const tall = { viewport: { width: 1280, height: 1600 } };

const marked = ({ page }: Figure, mark: string) => page.locator(`.panels svg [data-mark="${mark}"]`);
const focused = ({ page }: Figure) =>
  page.evaluate(() => (document.activeElement as HTMLElement).dataset.mark);
const sumOf = async ({ page }: Figure) =>
  ((await page.locator('.inspector .sum').textContent()) ?? '').replaceAll(/\s/g, '');

/** A number as it stands at the end of a sum. */
function endOfSum(value: number) {
  if (!Number.isFinite(value)) return value > 0 ? '=∞' : '=−∞';
  const text = tex(value).replace('\\cdot', '·').replaceAll('-', '−');
  return `=${text.replaceAll(/[{}^\s]/g, '')}`;
}

describe.each(oneWith('walks', ({ walk }) => walk))('%s', (id) => {
  test('its walk: a step on and back by buttons, anywhere by its slider, each moment named', async () => {
    const figure = await openFigure(id, tall);
    const { page } = figure;
    const { input, last, name } = figure.declaration.walk!;
    const { flow } = await import('../../components/parts/dataflow.ts');
    const { plain } = await import('../../kernels/device/plain.ts');
    const sizesOf = (given: Inputs) => flow(figure.declaration, plain(), given).sizes;
    const slider = page.locator(`.walk input[data-input="${input}"]`);
    const button = (by: number) => page.locator(`.walk [data-walk="${by}"]`);
    const named = async (moment: number) => {
      const sizes = sizesOf(await live.givenOf(figure));
      expect(await page.locator('.walk .moment').textContent()).toBe(name(moment, sizes));
      expect(await slider.getAttribute('aria-valuetext')).toBe(name(moment, sizes));
      expect(Number(await slider.inputValue())).toBe(moment);
    };
    const end = last(sizesOf({}));
    await live.expectChange(figure, { [input]: 0 }, () => slider.fill('0'));
    await named(0);
    expect(await button(-1).isDisabled()).toBe(true);
    const seen = new Set<string>();
    for (let moment = 1; moment <= end; moment++) {
      const { sentence } = await live.expectChange(figure, { [input]: moment }, () => button(1).click());
      await named(moment);
      seen.add(sentence);
    }
    expect(seen.size, 'a sentence for each moment').toBe(end);
    expect(await button(1).isDisabled()).toBe(true);
    await live.expectChange(figure, { [input]: end - 1 }, () => button(-1).click());
    await named(end - 1);
    await live.expectChange(figure, { [input]: end }, () => slider.press('ArrowRight'));
    await live.expectChange(figure, { [input]: 1 }, () => slider.fill('1'));
    await live.expectChange(figure, { [input]: 0 }, () => button(-1).click());
    // Beyond the last moment the last one is on show, and the walk goes back from there.
    const { range } = figure.declaration.inputs[input] as NumberInput;
    await live.set(figure, { [input]: range[1] });
    await named(end);
    await live.expectChange(figure, { [input]: end - 1 }, () => button(-1).click());
    expect(figure.troubles).toEqual([]);
  });
});

describe.each(oneWith('points', ({ points }) => points))('%s', (id) => {
  /** Marks of points, what they are points of, and where one lies. */
  async function pointsOf(figure: Figure) {
    const [[value, name]] = Object.entries(figure.declaration.points!) as [[string, string]];
    const input = figure.declaration.inputs[name] as ArrayInput;
    const whole = async () => (await live.paramsOf(figure))[name] as Matrix;
    return { name, input, whole, mark: (row: number) => `${value}.${row}` };
  }

  /** The array after row `row` was put at x, y. */
  const moved = (input: ArrayInput, whole: Matrix, row: number, to: readonly number[]) =>
    [0, 1].reduce(
      (now, axis) => changedAt(input, now, [row, axis], Number(to[axis]!.toPrecision(4))) as Matrix,
      whole,
    );

  /** Where a place of the plane lies on the screen, and how much of the plane a pixel is. */
  const onScreen = (figure: Figure, mark: string, [x, y]: readonly number[]) =>
    marked(figure, mark).evaluate(
      (element, [x, y]) => {
        const plane = element.closest<SVGElement>('[data-plane]')!;
        const [left, right, bottom, top] = plane.dataset.plane!.split(' ').map(Number) as [
          number, number, number, number,
        ]; // prettier-ignore
        const box = plane.getBoundingClientRect();
        return {
          x: box.left + ((x! - left) / (right - left)) * box.width,
          y: box.top + ((y! - top) / (bottom - top)) * box.height,
          pixel: (right - left) / box.width,
        };
      },
      [x, y],
    );

  const expectNearRows = (got: Matrix, right: Matrix, off: number) =>
    right.forEach((row, i) =>
      row.forEach((value, j) => expect(Math.abs(got[i]![j]! - value), `[${i}, ${j}]`).toBeLessThan(off)),
    );

  /** In the half of the plane where row `row` is, so that what happens on the way does not matter. */
  const target = ([, y]: readonly number[]) => [0.31, y! < 0 ? -0.82 : 0.82] as const;

  test('a point is dragged by a mouse, its others go along, and one undo takes it back', async () => {
    const figure = await openFigure(id, tall);
    const { page } = figure;
    await live.set(figure, brief(figure.declaration));
    const { name, input, whole, mark } = await pointsOf(figure);
    const first = await whole();
    for (const row of [0, first.length - 1]) {
      const before = await whole();
      const [from, to] = [
        await onScreen(figure, mark(row), before[row]!),
        await onScreen(figure, mark(row), target(before[row]!)),
      ];
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
      await page.mouse.move(to.x, to.y, { steps: 3 });
      const right = moved(input, before, row, target(before[row]!));
      await expect
        .poll(async () => Math.abs((await whole())[row]![1]! - right[row]![1]!))
        .toBeLessThan(2 * to.pixel);
      await page.mouse.up();
      expectNearRows(await whole(), right, 2 * to.pixel);
      expect(await focused(figure)).toBe(mark(row));
      const now = await live.expectRight(figure);
      expect(await sumOf(figure)).toContain(
        endOfSum(live.entryOf({ ...now.params, ...now.outputs }, mark(row)) as number),
      );
      // Let go, it follows no more.
      await page.mouse.move(from.x, from.y + 40, { steps: 2 });
      expect(await live.paramsOf(figure)).toEqual(now.params);
      await page.locator('[data-action="undo"]').click();
      await expect.poll(whole).toEqual(before);
    }
    expect((await live.expectRight(figure)).params[name]).toEqual(first);
    expect(figure.troubles).toEqual([]);
  });

  test('a point is dragged by a finger, and the page stands still meanwhile', async () => {
    const figure = await openFigure(id, { viewport: { width: 390, height: 844 }, hasTouch: true });
    const { page } = figure;
    await live.set(figure, brief(figure.declaration));
    const { input, whole, mark } = await pointsOf(figure);
    await marked(figure, mark(0)).evaluate((one) =>
      one.scrollIntoView({ block: 'center', behavior: 'instant' }),
    );
    const before = await whole();
    const scrolled = () => page.evaluate(() => scrollY);
    const start = await scrolled();
    const [from, to] = [
      await onScreen(figure, mark(0), before[0]!),
      await onScreen(figure, mark(0), target(before[0]!)),
    ];
    const client = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [{ x: at.x, y: at.y }] : [] });
    await touch('touchStart', from);
    for (const share of [0.25, 0.5, 0.75, 1]) {
      await touch('touchMove', {
        x: from.x + share * (to.x - from.x),
        y: from.y + share * (to.y - from.y),
      });
    }
    const right = moved(input, before, 0, target(before[0]!));
    await expect
      .poll(async () => Math.abs((await whole())[0]![1]! - right[0]![1]!))
      .toBeLessThan(2 * to.pixel);
    await touch('touchEnd');
    expectNearRows(await whole(), right, 2 * to.pixel);
    expect(await scrolled()).toBe(start);
    await live.expectRight(figure);
    expect(figure.troubles).toEqual([]);
  });

  rarely('far outside, a drag keeps to what is allowed, without a complaint', async () => {
    const figure = await openFigure(id, tall);
    const { page } = figure;
    await live.set(figure, brief(figure.declaration));
    const { input, whole, mark } = await pointsOf(figure);
    const [x, y] = (await whole())[0]!;
    const from = await onScreen(figure, mark(0), [x!, y!]);
    const out = await onScreen(figure, mark(0), [5 * x!, 5 * y!]);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(Math.max(out.x, 1), Math.max(out.y, 1), { steps: 5 });
    await expect.poll(async () => Math.hypot(...(await whole())[0]!)).toBeGreaterThan(1.4);
    await page.mouse.up();
    const { notes } = await live.expectRight(figure);
    expect(notes).toEqual([]);
    expect(fits(input, await whole())).toBe(true);
  });

  test('keys on a point: Shift and an arrow by a step, with Alt by a tenth; Enter goes to its two fields', async () => {
    const figure = await openFigure(id, tall);
    const { page } = figure;
    await live.set(figure, brief(figure.declaration));
    const { name, input, whole, mark } = await pointsOf(figure);
    const { step } = input;
    for (const row of [0, (await whole()).length - 1]) {
      await marked(figure, mark(row)).focus();
      for (const [key, [dx, dy]] of [
        ['Shift+ArrowLeft', [-step, 0]],
        ['Shift+ArrowUp', [0, step]],
        ['Shift+Alt+ArrowRight', [step / 10, 0]],
        ['Shift+Alt+ArrowDown', [0, -step / 10]],
      ] as const) {
        const before = await whole();
        const to = [before[row]![0]! + dx, before[row]![1]! + dy];
        await live.expectChange(figure, { [name]: moved(input, before, row, to) }, () =>
          page.keyboard.press(key),
        );
        expect(await focused(figure)).toBe(mark(row));
      }
      await page.keyboard.press('Enter');
      const fields = page.locator('.editor input[type="number"]');
      expect(await fields.count()).toBe(2);
      expect(await fields.first().evaluate((field) => field === document.activeElement)).toBe(true);
      for (const [axis, entry] of [
        [0, -0.4],
        [1, (await whole())[row]![1]! < 0 ? -0.35 : 0.35],
      ] as const) {
        const change = { [name]: changedAt(input, await whole(), [row, axis], entry) };
        await live.expectChange(figure, change, () => fields.nth(axis).fill(String(entry)));
      }
      await page.keyboard.press('Escape');
      expect(await focused(figure)).toBe(mark(row));
      await live.restart(figure, brief(figure.declaration));
    }
    // Arrows alone go from point to point.
    await marked(figure, mark(0)).focus();
    const visited = new Set<string | undefined>();
    for (const key of ['End', 'ArrowUp', 'ArrowUp', 'ArrowLeft', 'Home']) {
      await page.keyboard.press(key);
      visited.add(await focused(figure));
    }
    expect(visited.size).toBeGreaterThan(1);
    await live.expectRight(figure, after(figure.declaration, {}, brief(figure.declaration)));
    expect(figure.troubles).toEqual([]);
  });
});

describe.each(oneWith('rasters', ({ rasters }) => rasters))('%s', (id) => {
  interface Picture {
    name: string;
    rows: number;
    columns: number;
  }

  const pictureOf = (figure: Figure): Promise<Picture> =>
    figure.page.locator('[data-raster]').evaluate((svg: SVGElement) => {
      const [, , , , rows, columns] = svg.dataset.rasterBox!.split(' ').map(Number) as number[];
      return { name: svg.dataset.raster!, rows: rows!, columns: columns! };
    });

  /** The middle of a pixel on the screen; row 0 is at the bottom. */
  const middleOf = (figure: Figure, i: number, j: number) =>
    figure.page.locator('[data-raster]').evaluate(
      (element, [i, j]) => {
        const svg = element as unknown as SVGSVGElement;
        const [x, y, width, height, rows, columns] = svg.dataset.rasterBox!.split(' ').map(Number) as never as [
          number, number, number, number, number, number,
        ]; // prettier-ignore
        const box = svg.getBoundingClientRect();
        const { width: wide, height: high } = svg.viewBox.baseVal;
        const across = (x + ((j! + 0.5) * width) / columns) / wide;
        const down = (y + height - ((i! + 0.5) * height) / rows) / high;
        // A mouse has only whole places, which may lie in the pixel beside this one.
        const at = { x: box.left + across * box.width, y: box.top + down * box.height };
        const [left, top] = [Math.floor(at.x), Math.floor(at.y)];
        const row = (1 - (((top - box.top) / box.height) * high - y) / height) * rows;
        const column = ((((left - box.left) / box.width) * wide - x) / width) * columns;
        return { ...at, left, top, i: Math.floor(row), j: Math.floor(column) };
      },
      [i, j],
    );

  const valuesOf = async (figure: Figure) => {
    const { params, outputs } = await live.shown(figure);
    return { ...params, ...outputs } as Record<string, unknown>;
  };
  const cursorOf = (figure: Figure) =>
    figure.page
      .locator('[data-raster] [data-mark]')
      .evaluateAll((all) =>
        all.map((one) => [one.getAttribute('data-mark'), one.getAttribute('aria-label')]),
      );

  async function expectCursor(figure: Figure, { name }: Picture, i: number, j: number) {
    const values = await valuesOf(figure);
    const value = (values[name] as Matrix)[i]![j]!;
    const words = figure.declaration.rasters![name]!.words(i, j, values);
    const label = `${words}: ${said(figure.declaration, name, value)}`;
    expect(await cursorOf(figure)).toEqual([[`${name}.${i}.${j}`, label]]);
    const [box, middle] = [
      (await figure.page.locator('[data-raster] [data-mark]').boundingBox())!,
      await middleOf(figure, i, j),
    ];
    expect(Math.hypot(box.x + box.width / 2 - middle.x, box.y + box.height / 2 - middle.y)).toBeLessThan(2);
    return value;
  }

  rarely('a pointer over the picture reads its pixels, and leaves the state alone', async () => {
    const figure = await openFigure(id, tall);
    await live.settled(figure);
    const { page } = figure;
    const picture = await pictureOf(figure);
    const values = await valuesOf(figure);
    const grid = values[picture.name] as Matrix;
    expect([grid.length, grid[0]!.length]).toEqual([picture.rows, picture.columns]);
    const first = await live.paramsOf(figure);
    const before = await sumOf(figure);
    for (const [row, column] of [
      [1, 1],
      [picture.rows - 2, picture.columns - 2],
      [Math.floor(picture.rows / 3), Math.floor(picture.columns / 2)],
    ] as const) {
      const { left, top, i, j } = await middleOf(figure, row, column);
      await page.mouse.move(left, top);
      expect(await sumOf(figure)).toMatch(new RegExp(`${literally(endOfSum(grid[i]![j]!))}$`));
    }
    await page.mouse.move(2, 2);
    expect(await sumOf(figure)).toBe(before);
    await live.expectRight(figure, first);
  });

  test('arrows move its cursor, by one and by ten and to the ends; Enter loads, and the cursor stays', async () => {
    const figure = await openFigure(id, tall);
    await live.settled(figure);
    const { page, declaration } = figure;
    const picture = await pictureOf(figure);
    const { name, rows, columns } = picture;
    const [, ...place] = (await cursorOf(figure))[0]![0]!.split('.').map(Number);
    let [i, j] = place as [number, number];
    await page.locator('[data-raster] [data-mark]').focus();
    const within = (at: number, count: number) => Math.min(Math.max(at, 0), count - 1);
    for (const [key, up, right] of [
      ['ArrowUp', 1, 0],
      ['Home', 0, -columns],
      ['ArrowRight', 0, 1],
      ['Shift+ArrowDown', -10, 0],
      ['Shift+ArrowRight', 0, 10],
      ['PageUp', rows, 0],
      ['End', 0, columns],
      ['ArrowRight', 0, 1],
      ['PageDown', -rows, 0],
      ['ArrowLeft', 0, -1],
      ['Shift+ArrowUp', 10, 0],
      ['Shift+ArrowUp', 10, 0],
    ] as const) {
      await page.keyboard.press(key);
      [i, j] = [within(i + up, rows), within(j + right, columns)];
      const value = await expectCursor(figure, picture, i, j);
      expect(await sumOf(figure)).toMatch(new RegExp(`${literally(endOfSum(value))}$`));
      expect(await focused(figure)).toBe(`${name}.${i}.${j}`);
    }
    const change = declaration.rasters![name]!.load(i, j, await valuesOf(figure));
    await live.expectChange(figure, change, () => page.keyboard.press('Enter'));
    await expectCursor(figure, picture, i, j);
    expect(await focused(figure)).toBe(`${name}.${i}.${j}`);
    expect(figure.troubles).toEqual([]);
  });

  rarely('a pressed pixel is loaded, and what was given stays', async () => {
    const figure = await openFigure(id, tall);
    await live.set(figure, { ...randomState(figure.declaration, seeded(31), 'tame') });
    const picture = await pictureOf(figure);
    for (const [row, column] of [
      [picture.rows - 2, Math.floor(picture.columns / 2)],
      [5, picture.columns - 1],
      [1, 1],
    ] as const) {
      const { left, top, i, j } = await middleOf(figure, row, column);
      const change = figure.declaration.rasters![picture.name]!.load(i, j, await valuesOf(figure));
      await live.expectChange(figure, change, () => figure.page.mouse.click(left, top));
      await expectCursor(figure, picture, i, j);
    }
    expect(figure.troubles).toEqual([]);
  });

  test('while a new picture is computed, no number of the old one is told as of the new', async () => {
    const figure = await openFigure(id, tall);
    const { page, declaration } = figure;
    const later = Object.keys(declaration.outputs).filter((name) => declaration.values[name]!.later);
    await valuesOf(figure);
    const { name, rows } = await pictureOf(figure);
    const random = seeded(32);
    for (let round = 0; round < 3; round++) {
      const { left, top, i, j } = await middleOf(figure, Math.floor(rows / 2), 1);
      await page.mouse.move(2, 2);
      await page.mouse.move(left, top);
      const told = await whileChanging(figure, randomState(declaration, random, 'tame'));
      const values = await valuesOf(figure);
      const right = endOfSum((values[name] as Matrix)[i]![j]!);
      const busy = told.filter((one) => one.busy);
      expect(busy.length).toBeGreaterThan(0);
      expect(busy.map(({ sum }) => sum).filter((sum) => sum.includes('=') && !sum.endsWith(right))).toEqual(
        [],
      );
      expect(told.at(-1)!.busy).toBe(false);
      const { csv } = await live.shown(figure);
      const isLater = (line: string) => later.includes(line.split(',')[0]!);
      const rest = (text: string) =>
        text
          .split('\n')
          .filter((line) => !isLater(line))
          .join('\n');
      // A file that holds the new state holds nothing that comes later, or all of it.
      for (const one of new Set(told.map((each) => each.csv))) {
        if (rest(one) !== rest(csv) || !one.split('\n').some(isLater)) continue;
        expect(one === csv).toBe(true);
      }
    }
    expect(figure.troubles).toEqual([]);
  });
});

/** Every sum and every file that stood on the page from a change on, and whether the picture was an old one then. */
function whileChanging({ page, id }: Figure, state: Inputs) {
  return page.evaluate(
    async ([id, state]) => {
      const element = document.getElementById(id) as UnfoldWidget;
      const told: { sum: string; busy: boolean; csv: string }[] = [];
      const look = () => {
        const drawing = element.querySelector('[data-raster]')!.closest('[data-drawing]')!;
        const file = element.querySelector<HTMLAnchorElement>('a[download]')!.href;
        told.push({
          sum: element.querySelector('.inspector .sum')!.textContent.replaceAll(/\s/g, ''),
          busy: drawing.getAttribute('aria-busy') === 'true',
          csv: decodeURIComponent(file.replace(/^[^,]*,/, '')),
        });
      };
      const watch = new MutationObserver(look);
      watch.observe(element, { subtree: true, childList: true, attributes: true, characterData: true });
      await element.set(state);
      look();
      watch.disconnect();
      return told;
    },
    [id, state] as const,
  );
}

describe.each(oneWith('asked', ({ outputs }) => Object.values(outputs).some(({ asked }) => asked)))(
  '%s',
  (id) => {
    test('what is asked for is computed at a press, says what get gives, and goes with the next change', async () => {
      const figure = await openFigure(id, tall);
      const { page, declaration } = figure;
      const random = seeded(33);
      for (const name of Object.keys(declaration.outputs).filter((one) => declaration.outputs[one]!.asked)) {
        const button = page.locator(`[data-ask="${name}"]`);
        const answer = page.locator('.asked p', { has: button }).locator('output');
        for (let round = 0; round < 3; round++) {
          expect(await answer.textContent()).toBe('');
          await button.click();
          await expect.poll(() => answer.textContent()).toMatch(/\d/);
          await live.settled(figure);
          const { answers } = await live.expectRight(figure);
          expect(answers.map(([asked]) => asked)).toContain(name);
          expect(await button.isEnabled()).toBe(true);
          await live.set(figure, randomState(declaration, random, 'tame'));
          expect(await answer.textContent()).toBe('');
        }
        // A state that is left before the answer is there: what is said, if anything, is of the new one.
        await page.evaluate(
          async ([id, name, state]) => {
            const element = document.getElementById(id!) as UnfoldWidget;
            element.querySelector<HTMLElement>(`[data-ask="${name}"]`)!.click();
            await element.set(state as never);
          },
          [id, name, randomState(declaration, random, 'tame')] as const,
        );
        await page.waitForTimeout(300);
        await live.expectRight(figure);
        expect(await button.isEnabled()).toBe(true);
      }
      expect(figure.troubles).toEqual([]);
    });
  },
);

const literally = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
