/** Counting tests. */

export interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

export const none: Count = { passed: 0, failed: 0, skipped: 0 };

/** The part of Vitest's JSON report that is read here. */
export interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
}

export function add(a: Count, b: Count): Count {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The tests of one run; a run that failed outside of its tests (a file that does not load) is one failure more. */
export function countOf(report: Report, succeeded: boolean): Count {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests || (succeeded ? 0 : 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** `3 passed, 0 failed`, and `, 1 skipped` where there is one. */
export function summary({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
