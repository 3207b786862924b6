/** One step of the gated unit against arithmetic of its own; presets do what their words say. */
import { describe, expect, test } from 'vitest';
import { complete } from '../../components/parts/codec.ts';
import type { Inputs, Matrix, Vector } from '../../components/parts/declare.ts';
import { outputsOf } from '../../components/parts/static.ts';
import widget from '../../components/gru-step/index.ts';
import { cellsOf, drawn } from './drawn.ts';

type Given = Record<'Wz' | 'Uz' | 'Wr' | 'Ur' | 'W' | 'U', Matrix> &
  Record<'bz' | 'br' | 'b' | 'bU' | 'hPrev' | 'x', Vector> & { zWeighs: string; rGates: string };
type Found = Record<'z' | 'r' | 'candidate' | 'h' | 'preUpdate' | 'preReset' | 'preCandidate', Vector> &
  Record<'others' | 'jacobian' | 'direct', Matrix>;

const inputsOf = (given: Inputs) => complete(widget, given).inputs as unknown as Given;
const found = async (given: Inputs) => (await outputsOf(widget, given)) as unknown as Found;
const dot = (a: Vector, b: Vector) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));
const close = (got: readonly number[], right: readonly number[], digits = 12) =>
  expect(got).toEqual(right.map((value) => expect.closeTo(value, digits)));

/** The step from its equations, without kernels. */
function right(given: Inputs, hPrev = inputsOf(given).hPrev) {
  const { Wz, Uz, bz, Wr, Ur, br, W, U, b, bU, x, zWeighs, rGates } = inputsOf(given);
  const into = (M: Matrix, R: Matrix, bias: Vector) =>
    bias.map((value, i) => value + dot(M[i]!, x) + dot(R[i]!, hPrev));
  const [z, r] = [into(Wz, Uz, bz).map(sigmoid), into(Wr, Ur, br).map(sigmoid)];
  const shown = hPrev.map((value, i) => r[i]! * value);
  const recurrent = U.map((row, i) => (rGates === 'state' ? dot(row, shown) : r[i]! * (dot(row, hPrev) + bU[i]!)));
  const candidate = recurrent.map((value, i) => Math.tanh(value + dot(W[i]!, x) + b[i]!));
  const fresh = z.map((value) => (zWeighs === 'candidate' ? value : 1 - value));
  const h = fresh.map((share, i) => (1 - share) * hPrev[i]! + share * candidate[i]!);
  return { z, r, candidate, h };
} // prettier-ignore

const forms = ['candidate', 'previous'].flatMap((zWeighs) => ['state', 'product'].map((rGates) => ({ zWeighs, rGates }))); // prettier-ignore

describe.each(forms)('%j', (form) => {
  const given = { ...form, bU: [0.3, -0.4, 0.5], b: [0.2, -0.1, 0.4] };

  test('every number', async () => {
    const got = await found(given);
    const wanted = right(given);
    for (const name of ['z', 'r', 'candidate', 'h'] as const) close(got[name], wanted[name]);
    close(got.preUpdate.map(sigmoid), got.z);
    close(got.preReset.map(sigmoid), got.r);
    close(got.preCandidate.map(Math.tanh), got.candidate);
  });

  test('is one of the four rows, and the others are the other forms', async () => {
    const { others, h } = await found(given);
    expect(others).toContainEqual(h);
    const order = [forms[0]!, forms[2]!, forms[1]!, forms[3]!];
    order.forEach((one, k) => close(others[k]!, right({ ...given, ...one }).h));
  });

  test('the Jacobian is that of differences', async () => {
    const { jacobian, direct } = await found(given);
    const { hPrev, z, zWeighs } = { ...inputsOf(given), ...right(given) };
    const moved = (j: number, by: number) => right(given, hPrev.map((value, k) => value + (k === j ? by : 0))).h;
    hPrev.forEach((_, j) => {
      const [up, down] = [moved(j, 1e-6), moved(j, -1e-6)];
      close(jacobian.map((row) => row[j]!), up.map((value, i) => (value - down[i]!) / 2e-6), 8);
    });
    const kept = z.map((value) => (zWeighs === 'candidate' ? 1 - value : value));
    direct.forEach((row, i) => close(row, row.map((_, j) => (i === j ? kept[i]! : 0))));
  }); // prettier-ignore
});

