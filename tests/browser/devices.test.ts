/**
 * The golden cases of every model in Chromium on the gpu.js homes that a page can have, from source and from the built
 * site. WebGL and WebGPU are SwiftShader's, the same on every machine. From the built site webasm runs every case that
 * single precision can hold, WebGL and WebGPU every case of ntm; of the rest, where a kernel costs them a tenth of a
 * second for each size and every step one reading back, a choice of few sizes.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device, Kernel } from '../../kernels/device/device.ts';
import type { Mode } from '../../kernels/device/gpu.ts';
import type { Recipe } from '../../kernels/trainer/index.ts';
import { golden } from '../kernels/golden.ts';
import type { EmbeddingCase } from '../kernels/embedding-case.ts';
import type { GruCase } from '../kernels/gru-case.ts';
import { isDecoder, type AttentionCase } from '../kernels/attention-case.ts';
import type { LstmCase } from '../kernels/lstm-case.ts';
import type { NtmCase } from '../kernels/ntm-case.ts';
import type { OptimizersCase } from '../kernels/optimizers-case.ts';
import type { RnnCase } from '../kernels/rnn-case.ts';
import type { SensitivityCase } from '../kernels/sensitivity-case.ts';
import type { SoftmaxCase } from '../kernels/softmax-case.ts';
import type { RtrlCase } from '../kernels/rtrl-case.ts';
import type { SpectrumCase } from '../kernels/spectrum-case.ts';
import type { TermsCase } from '../kernels/terms-case.ts';
import { everyWay, type SurfaceCase } from '../kernels/surface-case.ts';
import { fitsSingle, type Finding, type GoldenCase } from '../kernels/tolerance.ts';
import { bundle, type InPage } from './support/bundle.ts';
import { launch, withoutGraphics, type Graphics } from './support/launch.ts';
import { open, site } from './support/page.ts';
import { every, isTurn } from './support/turns.ts';

interface Subject<Case extends GoldenCase = GoldenCase> {
  cases: Case[];
  /** Cases of one shape share a device, and so its compiled kernels: on WebGL these cost two seconds a shape. */
  shapeOf: (one: Case) => string;
  /** What WebGL and WebGPU run from the built site, and what from source. */
  built: (one: Case) => boolean;
  source: (one: Case) => boolean;
  /** A kernel is spoilt while this case runs; on a GPU it is this kernel. */
  typical: string;
  spoilt: string;
}

const all = <Case extends GoldenCase>(...files: string[]) =>
  files.flatMap((file) => golden<{ cases: Case[] }>(file).cases).filter(fitsSingle);
const isOf = (names: RegExp) => ({ name }: GoldenCase) => names.test(name); // prettier-ignore

