/** Whether a model, a recipe and a chunk make sense, in words. */
import { optimizerNames } from './optimizer.ts';
import { TrainerError, type Chunk, type Model, type Recipe } from './types.ts';
import { cells, inputsOf, outputsOf } from './weights.ts';

/** More parameters than this would take more memory than a page should. */
const MOST_PARAMETERS = 4_000_000;
/** More numbers of activations than this too. */
const MOST_ACTIVATIONS = 16_000_000;

function whole(name: string, value: unknown, least: number, most: number) {
  if (!Number.isInteger(value) || (value as number) < least || (value as number) > most) {
    throw new TrainerError(`${name} is ${String(value)}; it must be a whole number from ${least} to ${most}`);
  }
}

function between(name: string, value: unknown, least: number, most: number) {
  if (!(typeof value === 'number' && value >= least && value <= most)) {
    throw new TrainerError(`${name} is ${String(value)}; it must be a number from ${least} to ${most}`);
  }
}

/** Throws a TrainerError that says what is wrong. */
export function checkModel(model: Model) {
  if (!Object.hasOwn(cells, model.cell)) throw new TrainerError(`there is no cell "${String(model.cell)}"`);
  if (!['softmax', 'squared', undefined].includes(model.cost)) {
    throw new TrainerError(`there is no cost "${String(model.cost)}"`);
  }
  if (!Array.isArray(model.hidden)) throw new TrainerError('hidden must list the units of each layer');
  whole('the number of layers', model.hidden.length, 1, 8);
  model.hidden.forEach((units) => whole('the units of a layer', units, 1, 2048));
  whole('the number of inputs', inputsOf(model), 1, 4096);
  whole('the number of outputs', outputsOf(model), 1, 4096);
}

export function checkRecipe(recipe: Recipe, model: Model) {
  whole('batch', recipe.batch, 1, 1024);
  whole('steps', recipe.steps, 1, 2000);
  if (!optimizerNames.includes(recipe.optimizer)) {
    throw new TrainerError(`there is no optimizer "${String(recipe.optimizer)}"`);
  }
  between('rate', recipe.rate, 0, 1e6);
  for (const name of ['momentum', 'decay', 'beta1', 'beta2'] as const) {
    if (recipe[name] !== undefined) between(name, recipe[name], 0, 1);
  }
  if (recipe.epsilon !== undefined) between('epsilon', recipe.epsilon, 0, 1);
  if (recipe.initial !== 'fan-in' && recipe.initial !== undefined) between('initial', recipe.initial, 0, 100);
  if (recipe.forgetBias !== undefined) between('forgetBias', recipe.forgetBias, -100, 100);
  if (recipe.clip) between('clip', recipe.clip.at, 1e-30, 1e30);
  if (recipe.clip && !['value', 'norm'].includes(recipe.clip.by)) {
    throw new TrainerError(`clip is by "${String(recipe.clip.by)}"; it must be by value or by norm`);
  }
  if (!Number.isSafeInteger(recipe.seed)) throw new TrainerError(`seed is ${recipe.seed}; it must be whole`);
  const gates = cells[model.cell].gates.length;
  const widths = model.hidden.map((units) => units * gates);
  const parameters = widths.reduce(
    (sum, width, i) => sum + width * (model.hidden[i]! + (i ? model.hidden[i - 1]! : inputsOf(model))),
    outputsOf(model) * model.hidden.at(-1)!,
  );
  whole('the number of parameters', parameters, 1, MOST_PARAMETERS);
  const row = 3 * widths.reduce((sum, width) => sum + width, 0) + 2 * outputsOf(model);
  whole('batch × steps × units', row * recipe.batch * recipe.steps, 1, MOST_ACTIVATIONS);
}

/** What a chunk must look like, said once for a trainer: checked at every iteration. */
export function chunkCheck(model: Model, { batch, steps }: Recipe) {
  const rows = batch * steps;
  const [dense, squared] = [model.inputs !== undefined, model.cost === 'squared'];
  const [inputs, outputs] = [inputsOf(model), outputsOf(model)];
  const symbols = (name: string, values: ArrayLike<number>, count: number) => {
    for (let i = 0; i < rows; i++) {
      const value = values[i]!;
      if (!(value >= 0 && value < count)) {
        throw new TrainerError(`${name} has symbol ${value} at ${i}, there are ${count}`);
      }
    }
  };
  const length = (name: string, values: ArrayLike<number>, wanted: number) => {
    if (values.length !== wanted)
      throw new TrainerError(`${name} has ${values.length} numbers, not ${wanted}`);
  };
  return (chunk: Chunk) => {
    length('inputs', chunk.inputs, dense ? rows * inputs : rows);
    length('targets', chunk.targets, squared ? rows * outputs : rows);
    if (chunk.weights) length('weights', chunk.weights, rows);
    if (!dense) symbols('inputs', chunk.inputs, inputs);
    if (!squared) symbols('targets', chunk.targets, outputs);
  };
}
