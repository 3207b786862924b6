/** Which names a kernel's text may use where, each as an index. */
import type { Node } from 'acorn';
import { nearest } from '../../mdx/nearest.ts';
import { KernelFault, listed, placeOf, quoted } from './fault.ts';
import { functionNames } from './functions.ts';
import { cannotBeReached, hostNames } from './refused.ts';

export interface Local {
  readonly slot: number;
  readonly constant: boolean;
  /** False from the start of its block to its declaration. */
  ready: boolean;
}

/** The most like `name`, for names of usual length; single letters are like nothing but themselves. */
export function like(name: string, allowed: readonly string[]): string | undefined {
  if (name.length > 40) return undefined;
  const same = allowed.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  if (same || name.length < 2) return same;
  return nearest(
    name,
    allowed.filter((candidate) => candidate.length > 1),
  );
}

/** The names of a text while it is read: arguments, constants, and the locals of the blocks that are open. */
export class Scope {
  readonly parameters: readonly string[];
  readonly constants: readonly string[];
  /** The whole text. */
  readonly text: string;
  slots = 0;
  returns = false;
  private readonly blocks: Map<string, Local>[] = [];
  /** Names of blocks that have ended. */
  private readonly gone = new Set<string>();

  constructor(text: string, parameters: readonly string[], constants: readonly string[]) {
    this.text = text;
    this.parameters = parameters;
    this.constants = constants;
  }

  within<T>(read: () => T): T {
    this.blocks.push(new Map());
    const found = read();
    for (const name of this.blocks.pop()!.keys()) this.gone.add(name);
    return found;
  }

  /** Makes a local of the innermost block known, before it may be used. */
  announce(node: Node, name: string, constant: boolean): void {
    if (this.parameters.includes(name)) {
      throw new KernelFault(
        placeOf(node),
        `${quoted(name)} is already an argument; choose another name for the local.`,
      );
    }
    if (['Math', 'undefined', 'NaN', 'Infinity'].includes(name)) {
      throw new KernelFault(placeOf(node), `${quoted(name)} has a meaning already; choose another name.`);
    }
    this.blocks.at(-1)!.set(name, { slot: this.slots++, constant, ready: false });
  }

  local(name: string): Local | undefined {
    for (let k = this.blocks.length - 1; k >= 0; k--) {
      const found = this.blocks[k]!.get(name);
      if (found) return found;
    }
    return undefined;
  }

  /** A local that may be used here, or a fault; for names that are no argument. */
  usable(node: Node, name: string): Local {
    const found = this.local(name);
    if (!found) throw new KernelFault(placeOf(node), this.unknown(name));
    if (!found.ready) {
      const words = `${quoted(name)} is used before it is declared; move its let or const above this line.`;
      throw new KernelFault(placeOf(node), words);
    }
    return found;
  }

  private unknown(name: string): string {
    if (name === 'NaN' || name === 'Infinity' || name === 'undefined') {
      return `${quoted(name)} cannot be used in a kernel; only finite numbers can; compare with a number instead.`;
    }
    if (hostNames.has(name)) return cannotBeReached(quoted(name));
    if (functionNames.includes(name)) return `${quoted(name)} is not declared; write Math.${name}.`;
    if (this.constants.includes(name))
      return `${quoted(name)} is not declared; write this.constants.${name}.`;
    if (this.gone.has(name)) {
      return `${quoted(name)} is known only inside the block or loop that declares it; declare it before that.`;
    }
    const locals = [...new Set(this.blocks.flatMap((block) => [...block.keys()]))];
    const best = like(name, [...this.parameters, ...locals]);
    const has = this.parameters.length
      ? `The arguments are ${listed(this.parameters)}.`
      : 'There are no arguments.';
    const remedy = best ? `did you mean ${quoted(best)}?` : 'declare it by let or const before it is used.';
    return `${quoted(name)} is not declared; ${remedy} ${has}`;
  }
}
