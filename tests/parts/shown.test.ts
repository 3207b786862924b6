/** Cells that read many values by their names. */
import { expect, test } from 'vitest';
import type { Output } from '../../components/parts/declare.ts';
import { shownBy } from '../../components/parts/shown.ts';

const outputs: Record<string, Output> = {
  loss: { label: 'loss', shape: [], words: 'Tiny.', power: true },
  h: { label: 'state', shape: [], words: 'Large.' },
};
const { reading, drawing } = shownBy<{ loss: number; h: number }>(['loss', 'h'], outputs);

test('values come by their names', () => {
  const { needs, compute } = reading(({ loss, h }) => h - loss);
  expect(needs).toEqual(['loss', 'h']);
  expect(compute(1, 3)).toBe(2);
});

test('a pen says numbers as the outputs are said', () => {
  const { needs, compute } = drawing(
    (pen, { loss, h }) => [pen.said('loss', loss), pen.said('h', h)] as never,
  );
  expect(needs).toEqual(['document', 'letters', 'loss', 'h']);
  expect(compute(undefined, undefined, 1e-7, 1e-7)).toEqual(['1.0·10⁻⁷', '<0.01']);
});
