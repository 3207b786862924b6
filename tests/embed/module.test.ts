/** Every widget as an Observable module, as it is built, in both runtimes that notebooks have. */
import { Runtime as Runtime6 } from '@observablehq/runtime';
import { Runtime as Runtime5 } from 'observable-runtime-5';
import { JSDOM } from 'jsdom';
import { parseAst } from 'vite';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { check, complete, merged } from '../../components/parts/codec.ts';
import type { Declaration, Inputs } from '../../components/parts/declare.ts';
import { outputNames } from '../../components/parts/declare.ts';
import { outputsOf } from '../../components/parts/static.ts';
import { LazyValues } from '../../src/embed/lazy-values.ts';
import { declaration as declared } from '../../src/element/widgets.ts';
import { after, brief, randomState, seeded, type Kind, type Random } from '../browser/support/states.ts';
import { isAmong } from '../widgets/few.ts';
import { ids, load, textOf } from './built-module.ts';
import { slid, sliding } from './sliders.ts';

interface Module {
  value(name: string): Promise<unknown>;
  redefine(name: string, needs: unknown, definition?: unknown): unknown;
  derive(names: readonly unknown[], from: Module): Module;
  define(name: string, needs: unknown, definition?: unknown): unknown;
  variable(observer?: unknown): {
    define(name: string, needs: readonly string[], definition: unknown): unknown;
    delete(): void;
  };
}
interface Runtime {
  module(define?: unknown, observer?: (name: string) => unknown): Module;
  dispose(): void;
}
type Make = new (builtins: object, global: () => undefined) => Runtime;
type View = EventTarget & { value: unknown };

const opened: Runtime[] = [];
/** No Generators, no library, no global: nothing but what a runtime has of itself. */
function open(Make: unknown): Runtime {
  const runtime = new (Make as Make)({}, () => undefined);
  opened.push(runtime);
  return runtime;
}

afterEach(() => {
  for (const runtime of opened.splice(0)) runtime.dispose();
  vi.unstubAllGlobals();
});

