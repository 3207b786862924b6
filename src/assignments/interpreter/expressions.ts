/** Turns expressions of acorn's tree into the program's own; whatever is not listed here is refused. */
import type * as acorn from 'acorn';
import { KernelFault, placeOf, quoted } from './fault.ts';
import { functionNames, functions } from './functions.ts';
import { access, beginning } from './access.ts';
import type { Arithmetic, Comparison, Expression } from './program.ts';
import { hostNames, cannotBeReached, refusedNodes, refusedSigns } from './refused.ts';
import { like, type Scope } from './scope.ts';

type Node = acorn.AnyNode;

export function fault(node: acorn.Node, words: string): KernelFault {
  return new KernelFault(placeOf(node), words);
}

export function refused(node: acorn.Node): KernelFault {
  return fault(
    node,
    refusedNodes.get(node.type) ??
      'this is not part of the kernel language; use let, const, if, for, return and numbers.',
  );
}

export function expression(node: Node, scope: Scope): Expression {
  switch (node.type) {
    case 'Literal':
      return literal(node);
    case 'Identifier':
    case 'MemberExpression':
      return access(node, scope);
    case 'UnaryExpression':
      return unary(node, scope);
    case 'BinaryExpression':
      return binary(node, scope);
    case 'LogicalExpression':
      return logical(node, scope);
    case 'ConditionalExpression': {
      const { test, consequent, alternate } = node;
      const asked = expression(test, scope);
      const [yes, no] = [expression(consequent, scope), expression(alternate, scope)];
      return { ...placeOf(node), kind: 'choice', test: asked, yes, no };
    }
    case 'AssignmentExpression':
      return assignment(node, scope);
    case 'UpdateExpression': {
      const by = node.operator === '++' ? 1 : -1;
      return {
        ...placeOf(node),
        kind: 'count',
        by,
        before: node.prefix,
        ...target(node.argument, scope),
      };
    }
    case 'CallExpression':
      return call(node, scope);
    default:
      throw refused(node);
  }
}

function literal(node: acorn.Literal): Expression {
  const { value, raw = '' } = node;
  if (typeof value === 'boolean') return { ...placeOf(node), kind: 'value', value };
  if (typeof value !== 'number') {
    const words = value === null ? 'null was found' : `${quoted(raw)} was found`;
    throw fault(node, `${words}; a kernel knows numbers, true and false only; write a number.`);
  }
  if (raw.length > 40) {
    throw fault(
      node,
      `a number with ${raw.length} characters was found; no more than 40 are read; 17 digits say all.`,
    );
  }
  if (/^0\d/.test(raw)) throw fault(node, `${quoted(raw)} begins with 0; leave the 0 out.`);
  if (!Number.isFinite(value))
    throw fault(node, `${quoted(raw)} is too large; numbers end at about 1.8e308.`);
  return { ...placeOf(node), kind: 'value', value };
}

function unary(node: acorn.UnaryExpression, scope: Scope): Expression {
  const sign = node.operator;
  if (sign !== '-' && sign !== '+' && sign !== '!') throw unknownSign(node, sign);
  const of = expression(node.argument, scope);
  return sign === '!' ? { ...placeOf(node), kind: 'not', of } : { ...placeOf(node), kind: 'sign', sign, of };
}

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%']);
const comparisons: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '==', '===', '!=', '!==']);

function binary(node: acorn.BinaryExpression, scope: Scope): Expression {
  const { operator } = node;
  if (!arithmetic.has(operator) && !comparisons.has(operator)) throw unknownSign(node, operator);
  const [left, right] = [expression(node.left, scope), expression(node.right, scope)];
  if (arithmetic.has(operator)) {
    return { ...placeOf(node), kind: 'arithmetic', sign: operator as Arithmetic, left, right };
  }
  return { ...placeOf(node), kind: 'comparison', sign: operator as Comparison, left, right };
}

function logical(node: acorn.LogicalExpression, scope: Scope): Expression {
  const sign = node.operator;
  if (sign === '??') throw unknownSign(node, sign);
  const [left, right] = [expression(node.left, scope), expression(node.right, scope)];
  return { ...placeOf(node), kind: 'logical', sign, left, right };
}

function unknownSign(node: acorn.Node, sign: string): KernelFault {
  const remedy = refusedSigns.get(sign) ?? 'use + - * / %, comparisons, &&, || and ! only.';
  return fault(node, `${quoted(sign)} is no operator of the kernel language; ${remedy}`);
}

