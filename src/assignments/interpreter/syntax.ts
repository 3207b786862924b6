/** Reads a text by acorn, and says in sentences where that ends. Nothing of the text is ever run by the engine. */
import { Parser, type Options, type Position, type Program } from 'acorn';
import { KernelFault, quoted, type Place } from './fault.ts';
import { otherSigns, refusedNodes, refusedWords } from './refused.ts';

/** Characters of a body: the longest kernel of the book has fewer than 3,000. */
export const LONGEST = 20_000;
/** How deep expressions, statements and brackets may lie in each other: far below what any engine's stack holds. */
const DEEPEST = 200;

const TOO_DEEP =
  'brackets, operators or statements lie more than a hundred deep in each other here; compute parts first and give them names by let.';

/** The parts of acorn's parser that go down into the text (its types do not tell of them). */
interface Inner {
  input: string;
  pos: number;
  startLoc: Position;
  curPosition(): Position;
  parse(): Program;
  parseStatement(...values: unknown[]): unknown;
  parseMaybeAssign(...values: unknown[]): unknown;
  parseMaybeUnary(...values: unknown[]): unknown;
  parseExprOp(...values: unknown[]): unknown;
  parseNew(): unknown;
  parseClass(): unknown;
  parseBindingAtom(...values: unknown[]): unknown;
  readRegexp(): unknown;
}
type InnerClass = new (options: Options, input: string) => Inner;

const at = ({ line, column }: Position): Place => ({ line, column: column + 1 });

/** acorn, which counts how deep it is, and stops before it reads what is refused anyway and might be long. */
class CountingParser extends (Parser as unknown as InnerClass) {
  private depth = 0;

  private deeper(read: () => unknown): unknown {
    this.depth++;
    if (this.depth > DEEPEST) throw new KernelFault(at(this.startLoc), TOO_DEEP);
    const node = read();
    this.depth--;
    return node;
  }
  override parseStatement(...values: unknown[]) {
    return this.deeper(() => super.parseStatement(...values));
  }
  override parseMaybeAssign(...values: unknown[]) {
    return this.deeper(() => super.parseMaybeAssign(...values));
  }
  override parseMaybeUnary(...values: unknown[]) {
    return this.deeper(() => super.parseMaybeUnary(...values));
  }
  override parseExprOp(...values: unknown[]) {
    return this.deeper(() => super.parseExprOp(...values));
  }
  override parseBindingAtom(...values: unknown[]) {
    return this.deeper(() => super.parseBindingAtom(...values));
  }
  override readRegexp(): never {
    const words =
      'text between slashes was found; a kernel knows numbers only, and / needs a number on its left.';
    throw new KernelFault(at(this.startLoc), words);
  }
  override parseNew(): never {
    throw new KernelFault(at(this.startLoc), refusedNodes.get('NewExpression')!);
  }
  override parseClass(): never {
    throw new KernelFault(at(this.startLoc), refusedNodes.get('ClassDeclaration')!);
  }
}

/**
 * `script` with `return` at the top is what the body of a function may hold; `import` and `await` are read wherever
 * they stand, so that they can be refused by name.
 */
const options: Options = {
  ecmaVersion: 'latest',
  sourceType: 'script',
  locations: true,
  allowReturnOutsideFunction: true,
  allowImportExportEverywhere: true,
  allowAwaitOutsideFunction: true,
  allowSuperOutsideMethod: true,
};

/** `<!--`, `-->` and `#!` begin comments where a browser reads scripts; in a kernel they would swallow what follows. */
function onComment(body: string): Options['onComment'] {
  return (_isBlock, _text, start, _end, startLoc) => {
    if (body[start] === '/') return;
    throw new KernelFault(
      at(startLoc!),
      'a comment begins with // or stands between /* and */; put spaces between other signs.',
    );
  };
}

export function parsed(body: string): Program {
  if (body.length > LONGEST) {
    const words = `the text has ${body.length} characters, and a kernel may have ${LONGEST}; write a shorter one.`;
    throw new KernelFault({ line: 1, column: 1 }, words);
  }
  const parser = new CountingParser({ ...options, onComment: onComment(body) }, body);
  try {
    return parser.parse();
  } catch (error) {
    if (error instanceof KernelFault) throw error;
    const { pos, loc } = error as { pos?: number; loc?: Position };
    // Without a position it is the engine that ran out of stack, which the count should have prevented.
    if (pos === undefined || !loc) throw new KernelFault(at(parser.startLoc), TOO_DEEP);
    throw new KernelFault(at(loc), wordsFor((error as Error).message, body, pos));
  }
}

/** By what acorn says. */
const known: readonly (readonly [RegExp, string])[] = [
  [/stack space/, TOO_DEEP],
  [
    /^Unterminated string/,
    'a text begins here and does not end; a kernel knows numbers, true and false only.',
  ],
  [
    /^Unterminated (template|`)/,
    'text between backticks was found; a kernel knows numbers only; write a number.',
  ],
  [/^Unterminated comment/, 'a comment begins here and does not end; end it with */.'],
  [
    /already been declared/,
    'this name is declared twice in the same block; choose another one, or assign without let.',
  ],
  [/Missing initializer/, 'a const has no number; write const name = … or use let.'],
  [/Complex binding/, 'a pattern stands left of =; declare one name at a time: let a = …; let b = …;'],
  [
    /rvalue|left-hand side|Parenthesized pattern/,
    'only a name that let has declared can stand left of = or beside ++ and --.',
  ],
  [
    /number|Numeric|radix/,
    'this number cannot be read; write it like 3, 0.25 or 1e-3, and a * between a number and a name.',
  ],
  [/^Unsyntactic|^Label/, 'break and continue are no words of a kernel; put what follows into an if.'],
  [/Escape sequence|escape/i, 'a backslash was found; write the name or the number itself.'],
];

function wordsFor(message: string, body: string, pos: number): string {
  const [here = ''] =
    /^(?:[\p{ID_Start}$_#][\p{ID_Continue}$]*|\P{White_Space})/u.exec(body.slice(pos)) ?? [];
  const [, before = ''] =
    /([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*$/u.exec(body.slice(Math.max(0, pos - 60), pos)) ?? [];
  const refused = refusedWords.get(here) ?? refusedWords.get(before);
  if (refused) return refused;
  if (/\bconst\s+[\p{ID_Continue}$]+\s*$/u.test(body.slice(Math.max(0, pos - 60), pos))) {
    return 'a const has no number; write const name = … or use let.';
  }
  const sign = otherSigns.get(here);
  if (sign) return `${quoted(here)} is no sign of the kernel language; ${sign} instead.`;
  const [, words] = known.find(([pattern]) => pattern.test(message)) ?? [];
  if (words) return words;
  if (before === 'let' || here === 'let' || here === 'const') {
    return 'let and const take one new name and stand inside { }; put braces around what belongs to an if or a for.';
  }
  if (!body.slice(pos).trim()) {
    return 'the text ends before the kernel does; close every bracket and brace, and end each statement.';
  }
  const found = here ? quoted(here) : 'the end of the line';
  return `${found} is not expected here; a statement is let, const, if, for, return or name = …; look at the brackets, operators and semicolons just before it.`;
}
