/**
 * Whose file it is, by the name that the course site gave it. Canvas: `lastfirst_LATE_1001_2002_answers-1.json` (name,
 * perhaps LATE, number of the user, number of the upload, the student's own name for the file, with -1, -2, … for later
 * uploads of the same name). Moodle: `Ada Lovelace_1001_assignsubmission_file/answers.json`, with or without the folder.
 */
import type { Roster, Student } from './roster.ts';

export interface Named {
  /** By the site: the student cannot choose it. Undefined where the site gave no name, or one that is not in the roster. */
  student?: Student;
  site?: 'canvas' | 'moodle';
  late: boolean;
  /** Canvas's number of the upload; larger is newer. */
  upload: number;
  /** -1, -2, … at the end of the original name; larger is newer. */
  again: number;
  /** Why there is no student, in a sentence, where the site gave a name. */
  words?: string;
}

const moodle = /_(\d+)_assignsubmission_(?:file|onlinetext)(?:_|\/|$)/;

export function namedBy(path: string, { students }: Pick<Roster, 'students'>): Named {
  const byNumber = (number: string) => students.find((student) => student.number === number);
  const found = moodle.exec(path);
  if (found) {
    const student = byNumber(found[1]!);
    const words = student ? undefined : `Moodle's participant ${found[1]} is not in the roster.`;
    return { student, site: 'moodle', late: false, upload: 0, again: againOf(path), words };
  }
  return canvasOf(path, byNumber) ?? { late: false, upload: 0, again: againOf(path) };
}

const again = /-(\d{1,4})(?:\.\w+)?$/;
const againOf = (name: string) => Number(again.exec(name)?.[1] ?? 0);

function canvasOf(path: string, byNumber: (number: string) => Student | undefined): Named | undefined {
  const readings = readingsOf(path.slice(path.lastIndexOf('/') + 1));
  const inRoster = readings.filter(({ user }) => byNumber(user));
  const first = inRoster[0] ?? readings[0];
  if (!first) return undefined;
  const { user, late, upload, original } = first;
  const about = { site: 'canvas' as const, late, upload: Number(upload), again: againOf(original) };
  const users = new Set(inRoster.map((reading) => reading.user));
  if (users.size === 1) return { ...about, student: byNumber(user)! };
  // Who puts numbers into a file's name, or into their own, must not be taken for somebody else.
  const both = `The name of the file has the numbers of several students (${[...users].join(', ')}).`;
  return { ...about, words: users.size > 1 ? both : `Canvas's user ${user} is not in the roster.` };
}

/** Every way to read a name of Canvas, from the left. */
function readingsOf(name: string) {
  return [...name.matchAll(/_(?=(?:(LATE)_)?(\d{1,18})_(\d{1,18})_(.+)$)/gs)]
    .filter((found) => found.index > 0)
    .map((found) => ({
      late: found[1] !== undefined || name.slice(0, found.index).endsWith('_LATE'),
      user: found[2]!,
      upload: found[3]!,
      original: found[4]!,
    }));
}
