/** Finds the Chrome or Chromium that the browser tests drive, or says how to get one. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** What the search sees of the machine; tests hand in another one. */
export interface Machine {
  platform: string;
  /** The user's number, 0 for root; undefined where there is no such thing. */
  uid: number | undefined;
  env: Record<string, string | undefined>;
  exists(path: string): boolean;
  /** A file's text, empty where it cannot be read. */
  read(path: string): string;
  /** Where Playwright would keep a Chromium of its own. */
  playwright(): string;
  /** Runs a program with its output shown and answers whether it succeeded. */
  run(program: string, args: string[]): boolean;
}

export const thisMachine: Machine = {
  platform: process.platform,
  uid: process.getuid?.(),
  env: process.env,
  exists: existsSync,
  read: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : ''),
  playwright: () => chromium.executablePath(),
  run: (program, args) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(program, args, { stdio: 'inherit', env }).status === 0;
  },
};

/** The headless shell is the same engine without windows: a page opens in less than half the time. */
const linux = [
  ...['chromium-headless-shell', 'google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'],
  'microsoft-edge',
];
const mac = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const windows = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

interface Installer {
  program: string;
  /** What has to be run first. */
  before: string[][];
  install: string[];
  /** Packages, of which the first that is to be had will do. */
  packages: string[];
}

const installers: Installer[] = [
  {
    program: 'apt-get',
    before: [['update']],
    install: ['install', '-y', '--no-install-recommends'],
    packages: ['chromium-headless-shell', 'chromium'],
  },
  { program: 'dnf', before: [], install: ['install', '-y'], packages: ['chromium'] },
  { program: 'apk', before: [], install: ['add', '--no-cache'], packages: ['chromium'] },
];

/**
 * The path of a browser: CHROME_PATH, one of the system's, Playwright's own; in a container as root, one that is
 * installed now with the system's package manager.
 * @throws Error whose message names the one command to run
 */
export function findBrowser(machine: Machine = thisMachine): string {
  const asked = machine.env.CHROME_PATH;
  if (asked) {
    if (machine.exists(asked)) return asked;
    throw new Error(`CHROME_PATH is ${asked}, and there is no such file. Set it to a Chrome or Chromium.`);
  }
  const found = installed(machine);
  if (found) return found;
  if (mayInstall(machine) && install(machine)) {
    const fresh = installed(machine);
    if (fresh) return fresh;
  }
  throw new Error(`The browser tests need Chrome or Chromium. Run: ${remedy(machine)}`);
}

function installed(machine: Machine): string | undefined {
  return [...systemPaths(machine), machine.playwright()].find((path) => path && machine.exists(path));
}

function systemPaths({ platform, env }: Machine): string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', `${env.HOME}/Applications`];
    return folders.flatMap((folder) => mac.map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`));
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((folder) => folder);
    return folders.flatMap((folder) => windows.map((name) => `${folder}\\${name}`));
  }
  return linux.flatMap((name) => onPath(env, name));
}

function onPath(env: Machine['env'], program: string): string[] {
  return (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder)
    .map((folder) => join(folder, program));
}

/** Only as root in a container: nobody's own machine is changed by running tests. */
function mayInstall({ platform, uid, env, exists, read }: Machine): boolean {
  if (platform !== 'linux' || uid !== 0) return false;
  if (exists('/.dockerenv') || exists('/run/.containerenv') || env.CI === 'true') return true;
  return /docker|kubepods|containerd|libpod|lxc/.test(read('/proc/1/cgroup'));
}

function packageManager(machine: Machine) {
  return installers.find(({ program }) => onPath(machine.env, program).some((path) => machine.exists(path)));
}

function install(machine: Machine): boolean {
  const found = packageManager(machine);
  if (!found) return false;
  const { program, before, install, packages } = found;
  console.log(`No Chrome or Chromium found: installing ${packages.join(' or ')} with ${program}`);
  return (
    before.every((args) => machine.run(program, args)) &&
    packages.some((name) => machine.run(program, [...install, name]))
  );
}

function remedy(machine: Machine): string {
  const sudo = machine.uid === 0 ? '' : 'sudo ';
  const program = machine.platform === 'linux' ? packageManager(machine)?.program : undefined;
  if (program === 'dnf') return `${sudo}dnf install -y chromium`;
  if (program === 'apk') return `${sudo}apk add chromium`;
  return `npx playwright-core install ${program === 'apt-get' ? '--with-deps ' : ''}chromium`;
}

/** What every run of the browser is told: to be quiet, and to write letters and keep sites apart as Chrome does. */
export function browserArguments(): string[] {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
  // Chrome does so by itself, its headless shell only when asked.
  const alike = ['--font-render-hinting=none', '--site-per-process'];
  return [...root, ...quiet, ...alike];
}
