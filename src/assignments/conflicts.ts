/** Marks that a merge leaves where both sides have changed the same lines. */

const begin = /^<{7}(?: |$)/;
const middle = /^={7}$/;
const end = /^>{7}(?: |$)/;

/**
 * The numbers, from 1, of all lines of a text that mark a conflict; none in a text that can be built. Seven equals signs
 * alone are one only with another mark about them: under a line of text they make it a heading.
 */
export function conflictsIn(text: string): number[] {
  const lines = text.split(/\r?\n/);
  const found: number[] = [];
  let open = false;
  // Equals signs that wait for an end without a beginning, which somebody has deleted.
  let waiting: number[] = [];
  lines.forEach((line, at) => {
    if (begin.test(line)) [open, waiting] = [true, []];
    else if (end.test(line)) {
      found.push(...waiting);
      [open, waiting] = [false, []];
    } else if (!middle.test(line)) return;
    else if (!open) {
      waiting.push(at + 1);
      return;
    }
    found.push(at + 1);
  });
  return found.sort((a, b) => a - b);
}
