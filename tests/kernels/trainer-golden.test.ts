/** The trainer against PyTorch, in every home: losses, gradients, and a thousand iterations of the work unit. */
import { describe, expect, test } from 'vitest';
import { engine } from '../../kernels/trainer/engine.ts';
import { textData, type Model, type Recipe } from '../../kernels/trainer/index.ts';
import { golden } from './golden.ts';
import { flat, largest, type Nested } from './tolerance.ts';
import { homes, made } from './trainer-case.ts';

interface Case {
  name: string;
  model: Model;
  batch: number;
  steps: number;
  chunks: { inputs: number[]; targets: number[]; weights?: number[] }[];
  losses: number[];
  gradients: Record<string, Nested>;
}

interface Unit {
  text: string;
  iterations: number[];
  runs: { rate: number; losses: number[]; apart: number[]; lately: number[] }[];
}

const { cases, unit } = golden<{ cases: Case[]; unit: Unit }>('trainer');

describe.each(Object.entries(homes))('%s', (name, home) => {
  const [round, most] = name === 'plain' ? [1e-11, 100] : [4e-6, 1000];

  test.each(cases)('losses and gradients of $name', async ({ model, batch, steps, ...right }) => {
    const chunks = right.chunks.map(({ inputs, targets, weights }, i) => ({
      inputs: Float32Array.from(inputs),
      targets: Float32Array.from(targets),
      weights: weights && Float32Array.from(weights),
      carried: i > 0,
    }));
    const recipe: Recipe = { batch, steps, optimizer: 'sgd', rate: 0, seed: 1 };
    const net = await made({ name: '', model, recipe, chunks }, await home());
    for (const loss of right.losses) {
      expect(Math.abs(net.step() - loss)).toBeLessThan(round * Math.max(1, loss));
    }
    const found = net.gradients();
    expect(Object.keys(found).sort()).toEqual(Object.keys(right.gradients).sort());
    for (const [parameter, gradient] of Object.entries(right.gradients)) {
      const [a, b] = [flat(found[parameter]!), flat(gradient)];
      expect(a.length).toBe(b.length);
      expect(largest(a.map((x, i) => x - b[i]!)), parameter).toBeLessThan(round * Math.max(1, largest(b)));
    }
  });

  test.each(unit.runs)('the work unit at rate $rate', async ({ rate, losses, apart, lately }) => {
    const recipe: Recipe = {
      batch: 1,
      steps: 25,
      optimizer: 'adagrad',
      rate,
      clip: { by: 'value', at: 5 },
      seed: 1,
    };
    const net = await engine(
      { cell: 'rnn', symbols: 65, hidden: [100] },
      recipe,
      textData(unit.text, recipe),
      await home(),
    );
    // Where rounding alone moves single precision by whole nats, no one loss means anything: see the golden script.
    const count = apart.at(-1)! > 1 ? 20 : most;
    const found = Array.from({ length: count }, () => net.step());
    unit.iterations.forEach((iteration, i) => {
      if (iteration > count) return;
      const allowed = name === 'plain' ? 1e-9 : 10 * apart[i]! + 1e-4;
      expect(Math.abs(found[iteration - 1]! - losses[i]!), `${iteration}`).toBeLessThan(allowed);
    });
    const mean = found.slice(900).reduce((sum, loss) => sum + loss, 0) / 100;
    if (count === 1000) expect(Math.abs(mean / lately[0]! - 1)).toBeLessThan(1e-5);
  });
});