const subjects = {
  ntm: {
    cases: all<NtmCase>('ntm', 'ntm-long'),
    shapeOf: ({ inputs }) => (inputs.memory as number[][]).map((row) => row.length).join(),
    built: every ? () => true : isOf(/^(typical 6 x 4|one slot, one number wide|1001 slots|.*saturated.*)$/),
    source: isOf(/^(typical 6 x 4|one slot, one number wide|1001 slots)$/),
    typical: 'typical 6 x 4',
    spoilt: 'gatedGradient',
  } satisfies Subject<NtmCase>,
  rnn: {
    cases: all<RnnCase>('rnn', 'rnn-long'),
    shapeOf: ({ network: { inputs, units, outputs, steps } }) =>
      `${inputs} ${units} ${outputs} ${steps > 1000}`,
    built: isOf(/, 1 layer, T = 5$|^T = [01], 1 layers|^tanh, softmax, 3 layers/),
    source: isOf(/^tanh, squared, 1 layer, T = 5$|^T = 12, truncate 5$/),
    typical: 'tanh, softmax, 1 layer, T = 5',
    spoilt: 'delta',
  } satisfies Subject<RnnCase>,
  optimizers: {
    cases: all<OptimizersCase>('optimizers'),
    shapeOf: ({ inputs: { start } }) => String(start.length),
    built: isOf(/^(momentum of 0.5|adagrad of|adam, eps)/),
    source: isOf(/^adagrad of the 112-line program$/),
    typical: 'adagrad of the 112-line program',
    spoilt: 'adapted',
  } satisfies Subject<OptimizersCase>,
  gru: {
    cases: all<GruCase>('gru'),
    shapeOf: ({ network: { inputs, units, update, reset } }) => `${inputs} ${units} ${update} ${reset}`,
    built: isOf(/^typical, z weighs the (candidate, r the state|previous, r the product)$/),
    source: isOf(/^typical, z weighs the candidate, r the state$/),
    typical: 'typical, z weighs the candidate, r the state',
    spoilt: 'updateError',
  } satisfies Subject<GruCase>,
  // Two inputs and two cells, so that few sizes are compiled.
  lstm: {
    cases: all<LstmCase>('lstm').filter(isOf(/^only the last h has a loss$/)),
    shapeOf: () => '',
    built: () => true,
    source: () => true,
    typical: 'only the last h has a loss',
    spoilt: 'through',
  } satisfies Subject<LstmCase>,
  'lstm-peephole': {
    cases: all<LstmCase>('lstm-peephole').filter(isOf(/^only the last h has a loss$/)),
    shapeOf: () => '',
    built: () => true,
    source: () => true,
    typical: 'only the last h has a loss',
    spoilt: 'peeped',
  } satisfies Subject<LstmCase>,
  rtrl: {
    cases: all<RtrlCase>('rtrl').filter(isOf(/^tanh, softmax, T = 4$/)),
    shapeOf: () => '',
    built: () => true,
    source: () => true,
    typical: 'tanh, softmax, T = 4',
    spoilt: 'sensitivity',
  } satisfies Subject<RtrlCase>,
  spectrum: {
    cases: all<SpectrumCase>('spectrum'),
    shapeOf: ({ inputs: { U, x } }) => `${U.length} ${U[0]!.length} ${x.length > 900}`,
    built: isOf(/three networks|saturated/),
    source: isOf(/^tanh, three networks|T = [01]$/),
    typical: 'relu, three networks of 3',
    spoilt: 'product',
  } satisfies Subject<SpectrumCase>,
  sensitivity: {
    cases: all<SensitivityCase>('sensitivity').filter(
      isOf(/^(plain|gates from weights), 2 inputs, 3 units, T = 5$/),
    ),
    shapeOf: () => '2 3',
    built: isOf(/^gates from weights/),
    source: isOf(/^plain/),
    typical: 'gates from weights, 2 inputs, 3 units, T = 5',
    spoilt: 'cellSensitivity',
  } satisfies Subject<SensitivityCase>,
  softmax: {
    cases: all<SoftmaxCase>('softmax').filter(isOf(/^(typical|temperature|shared)/)),
    shapeOf: ({ inputs: { scores } }) => `${scores.length}`,
    built: isOf(/^(typical|temperature 0.25)/),
    source: isOf(/^typical/),
    typical: 'typical, five scores',
    spoilt: 'softmaxJacobian',
  } satisfies Subject<SoftmaxCase>,
  terms: {
    cases: all<TermsCase>('terms').filter(isOf(/^three/)),
    shapeOf: ({ inputs: { M } }) => `${M.length}`,
    built: () => true,
    source: () => true,
    typical: 'three by two',
    spoilt: 'rowSum',
  } satisfies Subject<TermsCase>,
  embedding: {
    cases: all<EmbeddingCase>('embedding').filter(isOf(/^typical/)),
    shapeOf: ({ inputs: { E, s } }) => `${E.length} ${s.length}`,
    built: () => true,
    source: () => true,
    typical: 'typical: hello',
    spoilt: 'gathered',
  } satisfies Subject<EmbeddingCase>,
  surface: {
    cases: everyWay(all<SurfaceCase>('surface'), true),
    shapeOf: ({ task: { x }, window: { columns } }) => `${x.length} ${x[0]!.length} ${columns}`,
    built: isOf(/, T = (1|6|7)$|^a slanted window$/),
    source: isOf(/^a slanted window$/),
    typical: 'a slanted window',
    spoilt: 'cellLoss',
  } satisfies Subject<SurfaceCase>,
  attention: {
    cases: all<AttentionCase>('attention').filter((one) => !isDecoder(one)),
    shapeOf: ({ name }) => name,
    built: isOf(/^(additive|general|shared, tanh)$/),
    source: isOf(/^additive$/),
    typical: 'additive',
    spoilt: 'partError',
  } satisfies Subject<AttentionCase>,
};
type Name = keyof typeof subjects;
const named = (name: Name): Subject => subjects[name] as unknown as Subject;
const typicalOf = (name: Name) => named(name).cases.find((one) => one.name === named(name).typical)!;
const typical = typicalOf('ntm');

