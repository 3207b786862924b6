/** Every widget of the built book: what it says before and after a script runs, and through every one of its inputs. */
import { describe, expect, test } from 'vitest';
import type {
  ArrayInput,
  ChoiceInput,
  Declaration,
  Inputs,
  InputValue,
  Matrix,
  NumberInput,
} from '../../components/parts/declare.ts';
import type { UnfoldWidget } from '../../src/element/index.ts';
import { chapters, sumOf, weigh } from './support/built.ts';
import * as live from './support/figure.ts';
import { flat, openFigure, widgets, type Figure } from './support/figure.ts';
import { open, site } from './support/page.ts';
import { after, brief, bystanders, changedAt, fits, randomState, seeded, rounds } from './support/states.ts';
import { every, inTurn, isTurn, lawOf } from './support/turns.ts';

/** What is printed of every figure on a page: its words and numbers, apart from the hint that needs a script. */
const printed = (elements: Element[]) =>
  elements.map((element) => {
    const all = (selector: string) => [...element.querySelectorAll(selector)];
    const texts = (selector: string) => all(selector).map((one) => one.textContent);
    return {
      id: element.id,
      numerals: texts('.numeral'),
      words: texts('.title, .sentence, .panel-title, .panel-formula, .control-name, .option, .entry, output'),
      tables: texts('.data'),
      labels: all('[aria-label]:not([data-mark], .printed *)').map((one) => one.getAttribute('aria-label')),
      values: all('input').map((one) => (one as HTMLInputElement).value),
      on: all('input').map((one) => (one as HTMLInputElement).checked),
      links: all('a').map((one) => one.getAttribute('href')),
    };
  });

/** A figure at rest is made by the code that draws the live one: a few figures tell. */
const some = [...new Set(['one', 'two', 'three', 'four'].flatMap((turn) => inTurn(turn, widgets)))];
const chapterPages = chapters().map((id) => `${id}/`);
describe.each([
  ...some.map((id) => `embed/${id}/`),
  ...chapterPages.filter((path) => isTurn('the same before and after', path, chapterPages)),
  '',
])('/%s', (path) => {
  test('figures say the same before and after a script runs', async () => {
    const still = await open(site + path, { javaScriptEnabled: false, until: 'load' });
    const before = await still.page.locator('unfold-widget').evaluateAll(printed);
    const awake = await open(site + path, { until: 'load' });
    await awake.page
      .locator('unfold-widget')
      .evaluateAll((all) => Promise.all(all.map((one) => (one as UnfoldWidget).ready)));
    // What marks say, and a file of data, only a figure that answers has.
    expect(await awake.page.locator('unfold-widget').evaluateAll(printed)).toEqual(before);
    for (const { numerals, words, labels } of before) {
      expect(numerals.length + words.length).toBeGreaterThan(5);
      expect([...numerals, ...words, ...labels].join(' ')).not.toMatch(/NaN|undefined|Infinity|null/);
    }
    expect(awake.troubles).toEqual([]);
  });
});

