/** Every widget of the built book: what it says before and after a script runs, and through every one of its inputs. */
import { describe, expect, test } from 'vitest';
import type {
  ArrayInput,
  ChoiceInput,
  Declaration,
  Input,
  Inputs,
  InputValue,
  NumberInput,
} from '../../components/parts/declare.ts';
import type { UnfoldWidget } from '../../src/element/index.ts';
import { chapters } from './support/built.ts';
import * as live from './support/figure.ts';
import { flat, openFigure, widgets, type Figure } from './support/figure.ts';
import { open, site } from './support/page.ts';
import { randomState, seeded } from './support/states.ts';

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
      labels: all('[aria-label]').map((one) => one.getAttribute('aria-label')),
      values: all('input').map((one) => (one as HTMLInputElement).value),
      on: all('input').map((one) => (one as HTMLInputElement).checked),
      links: all('a').map((one) => one.getAttribute('href')),
    };
  });

describe.each([...widgets.map((id) => `embed/${id}/`), ...chapters().map((id) => `${id}/`), ''])(
  '/%s',
  (path) => {
    test('figures say the same before and after a script runs', async () => {
      const still = await open(site + path, { javaScriptEnabled: false, until: 'load' });
      const before = await still.page.locator('unfold-widget').evaluateAll(printed);
      const awake = await open(site + path, { until: 'load' });
      await awake.page
        .locator('unfold-widget')
        .evaluateAll((all) => Promise.all(all.map((one) => (one as UnfoldWidget).ready)));
      expect(await awake.page.locator('unfold-widget').evaluateAll(printed)).toEqual(before);
      for (const { numerals, words } of before) {
        expect(numerals.length).toBeGreaterThan(0);
        expect([...numerals, ...words].join(' ')).not.toMatch(/NaN|undefined|Infinity|null/);
      }
      expect(awake.troubles).toEqual([]);
    });
  },
);

