/** Whether two inputs or outputs (numbers, texts, nested arrays) say the same, to the last bit. */
export function alike(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((entry, index) => alike(entry, other[index]));
  }
  return Object.is(one, other);
}

/** The same for records of them. */
export function sameRecord(one: object, other: object): boolean {
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => name in b && alike(a[name], b[name]))
  );
}
