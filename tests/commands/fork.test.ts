/** Chapters as assignments: taken, looked at, updated and taken back, in a small book and from the chapters themselves. */
import { compile } from '@mdx-js/mdx';
import fc from 'fast-check';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { check } from 'prettier';
import remarkMath from 'remark-math';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { check as checkInputs } from '../../components/parts/codec.ts';
import { outputsOf } from '../../components/parts/static.ts';
import { conflictsIn } from '../../src/assignments/conflicts.ts';
import { randomOf } from '../../src/assignments/seed.ts';
import type { Book, Keys } from '../../src/assignments/types.ts';
import { blocksOf } from '../../src/commands/forks/blocks.ts';
import { chapterText, type Edition, editionOf } from '../../src/commands/forks/book-files.ts';
import { firstExercise } from '../../src/commands/forks/first-exercise.ts';
import { difference, merge } from '../../src/commands/forks/merge.ts';
import { run } from '../../src/commands/forks/run.ts';
import { dueAfter, take } from '../../src/commands/forks/take.ts';
import { frameOf, lineageOf, newFrame, transform } from '../../src/commands/forks/transform.ts';
import { filesIn } from '../../src/content-file.ts';
import { declarations } from '../../src/mdx/declarations.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'unfolded-'));
  write('package.json', '{ "version": "0.1.0" }');
  write('content/book.yaml', 'parts: [{ chapters: [{ id: loop }, { id: unitary }] }]');
  write('content/chapters/loop.mdx', chapter());
});
afterEach(() => rmSync(root, { recursive: true }));

const first: Edition = { version: '0.1.0', commit: 'abc1234', date: '2026-11-21' };
const second: Edition = { version: '0.2.0', commit: '1234567', date: '2027-01-31' };
const fork = (words: string, edition = first) => run(root, words.split(' '), () => edition);
const path = (name: string) => join(root, name);
const read = (name: string) => readFileSync(path(`content/assignments/hw2/${name}`), 'utf8');
function write(name: string, text: string): void {
  mkdirSync(dirname(path(name)), { recursive: true });
  writeFileSync(path(name), text);
}
const edit = (name: string, from: string, to: string) => {
  const text = readFileSync(path(name), 'utf8');
  expect(text).toContain(from);
  write(name, text.replace(from, to));
};
const mine = 'content/assignments/hw2/index.mdx';
const theirs = 'content/chapters/loop.mdx';

function chapter(): string {
  return `---
title: 'Loops: one unit'
summary: A unit with a loop.
date: 2026-11-01
lectures:
  wu: [LSTM]
---

One unit, connected to itself.

## Once round

The weight is $w$. Remember [the other chapter](/lstm/#peepholes).

\`\`\`mdx
<Exercise title="Not one">
\`\`\`

## Ten times round

It is $w^{10}$.

## Exercises

<Exercise title="Half a life">

How often?

<Answer>

Once.

</Answer>

</Exercise>
`;
}

