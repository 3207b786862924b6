/**
 * One broker per page decides where each figure's kernels run. Everything starts on `plain`; once woken, it opens the
 * gpu.js homes one by one, proves each on a canary, measures each figure's own work on them, and moves a figure
 * to the fastest home that fits a frame or beats `plain`. A home that fails or is taken away is left at once.
 * A little over 120 lines, since choosing, measuring and leaving a home share one state.
 */
/* eslint max-lines: off */
import { prove } from './canary.ts';
import type { Device } from './device.ts';
import { gpu, type Mode } from './gpu.ts';
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

/** A figure must answer within one frame, in milliseconds. */
const FRAME = 16;

export class Broker {
  /** `auto` or the name of the home that the reader picked. */
  picked = 'auto';
  readonly plain = plain();
  readonly #open: typeof gpu;
  readonly #modes: readonly Mode[];
  readonly #clients = new Map<Client, Device>();
  readonly #homes = new Map<Mode, Device>();
  readonly #reasons = new Map<string, string>();
  readonly #times = new Map<string, number>();
  #woken: Promise<void> | undefined;

  /** In a page `cpu` is not among the modes: it needs eval. */
  constructor(modes: readonly Mode[] = ['webgpu', 'webgl2', 'webasm'], open = gpu) {
    this.#modes = modes;
    this.#open = open;
  }

  /** Enters a figure; it starts on `plain`. The function returned takes it out again. */
  join(client: Client): () => void {
    this.#clients.set(client, this.plain);
    if (this.#woken) void this.#woken.then(() => this.#choose(client));
    return () => {
      this.#clients.delete(client);
      this.#closeUnused();
    };
  }

  /** Brings gpu.js in and lets it prove itself; safe to call at every touch. */
  wake(): Promise<void> {
    this.#woken ??= this.#chooseAll();
    return this.#woken;
  }

  /** What the reader chose: `auto`, `plain` or a mode. */
  async pick(name: string): Promise<void> {
    this.picked = name;
    this.#reasons.delete(name);
    await this.#woken;
    this.#woken = this.#chooseAll();
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
    home?.dispose();
    await Promise.all(moved.map((client) => this.#choose(client)));
  }

  async #chooseAll() {
    const wanted = this.#modes.filter((mode) => this.picked === 'auto' || this.picked === mode);
    for (const mode of wanted) await this.#home(mode);
    for (const client of this.#clients.keys()) await this.#choose(client);
    this.#closeUnused();
    for (const client of this.#clients.keys()) client.changed();
  }

  /** Opens and proves a home; leaves a reason where it cannot be had. */
  async #home(mode: Mode) {
    if (this.#homes.has(mode) || this.#reasons.has(mode)) return;
    try {
      const device = await this.#open(mode, () => void this.failed(mode, 'taken away by the browser'));
      await prove(device);
      this.#homes.set(mode, device);
    } catch {
      this.#reasons.set(mode, 'not to be had here');
    }
  }

  async #choose(client: Client) {
    if (!this.#clients.has(client)) return undefined;
    if (this.picked === 'plain') return this.#move(client, this.plain);
    const picked = this.#homes.get(this.picked as Mode);
    if (picked) return this.#move(client, picked);
    const plainTime = await this.#time(client, this.plain);
    let best = { device: this.plain, time: Infinity };
    for (const device of [...this.#homes.values()]) {
      const time = await this.#time(client, device);
      if (time < best.time) best = { device, time };
    }
    return this.#move(client, best.time <= FRAME || best.time < plainTime ? best.device : this.plain);
  }

  async #time(client: Client, device: Device): Promise<number> {
    const key = `${device.name} ${client.key()}`;
    const known = this.#times.get(key);
    if (known !== undefined) return known;
    try {
      const time = await client.measure(device);
      this.#times.set(key, time);
      return time;
    } catch {
      return Infinity;
    }
  }

  async #move(client: Client, device: Device) {
    if (!this.#clients.has(client)) return;
    if (this.#clients.get(client) !== device) {
      this.#clients.set(client, device);
      await client.use(device);
    }
    client.changed();
  }

  #closeUnused() {
    const used = new Set([...this.#clients.values()].map(({ name }) => name));
    for (const [mode, device] of this.#homes) {
      if (used.has(mode)) continue;
      this.#homes.delete(mode);
      device.dispose();
    }
  }
}