function shapes(name: Name, some: (one: GoldenCase) => boolean): GoldenCase[][] {
  const { cases, shapeOf } = named(name);
  const chosen = cases.filter(some);
  return [...new Set(chosen.map(shapeOf))].map((shape) => chosen.filter((one) => shapeOf(one) === shape));
}

const modes: [Mode, Graphics][] = [
  ['webasm', 'none'],
  ['webgl2', 'webgl'],
  ['webgpu', 'webgpu'],
];
const origins = ['source', 'the built site'] as const;
type Origin = (typeof origins)[number];
const names = Object.keys(subjects) as Name[];
/** Of the two homes on a GPU a third of the models has its cases on the one, another on the other; with `every` all on both. */
const isOn = (mode: Mode, name: Name) =>
  every || mode === 'webasm' || name === 'ntm' || names.indexOf(name) % 3 === (mode === 'webgl2' ? 0 : 1);

/** As it was built; from source one model in turn, since the texts are the same (tests/device/kernel-text.test.ts). */
const placesOn = (mode: Mode) => {
  const here = names.filter((name) => isOn(mode, name));
  return here.flatMap((name) =>
    origins
      .filter((origin) => origin === 'the built site' || isTurn(`source on ${mode}`, name, here))
      .map((origin) => [name, origin] as const),
  );
};

let script: string;
beforeAll(async () => void (script = await bundle()));

describe.each(modes)('on %s', (mode, graphics) => {
  let browser: Browser;
  beforeAll(async () => void (browser = await launch(graphics)));
  afterAll(() => browser.close());

  describe.each(placesOn(mode))('%s from %s', (name, origin) => {
    const { built, source, spoilt } = named(name);
    const [isGpu, isSource] = [mode !== 'webasm', origin === 'source'];
    const some = isGpu ? (isSource ? source : built) : isSource && name !== 'ntm' ? built : () => true;
    const groups = shapes(name, some);

    test(`golden cases of ${groups.length} shapes`, { timeout: 240_000 }, async () => {
      const page = await laboratory(browser, origin);
      const { refused, ran, findings } = await check(page, origin, mode, groups, name);
      expect(refused, `this Chromium must have ${mode}, else its numbers are not proved`).toBe('');
      expect(ran).toEqual(groups.map(() => mode));
      const checked = new Set(findings.map((finding) => finding.case));
      expect(checked).toEqual(new Set(groups.flat().map(({ name }) => name)));
      expect(faults(findings)).toEqual([]);
    });

    // What is to be shown is that the text is what runs; that each kernel is looked at is tests/kernels' business.
    const here = names.filter((one) => isOn(mode, one));
    if (!isTurn(`spoilt on ${mode}`, name, here)) return;
    test('a kernel whose text is wrong by 1 % is found', { timeout: 120_000 }, async () => {
      const page = await laboratory(browser, origin);
      const groups = [[typicalOf(name)]];
      const right = await check(page, origin, mode, groups, name);
      expect(faults(right.findings)).toEqual([]);
      const missed: string[] = [];
      for (const kernel of [spoilt]) {
        const wrong = await check(page, origin, mode, groups, name, kernel);
        if (!wrong.kernels.includes(kernel) || !faults(wrong.findings).length) missed.push(kernel);
      }
      // What is divided and what it was divided by cancel (tests/kernels/spectrum.test.ts holds both to their word).
      expect(missed.filter((kernel) => !/^(growth|largestEntry)$/.test(kernel))).toEqual([]);
    });
  });
});

