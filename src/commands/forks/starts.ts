/** First exercises by chapter: a student's own number is set in a figure, and another number read off. */

export interface Start {
  widget: string;
  /** The name of the student's number. */
  param: string;
  /** How it is drawn: a call of `Random`. */
  random: string;
  /** The state of the figure, as code. */
  inputs: string;
  output: string;
  /** Where in the output the answer stands. */
  at: readonly number[];
  title: string;
  ask: string;
  label: string;
  hint: string;
  solution: string;
}

const number = (name: string, digits?: number) =>
  digits === undefined ? `<Param name="${name}" />` : `<Param name="${name}" digits={${digits}} />`;
const same = 'Leave everything else as it is at first.';

export const starts: Readonly<Record<string, Start>> = {
  attention: {
    ...{ widget: 'attention-step', output: 'weights', at: [1] },
    ...{ param: 'asked', random: 'stepped(0.5, 2, 0.1)', inputs: '{ query: [0, asked, 0.2] }' },
    title: 'Another query',
    ask: `In [the figure](#attention-step), set the second number of the query to ${number('asked', 1)}. ${same} Which weight does the second part get?`,
    label: 'weight of the second part',
    hint: 'The weights add up to 1.',
    solution: 'It is what the softmax makes of the second score. The figure says it in this state.',
  },
  bptt: {
    ...{ widget: 'bptt-unfold', output: 'loss', at: [] },
    ...{ param: 'seed', random: 'integer(2, 999)', inputs: '{ units: 2, seed }' },
    title: 'Your own network',
    ask: `In [the figure](#bptt-unfold), set the number of units to 2 and the seed to ${number('seed')}. ${same} What is the loss of the whole sequence?`,
    label: 'loss',
    hint: 'Every step has its loss.',
    solution: 'It is the sum of the losses of the steps. The figure says it in this state.',
  },
  'char-model': {
    ...{ widget: 'hello-rnn', output: 'loss', at: [] },
    ...{ param: 'seed', random: 'integer(2, 999)', inputs: '{ seed }' },
    title: 'Other weights at the start',
    ask: `In [the figure](#hello-rnn), set the seed to ${number('seed')}. ${same} What is the loss after as many updates as the figure shows at first?`,
    label: 'loss',
    hint: 'The seed decides the weights before the first update.',
    solution: 'It is the sum of the losses of the letters. The figure says it in this state.',
  },
  gru: {
    ...{ widget: 'gru-step', output: 'h', at: [1] },
    ...{ param: 'first', random: 'stepped(-1, 0.8, 0.1)', inputs: '{ x: [first, -0.5] }' },
    title: 'Another input',
    ask: `In [the figure](#gru-step), set the first number of the input to ${number('first', 1)}. ${same} What is the new state of the second unit?`,
    label: 'new state of the second unit',
    hint: 'It lies between the old state and the candidate.',
    solution: 'Its update gate mixes the old state and the candidate. The figure says it in this state.',
  },
  lstm: {
    ...{ widget: 'lstm-build', output: 'remains', at: [0, 7] },
    ...{ param: 'loop', random: 'stepped(0.7, 1.3, 0.05)', inputs: "{ stage: 'loop', loop }" },
    title: 'A loop that is not one',
    ask: `In the [first stage of the figure](?lstm-build.stage=loop#lstm-build), set the weight of the loop to ${number('loop', 2)}. ${same} How much of the first number is left at step 8?`,
    label: 'left of the first number',
    hint: 'Between step 1 and step 8 the number goes round seven times.',
    solution: 'The weight of the loop to the power of seven.',
  },
  ntm: {
    ...{ widget: 'ntm-step', output: 'gated', at: [2] },
    ...{ param: 'gate', random: 'stepped(0.2, 0.8, 0.05)', inputs: '{ gate }' },
    title: 'Search again or stay',
    ask: `In [the figure](#ntm-step), set the gate to ${number('gate', 2)}. ${same} Which gated weight does the third slot from the top have?`,
    label: 'gated weight of the third slot',
    hint: 'The gate mixes two lists of weights.',
    solution: 'The gate times the content weight, and the rest times the weight before. The figure says it in this state.',
  },
  optimization: {
    ...{ widget: 'cost-surface', output: 'gradient', at: [0] },
    ...{ param: 'U', random: 'stepped(0.3, 1.2, 0.05)', inputs: '{ U }' },
    title: 'How steep is it here?',
    ask: `In [the figure](#cost-surface), set the recurrent weight to ${number('U', 2)}. ${same} What is the derivative of the loss by the recurrent weight there?`,
    label: 'derivative by the recurrent weight',
    hint: 'It is the first number of the gradient.',
    solution: 'The figure says it in this state.',
  },
  'vanilla-rnn': {
    ...{ widget: 'fold-unfold', output: 'parameters', at: [] },
    ...{ param: 'units', random: 'integer(5, 60)', inputs: '{ units }' },
    title: 'Count the weights',
    ask: `In [the figure](#fold-unfold), give each layer ${number('units')} units. ${same} How many parameters does the network have?`,
    label: 'parameters',
    hint: 'Do not forget the biases.',
    solution: 'The entries of all matrices and biases, each counted once. The figure says it in this state.',
  },
  'vanishing-gradients': {
    ...{ widget: 'eigen-gradient', output: 'gradientNorm', at: [10] },
    ...{ param: 'radius', random: 'stepped(0.8, 1.2, 0.02)', inputs: '{ radius, distance: 10 }' },
    title: 'Ten steps back',
    ask: `In [the figure with ten steps](?eigen-gradient.distance=10#eigen-gradient), set the radius to ${number('radius', 2)}. ${same} How large is the gradient ten steps back?`,
    label: 'gradient ten steps back',
    hint: 'Look at the gradient that was measured, not at the power of the radius.',
    solution: 'The slopes of tanh make it smaller than the power of the radius. The figure says it in this state.',
  },
}; // prettier-ignore
