/** The arguments of `npm run fork`, and what it answers. */
import { parseArgs } from 'node:util';
import { suggestion } from '../../mdx/nearest.ts';
import type { Edition } from './book-files.ts';
import { assignmentPath, BEFORE, UNDONE } from './folder.ts';
import { changes, status } from './status.ts';
import { take } from './take.ts';
import { undo, update } from './update.ts';

export const help = `A chapter as an assignment of your own, in content/assignments/<name>/.

npm run fork -- lstm --as hw2   copies the chapter lstm and adds a first exercise with its key
npm run fork -- --status        says of every fork where it is from and what has changed since, there and here
npm run fork -- --update hw2    merges what has changed in the chapter; what both have changed stays, between marks
npm run fork -- --undo hw2      takes the last update back

An update reads content/chapters of this folder: first bring in the new version of the book, with git for example.
Nothing is sent anywhere, and no file of another assignment is touched.`;

const flags = { as: 'string', update: 'string', undo: 'string', status: 'boolean', help: 'boolean' } as const;
type Flag = keyof typeof flags;
const options = Object.fromEntries(Object.entries(flags).map(([name, type]) => [name, { type }])) as {
  [Name in Flag]: { type: (typeof flags)[Name] };
};

/** What is printed. @throws Error whose message says what is wrong and what to do */
export function run(root: string, args: string[], edition: () => Edition): string {
  const { words, ...given } = read(args);
  const asked = Object.keys(given);
  if (asked.includes('help') || (asked.length === 0 && words.length === 0)) return help;
  const [only] = asked;
  if (asked.length > 1) throw new Error(`One thing at a time: found --${asked.join(' and --')}.`);
  if (only && only !== 'as') {
    if (words.length > 0) throw new Error(`--${only} takes no chapter. Found: ${words.join(' ')}.`);
    if (only === 'status') return status(root);
    return only === 'update' ? updated(root, given.update!, edition()) : undone(root, given.undo!);
  }
  const [chapter, more] = words;
  if (!chapter) throw new Error('Which chapter? For example: npm run fork -- lstm --as hw2');
  if (more) {
    throw new Error(
      `Found ${words.join(' ')}: one chapter at a time, and its new name after --as. With two hyphens alone before it: npm run fork -- ${chapter} --as ${more}`,
    );
  }
  if (!given.as) {
    throw new Error(
      `What shall the assignment be called? Add --as and a name: npm run fork -- ${chapter} --as hw2`,
    );
  }
  return taken(root, chapter, given.as, edition());
}

function read(args: string[]) {
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  const given: Partial<Record<Flag, string>> = {};
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, value } = token;
    if (!Object.hasOwn(flags, name)) {
      const known = Object.keys(flags).map((flag) => `--${flag}`);
      throw new Error(`${token.rawName}: there is no such option. ${suggestion(`--${name}`, known)}`);
    }
    if (Object.hasOwn(given, name)) throw new Error(`--${name} is there twice.`);
    const text = flags[name as Flag] === 'string';
    if (text && !value) throw new Error(`--${name} needs the name of an assignment: --${name} hw2`);
    if (!text && value !== undefined) throw new Error(`--${name} takes no value. Found: ${value}.`);
    given[name as Flag] = value ?? '';
  }
  return { words, ...given };
}

function taken(root: string, chapter: string, id: string, edition: Edition): string {
  const { title, left } = take(root, chapter, id, edition);
  const path = assignmentPath(id);
  return [
    `${path}/ is "${title}", from version ${edition.version}, commit ${edition.commit}.`,
    `  ${path}/index.mdx  the text, with a first exercise at its end: all yours to change`,
    `  ${path}/keys.ts    the numbers of each student, and the answers`,
    '  base.mdx and fork.yaml are for updates: leave them as they are, and commit them.',
    ...(left.length > 0
      ? [
          `Left out, since their answers are public in the book: ${left.length === 1 ? 'the exercise' : `the ${left.length} exercises`} ${left.join('; ')}.`,
        ]
      : []),
    `Set the date and the points in <Assignment>. The text is under CC BY 4.0: the page says what it was adapted from.`,
  ].join('\n');
}

function updated(root: string, id: string, edition: Edition): string {
  const { chapter, upstream, marks, conflicts } = update(root, id, edition);
  const change = changes(upstream);
  if (!change)
    return `${chapter} has not changed since ${id} was taken or last updated. Nothing was written.`;
  const path = `${assignmentPath(id)}/index.mdx`;
  return [
    `${path} now has what has changed in ${chapter} up to version ${edition.version}, commit ${edition.commit}: ${change}.`,
    ...(conflicts > 0
      ? [
          `In ${conflicts === 1 ? 'one place' : `${conflicts} places`} you have changed or taken out what has changed in the chapter. Both texts stand there, between marks in lines ${marks.join(', ')}: <<<<<<< before yours, >>>>>>> after the chapter's. Leave what is right and remove the marks; until then a build fails.`,
        ]
      : []),
    `What was there before is in ${BEFORE}; to take the update back: npm run fork -- --undo ${id}`,
  ].join('\n');
}

function undone(root: string, id: string): string {
  undo(root, id);
  return `${id} is as it was before its last update. What was undone is kept in ${assignmentPath(id)}/${UNDONE}.`;
}
