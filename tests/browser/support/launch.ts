/** Starts the browser in the ways that a test may need. */
import { chromium, type BrowserContext, type LaunchOptions, type Page } from 'playwright-core';
import { browserArguments, findBrowser } from '../../../src/commands/browser.ts';

/**
 * What the browser has for computing: its own choice, WebGL or WebGPU in software (SwiftShader, the same on every
 * machine), or nothing at all.
 */
export type Graphics = 'any' | 'webgl' | 'webgpu' | 'none';

const software = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const flags: Record<Graphics, string[]> = {
  any: [],
  webgl: software,
  webgpu: [
    ...software,
    '--enable-unsafe-webgpu',
    '--use-webgpu-adapter=swiftshader',
    '--enable-features=Vulkan',
  ],
  none: ['--disable-gpu'],
};

export function launchOptions(graphics: Graphics = 'any'): LaunchOptions {
  return { executablePath: findBrowser(), args: [...browserArguments(), ...flags[graphics]] };
}

/** A browser of the test's own; the test closes it. */
export function launch(graphics: Graphics) {
  return chromium.launch(launchOptions(graphics));
}

/** Hides WebGPU and WebGL from the pages of a context: what a machine without any graphics gives them. */
export async function withoutGraphics(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    delete (Navigator.prototype as { gpu?: unknown }).gpu;
    for (const canvas of [HTMLCanvasElement, globalThis.OffscreenCanvas]) {
      const original = canvas.prototype.getContext as (...values: unknown[]) => unknown;
      canvas.prototype.getContext = function (this: unknown, kind: string, ...rest: unknown[]) {
        return /webgl|webgpu/.test(kind) ? null : original.call(this, kind, ...rest);
      } as typeof canvas.prototype.getContext;
    }
  });
}

/** Keeps every WebGL context of the page, so that a test can have it lost. */
export function collectContexts(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const contexts: unknown[] = ((globalThis as unknown as { contexts: unknown[] }).contexts = []);
    for (const canvas of [HTMLCanvasElement, OffscreenCanvas]) {
      const original = canvas.prototype.getContext as (...values: unknown[]) => unknown;
      canvas.prototype.getContext = function (this: unknown, ...values: unknown[]) {
        const context = original.apply(this, values);
        if (/webgl/.test(String(values[0])) && context) contexts.push(context);
        return context;
      } as typeof canvas.prototype.getContext;
    }
  });
}
