/** The equations of memory cells in all six notations: each gate has its own weights, state and input meet theirs. */
import { describe, expect, test } from 'vitest';
import { macros } from '../../src/book.ts';
import { notations } from '../../src/notations.ts';
import { expand, squeezed } from './tex.ts';

const gates = [
  ['In', 'i'],
  ['Forget', 'f'],
  ['Out', 'o'],
  ['Cand', 'g'],
] as const;

describe.each(notations)('%s', (notation) => {
  const own = macros(notation);
  // Wu's weights act transposed, which changes neither whose they are nor what they meet.
  const write = (tex: string) => squeezed(expand(tex, own)).replaceAll('^\\top', '');
  const inputOf = (t: string) => ({ wu: `a^(k-1,${t})`, graves: `x^${t}` })[notation as string] ?? write(`\\inp{${t}}`);

  test.each(gates)('%s: its own recurrent weights with the state, its own input weights with the input, its bias', (name, letter) => {
    const equation = write(`\\EqLstm${name}`);
    expect(equation.startsWith(`${write(`\\lstm${name}{t}`)}=`)).toBe(true);
    expect(equation).toContain(write(`\\lstmU${letter} \\lstmHid{t-1}`));
    expect(equation).toContain(write(`\\lstmW${letter}`) + inputOf('t'));
    expect(equation).toContain(write(`\\lstmb${letter}`));
    for (const [, other] of gates.filter(([, other]) => other !== letter)) {
      expect(equation).not.toContain(write(`\\lstmU${other} \\lstmHid{t-1}`));
      expect(equation).not.toContain(write(`\\lstmW${other}`) + inputOf('t'));
    }
    expect(equation).toContain(letter === 'g' ? '\\tanh' : '\\sigma(');
  });

  test('input and forget gate see the cell before, the output gate the new one', () => {
    expect(write('\\EqPeepIn')).toContain(write('\\lstmpi \\had \\lstmCell{t-1}'));
    expect(write('\\EqPeepForget')).toContain(write('\\lstmpf \\had \\lstmCell{t-1}'));
    expect(write('\\EqPeepOut')).toContain(write('\\lstmpo \\had \\lstmCell{t}'));
  });

  test('the cell keeps by the forget gate, takes in by the input gate, and is told by the output gate', () => {
    expect(write('\\EqLstmCell')).toBe(write('\\lstmCell{t} = \\lstmForget{t} \\had \\lstmCell{t-1} + \\lstmIn{t} \\had \\lstmCand{t}'));
    expect(write('\\EqLstmHid')).toBe(write('\\lstmHid{t} = \\lstmOut{t} \\had \\tanh(\\lstmCell{t})'));
  });
}); // prettier-ignore