describe.each(modes)('the trainer, its chunks on %s', (mode, graphics) => {
  let browser: Browser;
  beforeAll(async () => void (browser = await launch(graphics)));
  afterAll(() => browser.close());

  const cells = ['rnn', 'lstm', 'gru'] as const;
  // Each cell on one home; tests/kernels/trainer-fused.test.ts has all on those of Node.
  const own = { webasm: 'rnn', webgl2: 'lstm', webgpu: 'gru' }[mode as string];
  const here = cells.filter((cell) => every || cell === own);
  test.each(here)('%s learns what it learns in its own home', { timeout: 120_000 }, async (cell) => {
    const page = await laboratory(browser, 'the built site');
    const { losses, apart, ran } = await page.evaluate(onDevice, [mode, cell] as const);
    expect(ran).toBe(mode);
    expect(losses.own[2]).toBeLessThan(losses.own[0]!);
    losses.own.forEach((loss, i) => expect(Math.abs(loss - losses.there[i]!)).toBeLessThan(1e-4));
    expect(apart).toBeLessThan(1e-4);
  });
});

/** Three iterations of a batch of 20 with two layers, in the trainer's own home and on a device. */
async function onDevice([mode, cell]: readonly [Mode, 'rnn' | 'lstm' | 'gru']) {
  const { gpu, textData, trainer } = (globalThis as unknown as { inPage: InPage }).inPage;
  const clip = { by: 'norm', at: 5 } as const;
  const recipe: Recipe = { batch: 20, steps: 3, optimizer: 'adam', rate: 0.01, clip, seed: 1, initial: 'fan-in' };
  const text = Array.from({ length: 400 }, (_, i) => 'abcdefghijk'[(i * i + 3 * i) % 11]).join('');
  const data = textData(text, recipe);
  const model = { cell, symbols: data.symbols.length, hidden: [9, 6] };
  const [own, there] = [await trainer(model, recipe, data), await trainer(model, recipe, data)];
  const device = await gpu(mode);
  const losses = { own: [] as number[], there: [] as number[] };
  for (let i = 0; i < 3; i++) {
    losses.own.push(own.step());
    losses.there.push(await there.stepOn(device));
  }
  const [a, b] = [own, there].map((net) => Object.values({ ...net.read(), ...net.gradients() }).flat(2));
  return { losses, ran: device.name, apart: Math.max(...a!.map((x, i) => Math.abs(x - b![i]!))) };
} // prettier-ignore

describe('a home that is not there says so, and gives no numbers', () => {
  test.each(['webgpu', 'webgl2'] as const)('%s without graphics', async (mode) => {
    const page = await laboratory(undefined, 'the built site', (page) => withoutGraphics(page.context()));
    const { refused, findings } = await check(page, 'the built site', mode, [[typical]], 'ntm');
    expect(refused).toContain(mode);
    expect(findings).toEqual([]);
  });

  // gpu.js makes `cpu` kernels with `new Function`, which the policy of the book's pages forbids: so it is not offered.
  test('cpu in a page of the book', async () => {
    const page = await laboratory(undefined, 'the built site');
    const blocked = page.evaluate(
      () =>
        new Promise((resolve) => addEventListener('securitypolicyviolation', (e) => resolve(e.blockedURI))),
    );
    const { refused, findings } = await check(page, 'the built site', 'cpu', [[typical]], 'ntm');
    expect(refused).not.toBe('');
    expect(findings).toEqual([]);
    expect(await blocked).toBe('eval');
    expect(await page.locator('.device option[value="cpu"]').count()).toBe(0);
  });

  test('cpu in a page without a policy is there', async () => {
    const page = await laboratory(undefined, 'source');
    const { refused, findings } = await check(page, 'source', 'cpu', [[typical]], 'ntm');
    expect(refused).toBe('');
    expect(faults(findings)).toEqual([]);
  });
});

describe('the trainer', () => {
  const { unit } = golden<{ unit: { text: string; runs: { losses: number[] }[] } }>('trainer');

  test.each([
    ['in a page of the book', 'webassembly', 1e-3],
    ['where WebAssembly is forbidden', 'plain', 1e-9],
  ])('%s computes in %s', async (_, home, allowed) => {
    const page = home === 'plain' ? await forbidding() : await laboratory(undefined, 'the built site');
    const found = await page.evaluate(async (text) => {
      const { textData, trainer } = (globalThis as unknown as { inPage: InPage }).inPage;
      const clip = { by: 'value', at: 5 } as const;
      const recipe: Recipe = { batch: 1, steps: 25, optimizer: 'adagrad', rate: 0.01, clip, seed: 1 };
      const data = textData(text, recipe);
      const net = await trainer({ cell: 'rnn', symbols: 65, hidden: [100] }, recipe, data);
      const losses = Array.from({ length: 100 }, () => net.step());
      return { home: net.home, losses: [losses[0]!, losses[99]!] };
    }, unit.text);
    expect(found.home).toBe(home);
    found.losses.forEach((loss, i) =>
      expect(Math.abs(loss - unit.runs[0]!.losses[i]!)).toBeLessThan(allowed),
    );
  });

  async function forbidding(): Promise<Page> {
    const headers = { 'content-security-policy': "script-src 'self'" };
    const empty = { contentType: 'text/html', body: '<!doctype html><title>empty</title>', headers };
    const { page } = await open(`${site}empty.html`, {
      before: (page) => page.route('**/empty.html', (route) => route.fulfill(empty)),
    });
    await page.evaluate(script);
    return page;
  }
});

