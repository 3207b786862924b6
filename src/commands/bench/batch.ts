/**
 * One iteration of a char-RNN with a large batch, in Chromium: in the trainer's own home, and its chunk on a graphics
 * processor. The title says which one answered: where a machine has none, Chromium computes it in software, on the same
 * cores and a hundred times slower than the trainer's own program, and the race says nothing but that.
 */
import { chromium, type Page } from 'playwright-core';
import { build, type Rollup } from 'vite';
import { trainerProgram } from '../../build/trainer-program.ts';
import { kernelText } from '../../kernel-text.ts';
import type { Races } from '../bench.ts';
import { browserArguments, findBrowser } from '../browser.ts';
import { root } from '../tools.ts';

type InPage = typeof import('./batch-in-page.ts') & { step: Record<string, () => Promise<number> | number> };

const sizes = { batch: 64, units: 100 };
const graphics =
  '--enable-unsafe-webgpu --enable-unsafe-swiftshader --enable-features=Vulkan --ignore-gpu-blocklist';

const races: Races = async () => {
  const args = [...browserArguments(), ...graphics.split(' ')];
  const browser = await chromium.launch({ executablePath: findBrowser(), args });
  const page = await browser.newPage();
  // WebGPU is there on trustworthy pages only.
  const address = 'https://localhost/';
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(address);
  await page.evaluate(await script());
  const there = await page.evaluate(prepare, sizes);
  const runner = (name: string) => () => page.evaluate((name) => (globalThis as unknown as { inPage: InPage }).inPage.step[name]!(), name);
  const title = `char-RNN, H = ${sizes.units}, batch ${sizes.batch}, one iteration, ${await adapter(page)}`;
  return { [title]: Object.fromEntries(there.map((name) => [name, runner(name)])) };
}; // prettier-ignore
export default races;

async function script(): Promise<string> {
  const entry = `${root}/src/commands/bench/batch-in-page.ts`;
  const lib = { entry, formats: ['iife' as const], name: 'inPage' };
  const made = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [kernelText(), trainerProgram()],
    build: { write: false, target: 'es2023', lib },
  });
  const [{ code }] = (made as Rollup.RollupOutput[])[0]!.output;
  return `${code}; globalThis.inPage = { ...inPage, step: {} };`;
}

/** Trainers by home, each with its losses compared first. */
async function prepare({ batch, units }: typeof sizes): Promise<string[]> {
  const { gpu, textData, textOf, trainer, step } = (globalThis as unknown as { inPage: InPage }).inPage;
  const recipe = { batch, steps: 25, optimizer: 'adam', rate: 0.003, seed: 1, initial: 'fan-in' } as const;
  const data = textData(textOf('prose', 1, 50_000), recipe);
  const made = () => trainer({ cell: 'rnn', symbols: data.symbols.length, hidden: [units] }, recipe, data);
  const own = await made();
  const losses = [own.step(), own.step()];
  step[`trainer, ${own.home}`] = () => own.step();
  for (const mode of ['webgpu', 'webgl2'] as const) {
    const device = await gpu(mode).catch(() => undefined);
    if (!device) continue;
    const net = await made();
    for (const loss of losses) {
      const found = await net.stepOn(device);
      if (!(Math.abs(found - loss) < 1e-2)) throw new Error(`bench: on ${mode} the loss is ${found}, not ${loss}`);
    }
    step[`trainer, its chunks on ${mode}`] = () => net.stepOn(device);
  }
  return Object.keys(step);
} // prettier-ignore

/** What computes WebGL and WebGPU there. */
function adapter(page: Page): Promise<string> {
  return page.evaluate(() => {
    const context = new OffscreenCanvas(1, 1).getContext('webgl2');
    const named = context?.getExtension('WEBGL_debug_renderer_info');
    return named
      ? String(context!.getParameter(named.UNMASKED_RENDERER_WEBGL))
      : 'an unnamed graphics processor';
  });
}
