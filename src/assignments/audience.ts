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

/** What becomes of solutions: instructors see them; students do not, or see them locked, or open, as SOLUTIONS says. */
export function solutions(): Solutions {
  const found = variable('SOLUTIONS') ?? (audience() === 'instructor' ? 'open' : 'absent');
  if (found === 'absent' || found === 'open' || found === 'locked') return found;
  throw new Error(`SOLUTIONS is ${found}; allowed are absent, open and locked.`);
}
