/** The exercise with which an assignment begins: one that works, to be replaced. */
import { starts, type Start } from './starts.ts';

export interface FirstExercise {
  /** What stands in index.mdx. */
  text: string;
  /** The file keys.ts. */
  keys: string;
}

/** About the chapter's figure where there is one that is fit for it, and else about a number that is multiplied. */
export function firstExercise(chapter: string, figures: readonly string[]): FirstExercise {
  const start = starts[chapter];
  return start && figures.includes(start.widget) ? aboutFigure(start) : withoutFigure;
}

function aboutFigure({ widget, param, random, inputs, output, at, ...words }: Start): FirstExercise {
  const type = `number${'[]'.repeat(at.length)}`;
  const value = `shown.${output} as ${type}`;
  const found = at.length > 0 ? `(${value})${at.map((k) => `[${k}]!`).join('')}` : value;
  return {
    text: exercise(words.title, words.ask, words.label, words.hint, words.solution),
    keys: keysFile(
      `params: (random) => ({ ${param}: random.${random} }),
    async answer({ ${param} }: { ${param}: number }, book) {
      const shown = await book.outputs('${widget}', ${inputs}, ['${output}']);
      return { first: ${found} };
    },`,
    ),
  };
} // prettier-ignore

const withoutFigure: FirstExercise = {
  text: exercise(
    'Again and again',
    'A number starts at 1 and is multiplied by <Param name="factor" digits={2} /> at every step. What is it after ten steps?',
    'the number after ten steps',
    'Two steps multiply it by the square of the factor.',
    'The factor to the power of ten.',
  ),
  keys: keysFile(
    `params: (random) => ({ factor: random.stepped(0.75, 1.25, 0.05) }),
    answer: ({ factor }: { factor: number }) => ({ first: factor ** 10 }),`,
  ),
};

function exercise(title: string, ask: string, label: string, hint: string, solution: string): string {
  return `<Exercise id="first" title="${title}" points={10}>

${ask}

<AskNumber label="${label}" relative={0.01} check="now" />

<Hint>

${hint}

</Hint>

<Solution>

${solution}

</Solution>

</Exercise>
`;
}

function keysFile(first: string): string {
  return `/** The numbers of each student and the answers to them, by the id of the exercise. */
export default {
  first: {
    ${first}
  },
} satisfies Keys;
`;
}
