/** Names and what is read from them: locals, arguments and their elements, this.thread, this.constants, Math.PI. */
import type * as acorn from 'acorn';
import { expression, fault, refused } from './expressions.ts';
import { listed, placeOf, quoted } from './fault.ts';
import { functions, mathConstants } from './functions.ts';
import type { Expression } from './program.ts';
import { cannotBeReached, hostNames, refusedNodes } from './refused.ts';
import { like, type Scope } from './scope.ts';

type Member = acorn.MemberExpression;

export function access(node: acorn.Identifier | Member, scope: Scope): Expression {
  if (node.type === 'Identifier') return named(node, scope, []);
  if (node.optional) throw fault(node, refusedNodes.get('ChainExpression')!);
  const { object } = node;
  if (object.type === 'ThisExpression') throw fault(node, ofThis(node, scope));
  if (object.type === 'Identifier' && object.name === 'Math') return ofMath(node, scope);
  if (object.type === 'MemberExpression' && object.object.type === 'ThisExpression') {
    return ofPart(node, object, scope);
  }
  return element(node, scope);
}

/** An argument, which is never shadowed, or a local. */
function named(node: acorn.Identifier, scope: Scope, indices: readonly Expression[]): Expression {
  const { name } = node;
  const argument = scope.parameters.indexOf(name);
  if (argument >= 0) return { ...placeOf(node), kind: 'argument', argument, name, indices };
  if (name === 'Math' && !scope.local(name)) {
    throw fault(
      node,
      'Math stands alone; call one of its functions, as in Math.exp(a), or read Math.PI or Math.E.',
    );
  }
  const { slot } = scope.usable(node, name);
  if (indices.length) {
    throw fault(
      node,
      `${quoted(name)} is a local, which holds one number and has no elements; only arguments do.`,
    );
  }
  return { ...placeOf(node), kind: 'local', slot, name };
}

/** `a[i]` and `a[i][j]`. */
function element(node: Member, scope: Scope): Expression {
  const computed: acorn.Expression[] = [];
  let base: acorn.Expression | acorn.Super = node;
  while (base.type === 'MemberExpression') {
    if (base.optional) throw fault(base, refusedNodes.get('ChainExpression')!);
    if (!base.computed) throw fault(base, property(base, scope));
    computed.unshift(base.property as acorn.Expression);
    if (computed.length > 2) {
      throw fault(
        node,
        'more than two indices were found; an argument is a number, a list a[i] or a table a[i][j].',
      );
    }
    base = base.object;
  }
  if (base.type !== 'Identifier') {
    beginning(base, scope);
    expression(base, scope);
    throw fault(base, 'only arguments have elements; write the name of an argument before [ ].');
  }
  if (base.name === 'Math') throw fault(base, ofMathElement);
  beginning(base, scope);
  const indices = scope.parameters.includes(base.name)
    ? computed.map((index) => expression(index, scope))
    : [expression(computed[0]!, scope)];
  return named(base, scope, indices);
}

const ofMathElement = 'Math is used with [ ]; write the function by its name, as in Math.exp(a).';

/**
 * A fault where what a chain of points, indices and calls begins with is no argument, no local and not Math: that says
 * more than what is wrong further on.
 */
export function beginning(node: acorn.Node, scope: Scope): void {
  let root = node as acorn.AnyNode;
  while (root.type === 'MemberExpression' || root.type === 'CallExpression') {
    root = root.type === 'MemberExpression' ? root.object : root.callee;
  }
  if (root.type === 'Identifier') {
    if (!scope.parameters.includes(root.name) && root.name !== 'Math') scope.usable(root, root.name);
  } else if (root.type !== 'ThisExpression' && refusedNodes.has(root.type)) {
    throw refused(root);
  }
}

/** A point after something that has no parts. */
function property(node: Member, scope: Scope): string {
  const name = scope.text.slice(node.property.start, node.property.end);
  const whole = quoted(scope.text.slice(node.start, node.end), 30);
  beginning(node, scope);
  if (isName(node.property, 'length')) {
    return `${whole} cannot be read; lengths come as constants: ${constantsOf(scope)}.`;
  }
  if (node.property.type === 'Identifier' && hostNames.has(node.property.name)) return cannotBeReached(whole);
  return `${whole} cannot be read, since nothing but this.thread, this.constants and Math has a part named ${quoted(name)}; write a[i] for an element.`;
}

const isName = (node: acorn.Node, name: string) =>
  node.type === 'Identifier' && (node as acorn.Identifier).name === name;

const constantsOf = ({ constants }: Scope) =>
  constants.length ? listed(constants.map((name) => `this.constants.${name}`)) : 'this kernel has none';

function ofMath(node: Member, scope: Scope): Expression {
  if (node.computed) throw fault(node, ofMathElement);
  const { name } = node.property as acorn.Identifier;
  const value = mathConstants.get(name);
  if (value !== undefined) return { ...placeOf(node), kind: 'value', value };
  const whole = quoted(scope.text.slice(node.start, node.end), 30);
  if (functions.has(name))
    throw fault(node, `${whole} is a function; give it a number, as in Math.${name}(a).`);
  if (hostNames.has(name)) throw fault(node, cannotBeReached(whole));
  throw fault(node, `${whole} cannot be read; of Math's numbers a kernel has Math.PI and Math.E.`);
}

/** `this.…` by itself. */
function ofThis(node: Member, scope: Scope): string {
  const whole = quoted(scope.text.slice(node.start, node.end), 30);
  if (!node.computed && isName(node.property, 'thread')) {
    return 'this.thread stands alone; write this.thread.x or this.thread.y.';
  }
  if (!node.computed && isName(node.property, 'constants')) {
    return `this.constants stands alone; write one of its names: ${constantsOf(scope)}.`;
  }
  return cannotBeReached(whole);
}

/** `this.thread.x` and `this.constants.units`. */
function ofPart(node: Member, object: Member, scope: Scope): Expression {
  const isThread = !object.computed && isName(object.property, 'thread');
  if (!isThread && (object.computed || !isName(object.property, 'constants'))) {
    throw fault(object, ofThis(object, scope));
  }
  if (node.computed || node.property.type !== 'Identifier') {
    throw fault(
      node,
      `this.${isThread ? 'thread' : 'constants'} is used with [ ]; write the name after a point.`,
    );
  }
  const { name } = node.property;
  if (isThread) {
    if (name === 'x' || name === 'y') return { ...placeOf(node), kind: 'thread', axis: name };
    throw fault(
      node,
      `${quoted(`this.thread.${name}`, 30)} is not there; this.thread has x (the place in a row) and y (the row).`,
    );
  }
  const constant = scope.constants.indexOf(name);
  if (constant >= 0) return { ...placeOf(node), kind: 'constant', constant };
  const best = like(name, scope.constants);
  const guess = best ? `did you mean this.constants.${best}? ` : '';
  throw fault(
    node,
    `${quoted(`this.constants.${name}`, 40)} is not there; ${guess}Constants of this kernel: ${listed(scope.constants) || 'none'}.`,
  );
}
