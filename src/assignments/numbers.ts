/**
 * Numbers and vectors as students write them, in any country's way. Nothing is guessed: what can be read in two ways is
 * unclear, with a sentence that says what was found and what is allowed, and costs no attempt.
 */
export { LONGEST_NUMBER, readNumber, type NumberRead, type Reading } from './number-text.ts';
export { written, writtenVector } from './number-written.ts';
export { readVector, type VectorRead } from './vector-text.ts';
