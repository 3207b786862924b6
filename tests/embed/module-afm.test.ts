/** Every widget in anywidget's form, as it is built, with models as hosts have them. */
import { JSDOM } from 'jsdom';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { complete } from '../../components/parts/codec.ts';
import type { Declaration } from '../../components/parts/declare.ts';
import { outputNames } from '../../components/parts/declare.ts';
import { outputsOf } from '../../components/parts/static.ts';
import { declaration as declared } from '../../src/element/widgets.ts';
import { isAmong } from '../widgets/few.ts';
import { load } from './built-module.ts';
import { slid, sliding } from './sliders.ts';

type State = Record<string, unknown>;
type Leave = () => void;
interface Widget {
  render(view: { model: object; el: Element; signal?: AbortSignal }): Leave;
}

/** As Backbone's, of which Jupyter's models are made: tells of a change where a value is another. */
class NotebookModel {
  readonly listeners = new Map<string, Set<() => void>>();
  saved = 0;
  readonly state: State;
  constructor(state: State) {
    this.state = state;
  }
  get = (name: string) => this.state[name];
  set = (name: string, value: unknown) => {
    if (JSON.stringify(value) === JSON.stringify(this.state[name])) return;
    this.state[name] = value;
    for (const listener of this.listeners.get(`change:${name}`) ?? []) listener();
  };
  on = (event: string, listener: () => void) => {
    this.listeners.set(event, (this.listeners.get(event) ?? new Set()).add(listener));
  };
  off = (event: string, listener: () => void) => void this.listeners.get(event)?.delete(listener);
  save_changes = () => void this.saved++;
  listening = () => [...this.listeners.values()].reduce((sum, { size }) => sum + size, 0);
}

/**
 * As MyST's (jupyter-book/myst-theme, packages/anywidget/src/models.ts): plain JSON of a few names; tells of every set;
 * `off` and `save_changes` may be errors.
 */
class DocumentModel extends NotebookModel {
  override set = (name: string, value: unknown) => {
    this.state[name] = value;
    for (const listener of this.listeners.get(`change:${name}`) ?? []) listener();
  };
  override off = () => {
    throw new Error('not implemented');
  };
  override save_changes = () => {
    throw new Error('not implemented');
  };
}

let window: JSDOM['window'];
let place: HTMLElement;
beforeEach(() => {
  ({ window } = new JSDOM('<!doctype html><main></main>'));
  vi.stubGlobal('HTMLElement', window.HTMLElement);
  place = window.document.querySelector('main')!;
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const figureIn = (el: Element) => el.firstElementChild?.shadowRoot?.querySelector('figure.unfold');
const noteIn = (el: Element) => figureIn(el)?.querySelector('.notes')?.textContent ?? '';

/** A busy machine takes its time. */
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });

describe.each(sliding)('%s', { timeout: 60_000 }, (id) => {
  const law = (name: string, run: () => Promise<void>) =>
    test.runIf(isAmong(2, name, id, sliding))(name, run);
  let widget: Widget;
  let declaration: Declaration;
  let outputs: string[];
  /** An input that is a number; a small one of its values, another, and one that it cannot have. */
  let name: string;
  let low: number;
  let high: number;
  let beyond: number;
  beforeAll(async () => {
    declaration = await declared(id);
    widget = await load<Widget>(id, 'afm.mjs');
    outputs = outputNames(declaration).filter((one) => !declaration.values[one]!.later);
    const [found, { range, step }] = slid(declaration)!;
    name = found;
    [low, high, beyond] = [range[0], range[0] + step, range[1] + 1];
  }, 60_000);

  const slider = (el: Element) =>
    figureIn(el)?.querySelector<HTMLInputElement>(`input[type=range][data-input="${name}"]`);
  function slide(el: Element, value: number) {
    slider(el)!.value = String(value);
    slider(el)!.dispatchEvent(new window.Event('input', { bubbles: true }));
  }

  law(
    'traits set the figure, a reader sets the traits; every view follows; at the end nothing is left',
    async () => {
      const empty = Object.fromEntries(outputs.map((one) => [one, null]));
      const model = new NotebookModel({ ...complete(declaration, {}).inputs, ...empty });
      const [one, other] = [
        place.appendChild(window.document.createElement('div')),
        window.document.createElement('div'),
      ];
      place.append(other);
      const signal = new window.AbortController();
      const leave = widget.render({ model, el: one });
      widget.render({ model, el: other, signal: signal.signal as AbortSignal });
      const right = (value: number) => outputsOf(declaration, { [name]: value }, outputs);
      const told = () => Object.fromEntries(outputs.map((output) => [output, model.get(output)]));
      await soon(told).toEqual(await outputsOf(declaration, {}, outputs));
      model.set(name, high);
      await soon(told).toEqual(await right(high));
      const saved = model.saved;
      await soon(() => slider(one)).toBeTruthy();
      slide(one, low);
      await soon(() => model.get(name)).toBe(low);
      await soon(told).toEqual(await right(low));
      await soon(() => slider(other)!.value).toBe(String(low));
      expect(model.saved).toBeGreaterThan(saved);
      // Refused, said, and set back.
      model.set(name, beyond);
      await soon(() => model.get(name)).toBe(low);
      expect(noteIn(one)).toContain(`${name} is ${beyond}`);
      leave();
      signal.abort();
      expect(one.childElementCount + other.childElementCount + model.listening()).toBe(0);
      model.set(name, high);
      await new Promise((done) => setTimeout(done, 50));
      expect(model.get(outputs[0]!)).toEqual((await right(low))[outputs[0]!]);
    },
  );

  law(
    'a document says a few inputs, also wrong ones; in a shadow root; what is over hears nothing',
    async () => {
      const root = place.attachShadow({ mode: 'open' });
      const el = root.appendChild(window.document.createElement('div'));
      const output = outputs[0]!;
      const model = new DocumentModel({
        [name]: beyond,
        [output]: [],
        lock: name,
        notation: 'wu',
        theme: 'dark',
        colour: 'red',
      });
      const leave = widget.render({ model, el });
      expect(
        el.firstElementChild!.shadowRoot!.querySelector<HTMLElement>('.unfold-root')!.dataset.theme,
      ).toBe('dark');
      await soon(() => noteIn(el)).toContain(`${name} was out of range`);
      await soon(() => model.get(name)).toBe(beyond - 1);
      expect(model.get(output)).toEqual(
        (await outputsOf(declaration, { [name]: beyond - 1 }, [output]))[output],
      );
      expect(slider(el)!.disabled).toBe(true);
      expect(Object.keys(model.state).sort()).toEqual(
        ['colour', 'lock', name, 'notation', output, 'theme'].sort(),
      );
      leave();
      model.set(name, low);
      expect(el.childElementCount).toBe(0);
    },
  );

  law('a saved model, which has every input, opens in the same state', async () => {
    for (const given of [
      { [name]: low },
      ...declaration.presets.slice(0, 1).map(({ change }) => change(complete(declaration, {}).inputs, {})),
    ]) {
      const { inputs } = complete(declaration, given);
      const model = new NotebookModel(structuredClone(inputs));
      const leave = widget.render({ model, el: place });
      await soon(() => figureIn(place)).toBeTruthy();
      expect(noteIn(place)).toBe('');
      expect(model.state).toEqual(inputs);
      leave();
    }
  });
});
