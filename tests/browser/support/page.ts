/** Pages that remember what went wrong in them. */
import { chromium, type Browser, type BrowserContextOptions, type Page, type Request } from 'playwright-core';
import { inject, onTestFinished } from 'vitest';

export const site = inject('site');
export const fork = inject('fork');
export const instructor = inject('instructor');

let common: Promise<Browser> | undefined;

/** The browser that all tests share; nobody closes it. */
export function sharedBrowser(): Promise<Browser> {
  return (common ??= chromium.connect(inject('browser')));
}

export interface OpenOptions extends BrowserContextOptions {
  /** A browser of the test's own instead of the shared one. */
  browser?: Browser;
  /** Runs before any script of the page. */
  before?: (page: Page) => Promise<unknown>;
  /** Origins besides the page's own that may be asked, with or without a path behind them. */
  origins?: readonly string[];
  /** How long to wait after load: until nothing has been fetched for half a second, or not at all. */
  until?: 'idle' | 'load';
}

export interface Opened {
  page: Page;
  /** Console errors, uncaught errors, CSP violations, failed requests and answers, requests to other origins. */
  troubles: string[];
  /** Every address that was asked for, in order. */
  requests: string[];
}

/** What a page is fetching, and when that last changed. */
const traffic = new WeakMap<Page, { flying: Set<Request>; since: number }>();

function watchTraffic(page: Page) {
  const now = { flying: new Set<Request>(), since: Date.now() };
  traffic.set(page, now);
  const ended = (request: Request) => {
    now.flying.delete(request);
    now.since = Date.now();
  };
  page.on('request', (request) => now.flying.add(request));
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
}

/** Waits until nothing has been fetched for half a second. (Playwright's `networkidle` at times never comes on long pages.) */
export async function idle(page: Page): Promise<void> {
  const now = traffic.get(page)!;
  const deadline = Date.now() + 30_000;
  while (now.flying.size > 0 || Date.now() - now.since < 500) {
    if (Date.now() > deadline) {
      throw new Error(`still fetched: ${[...now.flying].map((one) => one.url()).join(' ')}`);
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Opens an address in a context of its own, which is closed when the test has ended. */
export async function open(url: string, options: OpenOptions = {}): Promise<Opened> {
  const { browser, before, origins = [], until = 'idle', ...contextOptions } = options;
  const context = await (browser ?? (await sharedBrowser())).newContext(contextOptions);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  watchTraffic(page);
  const troubles: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => {
    const error = request.failure()?.errorText;
    // What a page that is left, or a download, no longer waits for.
    if (error !== 'net::ERR_ABORTED') troubles.push(`failed: ${request.url()} ${error}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    requests.push(request.url());
    if ([url, ...origins].every((one) => isForeign(request.url(), one)))
      troubles.push(`third party: ${request.url()}`);
  });
  if (contextOptions.javaScriptEnabled !== false) await noteViolations(page, troubles);
  await before?.(page);
  // On a busy machine the network may be idle before the page's scripts were even asked for.
  await page.goto(url, { waitUntil: 'load' });
  if (until === 'idle') await idle(page);
  return { page, troubles, requests };
}

function isForeign(request: string, page: string): boolean {
  const { protocol, origin } = new URL(request);
  return protocol.startsWith('http') && origin !== new URL(page).origin;
}

async function noteViolations(page: Page, troubles: string[]) {
  await page.exposeFunction('noteViolation', (what: string) => troubles.push(`CSP: ${what}`));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const { noteViolation } = globalThis as unknown as { noteViolation: (what: string) => void };
      noteViolation(
        `${event.effectiveDirective} blocks ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
      );
    });
  });
}
