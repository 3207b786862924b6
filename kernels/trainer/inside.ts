/** States and gates of a network, out of the memory and into it. */
import { forward, type Run } from './network.ts';
import type { Home } from './operations.ts';
import { TrainerError, type Advance, type Model, type State } from './types.ts';
import { cells, inputsOf, type Weights } from './weights.ts';

const list = ({ numbers }: Home, at: number, n: number) => Array.from(numbers.subarray(at, at + n));

/** The state that sequence `sequence` is in after the last step of a run. */
export function stateOf(home: Home, model: Model, { layers }: Weights, run: Run, sequence: number): State {
  const after = (place: 'h' | 'c') =>
    layers.map(({ units, n }, layer) =>
      list(home, run.layers[layer]![place] + (run.T * run.B + sequence) * n, units),
    );
  return model.cell === 'lstm' ? { h: after('h'), c: after('c') } : { h: after('h') };
}

/** Zero, of every layer. */
export function zeroState({ cell, hidden }: Model): State {
  const zero = () => hidden.map((units) => Array.from({ length: units }, () => 0));
  return cell === 'lstm' ? { h: zero(), c: zero() } : { h: zero() };
}

function enterState({ numbers }: Home, model: Model, { layers }: Weights, run: Run, state: State) {
  layers.forEach(({ units }, layer) => {
    for (const place of model.cell === 'lstm' ? (['h', 'c'] as const) : (['h'] as const)) {
      const values = state[place]?.[layer];
      if (values?.length !== units) {
        throw new TrainerError(
          `state ${place} of layer ${layer + 1} has ${values?.length} numbers, not ${units}`,
        );
      }
      numbers.set(values, run.layers[layer]![place]);
    }
  });
}

const isSymbol = (value: number, count: number) => Number.isInteger(value) && value >= 0 && value < count;

function checked(model: Model, input: number | readonly number[]): readonly number[] {
  const values = typeof input === 'number' ? [input] : input;
  const inputs = inputsOf(model);
  const dense = model.inputs !== undefined;
  if (values.length === (dense ? inputs : 1) && (dense || isSymbol(values[0]!, inputs))) {
    return values;
  }
  const wanted = dense ? `an input of ${inputs} numbers` : `a symbol from 0 to ${inputs - 1}`;
  throw new TrainerError(`advance takes ${wanted}, got ${values.join(', ')}`);
}

/** One step of one sequence, in a run of that size. */
export function advance(
  home: Home,
  model: Model,
  weights: Weights,
  run: Run,
  state: State,
  input: number | readonly number[],
): Advance {
  enterState(home, model, weights, run, state);
  home.numbers.set(checked(model, input), run.inputs);
  forward(home, model, weights, run, 0);
  const { gates } = cells[model.cell];
  const named = model.cell === 'rnn' ? [] : gates.map((gate, place) => [gate || 'candidate', place] as const);
  return {
    state: stateOf(home, model, weights, run, 0),
    outputs: list(home, run.o, weights.outputs),
    gates: weights.layers.map(({ units, n }, layer) =>
      Object.fromEntries(
        named.map(([name, place]) => [name, list(home, run.layers[layer]!.z + place * n, units)]),
      ),
    ),
  };
}
