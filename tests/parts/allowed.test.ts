/** What a teacher who embeds a figure lets its readers do: which controls are there, and what stays as it is. */
import { describe, expect, test } from 'vitest';
import { admitted, everything } from '../../components/parts/allowed.ts';
import { check, merged, without } from '../../components/parts/codec.ts';
import { cell, widget, type Declaration, type Input, type Inputs } from '../../components/parts/declare.ts';
import type { Allowed } from '../../components/parts/page.ts';
import { parts } from './small.ts';
import { standing } from './standing.ts';

const said = (label: string) => ({ label, words: `${label}.` });
const whole = { kind: 'number', step: 1, whole: true } as const;
const base = parts();
/** All that can be fixed: stages, a walk, a number that is an extent, inputs that exclude each other, points, presets. */
const rich = widget({
  ...base,
  dimensions: {
    ...base.dimensions,
    P: { words: 'places', one: 'place', range: [1, 4], default: 2, input: 'places' },
  },
  inputs: {
    ...base.inputs,
    stage: { ...base.inputs.shade, ...said('stage') } as Input,
    places: { ...whole, range: [1, 4], default: 2, ...said('places') },
    moment: { ...whole, range: [0, 8], default: 0, ...said('moment') },
    level: { kind: 'number', range: [0, 9], step: 1, default: 1, ...said('level') },
    spots: {
      kind: 'array',
      shape: ['P', 2],
      range: [-9, 9],
      step: 1,
      default: ({ P }, { level }) => Array.from({ length: P! }, () => [level as number, 0]),
      ...said('spots'),
    },
  },
  exclusive: [['level', 'spots']],
  points: { dot: 'spots' },
  walk: { input: 'moment', last: ({ P }) => P!, name: String },
  drawings: {
    ...base.drawings,
    cells: cell(['document', 'grid'], (document: Document) => document.createElement('p')),
  },
  panels: [
    { title: 'settings', controls: ['rate', 'shade', 'pair', 'places'], sizes: ['R', 'P'] },
    { title: 'picture', drawing: 'picture' },
    { title: 'grid', drawing: 'cells' },
  ],
  presets: [
    { label: 'both', words: 'Both.', change: () => ({ rate: 2, pair: [1, 1] }) },
    { label: 'level', words: 'The level.', change: () => ({ level: 3 }) },
  ],
} satisfies Declaration);

const all = (root: Element, selector: string) => [...root.querySelectorAll(selector)];
const enabled = (root: Element) =>
  all(root, '[data-input]:not([disabled])').map((one) => one.getAttribute('data-input'));
const named = (root: Element) => [
  ...new Set(all(root, '[data-input]').map((one) => one.getAttribute('data-input'))),
];

