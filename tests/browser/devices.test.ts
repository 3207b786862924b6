/**
 * The golden cases in Chromium on the gpu.js homes that a page can have, from source and from the built site.
 * WebGL and WebGPU are SwiftShader's, the same on every machine. Every case that single precision can hold runs from
 * the built site; from source, where WebGL and WebGPU would take a minute for the same kernels, three shapes do.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device, Kernel } from '../../kernels/device/device.ts';
import type { Mode } from '../../kernels/device/gpu.ts';
import { golden } from '../kernels/golden.ts';
import { fitsSingle, type Finding, type GoldenCase } from '../kernels/tolerance.ts';
import { bundle, type InPage } from './support/bundle.ts';
import { launch, withoutGraphics, type Graphics } from './support/launch.ts';
import { open, site } from './support/page.ts';

const cases = [...golden('ntm').cases, ...golden('ntm-long').cases].filter(fitsSingle);
const typical = cases.find(({ name }) => name === 'typical 6 x 4')!;
/** Cases of one shape share a device, and so its compiled kernels: on WebGL these cost two seconds a shape. */
const shapeOf = ({ inputs }: GoldenCase) => (inputs.memory as number[][]).map((row) => row.length).join();
const shapes = [...new Set(cases.map(shapeOf))].map((shape) => cases.filter((one) => shapeOf(one) === shape));
const fewShapes = shapes.filter((group) =>
  ['typical 6 x 4', 'one slot, one number wide', '1001 slots'].includes(group[0]!.name),
);

const modes: [Mode, Graphics][] = [
  ['webasm', 'none'],
  ['webgl2', 'webgl'],
  ['webgpu', 'webgpu'],
];
const origins = ['source', 'the built site'] as const;
type Origin = (typeof origins)[number];

let script: string;
beforeAll(async () => void (script = await bundle()));

describe.each(modes)('on %s', (mode, graphics) => {
  let browser: Browser;
  beforeAll(async () => void (browser = await launch(graphics)));
  afterAll(() => browser.close());

  describe.each(origins)('from %s', (origin) => {
    const groups = origin === 'source' && mode !== 'webasm' ? fewShapes : shapes;

    test(`golden cases of ${groups.length} shapes`, { timeout: 240_000 }, async () => {
      const page = await laboratory(browser, origin);
      const { refused, ran, findings } = await check(page, origin, mode, groups);
      expect(refused, `this Chromium must have ${mode}, else its numbers are not proved`).toBe('');
      expect(ran).toEqual(groups.map(() => mode));
      const checked = new Set(findings.map((finding) => finding.case));
      expect(checked).toEqual(new Set(groups.flat().map(({ name }) => name)));
      expect(faults(findings)).toEqual([]);
    });

    test('a kernel whose text is wrong by 1 % is found', { timeout: 120_000 }, async () => {
      const page = await laboratory(browser, origin);
      const right = await check(page, origin, mode, [[typical]]);
      expect(faults(right.findings)).toEqual([]);
      const names = mode === 'webasm' ? right.kernels : ['gatedGradient'];
      const missed: string[] = [];
      for (const name of names) {
        const wrong = await check(page, origin, mode, [[typical]], name);
        if (!wrong.kernels.includes(name) || !faults(wrong.findings).length) missed.push(name);
      }
      expect(missed).toEqual([]);
    });
  });
});

describe('a home that is not there says so, and gives no numbers', () => {
  test.each(['webgpu', 'webgl2'] as const)('%s without graphics', async (mode) => {
    const page = await laboratory(undefined, 'the built site', (page) => withoutGraphics(page.context()));
    const { refused, findings } = await check(page, 'the built site', mode, [[typical]]);
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
    const { refused, findings } = await check(page, 'the built site', 'cpu', [[typical]]);
    expect(refused).not.toBe('');
    expect(findings).toEqual([]);
    expect(await blocked).toBe('eval');
    expect(await page.locator('.device option[value="cpu"]').count()).toBe(0);
  });

  test('cpu in a page without a policy is there', async () => {
    const page = await laboratory(undefined, 'source');
    const { refused, findings } = await check(page, 'source', 'cpu', [[typical]]);
    expect(refused).toBe('');
    expect(faults(findings)).toEqual([]);
  });
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
  laboratory(): Promise<{ model(name: string): Promise<InPage['ntm']>; gpu: InPage['gpu'] }>;
}

/** Runs groups of cases in the page, each group on a device of its own; `wrong` names a kernel to be spoilt. */
function check(
  page: Page,
  origin: Origin,
  mode: Mode,
  groups: readonly (readonly GoldenCase[])[],
  wrong?: string,
): Promise<Report> {
  return page.evaluate(
    async ([origin, mode, text, wrong]) => {
      const groups = JSON.parse(text) as GoldenCase[][];
      const { checkDevice, ...source } = (globalThis as unknown as { inPage: InPage }).inPage;
      const element = customElements.get('unfold-widget') as unknown as WithLaboratory | undefined;
      const built = origin === 'source' ? undefined : await element!.laboratory();
      const model = built ? await built.model('ntm') : source.ntm;
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
          report.findings.push(...(await checkDevice(watched(device), cases, model)));
          device.dispose();
        } catch (error) {
          report.refused = String(error);
        }
      }
      return report;
    },
    [origin, mode, JSON.stringify(groups), wrong] as const,
  );
}
