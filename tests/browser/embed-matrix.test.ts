/**
 * What works in which kind of frame: seen in Chromium, put in words, and compared with content/embed-matrix.yaml, which
 * the page for teachers shows. `MATRIX=write` writes that file anew.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Frame, type Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { outputsOf } from '../../components/parts/static.ts';
import { root } from '../../src/commands/tools.ts';
import type { UnfoldWidget } from '../../src/element/index.ts';
import { declaration } from '../../src/element/widgets.ts';
import { hostPage } from './support/host.ts';
import { savingData } from './support/figure.ts';
import { launchOptions } from './support/launch.ts';
import { site } from './support/page.ts';

const file = `${root}content/embed-matrix.yaml`;
const widget = 'eigen-gradient';
const output = 'gradientNorm';

/** How a page may frame a figure, in the words of the table; `policy` is the host's own. */
const kinds: Record<string, { sandbox?: string; policy?: string }> = {
  'Plain frame': {},
  'sandbox="allow-scripts allow-same-origin"': { sandbox: 'allow-scripts allow-same-origin' },
  'sandbox="allow-scripts", as WordPress has it': { sandbox: 'allow-scripts' },
  'A host with a strict content security policy': { policy: `default-src 'none'; frame-src ${site}` },
  'sandbox="", without scripts': { sandbox: '' },
};

type Kind = (typeof kinds)[string];

/** The address of a page of somebody else that frames the figure so. */
function hostOf({ sandbox, policy }: Kind): Promise<string> {
  const attribute = sandbox === undefined ? '' : ` sandbox="${sandbox}"`;
  const source = `${site}embed/${widget}/`;
  const body = `<!doctype html><title>Host</title><iframe src="${source}" width="700" height="800" title="Figure"${attribute}></iframe>`;
  return hostPage({ body, ...(policy && { headers: { 'Content-Security-Policy': policy } }) });
}

/**
 * A browser with a profile of its own, since what strangers in a frame may store hangs on a setting that differs from
 * browser to browser, and in private windows.
 */
async function profiled(storage: 'allowed' | 'blocked'): Promise<BrowserContext> {
  const folder = mkdtempSync(join(tmpdir(), 'matrix-'));
  const settings = { profile: { cookie_controls_mode: storage === 'allowed' ? 0 : 1 } };
  mkdirSync(join(folder, 'Default'));
  writeFileSync(join(folder, 'Default/Preferences'), JSON.stringify(settings));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const options = launchOptions();
  const context = await chromium.launchPersistentContext(folder, options);
  // A headless shell knows no settings; what this one does to frames of another site is done to them here.
  const shell = /headless.shell/.test(options.executablePath!);
  if (shell && storage === 'blocked') await context.addInitScript(refuseStorage, new URL(site).origin);
  return context;
}

function refuseStorage(origin: string) {
  if (top === self || origin !== location.origin) return;
  const refuse = () => {
    throw new DOMException('Access is denied for this document.', 'SecurityError');
  };
  Object.defineProperty(globalThis, 'localStorage', { get: refuse });
}

async function framed(context: BrowserContext, kind: Kind): Promise<{ page: Page; frame: Frame }> {
  const page = await context.newPage();
  await savingData(page);
  await page.addInitScript(rememberFirst);
  await page.goto(await hostOf(kind), { waitUntil: 'load' });
  return { page, frame: page.frames()[1]! };
}

/** Whether there is a figure before any script of the page has run. */
function rememberFirst() {
  document.addEventListener('readystatechange', () => {
    const drawings = document.querySelectorAll('figure.unfold svg');
    const shown = drawings.length > 0 && (drawings[0]!.getBoundingClientRect().width ?? 0) > 0;
    Object.assign(globalThis, { first: (globalThis as { first?: boolean }).first ?? shown });
  });
}

const visible = (frame: Frame, selector: string) => frame.locator(selector).first().isVisible();

async function first(frame: Frame, scripts: boolean): Promise<string> {
  const early = scripts
    ? await frame.evaluate(() => (globalThis as { first?: boolean }).first)
    : await visible(frame, 'figure.unfold svg');
  return early ? 'there before any script' : 'missing';
}

