import { describe, expect, test } from 'vitest';
import { findBrowser, type Machine } from '../../src/commands/browser.ts';

/** A Linux machine with these files and nothing else; `run` may add files to them. */
function machine(files: string[], changes: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    uid: 1000,
    env: { PATH: '/usr/bin' },
    exists: (path) => files.includes(path),
    read: () => '',
    playwright: () => '/cache/chromium/chrome',
    run: () => {
      throw new Error('nothing may be installed here');
    },
    ...changes,
  };
}

/** A package manager that notes what it is asked and then has put it there, if it has such a package. */
function container(program: string, changes: Partial<Machine> = {}, packages = ['chromium']) {
  const files = ['/.dockerenv', `/usr/bin/${program}`];
  const asked: string[] = [];
  const run = (name: string, args: string[]) => {
    asked.push([name, ...args].join(' '));
    if (!/install|add/.test(args.join())) return true;
    const wanted = args.at(-1)!;
    if (packages.includes(wanted)) files.push(`/usr/bin/${wanted}`);
    return packages.includes(wanted);
  };
  return { asked, machine: machine(files, { uid: 0, run, ...changes }) };
}

describe('a browser that is there', () => {
  test('CHROME_PATH comes first', () => {
    const env = { PATH: '/usr/bin', CHROME_PATH: '/my/chrome' };
    expect(findBrowser(machine(['/my/chrome', '/usr/bin/chromium'], { env }))).toBe('/my/chrome');
  });

  test('a wrong CHROME_PATH is an error, not a reason to take another', () => {
    const env = { PATH: '/usr/bin', CHROME_PATH: '/my/chrome' };
    expect(() => findBrowser(machine(['/usr/bin/chromium'], { env }))).toThrow('CHROME_PATH is /my/chrome');
  });

  test('then one on the path', () => {
    expect(findBrowser(machine(['/usr/bin/chromium', '/cache/chromium/chrome']))).toBe('/usr/bin/chromium');
  });

  test('of these the headless shell, which is faster', () => {
    const all = ['/usr/bin/google-chrome', '/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
    expect(findBrowser(machine(all))).toBe('/usr/bin/chromium-headless-shell');
  });

  test("then Playwright's own", () => {
    expect(findBrowser(machine(['/cache/chromium/chrome']))).toBe('/cache/chromium/chrome');
  });

  test('on macOS and Windows, where they are installed', () => {
    const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser(machine([mac], { platform: 'darwin' }))).toBe(mac);
    const windows = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
    const env = { PROGRAMFILES: 'C:\\Program Files' };
    expect(findBrowser(machine([windows], { platform: 'win32', env }))).toBe(windows);
  });
});

describe('a browser that is not there', () => {
  test('is installed as root in a container', () => {
    const apt = container('apt-get');
    expect(findBrowser(apt.machine)).toBe('/usr/bin/chromium');
    const ask = 'apt-get install -y --no-install-recommends';
    expect(apt.asked).toEqual(['apt-get update', `${ask} chromium-headless-shell`, `${ask} chromium`]);
    expect(findBrowser(container('apk').machine)).toBe('/usr/bin/chromium');
  });

  test('is the headless shell where there is a package of it', () => {
    const shell = 'chromium-headless-shell';
    const apt = container('apt-get', {}, [shell, 'chromium']);
    expect(findBrowser(apt.machine)).toBe(`/usr/bin/${shell}`);
    expect(apt.asked).toHaveLength(2);
  });

  test('is installed as root where the control group names a container', () => {
    const files = ['/usr/bin/dnf'];
    const read = () => '0::/kubepods/burstable/pod1';
    const run = () => files.push('/usr/bin/chromium') > 0;
    expect(findBrowser(machine(files, { uid: 0, read, run }))).toBe('/usr/bin/chromium');
  });

  test('is not installed for a user, nor for root on a machine of their own', () => {
    const needs = 'need Chrome or Chromium. Run: npx playwright-core install --with-deps chromium';
    expect(() => findBrowser(machine(['/.dockerenv', '/usr/bin/apt-get']))).toThrow(needs);
    expect(() => findBrowser(machine(['/usr/bin/apt-get'], { uid: 0 }))).toThrow(needs);
  });

  test('leaves one command when the installation fails', () => {
    const { machine: failing } = container('dnf', { run: () => false });
    expect(() => findBrowser(failing)).toThrow(/Run: dnf install -y chromium$/);
  });

  test('leaves one command that fits the system', () => {
    expect(() => findBrowser(machine(['/usr/bin/dnf']))).toThrow(/Run: sudo dnf install -y chromium$/);
    expect(() => findBrowser(machine([], { platform: 'darwin' }))).toThrow(
      /Run: npx playwright-core install chromium$/,
    );
  });
});