describe('controls', () => {
  test('that are not listed are not there, nor what would go round them', async () => {
    const { root } = await standing(rich, { controls: ['rate', 'row'] });
    expect(named(root)).toEqual(['rate']);
    expect(all(root, '[data-preset], [data-stage], [data-walk], [data-size]')).toEqual([]);
    expect(all(root, '[data-action=reset], [data-action=undo], .device')).toHaveLength(3);
  });

  test('of an extent are there where all that it changes is', async () => {
    const { root } = await standing(rich, { controls: ['grid', 'row', 'places', 'stage', 'moment'] });
    expect(all(root, '[data-size]').map((one) => one.getAttribute('data-size'))).toEqual([
      'R',
      'R',
      'P',
      'P',
    ]);
    expect(all(root, '[data-stage]')).toHaveLength(2);
    expect(all(root, '[data-walk]')).toHaveLength(2);
  });

  test('are none at all with an empty list, and a panel of controls goes with them', async () => {
    const { root } = await standing(rich, { controls: [] });
    expect(all(root, 'input, select, .presets, .stages, .size, .stepper')).toEqual([]);
    const actions = all(root, '[data-action]').map((one) => one.getAttribute('data-action'));
    expect(actions.filter((action) => /reset|undo|redo|device/.test(action!))).toEqual([]);
    expect(all(root, '.panel-title').map((title) => title.textContent)).toEqual(['picture', 'grid']);
    expect(root.querySelector('.hint')!.textContent).not.toContain('can be changed');
    expect(all(root, '[data-editable]')).toEqual([]);
    expect(root.querySelector('figure')!.getAttribute('data-points')).toBe('fixed');
  });

  test('that are locked stand there, disabled, with a sign that is also read out', async () => {
    const { root } = await standing(rich, { locked: ['rate', 'grid'] });
    expect(enabled(root)).not.toContain('rate');
    expect(enabled(root)).toContain('shade');
    const rate = root.querySelector('[data-input=rate]')!.closest('.control')!;
    expect(rate.getAttribute('aria-label')).toBe('rate, fixed here');
    expect(rate.querySelector('.lock')!.textContent).toBe('fixed here');
    expect(all(root, '.lock')).toHaveLength(2);
    expect(all(root, '[data-size=R]').every((one) => one.hasAttribute('disabled'))).toBe(true);
    expect(all(root, '[data-drawing=cells][data-editable]')).toEqual([]);
    expect(all(root, '[data-drawing=picture][data-editable]')).toHaveLength(1);
  });

  test.each(['stage', 'moment'])('through %s are locked with it', async (name) => {
    const { root } = await standing(rich, { locked: [name] });
    const steps = all(root, name === 'stage' ? '[data-stage]' : '[data-walk]');
    expect(steps.map((one) => one.hasAttribute('disabled'))).toEqual([true, true]);
    expect(enabled(root)).not.toContain(name);
    expect(all(root, '.stages .lock')).toHaveLength(1);
  });

  test('of a chosen entry are not there, or locked', async () => {
    const hidden = await standing(rich, { controls: ['rate'] });
    hidden.live.choose('grid.0.0');
    expect(all(hidden.root, '.editor input')).toEqual([]);
    const locked = await standing(rich, { locked: ['grid'] });
    locked.live.choose('grid.0.0');
    expect(all(locked.root, '.editor input[disabled]')).toHaveLength(2);
    expect(all(locked.root, '.editor .lock')).toHaveLength(1);
  });
});

describe('heading and links', () => {
  test('without a heading the title is for screen readers alone', async () => {
    const { root } = await standing(rich, { heading: false });
    expect(root.querySelector('figcaption')!.className).toContain('visually-hidden');
    expect(root.querySelector('figcaption')!.textContent).toBe(rich.title);
  });

  test('without links nothing leads out', async () => {
    const { root } = await standing(rich, { links: false });
    expect(all(root, 'a[href]:not([download])')).toEqual([]);
    expect(all((await standing(rich)).root, 'a.state-link')).toHaveLength(1);
  });

  test('full screen is offered where the page gives it', async () => {
    const { root } = await standing(rich);
    expect(all(root, '[data-action=fullscreen]')).toEqual([]);
    const full = await standing(rich, {}, {}, { fullscreen: () => {} });
    expect(all(full.root, '[data-action=fullscreen]')).toHaveLength(1);
  });
});

/** What is given after a reader's change, and the inputs that stood in its way. */
function read(allowed: Partial<Allowed>, now: Inputs, changes: Inputs) {
  const wanted = check(rich, changes);
  const next = (names: readonly string[]) => merged(rich, now, without(wanted, names));
  const { given, fixed } = admitted(rich, { ...everything, ...allowed }, now, next);
  return [given, fixed];
}

