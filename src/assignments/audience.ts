/** For whom the site is built: students, unless AUDIENCE says instructor. Read by the build only. */

export type Audience = 'student' | 'instructor';
export type Solutions = 'absent' | 'open' | 'locked';

const variable = (name: string): string | undefined =>
  (globalThis as { process?: { env: Record<string, string | undefined> } }).process?.env[name];

export function audience(): Audience {
  const found = variable('AUDIENCE') ?? 'student';
  if (found === 'student' || found === 'instructor') return found;
  throw new Error(`AUDIENCE is ${found}; allowed are student (given if nothing is said) and instructor.`);
}

/**
 * What becomes of solutions: instructors see them; for students they are absent, unless the assignment (`asked`) or, before
 * it, SOLUTIONS says open or locked.
 */
export function solutions(asked?: string): Solutions {
  if (audience() === 'instructor') return 'open';
  const found = variable('SOLUTIONS') ?? asked ?? 'absent';
  if (found === 'absent' || found === 'open' || found === 'locked') return found;
  throw new Error(`solutions are to be ${found}; allowed are absent, open and locked.`);
}