function faults(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ error, allowed }) => !(error <= allowed));
}

/** A page with the checks in it: an empty one, or one of the book's. */
async function laboratory(
  browser: Browser | undefined,
  origin: Origin,
  before: (page: Page) => Promise<unknown> = async () => {},
): Promise<Page> {
  const empty = { contentType: 'text/html', body: '<!doctype html><title>empty</title>' };
  const { page } = await open(site + (origin === 'source' ? 'empty.html' : 'embed/ntm-step/'), {
    ...(browser && { browser }),
    before: (page) =>
      Promise.all([before(page), page.route('**/empty.html', (route) => route.fulfill(empty))]),
  });
  await page.evaluate(script);
  return page;
}

interface Report {
  /** Why the home could not be opened or used; empty where it could. */
  refused: string;
  /** What each device called itself. */
  ran: string[];
  /** The names of the kernels that ran. */
  kernels: string[];
  findings: Finding[];
}

/** The element's class, as far as it is asked for its laboratory. */
interface WithLaboratory {
  laboratory(): Promise<{ model(name: string): Promise<never>; gpu: InPage['gpu'] }>;
}

/** Runs groups of cases in the page, each group on a device of its own; `wrong` names a kernel to be spoilt. */
function check(
  page: Page,
  origin: Origin,
  mode: Mode,
  groups: readonly (readonly GoldenCase[])[],
  name: Name,
  wrong?: string,
): Promise<Report> {
  return page.evaluate(
    async ([origin, mode, text, name, wrong]) => {
      const groups = JSON.parse(text) as never[][];
      const { checkDevice, ...source } = (globalThis as unknown as { inPage: InPage }).inPage;
      const element = customElements.get('unfold-widget') as unknown as WithLaboratory | undefined;
      const built = origin === 'source' ? undefined : await element!.laboratory();
      const model = built ? await built.model(name) : (source[name] as never);
      const computes = {
        attention: source.ofAttention,
        lstm: source.ofLstm,
        'lstm-peephole': source.ofPeephole,
        ntm: source.ofNtm,
        optimizers: source.ofOptimizers,
        rnn: source.ofRnn,
        rtrl: source.ofRtrl,
        spectrum: source.ofSpectrum,
        surface: source.ofSurface,
        sensitivity: source.ofSensitivity,
        softmax: source.ofSoftmax,
        embedding: source.ofEmbedding,
        terms: source.ofTerms,
        gru: source.ofGru,
      };
      const compute = computes[name](model) as Parameters<typeof checkDevice>[2];
      const report: Report = { refused: '', ran: [], kernels: [], findings: [] };
      const spoilt = (kernel: Kernel): Kernel => {
        if (!report.kernels.includes(kernel.name)) report.kernels.push(kernel.name);
        if (kernel.name !== wrong) return kernel;
        return { ...kernel, text: kernel.text.replace(/return ([^;]+);/g, 'return 1.01 * ($1);') };
      };
      const watched = (device: Device): Device => ({
        ...device,
        run: (kernel, ...rest) => device.run(spoilt(kernel), ...rest),
      });
      for (const cases of groups) {
        try {
          const device = await (built?.gpu ?? source.gpu)(mode);
          report.ran.push(device.name);
          report.findings.push(...(await checkDevice(watched(device), cases, compute)));
          device.dispose();
        } catch (error) {
          report.refused = String(error);
        }
      }
      return report;
    },
    [origin, mode, JSON.stringify(groups), name, wrong] as const,
  );
}
