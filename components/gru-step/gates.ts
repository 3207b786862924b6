/** The two gates and the candidate, each as one equation. */
import type { Cell } from '../parts/declare.ts';
import { equation, type Piece } from './equation.ts';
import { drawing, type Shown } from './shown.ts';

const equated = (label: string, pieces: (shown: Shown) => readonly Piece[]): Cell =>
  drawing((pen, shown) => equation(pen, shown, label, pieces(shown)));

const plus = { sign: '+' };
const equals = { sign: '=' };

export const drawReset = equated('reset gate', () => [
  { matrix: 'Ur', terms: 'termsUr', tex: '\\gruUr\\,\\gruHid{t-1}', called: 'recurrent weights of the reset gate', over: 'hPrev', first: true },
  plus,
  { matrix: 'Wr', terms: 'termsWr', tex: '\\gruWr\\,\\inp{t}', called: 'input weights of the reset gate', over: 'x', first: true },
  plus,
  { vector: 'br', tex: '\\grubr', called: 'bias of the reset gate', editable: true },
  equals,
  { vector: 'preReset', tex: '\\gruPreRes{t}', called: 'into the reset gate' },
  { sign: 'σ →', wide: 24 },
  { vector: 'r', tex: '\\gruRes{t}', called: 'reset gate', locks: 'r' },
]); // prettier-ignore

export const drawUpdate = equated('update gate', () => [
  { matrix: 'Uz', terms: 'termsUz', tex: '\\gruUz\\,\\gruHid{t-1}', called: 'recurrent weights of the update gate', over: 'hPrev' },
  plus,
  { matrix: 'Wz', terms: 'termsWz', tex: '\\gruWz\\,\\inp{t}', called: 'input weights of the update gate', over: 'x' },
  plus,
  { vector: 'bz', tex: '\\grubz', called: 'bias of the update gate', editable: true },
  equals,
  { vector: 'preUpdate', tex: '\\gruPreUpd{t}', called: 'into the update gate' },
  { sign: 'σ →', wide: 24 },
  { vector: 'z', tex: '\\gruUpd{t}', called: 'update gate', locks: 'z' },
]); // prettier-ignore

/** The reset gate acts on the old state before the weights meet it, or on the product after. */
export const drawCandidate = equated('candidate', ({ rGates }) => {
  const recurrent = { matrix: 'U', terms: 'termsU', called: 'recurrent weights of the candidate' } as const;
  const inside: Piece[] = [
    { ...recurrent, tex: '\\gruU\\,(\\gruRes{t} \\had \\gruHid{t-1})', over: 'gated', first: true, through: { from: 'hPrev', gate: 'r' } },
  ];
  const after: Piece[] = [
    { ...recurrent, tex: '\\gruU\\,\\gruHid{t-1}', over: 'hPrev' },
    plus,
    { vector: 'bU', tex: '\\grubU', called: 'bias of the product', editable: true },
    equals,
    { vector: 'product', tex: '\\gruProd{t}', called: 'recurrent product', locks: 'r' },
    { sign: '→' },
    { vector: 'gated', tex: '\\gruRes{t} \\had \\gruProd{t}', called: 'gated product' },
  ];
  return [
    ...(rGates === 'state' ? inside : after),
    plus,
    { matrix: 'W', terms: 'termsW', tex: '\\gruW\\,\\inp{t}', called: 'input weights of the candidate', over: 'x' },
    plus,
    { vector: 'b', tex: '\\grub', called: 'bias of the candidate', editable: true },
    equals,
    { vector: 'preCandidate', tex: '\\gruPreCand{t}', called: 'into the candidate' },
    { sign: 'tanh →', wide: 38 },
    { vector: 'candidate', tex: '\\gruCand{t}', called: 'candidate' },
  ];
}); // prettier-ignore
