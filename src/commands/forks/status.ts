/** What every fork was taken from, and what has happened since, in words. */
import { conflictsIn } from '../../assignments/conflicts.ts';
import { BEFORE, type Fork, forkNames, readFork } from './folder.ts';
import { type Difference, difference } from './merge.ts';
import { marksLeft, upstream } from './update.ts';

/** A paragraph for each fork; one that cannot be read says why, and the others are there all the same. */
export function status(root: string): string {
  const names = forkNames(root);
  if (names.length === 0)
    return 'No assignment was taken from a chapter yet. Take one: npm run fork -- lstm --as hw2';
  return names.map((id) => [id, ...lines(root, id).map((line) => `  ${line}`)].join('\n')).join('\n\n');
}

function lines(root: string, id: string): string[] {
  try {
    return about(root, readFork(root, id));
  } catch (error) {
    return [(error as Error).message];
  }
}

function about(root: string, fork: Fork): string[] {
  const { id, origin, index, base, undoable } = fork;
  const marks = conflictsIn(index);
  return [
    `from ${origin.chapter}, version ${origin.version}, commit ${origin.commit}, ${origin.date}`,
    `yours: ${changes(difference(base, index)) ?? 'as it was taken'}`,
    ...upstreamLines(root, fork),
    ...(marks.length > 0 ? [marksLeft(id, marks)] : []),
    ...(undoable ? [`the last update can be undone: npm run fork -- --undo ${id} (kept in ${BEFORE})`] : []),
  ];
}

function upstreamLines(root: string, fork: Fork): string[] {
  try {
    const change = changes(upstream(root, fork));
    return [
      `upstream: ${change ? `${change} since; bring it in with npm run fork -- --update ${fork.id}` : 'unchanged since'}`,
    ];
  } catch (error) {
    return [(error as Error).message];
  }
}

/** Nothing where there is none. */
export function changes({ added, removed }: Difference): string | undefined {
  if (added + removed === 0) return undefined;
  return `${added} ${added === 1 ? 'line' : 'lines'} added, ${removed} removed`;
}