function assignment(node: acorn.AssignmentExpression, scope: Scope): Expression {
  const sign = node.operator.slice(0, -1);
  if (sign && (!arithmetic.has(sign) || sign === '%')) {
    throw fault(
      node,
      `${quoted(node.operator)} is no operator of the kernel language; use = += -= *= or /= instead.`,
    );
  }
  const local = target(node.left, scope);
  const value = expression(node.right, scope);
  const place = { ...placeOf(node), kind: 'assignment', ...local, value } as const;
  return sign ? { ...place, sign: sign as Arithmetic } : place;
}

/** What may stand left of = and beside ++: a local that let has declared. */
function target(node: Node, scope: Scope): { slot: number; name: string } {
  if (node.type === 'MemberExpression') {
    beginning(node, scope);
    throw fault(
      node,
      `${quoted(scope.text.slice(node.start, node.end))} cannot be changed; a kernel reads its arguments, computes one number and returns it; use a local of let.`,
    );
  }
  if (node.type !== 'Identifier') throw refused(node);
  const { name } = node;
  if (scope.parameters.includes(name)) {
    throw fault(
      node,
      `${quoted(name)} is an argument and keeps its value; copy it into a local of let and change that.`,
    );
  }
  const { slot, constant } = scope.usable(node, name);
  if (constant)
    throw fault(
      node,
      `${quoted(name)} was declared by const and keeps its value; declare it by let to change it.`,
    );
  return { slot, name };
}

/** Only functions of Math are called. */
function call(node: acorn.CallExpression, scope: Scope): Expression {
  const { callee } = node;
  const name = mathName(callee, scope);
  const found = functions.get(name);
  if (!found) throw fault(callee, unknownFunction(name));
  if (node.optional) throw fault(node, refusedNodes.get('ChainExpression')!);
  const spread = node.arguments.find(({ type }) => type === 'SpreadElement');
  if (spread) throw refused(spread);
  if (node.arguments.length !== found.count) {
    const more = /^(min|max)$/.test(name) ? `, as in Math.${name}(a, Math.${name}(b, c))` : '';
    throw fault(
      node,
      `Math.${name} is given ${node.arguments.length} ${node.arguments.length === 1 ? 'number' : 'numbers'} and takes ${found.count}${more}.`,
    );
  }
  const values = node.arguments.map((value) => expression(value, scope));
  return { ...placeOf(node), kind: 'call', name, values };
}

function mathName(callee: acorn.Expression | acorn.Super, scope: Scope): string {
  if (callee.type === 'MemberExpression') {
    const { object, property } = callee;
    if (object.type === 'Identifier' && object.name === 'Math') {
      if (!callee.computed && property.type === 'Identifier') return property.name;
      access(callee, scope);
    }
  }
  if (callee.type === 'Identifier') throw fault(callee, uncallable(callee, scope));
  const allowed = 'only functions of Math can be called, as in Math.exp(a)';
  beginning(callee, scope);
  if (callee.type === 'MemberExpression') {
    const whole = quoted(scope.text.slice(callee.start, callee.end), 30);
    const reached = callee.property.type === 'Identifier' && hostNames.has(callee.property.name);
    throw fault(callee, reached ? cannotBeReached(whole) : `${whole} cannot be called; ${allowed}.`);
  }
  if (refusedNodes.has(callee.type)) throw refused(callee);
  throw fault(callee, `this cannot be called; ${allowed}.`);
}

function uncallable(node: acorn.Identifier, scope: Scope): string {
  const { name } = node;
  if (scope.parameters.includes(name)) {
    return `${quoted(name)} is an argument and cannot be called; write ${name}[…] for an element, or a * for a product.`;
  }
  scope.usable(node, name);
  return `${quoted(name)} is a number and cannot be called; write a * for a product.`;
}

function unknownFunction(name: string): string {
  if (name === 'pow') return `Math.pow is not part of the kernel language; write a product: a * a.`;
  if (name === 'random')
    return `Math.random is not part of the kernel language; a kernel gives the same number each time.`;
  if (hostNames.has(name)) return cannotBeReached(`Math.${name}`);
  const best = like(name, functionNames);
  const guess = best ? `did you mean Math.${best}? ` : '';
  return `${quoted(`Math.${name}`, 30)} is not part of the kernel language; ${guess}Allowed are ${functionNames.join(', ')}.`;
}
