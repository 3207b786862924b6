/** One look, or a decoder that looks at every step, forward and backward, as their golden cases want it. */
import * as attention from '../../kernels/attention.ts';
import * as feeding from '../../kernels/input-feeding.ts';
import type { Device, Handle } from '../../kernels/device/device.ts';
import type { Activation } from '../../kernels/rnn.ts';
import type { Arrays, Compute } from './in-page.ts';
import type { GoldenCase, Values } from './tolerance.ts';

export interface AttentionCase extends GoldenCase<number> {
  score: attention.Score;
  activation?: Activation;
  /** ∂L/∂ of what is found. */
  upstream: Values;
}

/** What a built site hands out of kernels/attention.ts. */
export type Model = Pick<typeof attention, 'attend' | 'attendBackward'>;
type Matrix = number[][];

export const isDecoder = ({ inputs }: Pick<AttentionCase, 'inputs'>) => 'x' in inputs;

function sizesOf({ inputs, activation }: Pick<AttentionCase, 'inputs' | 'activation'>): attention.Sizes {
  const keys = inputs.keys as Matrix;
  const query = (inputs.query ?? inputs.start) as number[];
  const hidden = (inputs.v as number[] | undefined)?.length ?? 0;
  return {
    parts: keys.length,
    width: keys[0]!.length,
    query: query.length,
    hidden,
    ...(activation && { activation }),
  };
}

async function lookOf(device: Device, one: AttentionCase, model: Model) {
  const { score, inputs, upstream } = one;
  const { query, keys, ...weights } = inputs as Record<string, Matrix>;
  const sizes = sizesOf(one);
  const record = model.attend(device, score, sizes, weights, query!, keys!);
  const errors = { context: upstream.dContext as number[], weights: upstream.dWeights as number[] };
  const found = model.attendBackward(device, score, sizes, weights, query!, keys!, record, errors);
  const { steps, scores, weights: alpha, context } = record;
  const { dWeights: _, dScores: __, ...gradients } = found;
  const read = (handles: object) => device.read(handles as Record<string, Handle>) as Promise<Arrays>;
  return {
    outputs: await read({ ...steps, scores, weights: alpha, context }),
    gradients: await read(gradients),
  };
}

async function decoderOf(device: Device, one: AttentionCase) {
  const { x, keys, ...parameters } = one.inputs as unknown as {
    x: Matrix;
    keys: Matrix;
  } & feeding.Parameters;
  const decoder = {
    ...sizesOf(one),
    score: one.score,
    steps: x.length,
    inputs: x[0]!.length,
    attended: (one.inputs.k as number[]).length,
  };
  const found = feeding.decode(device, decoder, parameters, x, keys);
  const errors = one.upstream.dAttended as Matrix;
  const gradients = feeding.decodeBackward(device, decoder, parameters, keys, found, errors);
  const outputs = {
    states: found.map(({ state }) => state),
    scores: found.map(({ look }) => look.scores),
    weights: found.map(({ look }) => look.weights),
    contexts: found.map(({ look }) => look.context),
    attended: found.map(({ attended }) => attended),
  };
  const read = (handles: object) => device.read(handles as Record<string, Handle>) as Promise<Arrays>;
  return { outputs: await read(outputs), gradients: await read(gradients) };
}

export function ofAttention(model: Model = attention): Compute<AttentionCase> {
  return (device, one) => (isDecoder(one) ? decoderOf(device, one) : lookOf(device, one, model));
}
