/** The rules that a kernel's text must keep for gpu.js to compile it rightly on every back end. */
import ts from 'typescript';

/** Functions of Math that every back end computes alike; no pow (negative bases) and no random. */
const MATH = new Set(
  'abs acos asin atan atan2 ceil cos exp floor log max min round sign sin sqrt tan tanh'.split(' '),
);
/** A compute stage of WebGPU has 8 storage buffers unless its device is asked for more, and the output is one of them. */
const MOST_ARRAYS = 7;

/**
 * Breaks of the rules in one source file, each as `kernel: what`. `neighbour` gives the source of a file from which
 * kernels are imported (`./rnn.ts`).
 */
export function broken(source: string, neighbour: (path: string) => string = () => ''): string[] {
  const file = parsed(source);
  const imported = all(file, ts.isImportDeclaration)
    .map(({ moduleSpecifier }) => (moduleSpecifier as ts.StringLiteral).text)
    .filter((path) => path.startsWith('./') && !path.startsWith('./device/'));
  const known = [file, ...imported.map((path) => parsed(neighbour(path)))].flatMap(kernelsIn);
  return [...kernelsIn(file).flatMap((call) => ofKernel(call.arguments[0])), ...ofConstants(file, known)];
}

export function countKernels(source: string): number {
  return kernelsIn(parsed(source)).length;
}

const parsed = (source: string) => ts.createSourceFile('kernels.ts', source, ts.ScriptTarget.Latest, true);
const kernelsIn = (file: ts.SourceFile) =>
  all(file, ts.isCallExpression).filter((call) => call.expression.getText() === 'kernel');

function ofKernel(run: ts.Node | undefined): string[] {
  if (!run || !ts.isFunctionExpression(run) || !run.name) return ['a kernel is not a named function'];
  const faults: string[] = [];
  const own = new Set([
    ...names(run.parameters),
    ...all(run.body, ts.isVariableDeclaration).flatMap((d) => names([d])),
  ]);
  for (const identifier of all(run.body, ts.isIdentifier)) {
    const parent = identifier.parent;
    const property = ts.isPropertyAccessExpression(parent) && parent.name === identifier;
    if (property || own.has(identifier.text) || identifier.text === 'Math' || inType(identifier)) continue;
    faults.push(`uses ${identifier.text}`);
  }
  const used = all(run.body, ts.isPropertyAccessExpression).map((access) => access.getText());
  faults.push(
    ...used.filter((text) => /^Math\./.test(text) && !MATH.has(text.slice(5))).map((text) => `uses ${text}`),
  );
  faults.push(
    ...used.filter((text) => /^this\.(?!thread|constants)/.test(text)).map((text) => `uses ${text}`),
  );
  for (const key of constantsIn(run)) {
    if (key.length < 3) faults.push(`constant ${key} has fewer than three letters`);
    if (own.has(key)) faults.push(`constant ${key} is also an argument or a local`);
  }
  const arrays = run.parameters.filter(({ type }) => type && ts.isArrayTypeNode(type)).length;
  if (arrays > MOST_ARRAYS)
    faults.push(`takes ${arrays} arrays, and WebGPU binds ${MOST_ARRAYS} and the output`);
  return [...faults, ...ofStatements(run)].map((fault) => `${run.name!.text}: ${fault}`);
}

/** Loops, clamps, and what gpu.js has no word for. */
function ofStatements(run: ts.FunctionExpression): string[] {
  const faults: string[] = [];
  const bound = /^\w+ (<|<=) (\d+|this\.constants\.\w+)$|^\w+ (>|>=) 0$/;
  for (const node of all(run.body, isNode)) {
    if (ts.isWhileStatement(node) || ts.isDoStatement(node)) faults.push('has a while loop');
    if (ts.isForInStatement(node) || ts.isForOfStatement(node)) faults.push('loops over a collection');
    if (ts.isForStatement(node) && !bound.test(node.condition?.getText() ?? '')) {
      faults.push(`loops to ${node.condition?.getText() ?? 'no end'}`);
    }
    if (unbraced(node)) faults.push('has a loop or an if without braces');
    if (ts.isFunctionLike(node)) faults.push('has a function inside');
    if (node.kind === ts.SyntaxKind.AsteriskAsteriskToken) faults.push('uses **');
    if (ts.isIdentifier(node) && /^(NaN|Infinity)$/.test(node.text))
      faults.push(`tests or makes ${node.text}`);
    if (
      ts.isCallExpression(node) &&
      node.expression.getText() === 'Math.tanh' &&
      !clamped(node.arguments[0])
    ) {
      faults.push('has a tanh whose argument is not clamped at ±15');
    }
  }
  return faults;
}

