/** Number of single-letter changes (insert, delete, replace) between two names. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The allowed name most like `name`, or nothing where none is like it. */
export function nearest(name: string, allowed: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  const far = (candidate: string): number => {
    const other = candidate.toLowerCase();
    return other.startsWith(wanted) || wanted.startsWith(other) ? 1 : distance(wanted, other);
  };
  const [best] = [...allowed]
    .map((candidate) => ({ candidate, far: far(candidate) }))
    .sort((a, b) => a.far - b.far);
  return best && best.far <= Math.max(2, name.length / 2) ? best.candidate : undefined;
}

/** `Did you mean x? Allowed: a, b, c.`: the end of every error about a name. */
export function suggestion(name: string, allowed: Iterable<string>): string {
  const names = [...allowed].sort();
  const best = nearest(name, names);
  return `${best ? `Did you mean ${best}? ` : ''}Allowed: ${names.join(', ') || 'none yet'}.`;
}
