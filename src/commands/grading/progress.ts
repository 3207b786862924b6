/** How far grading has come. */

export interface Screen {
  write(text: string): void;
  /** A line can be written again, as on a terminal. */
  live: boolean;
}

/** A bar that grows, or a line for every tenth part where the output is kept in a file. */
export function bar({ write, live }: Screen): (done: number, of: number) => void {
  let last = -1;
  return (done, of) => {
    const part = Math.floor((live ? 40 : 10) * (done / of));
    if (part === last && done < of) return;
    last = part;
    if (!live) return write(`graded ${done} of ${of}\n`);
    write(`\r[${'#'.repeat(part)}${' '.repeat(40 - part)}] ${done} of ${of}${done === of ? '\n' : ''}`);
  };
}