describe.each(widgets)('%s', (id) => {
  test('says what it computes, as it is and in twenty random states', async () => {
    const figure = await openFigure(id);
    await live.expectRight(figure);
    const random = seeded(2);
    for (let round = 0; round < 20; round++) {
      await live.reset(figure);
      const state = randomState(figure.declaration, random, round % 2 === 0);
      await live.set(figure, state);
      const { params } = await live.expectRight(figure);
      expect(params).toMatchObject(state);
    }
    expect(figure.troubles).toEqual([]);
  });

  test('every input is changed by set, alone, and nothing else is', async () => {
    const figure = await openFigure(id);
    const first = await live.paramsOf(figure);
    for (const [name, input] of Object.entries(figure.declaration.inputs)) {
      for (const value of otherValues(input, first[name]!)) {
        await live.set(figure, { [name]: value });
        await live.expectRight(figure, { ...first, [name]: value });
        await live.reset(figure);
      }
    }
    await live.expectRight(figure, first);
  });

  test('every input is changed by its controls', { timeout: 120_000 }, async () => {
    const figure = await openFigure(id, { viewport: { width: 1280, height: 1600 } });
    for (const [name, { kind }] of Object.entries(figure.declaration.inputs)) {
      const ways = { number: byNumberControls, choice: byChoiceControls, array: byArrayControls };
      await ways[kind](figure, name);
    }
    expect(figure.troubles).toEqual([]);
  });

  test('sizes are changed by their buttons, up to the ends', async () => {
    const figure = await openFigure(id);
    const { declaration, page } = figure;
    for (const [dimension, { range }] of Object.entries(declaration.dimensions)) {
      const button = (by: number) => page.locator(`[data-size="${dimension}"][data-by="${by}"]`).first();
      if (!(await button(1).count())) continue;
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

  test('half-typed, empty and far too large numbers are no answers', async () => {
    const figure = await openFigure(id);
    const { page } = figure;
    const field = page.locator('.panels input[type="number"]').first();
    const first = await live.paramsOf(figure);
    await field.fill('');
    expect(await live.paramsOf(figure)).toEqual(first);
    await field.fill('1e9');
    expect(await live.paramsOf(figure)).toEqual(first);
    await expect.poll(async () => (await live.shown(figure)).notes.length).toBe(1);
    expect((await live.shown(figure)).notes.join()).toMatch(/must be/);
    await field.blur();
    await live.expectRight(figure, first);
  });

  test('undo, redo and reset', async () => {
    const figure = await openFigure(id);
    const random = seeded(3);
    const states = [await live.paramsOf(figure)];
    for (let round = 0; round < 3; round++) {
      await live.set(figure, randomState(figure.declaration, random, true));
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

  test('presets do what they declare', async () => {
    const figure = await openFigure(id);
    const { declaration, page } = figure;
    const buttons = page.locator('[data-preset]');
    expect(await buttons.count()).toBe(declaration.presets.length);
    for (const [index, { label, words, change }] of declaration.presets.entries()) {
      const before = await live.shown(figure);
      const expected = { ...before.params, ...change(before.params, before.outputs) };
      const button = buttons.nth(index);
      expect([await button.textContent(), await button.getAttribute('title')]).toEqual([label, words]);
      await button.click();
      await expect.poll(() => live.paramsOf(figure)).toEqual(expected);
      await live.expectRight(figure, expected);
    }
  });

  test('the data are downloaded as CSV', async () => {
    const figure = await openFigure(id, { acceptDownloads: true });
    const { csv } = await live.expectRight(figure);
    await figure.page.locator('details.data summary').click();
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

/** Values that differ from the present one: the ends and a middle, every option, entries at the ends. */
function otherValues(input: Input, present: InputValue): InputValue[] {
  if (input.kind === 'choice') return input.options.map(({ value }) => value);
  const [low, high] = [Math.max(input.range[0], -1e4), Math.min(input.range[1], 1e4)];
  const values = [low, high, low + (high - low) / 3];
  if (input.kind === 'number') return values;
  return values.map(
    (value) =>
      (present as InputValue[]).map((row) =>
        Array.isArray(row) ? row.map(() => value) : value,
      ) as InputValue,
  );
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
  const { range, step } = figure.declaration.inputs[name] as NumberInput;
  const of = (kind: string) => figure.page.locator(`.panels ${kind}[data-input="${name}"]`);
  const becomes = async (value: number) => {
    const { params } = await live.expectRight(figure);
    expect([name, params[name]]).toEqual([name, value]);
  };
  const middle = rounded(range[0] + step * Math.round((range[1] - range[0]) / step / 3));
  await of('input[type="range"]').fill(String(middle));
  await becomes(middle);
  await of('input[type="range"]').press('ArrowRight');
  await becomes(rounded(middle + step));
  await of('input[type="number"]').fill(String(rounded(middle + step / 3)));
  await becomes(rounded(middle + step / 3));
  await of('input[type="number"]').press('ArrowUp');
  await becomes(rounded(rounded(middle + step / 3) + step));
  await of('button').first().click();
  await becomes(rounded(middle + step / 3));
  await of('input[type="number"]').fill(String(range[1]));
  await of('button').last().click();
  await becomes(range[1]);
}

/** Radio buttons, by pointer and by arrow keys; for stages also back and next. */
async function byChoiceControls(figure: Figure, name: string) {
  const options = (figure.declaration.inputs[name] as ChoiceInput).options.map(({ value }) => value);
  const radio = (value: string) => figure.page.locator(`input[data-input="${name}"][value="${value}"]`);
  const becomes = async (value: string) => {
    const { params } = await live.expectRight(figure);
    expect([name, params[name]]).toEqual([name, value]);
  };
  for (const value of options) {
    await figure.page.locator('label', { has: radio(value) }).click();
    await becomes(value);
  }
  await radio(options.at(-1)!).press('ArrowLeft');
  await becomes(options.at(-2)!);
  await radio(options.at(-2)!).press('ArrowRight');
  await becomes(options.at(-1)!);
  if (name !== 'stage') return;
  for (const value of options.slice(0, -1).reverse()) {
    await figure.page.locator('[data-stage="-1"]').click();
    await becomes(value);
  }
  expect(await figure.page.locator('[data-stage="-1"]').isDisabled()).toBe(true);
  for (const value of options.slice(1)) {
    await figure.page.locator('[data-stage="1"]').click();
    await becomes(value);
  }
  expect(await figure.page.locator('[data-stage="1"]').isDisabled()).toBe(true);
}

/** The fields of a short array; else the first and the last mark, their editor, and the keys on them. */
async function byArrayControls(figure: Figure, name: string) {
  const { page, declaration } = figure;
  const { range, slider, step } = declaration.inputs[name] as ArrayInput;
  const entryIs = async (path: string, value: number) => {
    const { params } = await live.expectRight(figure);
    expect([path, live.entryOf(params, path)]).toEqual([path, value]);
  };
  const [low, high] = slider ?? range;
  const value = rounded(low + step * Math.round((high - low) / step / 3));
  const fields = page.locator(`.entries input[data-input="${name}"]`);
  for (const field of await fields.all()) {
    const path = `${name}.${await field.getAttribute('data-index')}`;
    await field.fill(String(value));
    await entryIs(path, value);
    await field.press('ArrowUp');
    await entryIs(path, rounded(value + step));
  }
  if (await fields.count()) return;
  const marks = page.locator(`.panels svg [data-mark^="${name}."]`);
  expect(await marks.count(), `marks of ${name}`).toBe(flat((await live.paramsOf(figure))[name]).length);
  for (const mark of [marks.first(), marks.last()]) {
    const path = (await mark.getAttribute('data-mark'))!;
    await mark.click();
    await page.locator('.editor input[type="number"]').fill(String(value));
    await entryIs(path, value);
    await page.locator('.editor input[type="range"]').press('ArrowRight');
    await entryIs(path, rounded(value + step));
    await page.locator('.editor button').first().click();
    await entryIs(path, value);
    await mark.press('+');
    await entryIs(path, rounded(value + step));
    await mark.press('-');
    await entryIs(path, value);
  }
}
