/** `npm run bench`: every file of bench/ races what it compares; only the ratios mean something on another machine. */
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { race, table, type Runner } from './race.ts';

/** What a file of bench/ exports: races by title, each with its runners by name. */
export type Races = () => Promise<Record<string, Record<string, Runner>>>;

console.log(
  `Node ${process.version}, ${cpus()[0]?.model ?? process.arch}. Median times of interleaved calls.`,
);
for (const file of readdirSync(new URL('bench/', import.meta.url)).sort()) {
  const { default: races } = (await import(`./bench/${file}`)) as { default?: Races };
  if (!races) continue;
  for (const [title, runners] of Object.entries(await races())) {
    console.log(`\n${table(title, await race(runners))}`);
  }
}
// The compiled kernels would keep the process alive.
process.exit(0);