describe("a reader's change", () => {
  test.each<[string, Partial<Allowed>, Inputs, Inputs, Inputs | undefined, string[]]>([
    ['of what is free comes in', { locked: ['rate'] }, {}, { pair: [1, 1] }, { pair: [1, 1] }, []],
    ['of what is locked falls away', { locked: ['rate'] }, {}, { rate: 2 }, undefined, ['rate']],
    ['of what is hidden falls away', { controls: ['pair'] }, {}, { rate: 2 }, undefined, ['rate']],
    ['keeps its other parts', { locked: ['rate'] }, {}, { rate: 2, pair: [1, 1] }, { pair: [1, 1] }, ['rate']],
    ['to the same value touches nothing', { locked: ['rate'] }, {}, { rate: 1 }, { rate: 1 }, []],
    ['of a size cuts no locked array', { locked: ['spots'] }, { spots: [[1, 1], [2, 2]] }, { places: 1 }, undefined, ['spots']],
    ['of a size moves no locked default', { locked: ['spots'] }, {}, { places: 3 }, undefined, ['spots']],
    ['of arrays moves no hidden extent', { controls: ['spots'] }, {}, { spots: [[1, 1]] }, undefined, ['places']],
    ['that leaves sizes at odds is none', { locked: ['row'] }, { row: [1, 1] }, { row: [1], grid: [[1, 2]] }, undefined, ['row']],
    ['drives out nothing that is given and hidden', { controls: ['level'] }, { spots: [[1, 1], [2, 2]] }, { level: 3 }, undefined, ['spots']],
    ['may move the default of what is hidden', { controls: ['level'] }, {}, { level: 3 }, { level: 3 }, []],
    ['moves no default of what is locked', { locked: ['spots'] }, {}, { level: 3 }, undefined, ['spots']],
    ['of points drives out no locked level', { locked: ['level'] }, { level: 3 }, { spots: [[1, 1], [2, 2]] }, undefined, ['level']],
  ])('%s', (_, allowed, now, changes, given, fixed) => {
    expect(read(allowed, now, changes)).toEqual([given, fixed]);
  }); // prettier-ignore

  test('that falls away is a note, and nobody is told of a change', async () => {
    const { live, notes, told } = await standing(rich, { locked: ['rate'] });
    await live.change({ rate: 2 });
    expect([live.flow.given, notes(), told]).toEqual([{}, ['rate: fixed here.'], []]);
    await live.change({ rate: 2, shade: 'bright' });
    expect([live.flow.given, notes(), told]).toEqual([
      { shade: 'bright' },
      ['rate: fixed here.'],
      ['input', 'change'],
    ]);
    await live.change({ shade: 'dim' });
    expect(notes()).toEqual([]);
  });

  test('by a preset keeps to it', async () => {
    const { live, notes, press } = await standing(rich, { locked: ['rate', 'spots'] });
    await press('[data-preset="0"]');
    await expect.poll(() => live.flow.given).toEqual({ pair: [1, 1] });
    expect(notes()).toEqual(['rate: fixed here.']);
    await press('[data-preset="1"]');
    await expect.poll(notes).toEqual(['spots: fixed here.']);
    expect(live.flow.given).toEqual({ pair: [1, 1] });
  });

  test('by keys on a mark, or of a point, keeps to it', async () => {
    const { live } = await standing(rich, { locked: ['spots'] });
    const { pointerdown, nudge } = await import('../../components/parts/points.ts');
    expect(nudge(live, 'dot.0', { key: 'ArrowUp', shiftKey: true } as KeyboardEvent)).toBe(false);
    expect(() => pointerdown(live, live.root, {} as Event)).not.toThrow();
    expect(live.flow.given).toEqual({});
  });

  test('is undone without what a host has set meanwhile', async () => {
    const { live, notes } = await standing(rich, { locked: ['rate'] });
    await live.change({ shade: 'bright' });
    await live.set({ rate: 2 });
    await live.change({ shade: 'dim' });
    await live.undo();
    expect(live.flow.given).toEqual({ shade: 'bright', rate: 2 });
    await live.undo();
    expect([live.flow.given, notes()]).toEqual([{ shade: 'bright', rate: 2 }, ['rate: fixed here.']]);
    await live.undo();
    expect([live.flow.given, notes()]).toEqual([{ rate: 2 }, ['rate: fixed here.']]);
    await live.redo();
    expect(live.flow.given).toEqual({ shade: 'bright', rate: 2 });
  });
});

test('a host sets what it likes, and reset goes to the first state', async () => {
  const { live } = await standing(rich, { controls: [], locked: ['rate'] }, { first: { rate: 0.5 } });
  await live.set({ rate: 2, spots: [[1, 1]] });
  expect(live.flow.given).toEqual({ rate: 2, spots: [[1, 1]] });
  await live.reset();
  expect(live.flow.given).toEqual({ rate: 0.5 });
});