async function valuesOf(module: Module, names: readonly string[]) {
  const entries = names.map(async (name) => [name, await module.value(name)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** As a notebook that looks at most of what there is. */
function look(runtime: Runtime, define: unknown, later: ReadonlySet<string>): Module {
  return runtime.module(define, (name) => name !== 'figure' && !later.has(name));
}

async function put(module: Module, name: string, value: unknown) {
  const view = (await module.value(`viewof ${name}`)) as View;
  view.value = value;
  view.dispatchEvent(new Event('input'));
}

const runtimes: [string, unknown][] = [
  ['runtime 5', Runtime5],
  ['runtime 6', Runtime6],
];

/** A busy machine takes its time. */
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });

describe.each(ids)('%s', { timeout: 60_000 }, (id) => {
  const among = (all: readonly string[]) => (name: string, run: () => Promise<void>) =>
    test.runIf(isAmong(3, name, id, all))(name, run);
  const law = among(ids);
  // Some widgets have no number to slide.
  const slides = among(sliding);
  let define: unknown;
  let declaration: Declaration;
  let names: string[];
  let later: ReadonlySet<string>;
  let expected: Promise<Record<string, unknown>> | undefined;
  const right = (given: Inputs) => outputsOf(declaration, given, names);
  beforeAll(async () => {
    declaration = await declared(id);
    define = await load(id, 'module.js');
    later = new Set(Object.keys(declaration.outputs).filter((name) => declaration.values[name]!.later));
    // What comes later takes long, and is computed in one test.
    names = outputNames(declaration).filter((name) => !later.has(name));
  }, 60_000);

  law('one file that imports nothing', async () => {
    for (const file of ['module.js', 'afm.mjs'] as const) {
      const text = await textOf(id, file);
      expect([...new Set(importing(parseAst(text)))], file).toEqual([]);
      expect(text.match(/isWebGPUAvailable|GPU\.js/)?.[0], file).toBeUndefined();
    }
  });

  describe.each(runtimes)('%s', (_, Make) => {
    law('outputs, also those that are asked for, are those of plain', async () => {
      const all = outputNames(declaration, true).filter((name) => !declaration.outputs[name]!.measured);
      const module = open(Make).module(define);
      expect(await valuesOf(module, all)).toEqual(await (expected ??= outputsOf(declaration, {}, all)));
      const inputs = Object.keys(declaration.inputs);
      expect(await valuesOf(module, inputs)).toEqual(complete(declaration, {}).inputs);
    });

    law('redefined inputs hold, and what depends on them follows', async () => {
      const random = seeded(7);
      for (let round = 0; round < 2; round++) {
        const module = look(open(Make), define, later);
        const state = short(declaration, random);
        for (const [name, value] of Object.entries(state)) module.redefine(name, [], () => value);
        expect(await valuesOf(module, names), JSON.stringify(state)).toEqual(await right(state));
      }
    });

    law('a control sets its input, and the others show what depends on it', async () => {
      const random = seeded(8);
      const module = look(open(Make), define, later);
      let given: Inputs = {};
      for (let round = 0; round < 2; round++) {
        const state = short(declaration, random, 'all');
        for (const [name, value] of Object.entries(state)) {
          const next = attempt(declaration, given, { [name]: value });
          if (!next) continue;
          given = next;
          await put(module, name, value);
        }
        const { inputs } = complete(declaration, given);
        expect(await valuesOf(module, Object.keys(inputs))).toEqual(inputs);
        expect(await valuesOf(module, names)).toEqual(await right(given));
      }
    });

    slides('what does not fit is told by the outputs, and changes nothing else', async () => {
      const [name] = slid(declaration)!;
      const bad = { [name]: 1e9 };
      const words = attemptError(declaration, bad);
      const module = look(open(Make), define, later);
      await put(module, name, 1e9);
      await expect(module.value(names[0]!)).rejects.toThrow(words);
      const others = Object.keys(declaration.inputs).filter((one) => one !== name);
      const first = complete(declaration, {}).inputs;
      expect(await valuesOf(module, others)).toEqual(
        Object.fromEntries(others.map((one) => [one, first[one]])),
      );
      await put(module, name, first[name]);
      expect(await valuesOf(module, names)).toEqual(await right({}));
      module.redefine(name, [], () => 1e9);
      await expect(module.value(names[0]!)).rejects.toThrow(words);
      module.redefine(name, [], () => first[name]);
      expect(await valuesOf(module, names)).toEqual(await right({}));
    });

    law('an import with inputs of another notebook has a state of its own', async () => {
      const runtime = open(Make);
      const state = short(declaration, seeded(9));
      const notebook = runtime.module();
      for (const [name, value] of Object.entries(state)) notebook.define(`my ${name}`, [], () => value);
      const module = look(runtime, define, later);
      const injected = Object.keys(state).map((name) => ({ name: `my ${name}`, alias: name }));
      const derived = module.derive(injected, notebook);
      expect(await valuesOf(derived, names)).toEqual(await right(state));
      expect(await valuesOf(module, names)).toEqual(await right({}));
    });
  });

  law('nothing is computed that is not asked for, and nothing twice', async () => {
    const computed: string[] = [];
    const watched = Object.entries(declaration.values).map(([name, cell]) => {
      const compute = (...values: unknown[]) => (computed.push(name), cell.compute(...values) as unknown);
      return [name, { ...cell, compute }] as const;
    });
    const values = new LazyValues({ ...declaration, values: Object.fromEntries(watched) });
    const state = complete(declaration, {});
    const needed = (name: string): string[] =>
      Object.hasOwn(declaration.values, name)
        ? [name, ...declaration.values[name]!.needs.flatMap(needed)]
        : [];
    for (const name of names.slice(0, 3)) {
      await Promise.all([values.value(name, state), values.value(name, { ...state })]);
    }
    expect(computed.sort()).toEqual([...new Set(names.slice(0, 3).flatMap(needed))].sort());
    values.dispose();
  });

  slides(
    'the figure follows controls and redefined inputs, and they follow it; all goes at the end',
    async () => {
      const { window } = new JSDOM('<!doctype html><main></main>');
      vi.stubGlobal('document', window.document);
      vi.stubGlobal('HTMLElement', window.HTMLElement);
      const place = window.document.querySelector('main')!;
      const runtime = open(Runtime6);
      const nodes: Element[] = [];
      const module = runtime.module(define, (name) => {
        return (
          name !== 'figure' || {
            fulfilled: (node: Element) => (nodes.push(node), place.replaceChildren(node)),
          }
        );
      });
      const [name, { range, step }] = slid(declaration)!;
      await module.value('figure');
      const slider = () =>
        place.firstElementChild!.shadowRoot!.querySelector<HTMLInputElement>(
          `input[type=range][data-input="${name}"]`,
        )!;
      const [low, next] = [String(range[0]), range[0] + step];
      await soon(slider).toBeTruthy();
      slider().value = low;
      slider().dispatchEvent(new window.Event('input', { bubbles: true }));
      await soon(() => module.value(name)).toBe(Number(low));
      expect(await valuesOf(module, names)).toEqual(await right({ [name]: Number(low) }));
      module.redefine(name, [], () => next);
      await soon(() => slider().value).toBe(String(next));
      // A redefined input is not a reader's to change.
      expect(slider().disabled).toBe(true);
      expect(new Set(nodes).size).toBe(1);
      runtime.dispose();
      await soon(() => place.childElementCount).toBe(0);
    },
  );
});

/** A random state that is soon computed; an array as long as the number says that is its extent. */
function short(declaration: Declaration, random: Random, kind: Kind = 'some'): Inputs {
  const few = brief(declaration);
  const dimensions = Object.entries(declaration.dimensions).map(([name, one]) => {
    const most = (one.input && few[one.input]) ?? one.range[1];
    return [name, { ...one, range: [one.range[0], most as number] as const }] as const;
  });
  const cut = dimensions.flatMap(([, { input = '' }]) => input);
  const rest = Object.entries(few).filter(([name]) => !cut.includes(name));
  const state = randomState({ ...declaration, dimensions: Object.fromEntries(dimensions) }, random, kind);
  return { ...state, ...(Object.fromEntries(rest) as Inputs) };
}

/** The kinds of statement in a script that bring in another file. */
function importing(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, source } = node as { type?: string; source?: unknown };
  const own = source && /^(Import|Export)/.test(type ?? '') ? [type!] : [];
  return [...own, ...Object.values(node).flatMap(importing)];
}

/** What is given after a change; nothing where it does not fit. */
function attempt(declaration: Declaration, given: Inputs, change: Inputs): Inputs | undefined {
  try {
    after(declaration, given, change);
    return merged(declaration, given, check(declaration, change));
  } catch {
    return undefined;
  }
}

function attemptError(declaration: Declaration, change: Inputs): string {
  try {
    check(declaration, change);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it fits');
}
