/** The components that an assignment may use besides those of a chapter. */
import { vocabulary } from '../index.ts';
import AskChoice from './AskChoice.astro';
import AskKernel from './AskKernel.astro';
import AskNumber from './AskNumber.astro';
import AskOption from './AskOption.astro';
import AskState from './AskState.astro';
import AskText from './AskText.astro';
import AskVector from './AskVector.astro';
import AssignedExercise from './AssignedExercise.astro';
import Assignment from './Assignment.astro';
import Hint from './Hint.astro';
import Key from './Key.astro';
import Param from './Param.astro';
import Rubric from './Rubric.astro';
import Solution from './Solution.astro';

export const assignmentVocabulary = {
  ...vocabulary,
  Exercise: AssignedExercise,
  Assignment,
  AskChoice,
  AskKernel,
  AskNumber,
  AskOption,
  AskState,
  AskText,
  AskVector,
  Hint,
  Key,
  Param,
  Rubric,
  Solution,
};
