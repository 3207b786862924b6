/**
 * What JavaScript has and the kernel language has not, each with a sentence that says what was found, what is allowed
 * and what to do.
 */

const REACH = 'only its arguments, this.thread, this.constants and Math can';
const LOOP = 'write for (let j = 0; j < this.constants.…; j++) with a bound that the counter reaches';
const FUNCTION = 'a kernel has no functions inside; write the equation itself, or call a function of Math';
const TEXT = 'a kernel knows numbers, true and false only; write a number';
const LIST =
  'a kernel makes no lists; it computes one number and returns it, and locals hold one number each';
const FLOW = 'a kernel goes on with if, else, for and return only; use one of these';
const EXPORT = 'export was found; a kernel is the body of one function; return its number.';
const WAIT = 'a kernel computes at once and waits for nothing; leave it out';

/** By the type of the syntax tree's node. */
export const refusedNodes: ReadonlyMap<string, string> = new Map([
  ['WhileStatement', `a kernel has no while; ${LOOP}.`],
  ['DoWhileStatement', `a kernel has no do … while; ${LOOP}.`],
  ['ForInStatement', `a kernel has no for … in; ${LOOP}.`],
  ['ForOfStatement', `a kernel has no for … of; ${LOOP}.`],
  ['BreakStatement', `a kernel has no break; give the for loop a bound, or put what follows into an if.`],
  ['ContinueStatement', `a kernel has no continue; put what follows into an if.`],
  ['LabeledStatement', `a label was found; ${FLOW}.`],
  ['SwitchStatement', `switch was found; ${FLOW}.`],
  ['TryStatement', `try was found; ${FLOW}.`],
  ['ThrowStatement', `throw was found; ${FLOW}.`],
  ['WithStatement', `with was found; ${FLOW}.`],
  ['DebuggerStatement', `debugger was found; ${FLOW}.`],
  ['FunctionDeclaration', `function was found; ${FUNCTION}.`],
  ['FunctionExpression', `function was found; ${FUNCTION}.`],
  ['ArrowFunctionExpression', `a function with => was found; ${FUNCTION}.`],
  ['YieldExpression', `yield was found; ${FUNCTION}.`],
  ['ClassDeclaration', `class was found; ${FUNCTION}.`],
  ['ClassExpression', `class was found; ${FUNCTION}.`],
  ['NewExpression', `new was found; ${LIST}.`],
  ['ArrayExpression', `a list with [ ] was found; ${LIST}.`],
  ['ObjectExpression', `an object with { } was found; ${LIST}.`],
  ['ArrayPattern', `[ ] stands left of =; declare one name at a time: let a = …; let b = …;`],
  ['ObjectPattern', `{ } stands left of =; declare one name at a time: let a = …; let b = …;`],
  ['SpreadElement', `… (three dots) was found; name the values one by one.`],
  ['TemplateLiteral', `text between backticks was found; ${TEXT}.`],
  ['TaggedTemplateExpression', `text between backticks was found; ${TEXT}.`],
  ['AwaitExpression', `await was found; ${WAIT}.`],
  ['ImportExpression', `import cannot be reached from a kernel; ${REACH}.`],
  ['ImportDeclaration', `import cannot be reached from a kernel; ${REACH}.`],
  ['ExportNamedDeclaration', EXPORT],
  ['ExportDefaultDeclaration', EXPORT],
  ['ExportAllDeclaration', EXPORT],
  ['MetaProperty', `import.meta and new.target cannot be reached from a kernel; ${REACH}.`],
  ['ChainExpression', '?. was found; write a[i] to read an element.'],
  ['SequenceExpression', 'a comma joins two expressions; write each as a statement of its own.'],
  ['ThisExpression', `this stands alone; write this.thread.x, this.thread.y or this.constants.… instead.`],
  ['Super', `super cannot be reached from a kernel; ${REACH}.`],
]);

/** By the word where reading stops. */
export const refusedWords: ReadonlyMap<string, string> = new Map(
  [
    ['async', `async was found; ${WAIT}.`],
    ['enum', `enum was found; ${LIST}.`],
    ['export', EXPORT],
    ['catch', refusedNodes.get('TryStatement')!],
    ['finally', refusedNodes.get('TryStatement')!],
    ['case', refusedNodes.get('SwitchStatement')!],
    ...(
      [
        ['while', 'WhileStatement'],
        ['do', 'DoWhileStatement'],
        ['break', 'BreakStatement'],
        ['continue', 'ContinueStatement'],
        ['switch', 'SwitchStatement'],
        ['try', 'TryStatement'],
        ['throw', 'ThrowStatement'],
        ['with', 'WithStatement'],
        ['function', 'FunctionDeclaration'],
        ['yield', 'YieldExpression'],
        ['class', 'ClassDeclaration'],
        ['new', 'NewExpression'],
        ['await', 'AwaitExpression'],
        ['import', 'ImportExpression'],
        ['super', 'Super'],
      ] as const
    ).map(([word, node]) => [word, refusedNodes.get(node)!] as const),
  ].map(([word, words]) => [word!, words!] as const),
);

/** Signs that another language or a text program puts in the place of one that is allowed. */
export const otherSigns: ReadonlyMap<string, string> = new Map(
  ['−-', '–-', '—-', '×*', '·*', '⋅*', '∗*', '÷/'].map((pair) => [pair[0]!, `write ${pair[1]}`] as const),
);

/** Operators of JavaScript that are none of the kernel language. */
export const refusedSigns: ReadonlyMap<string, string> = new Map([
  ['**', 'the back ends of a kernel take powers differently; write a product: a * a.'],
  ['??', 'nothing is missing in a kernel; write condition ? a : b.'],
  ['typeof', 'a kernel knows numbers, true and false only; leave it out.'],
  ['void', 'a kernel knows numbers, true and false only; leave it out.'],
  ['delete', 'nothing can be removed in a kernel; leave it out.'],
  ['in', 'arguments have elements by number only; write a[i].'],
  ['instanceof', 'a kernel knows numbers, true and false only; leave it out.'],
]);

/** What the host has; a kernel has none of it. */
export const hostNames: ReadonlySet<string> = new Set(
  (
    'window globalThis self document global process require module exports eval Function Object Array String Number ' +
    'Boolean BigInt Symbol Date RegExp JSON Map Set WeakMap WeakSet Promise Proxy Reflect Error Intl WebAssembly ' +
    'ArrayBuffer SharedArrayBuffer DataView Float32Array Float64Array Int32Array Uint8Array Atomics console fetch ' +
    'XMLHttpRequest Worker location navigator history localStorage sessionStorage indexedDB crypto performance ' +
    'setTimeout setInterval requestAnimationFrame queueMicrotask alert prompt confirm parent top frames opener ' +
    'constructor prototype __proto__ arguments import isNaN isFinite parseInt parseFloat escape unescape'
  ).split(' '),
);

export const cannotBeReached = (what: string) => `${what} cannot be reached from a kernel; ${REACH}.`;
