/** Hashes of answers that a page may check without having them, made while it is built. */
import { hashTable, type HashTable } from '../assignments/hash-check.ts';
import { bookAtBuild } from './assignment-book.ts';
import { readAssignment } from './assignments.ts';
import { wholeKeys } from './whole-keys.ts';

/** The edition is the salt: the same assignment gives the same page, and another one other hashes. */
export function hashTables(id: string): Promise<HashTable> {
  const assignment = readAssignment(id);
  return hashTable(assignment, wholeKeys(id), bookAtBuild, `${id} ${assignment.edition}`);
}
