/** What is wrong with keys.ts, in a sentence for the author. */
export class KeyFault extends Error {
  override name = 'KeyFault';
}

/** Names the place: assignment, exercise and, where there is one, the ask. */
export function keyFault(
  { assignmentId, exerciseId, ask }: { assignmentId: string; exerciseId: string; ask?: string },
  what: string,
  cause?: unknown,
): KeyFault {
  const place = `keys.ts of ${assignmentId}, exercise “${exerciseId}”${ask === undefined ? '' : `, ask “${ask}”`}`;
  return new KeyFault(`${place}: ${what}`, { cause });
}