/** gpu.js drops what follows in `for (…) if (…) { const a = …; … }`: every body is a block (or `else if`). */
function unbraced(node: ts.Node): boolean {
  if (ts.isForStatement(node)) return !ts.isBlock(node.statement);
  if (!ts.isIfStatement(node)) return false;
  const otherwise = node.elseStatement;
  return (
    !ts.isBlock(node.thenStatement) || !(!otherwise || ts.isBlock(otherwise) || ts.isIfStatement(otherwise))
  );
}

/** Math.max(−15, Math.min(15, …)), either way round, or a local that is declared so. */
function clamped(argument: ts.Node | undefined): boolean {
  if (!argument) return false;
  const text = argument.getText().replaceAll(/\s/g, '');
  if (/^Math\.max\(-15,Math\.min\(15,.*\)\)$|^Math\.min\(15,Math\.max\(-15,.*\)\)$/.test(text)) return true;
  if (/^Math\.max\(Math\.min\(.*,15\),-15\)$|^Math\.min\(Math\.max\(.*,-15\),15\)$/.test(text)) return true;
  if (!ts.isIdentifier(argument)) return false;
  const declared = all(argument.getSourceFile(), ts.isVariableDeclaration).filter(
    (declaration) => declaration.name.getText() === text && encloses(declaration, argument),
  );
  return declared.length === 1 && isConst(declared[0]!) && clamped(declared[0]!.initializer);
}

function encloses(declaration: ts.Node, node: ts.Node) {
  const scope = ts.findAncestor(declaration, ts.isFunctionExpression);
  return scope !== undefined && scope === ts.findAncestor(node, ts.isFunctionExpression);
}

function isConst(declaration: ts.VariableDeclaration) {
  return (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
}

/** Keys handed to `device.run(kernel, output, { keys }, …)`: long enough, and no argument of that kernel. */
function ofConstants(file: ts.SourceFile, kernels: ts.CallExpression[]): string[] {
  const calls = all(file, ts.isCallExpression).filter((call) => /\.run$/.test(call.expression.getText()));
  return calls.flatMap((call) => {
    const [called, , constants] = call.arguments;
    if (!called || !constants || !ts.isObjectLiteralExpression(constants))
      return [`${call.getText()}: no literal constants`];
    const keys = constants.properties.map((property) => property.name?.getText() ?? '…');
    const target = kernels.find(
      (each) => ts.isVariableDeclaration(each.parent) && each.parent.name.getText() === called.getText(),
    );
    const run = target?.arguments[0];
    if (!run || !ts.isFunctionExpression(run))
      return [`${called.getText()}: is no kernel that this file has or imports`];
    const wanted = constantsIn(run);
    const taken = new Set(names(run.parameters));
    return [
      ...keys.filter((key) => key.length < 3).map((key) => `${called.getText()}: constant ${key} is short`),
      ...keys
        .filter((key) => taken.has(key))
        .map((key) => `${called.getText()}: constant ${key} is an argument`),
      ...wanted
        .filter((key) => !keys.includes(key))
        .map((key) => `${called.getText()}: is not given constant ${key}`),
      ...(call.arguments.length - 3 !== run.parameters.length && !call.arguments.some(ts.isSpreadElement)
        ? [
            `${called.getText()}: takes ${run.parameters.length} arguments, is given ${call.arguments.length - 3}`,
          ]
        : []),
    ];
  });
}

function constantsIn(run: ts.FunctionExpression): string[] {
  const reads = all(run.body, ts.isPropertyAccessExpression).filter(
    (access) => access.expression.getText() === 'this.constants',
  );
  return [...new Set(reads.map((access) => access.name.text))];
}

function names(declarations: Iterable<ts.ParameterDeclaration | ts.VariableDeclaration>): string[] {
  return [...declarations].map((declaration) => declaration.name.getText());
}

function isNode(node: ts.Node): node is ts.Node {
  return node.kind >= 0;
}

function inType(node: ts.Node): boolean {
  return ts.findAncestor(node, (each) => ts.isTypeNode(each)) !== undefined;
}

function all<T extends ts.Node>(root: ts.Node, is: (node: ts.Node) => node is T): T[] {
  const found: T[] = [];
  const visit = (node: ts.Node): void => {
    if (is(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(root, visit);
  return found;
}