test('at first one unit keeps, one is replaced, one is mixed, and one is hidden from the candidates', async () => {
  const { z, r, candidate, others } = await found({});
  expect(z[0]).toBeLessThan(0.1);
  expect(z[1]).toBeGreaterThan(0.9);
  expect(z[2]).toBeCloseTo(0.5, 1);
  expect(r[1]).toBeLessThan(0.1);
  const { hPrev } = inputsOf({});
  candidate.forEach((value, i) => expect(Math.abs(value - hPrev[i]!)).toBeGreaterThan(0.9));
  const apart = others.slice(1).map((row) => Math.max(...row.map((value, i) => Math.abs(value - others[0]![i]!))));
  for (const distance of apart) expect(distance).toBeGreaterThan(0.1);
}); // prettier-ignore

describe('presets', () => {
  const after = async (label: string, given: Inputs = {}) => {
    const preset = widget.presets.find((one) => one.label === label)!;
    const inputs = { ...given, ...preset.change(complete(widget, given).inputs, await outputsOf(widget, given)) };
    return { given: inputsOf(inputs), ...(await found(inputs)) };
  }; // prettier-ignore

  test('copy through: the state stays, and its derivative is the identity', async () => {
    const { h, given, jacobian } = await after('Copy through');
    close(h, given.hPrev, 5);
    jacobian.forEach((row, i) => close(row, row.map((_, j) => Number(i === j)), 5)); // prettier-ignore
  });

  test('start afresh: the old state has no say', async () => {
    const one = await after('Start afresh');
    const other = await after('Start afresh', { hPrev: [-1, 1, 0.2] });
    close(one.h, other.h, 5);
  });

  test('leaky average: nine tenths of the old state', async () => {
    const { h, given } = await after('Leaky average');
    const z = sigmoid(-2.2);
    expect(z).toBeCloseTo(0.1, 3);
    const { W, x, hPrev } = given;
    close(h, hPrev.map((value, i) => (1 - z) * value + z * Math.tanh(dot(W[i]!, x))), 5); // prettier-ignore
  });

  test('vanilla network: the state is act(W x + U h + b)', async () => {
    const { h, given } = await after('Vanilla network');
    const { W, U, b, x, hPrev } = given;
    close(h, b.map((value, i) => Math.tanh(value + dot(W[i]!, x) + dot(U[i]!, hPrev))), 5); // prettier-ignore
  });

  test('Cho: what was kept is replaced; PyTorch: another state again', async () => {
    const [first, cho, torch] = [await found({}), await after('z as in Cho 2014'), await after('Both as in PyTorch')];
    close(cho.z, first.z);
    close(cho.h, first.others[1]!);
    close(torch.h, first.others[3]!);
  }); // prettier-ignore
});

describe('what the reader sees', () => {
  test('a lock is as open as its gate, and as a line is thick', async () => {
    const { values } = await cellsOf(widget, { zWeighs: 'previous' });
    const lanes = [...(values.drawMixture as Element).querySelectorAll('.mixed')].map((unit) =>
      [...unit.querySelectorAll('path[stroke-width]')].slice(0, 2).map((path) => Number(path.getAttribute('stroke-width'))),
    );
    const { z } = values as unknown as Found;
    z.forEach((gate, i) => {
      expect(lanes[i]![0]).toBeCloseTo(0.6 + 5 * gate, 1);
      expect(lanes[i]![1]).toBeCloseTo(0.6 + 5 * (1 - gate), 1);
    });
  }); // prettier-ignore

  test('the panels of the form on show', async () => {
    const one = await drawn(widget, {});
    const other = await drawn(widget, { zWeighs: 'previous', rGates: 'product' });
    const span = ({ html }: { html: string }) =>
      [...html.matchAll(/class="panel (\w+)"[^>]*aria-label="candidate"/g)].map(([, word]) => word);
    expect([span(one), span(other)]).toEqual([['half'], ['full']]);
    expect(one.sentence).toMatch(
      /^Unit 1 keeps 95 %, unit 2 keeps 6 % and unit 3 keeps 48 % of the old state/,
    );
    expect(other.sentence).toMatch(/In the form of this book the same weights give another state/);
  });

  test('numbers that overflow are told as that', async () => {
    const given = { Wz: [[1e4, 1e4]], Wr: [[-1e4, 1e4]], W: [[1e4, 1e4]], hPrev: [1e4], x: [1e4, 1e4] };
    const { h, z, r } = await found(given);
    for (const value of [...h, ...z, ...r]) expect(Number.isFinite(value)).toBe(true);
    expect(z).toEqual([1]);
  });
});
