/** The components that a chapter may use without importing them. What each accepts stands in names.ts. */
import Answer from './Answer.astro';
import Check from './Check.astro';
import Choice from './Choice.astro';
import Cite from './Cite.astro';
import Claim from './Claim.astro';
import Exercise from './Exercise.astro';
import LectureNote from './LectureNote.astro';
import MarginNote from './MarginNote.astro';
import Predict from './Predict.astro';
import Reveal from './Reveal.astro';
import Source from './Source.astro';
import Term from './Term.astro';
import Value from './Value.astro';
import Widget from './Widget.astro';

export const vocabulary = {
  Answer,
  Check,
  Choice,
  Cite,
  Claim,
  Exercise,
  LectureNote,
  MarginNote,
  Predict,
  Reveal,
  Source,
  Term,
  Value,
  Widget,
};
