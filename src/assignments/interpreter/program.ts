/** A kernel's text after it has been read: a tree of our own, in which every name has become an index. */
import type { Place } from './fault.ts';

export type Arithmetic = '+' | '-' | '*' | '/' | '%';
export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '===' | '!=' | '!==';

export type Expression = Place &
  (
    | { kind: 'value'; value: number | boolean }
    | { kind: 'local'; slot: number; name: string }
    /** An argument by its place in the list; a number, or an element of an array. */
    | { kind: 'argument'; argument: number; name: string; indices: readonly Expression[] }
    | { kind: 'thread'; axis: 'x' | 'y' }
    | { kind: 'constant'; constant: number }
    | { kind: 'sign'; sign: '-' | '+'; of: Expression }
    | { kind: 'not'; of: Expression }
    | { kind: 'arithmetic'; sign: Arithmetic; left: Expression; right: Expression }
    | { kind: 'comparison'; sign: Comparison; left: Expression; right: Expression }
    | { kind: 'logical'; sign: '&&' | '||'; left: Expression; right: Expression }
    | { kind: 'choice'; test: Expression; yes: Expression; no: Expression }
    /** Without a sign the value is put in the place of the old one. */
    | { kind: 'assignment'; sign?: Arithmetic; slot: number; name: string; value: Expression }
    /** ++ and --; `before` gives the new number. */
    | { kind: 'count'; by: 1 | -1; before: boolean; slot: number; name: string }
    | { kind: 'call'; name: string; values: readonly Expression[] }
  );

export type ExpressionOf<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

export type Statement = Place &
  (
    | { kind: 'declaration'; slot: number; value?: Expression }
    | { kind: 'expression'; of: Expression }
    | { kind: 'if'; test: Expression; yes: Statement; no?: Statement }
    | { kind: 'for'; start: readonly Statement[]; test?: Expression; update?: Expression; body: Statement }
    | { kind: 'return'; value: Expression }
    | { kind: 'block'; body: readonly Statement[] }
  );

export interface KernelProgram {
  readonly parameters: readonly string[];
  readonly constants: readonly string[];
  readonly body: readonly Statement[];
  /** How many locals there are. */
  readonly slots: number;
  /** Where the text ends. */
  readonly end: Place;
}
