/** `npm run self-solve -- [assignment]`: answers it from its own keys for 50 students: full marks for right answers, none for blank and wrong ones. */
import { selfSolve } from '../assignments/solve.ts';
import { assignmentIds } from '../build/assignments.ts';
import { loadAssignment } from './assignments.ts';

const ids = process.argv[2] ? [process.argv[2]] : assignmentIds();
const students = Array.from({ length: 50 }, (_, i) => `student${i + 1}`);
let problems = 0;
for (const id of ids) {
  try {
    const { assignment, keys, book } = await loadAssignment(id);
    const result = await selfSolve(assignment, keys, students, book);
    for (const words of result.problems) console.error(`${id}: ${words}`);
    problems += result.problems.length;
    if (!result.problems.length)
      console.log(
        `${id}: right answers of ${students.length} students get full marks, blank and wrong ones none.`,
      );
  } catch (error) {
    console.error((error as Error).message);
    problems++;
  }
}
process.exitCode = problems ? 1 : 0;
