/** The texts that the walk for instructors shows; tests/assignments/fork-page.test.ts runs the key. */

export const exampleText = `<Exercise id="left" title="What is left" points={5} group="By hand">

A linear network has eigenvalues of modulus <Param name="radius" digits={2} />.
Which share of a gradient is left after 50 steps back?

<AskNumber label="The share that is left" relative={0.02} check="hash" />

<Hint>

Fifty steps are fifty factors.

</Hint>

<Solution>

The modulus to the power of fifty, which is <Key ask="left" digits={4} />.

</Solution>

</Exercise>`;

export const exampleKeys = `export default {
  left: {
    params: (random) => ({ radius: random.stepped(0.9, 0.99, 0.01) }),
    async answer({ radius }: { radius: number }, book) {
      const inputs = { radius, activation: 'linear', distance: 50 };
      const { power } = await book.outputs('eigen-gradient', inputs, ['power']);
      return { left: (power as number[])[50]! };
    },
  },
} satisfies Keys;`;

/** One of each of the other kinds but AskKernel, for which the sample has one. */
export const exampleMore = `<Exercise id="pairs" title="What a chunk forgets" points={6} group="By hand">

Two eigenvalues have the moduli <Param name="radii" digits={2} />.

<AskVector id="shares" label="The share of each after two steps" length={2} relative={0.01} />

<AskChoice id="which" label="Which of the two fades faster?">

<Choice>the larger</Choice>

<Choice right>the smaller</Choice>

</AskChoice>

</Exercise>

<Exercise id="reach" title="Half way to nothing" points={4} group="With the figure">

Set the radius so that its power after 50 steps is between <Param name="low" digits={2} /> and <Param name="high" digits={2} />.

<Widget name="eigen-gradient" id="reach-figure" />

<AskState label="Your setting" widget="eigen-gradient" figure="reach-figure" capture={['radius']} />

</Exercise>

<Exercise id="bias" title="Why is a chunk not enough?" points={5} group="In words">

<AskText label="Your answer" longest={800} />

<Rubric>

Two points for the pairs of loss and use that are lost, three for an example.

</Rubric>

</Exercise>`;

export const exampleMoreKeys = `  pairs: {
    params: (random) => ({
      radii: [random.stepped(0.8, 0.89, 0.01), random.stepped(0.9, 0.99, 0.01)],
    }),
    answer: ({ radii }: { radii: number[] }) => ({ shares: radii.map((one) => one * one) }),
  },
  reach: {
    params(random) {
      const low = random.stepped(0.2, 0.4, 0.01);
      return { low, high: 2 * low };
    },
    answer({ low, high }: { low: number; high: number }) {
      const radius = Math.round(100 * (1.4 * low) ** (1 / 50)) / 100;
      return { reach: { state: { radius }, output: 'power', at: [50], from: low, to: high } };
    },
  },`;

export const exampleMarks = `ada.lovelace:
  bias: { points: 3, comment: 'Which pairs are lost?' }
alan.turing:
  bias: { points: 4 }`;

export const exampleConflict = `<<<<<<< hw1 (yours)
Draw the network once for each of five steps, side by side.
=======
Draw the network once for each step, side by side.
>>>>>>> bptt (upstream, 0.2.0)`;

/** [tag, attributes that are needed, attributes that may be left out, what it is] */
export const tags: [tag: string, needed: string, more: string, words: string][] = [
  [
    'Assignment',
    'id, due, points',
    'solutions',
    'One line at the top. The id is the folder’s name. The due date is shown and never enforced. The points must be the sum of those below. solutions is absent (as without it), open or locked.',
  ],
  [
    'Exercise',
    'id, title, points',
    'group',
    'Holds text, figures, questions, hints, a solution. Its numbers hang on its id: keep the id once students have begun. Exercises of one group are listed together.',
  ],
  [
    'AskNumber',
    'label',
    'id, a tolerance, check, points, unit',
    'A number, written in any country’s way: 0.25, 0,25, −1e-3, 3/7.',
  ],
  ['AskVector', 'label, length', 'id, a tolerance, check, points', 'Several numbers in one field.'],
  [
    'AskChoice',
    'label',
    'id, many, check, points',
    'Holds <Choice>…</Choice>, the right ones as <Choice right>. With many, each choice counts by itself. Where the right one depends on the student’s numbers, mark none and let keys.ts say which.',
  ],
  [
    'AskText',
    'label',
    'id, longest, points',
    'Free text, marked by a person. longest is the number of characters.',
  ],
  [
    'AskState',
    'label, widget, figure, capture',
    'id, check, points',
    'An experiment: the student sets a figure until something holds. figure is the id of the figure on the page, capture lists the inputs that are handed in. All others count as your <Widget> sets them, or as the figure has them of itself, whatever the student did to them.',
  ],
  [
    'AskKernel',
    'label, kernel, step, parameters',
    'id, constants, check, points',
    'The body of one kernel, written in the page. It is read and run by a small interpreter with a budget of steps; it is never handed to the browser as a program.',
  ],
  ['Hint', '', '', 'Opened by the student when wanted, one after the other. Free of charge.'],
  ['Solution', '', '', 'Text, formulas, figures. Not in what students get, unless you open it or lock it.'],
  ['Rubric', '', '', 'For those who mark a free text. In the instructor’s build alone.'],
  ['Param', 'name', 'digits', 'A number of the student’s own in the text, or a list of them.'],
  [
    'Key',
    'ask',
    'digits',
    'Inside a Solution or Rubric: the right number. In the instructor’s copy it is that of the login that is typed; in solutions that students get, that of an example.',
  ],
];

export const checks: [check: string, inPage: string, forWhat: string][] = [
  [
    'now',
    'Right or wrong at once, as often as the student likes. The key of the whole exercise is in the page.',
    'Practice, and first steps on which others build.',
  ],
  [
    'hash',
    'Right or wrong, but the page has only a fingerprint of the answer, made for each student’s numbers.',
    'Homework where a student should know that it is right. It deters reading, not attack.',
  ],
  [
    'grader',
    'How a number was understood (“Understood as 0.25”), whether a kernel can be read, and nothing of right or wrong. This is what you get if you write no check.',
    'Everything that counts.',
  ],
];

export const tolerances: [attribute: string, example: string, words: string][] = [
  ['relative', 'relative={0.01}', 'Off by at most one per cent of the right number.'],
  [
    'absolute',
    'absolute={0.005}',
    'Off by at most this much. Use it where the right number may be near zero.',
  ],
  ['digits', 'digits={3}', 'Off by at most half a unit of the third significant digit of the right number.'],
];

export const outcomes: [file: string, words: string][] = [
  [
    'grades.csv',
    'A row for each student, in the columns that your course system reads back. Where other grades stood there already, they are kept as grades.before.csv, later ones as grades.before-2.csv and so on. What begins like a formula of a spreadsheet is disarmed.',
  ],
  [
    'feedback/',
    'A page for each student: what was written, how it was understood, what it counts and why. Never what would have been right.',
  ],
  [
    'items.csv',
    'A row for each question: how many answered, the mean, whether those who do well elsewhere do well here (discrimination), and the commonest wrong answers. Many with the same wrong answer: look at the question, or at the key.',
  ],
  [
    'report.txt',
    'What a person should look at: files that could not be read, another student inside, another edition of the questions, duplicates, late ones, kernels that ran into the budget. Begin here.',
  ],
  ['marks.yaml', 'The free texts that wait for a mark. Yours to fill: what you wrote stays.'],
];