describe('taking', () => {
  test('the text without its exercises, what it was adapted from, and an exercise that works', () => {
    const said = fork('loop --as hw2');
    expect(said).toContain('"Loops: one unit", from version 0.1.0, commit abc1234');
    expect(said).toContain('the exercise Half a life.');
    const text = read('index.mdx');
    expect(parse(text.split('---')[1]!)).toEqual({
      title: 'Loops: one unit, hw2',
      summary: 'A unit with a loop.',
      date: '2026-11-21',
      adapted: {
        chapter: 'loop',
        title: 'Loops: one unit',
        version: '0.1.0',
        commit: 'abc1234',
        date: '2026-11-21',
      },
    });
    expect(text).toMatch(/^<Assignment id="hw2" due="2026-12-05T23:59[+-]\d\d:\d\d" points=\{10\} \/>$/m);
    expect(text.match(/^## .*/gm)).toEqual([
      '## Once round',
      '## Ten times round',
      '## Exercises of this assignment',
    ]);
    expect(text).not.toMatch(/Half a life|Answer/);
    expect(text).toContain('<Exercise title="Not one">');
    expect(text).toContain('<Exercise id="first"');
    expect(read('base.mdx')).toBe(text);
    expect(parse(read('fork.yaml'))).toMatchObject({
      chapter: 'loop',
      ...first,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(readdirSync(path('content/assignments'))).toEqual(['hw2']);
  });

  test('from lines that end as on Windows, and without an end', () => {
    const text = chapterText(chapter(), 'loop');
    expect(chapterText(`\uFEFF${chapter().replaceAll('\n', '\r\n')}`, 'loop')).toEqual(text);
    expect(chapterText(chapter().trimEnd(), 'loop')).toEqual(text);
  });

  test('headings stay that never had an exercise below them', () => {
    const body = (text: string) => chapterText(`---\ntitle: A\nsummary: B\n---\n\n${text}\n`, 'a').body;
    const exercise = '<Exercise title="X">\n\nx\n\n</Exercise>';
    expect(body(`## A\n\n### B\n\n${exercise}\n\n## C`)).toBe('## C\n');
    expect(body(`## A\n\nText\n\n${exercise}\n\n## C\n\n## D`)).toBe('## A\n\nText\n\n## C\n\n## D\n');
    expect(() => body(`text <Exercise title="X">x</Exercise>`)).toThrow(
      'content/chapters/a.mdx:6 an <Exercise> stands on lines of its own',
    );
    expect(() => body('## A\n\n<Claim>')).toThrow(/^content\/chapters\/a\.mdx:\d+ cannot be read: Expected/);
  });

  test.each([
    ['loops --as hw2', 'There is no chapter loops. Did you mean loop? Allowed: loop.'],
    ['unitary --as hw2', 'The chapter unitary is not written yet. Those that are: loop.'],
    ['loop', 'Add --as and a name: npm run fork -- loop --as hw2'],
    ['--as hw2', 'Which chapter? For example'],
    ['loop hw2', 'With two hyphens alone before it: npm run fork -- loop --as hw2'],
    ['loop --as', '--as needs the name of an assignment: --as hw2'],
    ['loop --as HW_2', '"HW_2" cannot be the name of an assignment.'],
    ['loop --as HW_2', 'at most 40 characters: hw-2, for example.'],
    ['loop --as ../x', '"../x" cannot be the name'],
    [`loop --as ${'x'.repeat(41)}`, 'cannot be the name'],
    ['loop --ass hw2', '--ass: there is no such option. Did you mean --as?'],
    ['loop --status', '--status takes no chapter. Found: loop.'],
    ['--status --update hw2', 'One thing at a time: found --status and --update.'],
    ['--status=yes', '--status takes no value. Found: yes.'],
    ['--update hw2 --update hw3', '--update is there twice.'],
    ['--update hw2', 'No assignment hw2 was taken from a chapter. Allowed: none yet.'],
    ['--undo hw2', 'No assignment hw2 was taken from a chapter.'],
  ])('%s: says what is wrong and writes nothing', (words, sentence) => {
    expect(() => fork(words)).toThrow(sentence);
    expect(existsSync(path('content/assignments'))).toBe(false);
  });

  test('nothing is overwritten', () => {
    write('content/assignments/hw2/keys.ts', 'export default {};');
    expect(() => fork('loop --as hw2')).toThrow('content/assignments/hw2 exists already');
    expect(() => fork('--update hw2')).toThrow('was not taken from a chapter: it has no fork.yaml');
    write('content/assignments/Hw3/keys.ts', '');
    expect(() => fork('loop --as hw3')).toThrow('exists already');
    expect(readdirSync(path('content/assignments/hw2'))).toEqual(['keys.ts']);
  });

  test('a chapter that cannot be read leaves nothing behind', () => {
    write(theirs, 'No title.');
    expect(() => fork('loop --as hw2')).toThrow('content/chapters/loop.mdx:1:1 no frontmatter');
    write(theirs, '---\ntitle: A\n---\n');
    expect(() => fork('loop --as hw2')).toThrow('no title or no summary');
    expect(existsSync(path('content/assignments'))).toBe(false);
  });

  test('help, and the edition of a book without git', () => {
    expect(run(root, [], () => first)).toContain('npm run fork -- --status');
    expect(fork('--help')).toBe(run(root, [], () => first));
    expect(editionOf(root, new Date(2026, 0, 5))).toEqual({ version: '0.1.0', commit: 'unknown', date: '2026-01-05' }); // prettier-ignore
    expect(editionOf(process.cwd()).commit).toMatch(/^[0-9a-f]{7,}$|^unknown$/);
    expect(dueAfter('2026-12-20')).toMatch(/^2027-01-03T23:59[+-]\d\d:\d\d$/);
  });
});

describe('updating', () => {
  beforeEach(() => void fork('loop --as hw2'));
  const upstreamLater = () => {
    edit(theirs, 'It is $w^{10}$.', 'It is $w^{10}$, or $w^5$ twice.\n\nAnd more.');
    edit(theirs, 'Half a life', 'A whole life');
  };
  const files = ['index.mdx', 'base.mdx', 'fork.yaml'];
  const bytes = () => files.map((name) => readFileSync(path(`content/assignments/hw2/${name}`)));

  test('what has changed in the chapter comes to what has changed here', () => {
    edit(mine, 'One unit, connected to itself.', 'One unit, and our course.');
    edit(mine, 'points={10} />', 'points={40} />');
    edit(mine, 'Loops: one unit, hw2', 'Homework 2');
    upstreamLater();
    expect(fork('--status')).toBe(`hw2
  from loop, version 0.1.0, commit abc1234, 2026-11-21
  yours: 3 lines added, 3 removed
  upstream: 3 lines added, 1 removed since; bring it in with npm run fork -- --update hw2`);
    const said = fork('--update hw2', second);
    expect(said).toContain('up to version 0.2.0, commit 1234567: 3 lines added, 1 removed.');
    const text = read('index.mdx');
    for (const line of [
      'One unit, and our course.',
      'points={40} />',
      "title: 'Homework 2'",
      'twice.',
      'And more.',
    ])
      expect(text).toContain(line);
    expect(conflictsIn(text)).toEqual([]);
    // A commit of digits alone stays a text.
    expect(parse(text.split('---')[1]!)).toMatchObject({ date: '2026-11-21', adapted: second });
    expect(fork('--status')).toBe(`hw2
  from loop, version 0.2.0, commit 1234567, 2027-01-31
  yours: 3 lines added, 3 removed
  upstream: unchanged since
  the last update can be undone: npm run fork -- --undo hw2 (kept in .before-update)`);
  });

  test('an untouched fork becomes what it would be if it were taken now', () => {
    upstreamLater();
    fork('--update hw2', second);
    expect(read('index.mdx')).toBe(read('base.mdx'));
    expect(read('base.mdx').replaceAll('hw2', 'hw3').replaceAll('2026-11-21', '2027-01-31')).toBe(
      (take(root, 'loop', 'hw3', second), readFileSync(path('content/assignments/hw3/index.mdx'), 'utf8'))
        .replace(/due="[^"]*"/, /due="[^"]*"/.exec(read('base.mdx'))![0]),
    ); // prettier-ignore
  });

  test('where both have changed, both stay, and the next update waits', () => {
    edit(mine, 'It is $w^{10}$.', 'It is small.');
    upstreamLater();
    const said = fork('--update hw2', second);
    const text = read('index.mdx');
    expect(text).toContain(
      '<<<<<<< hw2 (yours)\nIt is small.\n=======\nIt is $w^{10}$, or $w^5$ twice.\n>>>>>>> loop (upstream, 0.2.0)\n\nAnd more.\n',
    );
    const marks = conflictsIn(text);
    expect(marks).toHaveLength(3);
    expect(said).toContain(`In one place you have changed or taken out what has changed in the chapter. Both texts stand there, between marks in lines ${marks.join(', ')}:`); // prettier-ignore
    edit(theirs, 'One unit', 'A unit');
    const sentence = `index.mdx still has marks of conflicts in lines ${marks.join(', ')}.`;
    expect(() => fork('--update hw2', second)).toThrow(sentence);
    expect(fork('--status')).toContain(sentence);
    expect(read('index.mdx')).toBe(text);
    write(mine, text.replaceAll(/^(<<<<<<<|=======|>>>>>>>).*\n/gm, ''));
    expect(fork('--update hw2', second)).toContain('1 line added, 1 removed.');
    expect(read('index.mdx')).toContain('It is small.\nIt is $w^{10}$, or $w^5$ twice.');
    expect(read('index.mdx')).toContain('A unit, connected');
  });

  test('nothing to do: nothing is written', () => {
    const before = bytes();
    edit(theirs, 'Half a life', 'A whole life');
    expect(fork('--update hw2', second)).toBe(
      'loop has not changed since hw2 was taken or last updated. Nothing was written.',
    );
    expect(bytes()).toEqual(before);
    expect(() => fork('--undo hw2')).toThrow('There is no update of hw2 to be undone.');
  });

  test('lines that end as on Windows stay so, and nothing is a conflict because of it', () => {
    const windows = read('index.mdx').replace('One unit', 'Our unit').trimEnd().replaceAll('\n', '\r\n');
    write(mine, windows);
    write('content/assignments/hw2/base.mdx', read('base.mdx').replaceAll('\n', '\r\n'));
    write(theirs, chapter().replace('$w^{10}$', '$w^9$').replaceAll('\n', '\r\n'));
    fork('--update hw2', second);
    const expected = windows.replace('$w^{10}$', '$w^9$').replace('0.1.0', '0.2.0').replace('abc1234', "'1234567'"); // prettier-ignore
    expect(read('index.mdx')).toBe(expected.replace(/ {2}date: .*\r/, '  date: 2027-01-31\r'));
  });

  test('an update is undone byte for byte, and what was written after it is kept', () => {
    write(mine, `\uFEFF${read('index.mdx').replace('One', 'Our').replace('\n', '\r\n')}\n\n`);
    const before = bytes();
    upstreamLater();
    fork('--update hw2', second);
    expect(bytes()).not.toEqual(before);
    edit(mine, 'And more.', 'And more of ours.');
    const after = bytes();
    expect(fork('--undo hw2')).toContain('kept in content/assignments/hw2/.undone');
    expect(bytes()).toEqual(before);
    expect(files.map((name) => readFileSync(path(`content/assignments/hw2/.undone/${name}`)))).toEqual(after);
    expect(readdirSync(path('content/assignments/hw2')).sort()).toEqual(['.undone', 'base.mdx', 'fork.yaml', 'index.mdx', 'keys.ts']); // prettier-ignore
    expect(() => fork('--undo hw2')).toThrow('There is no update of hw2 to be undone.');
    expect(fork('--update hw2', second)).toContain('3 lines added');
  });

  test('what is missing or broken is said, for this fork alone', () => {
    fork('loop --as hw3');
    rmSync(path('content/assignments/hw2/base.mdx'));
    expect(() => fork('--update hw2')).toThrow('content/assignments/hw2/base.mdx is missing. Bring it back');
    expect(fork('--status')).toMatch(/hw2\n {2}content\/.* is missing.*\n\nhw3\n {2}from loop/);
    write('content/assignments/hw3/fork.yaml', 'chapter: loop\ncommit: 3\n');
    expect(() => fork('--update hw3')).toThrow(/fork\.yaml: version: found nothing/);
    rmSync(path('content/assignments/hw3'), { recursive: true });
    expect(() => fork('--update hw3')).toThrow('was taken from a chapter. Did you mean hw2?');
  });

  test('a chapter that is gone, or has a new name', () => {
    edit(theirs, 'One unit', 'A unit');
    cpSync(path(theirs), path('content/chapters/round.mdx'));
    rmSync(path(theirs));
    const sentence = 'The chapter loop, from which hw2 was taken, is not in content/chapters any more.';
    expect(() => fork('--update hw2')).toThrow(sentence);
    expect(fork('--status')).toContain(sentence);
    edit('content/assignments/hw2/fork.yaml', 'chapter: loop', 'chapter: round');
    expect(fork('--update hw2', second)).toContain('has changed in round');
    expect(lineageOf(read('index.mdx'))?.chapter).toBe('round');
    write('content/assignments/hw2/base.mdx', 'Not what was written.\n');
    expect(() => fork('--update hw2')).toThrow('base.mdx is not as npm run fork wrote it.');
  });
});

describe('merging', () => {
  const names = { ours: 'hw2 (yours)', theirs: 'loop (upstream, 0.2.0)' };
  const lines = fc.array(fc.constantFrom('', 'a', 'b', 'c', '---', '# d', '__proto__', '=======', '<E>', '</E>', '<E a="b">', '<e />'), { maxLength: 14 }); // prettier-ignore
  /** Removes and inserts some lines; what is inserted is written nowhere else. */
  const edits = (who: string) =>
    fc.array(fc.tuple(fc.nat(14), fc.nat(3), fc.nat(2)), { maxLength: 5 }).map((list) => (base: string[]) => {
      const text = [...base];
      list.forEach(([at, gone, come], k) =>
        text.splice(at % (text.length + 1), gone, ...Array.from({ length: come }, (_, n) => `${who} ${k}.${n}`)),
      );
      return text;
    }); // prettier-ignore

  test('no line that either side has written is lost, whoever changed what', () => {
    fc.assert(
      fc.property(lines, edits('ours'), edits('theirs'), fc.constantFrom('\n', '\r\n'), (base, a, b, ending) => {
        const [ours, theirs] = [a(base), b(base)];
        const text = (list: string[]) => list.join('\n') + '\n';
        const { text: merged, conflicts } = merge(ours.join(ending) + ending, text(base), text(theirs), names);
        const found = merged.split(ending);
        const written = [...ours, ...theirs].filter((line) => /^(ours|theirs) /.test(line));
        expect(found).toEqual(expect.arrayContaining(written));
        expect(found.filter((line) => line.startsWith('<<<<<<< '))).toHaveLength(conflicts);
        if (conflicts > 0) expect(conflictsIn(merged).length).toBeGreaterThanOrEqual(3 * conflicts);
      }),
      { numRuns: 400 },
    ); // prettier-ignore
  });

  test('one side alone is taken as it is, and the same on both sides is no conflict', () => {
    fc.assert(
      fc.property(lines, edits('ours'), (base, a) => {
        const [before, now] = [`${base.join('\n')}\n`, `${a(base).join('\n')}\n`];
        for (const [ours, theirs] of [
          [now, before],
          [before, now],
          [now, now],
        ] as const)
          // prettier-ignore
          expect(merge(ours, before, theirs, names)).toEqual({ text: now, conflicts: 0 });
      }),
      { numRuns: 200 },
    );
  });

  test('blocks are all lines, in order, and none but the first has blank lines or closing tags before its text', () => {
    fc.assert(
      fc.property(lines, (list) => {
        const blocks = blocksOf(list);
        expect(blocks.flat()).toEqual(list);
        for (const block of blocks.slice(1)) expect(block[0]).not.toMatch(/^$|^<\/E>$/);
      }),
      { numRuns: 200 },
    );
    const text = '<Claim>\n\nA.\n\n</Claim>\n\n\nB\nb.\n\n<E a="b">\n\n<Claim>\n\nC.\n\n</Claim>\n\n</E>'.split('\n');
    expect(blocksOf(text).map(([first, ...rest]) => [first, rest.length])).toEqual([['<Claim>', 6], ['B', 2], ['<E a="b">', 8]]);
  }); // prettier-ignore

  describe('into a fork of which little is left', () => {
    const file = (name: string) => readFileSync(`content/assignments/sample-bptt/${name}`, 'utf8');
    const [ours, base] = [file('index.mdx'), file('base.mdx')];
    /** A new sentence behind these words, which are in the chapter once. */
    const later = (text: string, words: string, sentence = 'New.') => {
      expect(text.split(words)).toHaveLength(2);
      return text.replace(words, `${words} ${sentence}`);
    };
    const kept = 'With one unit and three steps the whole method fits on a postcard.';
    const changedHere = 'That is the right answer, by school calculus.';
    const takenOut = 'A truncated gradient is not a noisy version of the true one: what it leaves out, it leaves out every time.'; // prettier-ignore
    const marked = (mine: string, upstream: string) =>
      [`<<<<<<< ${names.ours}\n`, mine, '=======\n', upstream, `>>>>>>> ${names.theirs}\n`].join('');

    test('a sentence that is still there changes in its place, and nothing else does', () => {
      expect(merge(ours, base, later(base, kept), names)).toEqual({ text: later(ours, kept), conflicts: 0 });
    });

    test('one that was taken out is shown below the last heading that is left above it', () => {
      const { text, conflicts } = merge(ours, base, later(later(base, kept), takenOut), names);
      expect(conflicts).toBe(1);
      const conflict = marked('', `<Claim>\n\n${takenOut} New.\n\n</Claim>\n`);
      expect(text).toContain(`\n\n${conflict}\n`);
      expect(text.replace(`${conflict}\n`, '')).toBe(later(ours, kept));
      const headings = [...text.slice(0, text.indexOf('<<<<<<<')).matchAll(/^## .*/gm)];
      expect(headings.at(-1)![0]).toBe('## Carry the state, cut the gradient');
    });

    test('one that has changed on both sides stands there twice', () => {
      const line = (of: string) => of.split('\n').find((one) => one.includes(changedHere))!;
      const theirs = later(base, changedHere);
      const both = marked(`${line(ours)}\n`, `${line(theirs)}\n`);
      expect(merge(ours, base, theirs, names)).toEqual({ text: ours.replace(`${line(ours)}\n`, () => both), conflicts: 1 }); // prettier-ignore
    });

    test('what is new beside what was taken out is shown, what is taken out upstream as well is no conflict', () => {
      const paragraph = `<Claim>\n\n${takenOut}\n\n</Claim>\n\n`;
      expect(base).toContain(paragraph);
      const more = merge(ours, base, base.replace(paragraph, `${paragraph}Quite new.\n\n`), names);
      expect(more.conflicts).toBe(1);
      expect(more.text).toContain(marked('', 'Quite new.\n'));
      expect(merge(ours, base, base.replace(paragraph, ''), names)).toEqual({ text: ours, conflicts: 0 });
    });
  });

  test('counts of lines', () => {
    expect(difference('a\nb\n', 'a\r\nc\r\nb')).toEqual({ added: 1, removed: 0 });
    expect(difference('a\nb\n', 'b\n')).toEqual({ added: 0, removed: 1 });
  });
});

test('marks of conflicts are told from headings', () => {
  const whole = ['a', '<<<<<<< hw2 (yours)', 'b', '=======', 'c', '>>>>>>> loop (upstream, 0.2.0)', 'd'];
  expect(conflictsIn(whole.join('\n'))).toEqual([2, 4, 6]);
  expect(conflictsIn(whole.join('\r\n'))).toEqual([2, 4, 6]);
  expect(conflictsIn(whole.slice(2).join('\n'))).toEqual([2, 4]);
  expect(conflictsIn(whole.slice(0, 5).join('\n'))).toEqual([2, 4]);
  expect(conflictsIn(whole.slice(0, 3).join('\n'))).toEqual([2]);
  expect(conflictsIn(whole.slice(4).join('\n'))).toEqual([2]);
  expect(conflictsIn('Title\n=======\n\n> > > > > > > quoted\n\n<<<<<<<<\n')).toEqual([]);
});

describe('every chapter that is written', () => {
  const chapters = filesIn('content/chapters', '.mdx');
  const book: Book = {
    outputs: async (widget, inputs, names) =>
      outputsOf(declarations[widget]!, checkInputs(declarations[widget]!, inputs as never), names),
    state: () => ({ fault: 'not asked for' }),
    kernels: () => Promise.reject(new Error('No first exercise asks for kernels.')),
    device: undefined as never,
  };
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'unfolded-'));
    cpSync('content/chapters', join(folder, 'content/chapters'), { recursive: true });
    for (const chapter of chapters) take(folder, chapter, chapter, first);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (chapter: string, name: string) => join(folder, 'content/assignments', chapter, name);
  const prettier = { printWidth: 110, singleQuote: true };

  test.each(chapters)('%s: is MDX, and made the same way again', async (chapter) => {
    const text = readFileSync(file(chapter, 'index.mdx'), 'utf8');
    await compile(text.replace(/^---\n[\s\S]*?\n---\n/, ''), { remarkPlugins: [remarkMath] });
    expect(text).not.toContain('<Answer>');
    expect(text.match(/<Exercise /g)).toHaveLength(1);
    const source = chapterText(readFileSync(`content/chapters/${chapter}.mdx`, 'utf8'), chapter);
    expect(source.exercises.length).toBeGreaterThan(0);
    const frame = newFrame(chapter, first.date, dueAfter(first.date), firstExercise(chapter, source.figures).text); // prettier-ignore
    expect(transform(source, frame, { chapter, ...first })).toBe(text);
    expect(frameOf(text)).toEqual(frame);
    expect(lineageOf(text)).toMatchObject({ chapter, ...first });
  });

  test.each(chapters)('%s: its first exercise asks about a figure, and the book has an answer', async (chapter) => {
    const keys = readFileSync(file(chapter, 'keys.ts'), 'utf8');
    expect(keys).toContain('book.outputs(');
    await answers(file(chapter, 'keys.ts'));
    expect(await check(keys, { ...prettier, parser: 'typescript' })).toBe(true);
  }); // prettier-ignore

  test('the whole file is formatted', async () => {
    const text = readFileSync(file('optimization', 'index.mdx'), 'utf8');
    expect(await check(text, { ...prettier, parser: 'mdx', proseWrap: 'preserve' })).toBe(true);
  });

  test('a chapter without a figure gets arithmetic', async () => {
    const { text, keys } = firstExercise('lstm', []);
    expect(text).toContain('<Param name="factor"');
    writeFileSync(join(folder, 'keys.ts'), keys);
    await answers(join(folder, 'keys.ts'));
    expect(await check(keys, { ...prettier, parser: 'typescript' })).toBe(true);
  });

  /** The answer is a number that can be read off, and not everybody's. */
  async function answers(path: string): Promise<void> {
    const { first: key } = ((await import(pathToFileURL(path).href)) as { default: Keys }).default;
    const found: number[] = [];
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const { first: answer } = await key!.answer!(key!.params!(randomOf(seed)) as never, book);
      expect(Math.abs(answer as number)).toBeGreaterThan(1e-3);
      expect(Math.abs(answer as number)).toBeLessThan(1e6);
      found.push(answer as number);
    }
    expect(new Set(found).size).toBeGreaterThan(3);
  }
});