describe.each(widgets)('%s', (id) => {
  const law = lawOf(id, widgets);
  test('says what it computes, as it is and in random states; at most 135 kB until it answers', async () => {
    const figure = await openFigure(id);
    await live.expectRight(figure);
    const parts = weigh(figure.requests);
    expect(parts.length).toBeGreaterThan(2);
    expect(sumOf(parts), parts.join('\n')).toBeLessThanOrEqual(135_000);
    const random = seeded(2);
    for (let round = 0; round < rounds(figure.declaration, every ? 10 : 2); round++) {
      const state = randomState(figure.declaration, random, round % 2 === 0 ? 'all' : 'some');
      await live.restart(figure, state);
      const { params } = await live.expectRight(figure, after(figure.declaration, {}, state));
      expect(params).toMatchObject(state);
    }
    expect(figure.troubles).toEqual([]);
  });

  law('every input is changed by set, alone, and nothing else is but what follows from it', async () => {
    const figure = await openFigure(id);
    const { declaration } = figure;
    const start = brief(declaration);
    const first = after(declaration, {}, start);
    for (const name of Object.keys(declaration.inputs)) {
      const values = otherValues(declaration, name, first);
      for (const value of values.slice(-rounds(declaration, values.length))) {
        await live.restart(figure, start);
        await live.set(figure, { [name]: value });
        const { params } = await live.expectRight(figure, after(declaration, start, { [name]: value }));
        expect(params[name]).toEqual(value);
      }
    }
    await live.reset(figure);
    await live.expectRight(figure, after(declaration, {}, {}));
  });

  law('what was given stays when something else is set', async () => {
    const figure = await openFigure(id);
    const { declaration } = figure;
    const random = seeded(17);
    for (const name of Object.keys(declaration.inputs)) {
      const state = randomState(declaration, random, 'tame');
      await live.restart(figure, state);
      const before = await live.paramsOf(figure);
      const value = otherValues(declaration, name, before).at(-1)!;
      await live.set(figure, { [name]: value });
      const now = await live.paramsOf(figure);
      expect(now[name]).toEqual(value);
      for (const other of bystanders(declaration, name)) {
        if (other in state) expect([name, other, now[other]]).toEqual([name, other, before[other]]);
      }
      for (const [other, input] of Object.entries(declaration.inputs)) {
        // An array that is cut or filled up keeps what fits.
        if (input.kind !== 'array' || input.valid || !(other in state) || other === name) continue;
        const [kept, was] = [now[other] as number[][], before[other] as number[][]];
        const rows = Math.min(kept.length, was.length);
        const columns = Math.min([kept[0]].flat().length, [was[0]].flat().length);
        const part = (value: number[][]) => value.slice(0, rows).map((row) => [row].flat().slice(0, columns));
        expect([name, other, part(kept)]).toEqual([name, other, part(was)]);
      }
    }
  });

  law('every input is changed by its controls', { timeout: 120_000 }, async () => {
    const figure = await openFigure(id, { viewport: { width: 1280, height: 1600 } });
    const { inputs, walk, run, points = {}, dimensions, panels } = figure.declaration;
    const sized = panels.flatMap(({ sizes = [] }) => sizes.map((size) => dimensions[size]!.input));
    for (const [name, { kind }] of Object.entries(inputs)) {
      // Steps, runs and points have files of their own, extents the next test.
      if (
        kind === 'text' ||
        name === walk?.input ||
        name === run?.input ||
        Object.values(points).includes(name) ||
        sized.includes(name)
      )
        continue;
      await live.restart(figure, brief(figure.declaration));
      const ways = { number: byNumberControls, choice: byChoiceControls, array: byArrayControls };
      await ways[kind](figure, name);
    }
    expect(figure.troubles).toEqual([]);
  });

  law('sizes are changed by their buttons, up to the ends', async () => {
    const figure = await openFigure(id);
    const { declaration, page } = figure;
    for (const [dimension, { range, input }] of Object.entries(declaration.dimensions)) {
      const button = (by: number) => page.locator(`[data-size="${dimension}"][data-by="${by}"]`).first();
      if (input) continue;
      for (const [by, end] of [
        [1, range[1]],
        [-1, range[0]],
      ] as const) {
        for (let presses = 0; presses < range[1] && (await button(by).isEnabled()); presses++) {
          await button(by).click();
        }
        const { params } = await live.expectRight(figure);
        expect(extent(declaration, params, dimension)).toBe(end);
      }
      await live.reset(figure);
    }
    expect(figure.troubles).toEqual([]);
  });

  law('half-typed, empty and far too large numbers are no answers', async () => {
    const figure = await openFigure(id);
    const { page, declaration } = figure;
    const field = page.locator('.panels input[type="number"]').first();
    const input = declaration.inputs[(await field.getAttribute('data-input'))!]!;
    const first = await live.paramsOf(figure);
    const refused = ['1e9', '-1e9', ...(input.kind === 'number' && input.whole ? ['1.5'] : [])];
    for (const text of refused) {
      await field.fill('');
      expect(await live.paramsOf(figure)).toEqual(first);
      await field.fill(text);
      expect(await live.paramsOf(figure)).toEqual(first);
      await expect.poll(async () => (await live.shown(figure)).notes.join()).toMatch(/must be/);
      expect((await live.shown(figure)).notes).toHaveLength(1);
    }
    await field.blur();
    await live.expectRight(figure, first);
  });

  law('undo, redo and reset', async () => {
    const figure = await openFigure(id);
    const random = seeded(3);
    const states = [await live.paramsOf(figure)];
    for (let round = 0; round < 3; round++) {
      await live.set(figure, randomState(figure.declaration, random, 'all'));
      states.push(await live.paramsOf(figure));
    }
    const press = (action: string) => figure.page.locator(`[data-action="${action}"]`).click();
    for (const state of states.slice(0, -1).reverse()) {
      await press('undo');
      await live.expectRight(figure, state);
    }
    expect(await figure.page.locator('[data-action="undo"]').isDisabled()).toBe(true);
    for (const state of states.slice(1)) {
      await press('redo');
      await live.expectRight(figure, state);
    }
    expect(await figure.page.locator('[data-action="redo"]').isDisabled()).toBe(true);
    await press('reset');
    await live.expectRight(figure, states[0]);
    await press('undo');
    await live.expectRight(figure, states.at(-1));
  });

  law('a preset does what it declares', async () => {
    const figure = await openFigure(id);
    const { declaration, page } = figure;
    const buttons = page.locator('[data-preset]');
    expect(await buttons.count()).toBe(declaration.presets.length);
    for (const [index, { label, words, change }] of declaration.presets.entries()) {
      const before = await live.shown(figure);
      const changed = change(before.params, before.outputs);
      const button = buttons.nth(index);
      expect([await button.textContent(), await button.getAttribute('title')]).toEqual([label, words]);
      const { params } = await live.expectChange(figure, changed, () => button.click());
      expect(params).toMatchObject(changed);
    }
  });

  law('the data are downloaded as CSV', async () => {
    const figure = await openFigure(id, { acceptDownloads: true });
    const { csv } = await live.expectRight(figure);
    const [download] = await Promise.all([
      figure.page.waitForEvent('download'),
      figure.page.locator('a[download]').click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${id}.csv`);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString('utf8')).toBe(csv);
  });
});

test('tables are drawn as charts when asked, by a file that is fetched only then, and follow the state', async () => {
  const { page, requests, troubles, id } = await openFigure('ntm-step');
  await page.locator('.data > summary').click();
  const [before] = [requests.filter((url) => url.endsWith('.js')).length];
  const button = page.locator('[data-action="charts"]');
  await button.click();
  const charts = page.locator('.charts svg');
  await expect.poll(() => charts.count()).toBe(8);
  expect(requests.filter((url) => url.endsWith('.js')).length).toBeGreaterThan(before!);
  const titles = () => charts.nth(4).locator('title').allTextContents();
  const shown = await titles();
  await page.evaluate((id) => (document.getElementById(id) as UnfoldWidget).set({ gamma: 1 }), id);
  await expect.poll(titles).not.toEqual(shown);
  expect(await button.getAttribute('aria-pressed')).toBe('true');
  await button.click();
  await expect.poll(() => charts.count()).toBe(0);
  expect(troubles).toEqual([]);
});

/** Values that differ from the present one: the ends and a middle, every option, entries at the ends. */
function otherValues({ inputs, run }: Declaration, name: string, present: Inputs): InputValue[] {
  const input = inputs[name]!;
  if (input.kind === 'choice') return input.options.map(({ value }) => value);
  if (input.kind === 'text') return ['', 'a', 'aba 👍🏽 e\u0301\n'];
  if (name === run?.input) return [input.range[0], input.range[0] + 40];
  const [low, high] = [Math.max(input.range[0], -1e4), Math.min(input.range[1], 1e4)];
  const whole = input.kind === 'number' && input.whole;
  const middle = low + (high - low) / (whole && high - low > 100 ? 30 : 3);
  const values = [low, high, whole ? Math.round(middle) : middle];
  if (input.kind === 'number') return values;
  const now = present[name] as Matrix;
  if (input.amend) {
    const last = [now.length - 1, now[0]!.length - 1] as const;
    return [
      ...values.map((value) => changedAt(input, now, [0, 0], value)),
      ...values.map((value) => changedAt(input, now, last, value)),
    ].filter((value) => fits(input, value));
  }
  const all = [...values, Math.round(middle)].map(
    (value) => now.map((row) => (Array.isArray(row) ? row.map(() => value) : value)) as Matrix,
  );
  return all.filter((value) => fits(input, value));
}

function extent({ inputs }: Declaration, params: Inputs, dimension: string): number {
  const [name, input] = Object.entries(inputs).find(
    (pair): pair is [string, ArrayInput] => pair[1].kind === 'array' && pair[1].shape.includes(dimension),
  )!;
  const value = params[name] as number[] | number[][];
  return input.shape[0] === dimension ? value.length : (value[0] as number[]).length;
}

const rounded = (value: number) => Number(value.toPrecision(12));

/** A slider, a field, two buttons and the arrow keys. */
async function byNumberControls(figure: Figure, name: string) {
  const { range, step, whole } = figure.declaration.inputs[name] as NumberInput;
  const of = (kind: string) => figure.page.locator(`.panels ${kind}[data-input="${name}"]`);
  const becomes = (value: number, act: () => Promise<unknown>) =>
    live.expectChange(figure, { [name]: value }, act);
  const steps = (range[1] - range[0]) / step;
  // Long computations are slow, and one of them, at the end, is enough.
  const middle = rounded(range[0] + step * Math.round(steps / (whole && steps > 100 ? 30 : 3)));
  const typed = rounded(middle + (whole ? 2 * step : step / 3));
  await becomes(middle, () => of('input[type="range"]').fill(String(middle)));
  await becomes(rounded(middle + step), () => of('input[type="range"]').press('ArrowRight'));
  await becomes(typed, () => of('input[type="number"]').fill(String(typed)));
  await becomes(rounded(typed + step), () => of('input[type="number"]').press('ArrowUp'));
  await becomes(typed, () => of('button').first().click());
  await becomes(range[1], async () => {
    await of('input[type="number"]').fill(String(range[1]));
    await of('button').last().click();
  });
}

/** Radio buttons, by pointer and by arrow keys; for stages also back and next. */
async function byChoiceControls(figure: Figure, name: string) {
  const options = (figure.declaration.inputs[name] as ChoiceInput).options.map(({ value }) => value);
  const radio = (value: string) => figure.page.locator(`input[data-input="${name}"][value="${value}"]`);
  const becomes = (value: string, act: () => Promise<unknown>) =>
    live.expectChange(figure, { [name]: value }, act);
  for (const value of options) {
    await becomes(value, () => figure.page.locator('label', { has: radio(value) }).click());
  }
  await becomes(options.at(-2)!, () => radio(options.at(-1)!).press('ArrowLeft'));
  await becomes(options.at(-1)!, () => radio(options.at(-2)!).press('ArrowRight'));
  if (name !== 'stage') return;
  for (const value of options.slice(0, -1).reverse()) {
    await becomes(value, () => figure.page.locator('[data-stage="-1"]').click());
  }
  expect(await figure.page.locator('[data-stage="-1"]').isDisabled()).toBe(true);
  for (const value of options.slice(1)) {
    await becomes(value, () => figure.page.locator('[data-stage="1"]').click());
  }
  expect(await figure.page.locator('[data-stage="1"]').isDisabled()).toBe(true);
}

/** The fields of a short array; else the first and the last mark, their editor, and the keys on them. */
async function byArrayControls(figure: Figure, name: string) {
  const { page, declaration } = figure;
  const input = declaration.inputs[name] as ArrayInput;
  const { range, slider, step } = input;
  const becomes = async (path: string, value: number, act: () => Promise<unknown>) => {
    const [i, j] = path.split('.').slice(1).map(Number) as [number, number];
    const before = (await live.paramsOf(figure))[name] as Matrix;
    const { params } = await live.expectChange(
      figure,
      { [name]: changedAt(input, before, [i, j], value) },
      act,
    );
    expect([path, live.entryOf(params, path)]).toEqual([path, value]);
  };
  const [low, high] = slider ?? range;
  const value = rounded(low + step * Math.round((high - low) / step / 3));
  const fields = page.locator(`.entries input[data-input="${name}"]`);
  for (const field of await fields.all()) {
    const path = `${name}.${await field.getAttribute('data-index')}`;
    await becomes(path, value, () => field.fill(String(value)));
    await becomes(path, rounded(value + step), () => field.press('ArrowUp'));
  }
  if (await fields.count()) return;
  const marks = page.locator(`.panels svg [data-mark^="${name}."]`);
  expect(await marks.count(), `marks of ${name}`).toBe(flat((await live.paramsOf(figure))[name]).length);
  for (const mark of [marks.first(), marks.last()]) {
    const path = (await mark.getAttribute('data-mark'))!;
    const editor = (what: string) => page.locator(`.editor ${what}`).first();
    await mark.click();
    await becomes(path, value, () => editor('input[type="number"]').fill(String(value)));
    await becomes(path, rounded(value + step), () => editor('input[type="range"]').press('ArrowRight'));
    await becomes(path, value, () => editor('button').click());
    await becomes(path, rounded(value + step), () => mark.press('+'));
    await becomes(path, value, () => mark.press('-'));
  }
}