/** A slider is moved with the keyboard; the sentence has to follow. */
async function controls(frame: Frame): Promise<string> {
  const slider = frame.locator('input[type="range"][data-input="radius"]');
  const sentence = frame.locator('.sentence').first();
  if (await slider.isDisabled()) return 'stand still; the picture and its sentence stay';
  const before = await sentence.innerText();
  await slider.focus();
  await slider.press('ArrowRight');
  return await expect
    .poll(() => sentence.innerText())
    .not.toBe(before)
    .then(
      () => 'work',
      () => 'do nothing',
    );
}

/** What engines disagree by, since each has a tanh of its own. */
const ENGINES = 1e-12;

/** In double precision, against the same kernels in Node. */
async function numbers(frame: Frame, scripts: boolean): Promise<string> {
  const declared = await declaration(widget);
  if (!scripts) {
    const sentence = await frame.locator('.sentence').first().innerText();
    const built = /[−\d.]+·10[⁻\d⁰¹²³⁴⁵⁶⁷⁸⁹]+/.test(sentence);
    return built ? 'those of the first state, in the sentence and the tables' : 'missing';
  }
  const [state, value] = await frame.evaluate(
    async ([widget, output]) => {
      const element = document.getElementById(widget!) as UnfoldWidget;
      return [element.state!, (await element.get(output!)) as number[]] as const;
    },
    [widget, output] as const,
  );
  const reference = (await outputsOf(declared, state, [output]))[output] as number[];
  const near = (entry: number, k: number) => Math.abs(value[k]! / entry - 1) < ENGINES;
  const same = reference.length === value.length && reference.every(near);
  return same ? 'right in double precision' : 'differ';
}

/** Whether the page in the frame may store anything; there may be none that could ask. */
const stores = (frame: Frame) =>
  frame.evaluate(() => {
    try {
      localStorage.setItem('matrix', '1');
      localStorage.removeItem('matrix');
      return true;
    } catch {
      return false;
    }
  });

function storage(allowed: boolean, blocked: boolean): string {
  if (blocked) return 'may be used; no figure needs it';
  if (allowed) return 'may be used where the browser lets frames store; no figure needs it';
  return 'forbidden; no figure needs it, only a reader’s choice of theme is not kept';
}

async function print(page: Page, frame: Frame): Promise<string> {
  await page.emulateMedia({ media: 'print' });
  const shown = await visible(frame, 'figure.unfold svg');
  const buttons = await visible(frame, '.tools');
  const code = await visible(frame, '.printed svg');
  if (!shown) return 'empty';
  if (buttons) return 'the figure, with its buttons';
  return code
    ? 'the figure, its state, its address with a code'
    : 'the figure and its numbers, without buttons';
}

async function tried(usual: BrowserContext, strict: BrowserContext, kind: Kind) {
  const { page, frame } = await framed(usual, kind);
  const scripts = kind.sandbox !== '';
  if (scripts) await frame.evaluate((id) => (document.getElementById(id) as UnfoldWidget).ready, widget);
  const blocked = async () => stores((await framed(strict, kind)).frame);
  return {
    'First figure': await first(frame, scripts),
    Controls: await controls(frame),
    Numbers: await numbers(frame, scripts),
    Storage: storage(scripts && (await stores(frame)), scripts && (await blocked())),
    Print: await print(page, frame),
  };
}

const opening = `# What works in which kind of frame, as tests/browser/embed-matrix.test.ts sees it in Chromium. The test writes this file:
# MATRIX=write npx vitest run --project browser tests/browser/embed-matrix.test.ts
`;

test('what works in which kind of frame is as the table says', async () => {
  const [usual, strict] = await Promise.all([profiled('allowed'), profiled('blocked')]);
  const rows = Object.entries(kinds).map(
    async ([name, kind]) => [name, await tried(usual, strict, kind)] as const,
  );
  const found = { widget, frames: Object.fromEntries(await Promise.all(rows)) };
  await Promise.all([usual.close(), strict.close()]);
  if (process.env.MATRIX === 'write') writeFileSync(file, opening + stringify(found, { lineWidth: 120 }));
  const told = 'If this is meant, write the table anew: its first lines say how.';
  expect(found, told).toEqual(parse(readFileSync(file, 'utf8')));
});
