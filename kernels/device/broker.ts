/**
 * One broker per page decides where each figure's kernels run. Everything starts on `plain`; once woken, it opens the
 * gpu.js homes one by one, proves each on a canary, measures each figure's own work on them, and moves a figure
 * to the fastest home that fits a frame or beats `plain`. A home that fails or is taken away is left at once.
 * A little over 120 lines, since choosing, measuring and leaving a home share one state.
 */
/* eslint max-lines: off */
import type { Device } from './device.ts';
import type { gpu, Mode } from './gpu.ts';
import { plain } from './plain.ts';

/** A figure, as the broker sees it. */
export interface Client {
  /** Figures with the same key do the same work, which is then measured once. */
  key(): string;
  /** Milliseconds that its work takes on a device, warm; rejects where the numbers differ from those of `plain`. */
  measure(device: Device): Promise<number>;
  /** Computes there from now on. */
  use(device: Device): Promise<void>;
  /** Something that readers see has changed: choices, times. */
  changed(): void;
}

/** A home that the reader may choose, and how long it takes for a figure where that was measured. */
export interface Choice {
  name: string;
  milliseconds?: number;
  /** Why it cannot be had here. */
  reason?: string;
}

/** Fetched when a home is first asked for. */
const later: typeof gpu = async (...asked) => (await import('./gpu.ts')).gpu(...asked);

/** A figure must answer within one frame, in milliseconds. */
const FRAME = 16;

export class Broker {
  /** `auto` or the name of the home that the reader picked. */
  picked = 'auto';
  readonly plain = plain();
  readonly #open: typeof gpu;
  readonly #modes: readonly Mode[];
  readonly #clients = new Map<Client, Device>();
  readonly #homes = new Map<Mode, Promise<Device | undefined>>();
  readonly #reasons = new Map<string, string>();
  /** Milliseconds by home and work; the promise, so that nothing is measured twice at once. */
  readonly #measured = new Map<string, Promise<number>>();
  readonly #times = new Map<string, number>();
  #woken: Promise<void> | undefined;
  #choosing = 0;

  /** In a page `cpu` is not among the modes: it needs eval. */
  constructor(modes: readonly Mode[] = ['webgpu', 'webgl2', 'webasm'], open = later) {
    this.#modes = modes;
    this.#open = open;
  }

  /** Enters a figure; it starts on `plain`. The function returned takes it out again. */
  join(client: Client): () => void {
    this.#clients.set(client, this.plain);
    if (this.#woken) void this.#woken.then(() => this.#chooseFor([client]));
    return () => {
      this.#clients.delete(client);
      this.#closeUnused();
    };
  }

  /** Brings gpu.js in and lets it prove itself; safe to call at every touch. */
  wake(): Promise<void> {
    this.#woken ??= this.#chooseFor([...this.#clients.keys()]);
    return this.#woken;
  }

  /** What the reader chose: `auto`, `plain` or a mode. */
  async pick(name: string): Promise<void> {
    this.picked = name;
    this.#reasons.delete(name);
    await this.#woken;
    this.#woken = this.#chooseFor([...this.#clients.keys()]);
    await this.#woken;
  }

  choices(client: Client): Choice[] {
    const one = (name: string) => ({
      name,
      milliseconds: this.#times.get(`${name} ${client.key()}`),
      reason: this.#reasons.get(name),
    });
    return [{ name: 'auto' }, ...['plain', ...this.#modes].map(one)];
  }

  /** A home gave up during a figure's work; every figure leaves it. */
  async failed(name: string, reason: string): Promise<void> {
    this.#reasons.set(name, reason);
    const home = this.#homes.get(name as Mode);
    this.#homes.delete(name as Mode);
    const moved = [...this.#clients].filter(([, device]) => device.name === name).map(([client]) => client);
    await Promise.all(moved.map((client) => this.#move(client, this.plain)));
    (await home)?.dispose();
    await this.#chooseFor(moved);
  }

  async #chooseFor(clients: readonly Client[]) {
    this.#choosing++;
    for (const client of clients) await this.#choose(client);
    this.#choosing--;
    this.#closeUnused();
    for (const client of this.#clients.keys()) client.changed();
  }

  /** The fastest home that fits a frame or beats `plain`, unless the reader picked one that can be had. */
  async #choose(client: Client) {
    if (this.picked === 'plain') return this.#move(client, this.plain);
    const picked = this.picked !== 'auto' && (await this.#home(this.picked as Mode));
    if (picked) return this.#move(client, picked);
    const plainTime = await this.#time(client, 'plain');
    let [best, bestTime]: [Mode | undefined, number] = [undefined, Infinity];
    for (const mode of this.#modes) {
      const time = this.#reasons.has(mode) ? Infinity : await this.#time(client, mode);
      if (time < bestTime) [best, bestTime] = [mode, time];
    }
    const home = best && (bestTime <= FRAME || bestTime < plainTime) && (await this.#home(best));
    return this.#move(client, home || this.plain);
  }

  /** Opens and proves a home, or leaves a reason why it cannot be had. */
  #home(mode: Mode): Promise<Device | undefined> {
    if (this.#reasons.has(mode)) return Promise.resolve(undefined);
    const open = async () => {
      let device: Device | undefined;
      try {
        device = await this.#open(mode, () => void this.failed(mode, 'taken away by the browser'));
        await (await import('./canary.ts')).prove(device);
        return device;
      } catch {
        device?.dispose();
        this.#homes.delete(mode);
        this.#reasons.set(mode, 'not to be had here');
        return undefined;
      }
    };
    const home = this.#homes.get(mode) ?? open();
    this.#homes.set(mode, home);
    return home;
  }

  /** Infinity where the home cannot be had or gives other numbers than `plain`. */
  #time(client: Client, name: 'plain' | Mode): Promise<number> {
    const key = `${name} ${client.key()}`;
    const measure = async () => {
      const device = name === 'plain' ? this.plain : await this.#home(name);
      if (!device) return Infinity;
      try {
        const time = await client.measure(device);
        this.#times.set(key, time);
        return time;
      } catch {
        return Infinity;
      }
    };
    const known = this.#measured.get(key) ?? measure();
    this.#measured.set(key, known);
    return known;
  }

  /** A figure that cannot move stays on `plain`; the others are none the worse. */
  async #move(client: Client, device: Device) {
    if (!this.#clients.has(client)) return;
    try {
      if (this.#clients.get(client) !== device) {
        this.#clients.set(client, device);
        await client.use(device);
      }
    } catch {
      this.#clients.set(client, this.plain);
    }
    client.changed();
  }

  /** Contexts are few: a home that no figure uses is given back, but not while one is being chosen. */
  #closeUnused() {
    if (this.#choosing > 0) return;
    const used = new Set([...this.#clients.values()].map(({ name }) => name));
    for (const [mode, home] of this.#homes) {
      if (used.has(mode)) continue;
      this.#homes.delete(mode);
      void home.then((device) => device?.dispose());
    }
  }
}
