/** Turns statements of acorn's tree into the program's own. */
import type * as acorn from 'acorn';
import { expression, fault, refused } from './expressions.ts';
import { placeOf, quoted } from './fault.ts';
import type { Statement } from './program.ts';
import type { Scope } from './scope.ts';

type Node = acorn.Statement | acorn.ModuleDeclaration;

/** The statements of a block, whose names are known from its start and usable from their declaration. */
export function statements(nodes: readonly Node[], scope: Scope): Statement[] {
  for (const node of nodes) if (node.type === 'VariableDeclaration') announce(node, scope);
  return nodes.flatMap((node) => statement(node, scope));
}

function announce(node: acorn.VariableDeclaration, scope: Scope) {
  if (node.kind === 'var')
    throw fault(node, 'var was found; write let for what changes, or const for what stays.');
  if (node.kind !== 'let' && node.kind !== 'const')
    throw fault(node, `${quoted(node.kind)} was found; write let or const.`);
  for (const { id } of node.declarations) {
    if (id.type !== 'Identifier') throw refused(id);
    scope.announce(id, id.name, node.kind === 'const');
  }
}

function declarations(node: acorn.VariableDeclaration, scope: Scope): Statement[] {
  return node.declarations.map((declaration) => {
    const value = declaration.init ? expression(declaration.init, scope) : undefined;
    const local = scope.local((declaration.id as acorn.Identifier).name)!;
    local.ready = true;
    const place = { ...placeOf(declaration), kind: 'declaration', slot: local.slot } as const;
    return value ? { ...place, value } : place;
  });
}

function statement(node: Node, scope: Scope): Statement[] {
  switch (node.type) {
    case 'VariableDeclaration':
      return declarations(node, scope);
    case 'ExpressionStatement':
      return [{ ...placeOf(node), kind: 'expression', of: expression(node.expression, scope) }];
    case 'EmptyStatement':
      return [];
    case 'ReturnStatement':
      scope.returns = true;
      if (!node.argument)
        throw fault(node, 'return has no number; write what the kernel computes after it, on the same line.');
      return [{ ...placeOf(node), kind: 'return', value: expression(node.argument, scope) }];
    case 'IfStatement': {
      const place = { ...placeOf(node), kind: 'if', test: expression(node.test, scope) } as const;
      const yes = body(node.consequent, scope);
      return [node.alternate ? { ...place, yes, no: body(node.alternate, scope) } : { ...place, yes }];
    }
    case 'ForStatement':
      return [loop(node, scope)];
    case 'BlockStatement':
      return [body(node, scope)];
    default:
      throw refused(node);
  }
}

/** A statement as a block of its own. */
function body(node: acorn.Statement, scope: Scope): Statement {
  const inside = node.type === 'BlockStatement' ? node.body : [node];
  return { ...placeOf(node), kind: 'block', body: scope.within(() => statements(inside, scope)) };
}

function loop(node: acorn.ForStatement, scope: Scope): Statement {
  return scope.within(() => {
    const { init, test, update } = node;
    const start = init ? started(init, scope) : [];
    return {
      ...{ ...placeOf(node), kind: 'for', start },
      ...(test ? { test: expression(test, scope) } : {}),
      ...(update ? { update: expression(update, scope) } : {}),
      body: body(node.body, scope),
    };
  });
}

function started(init: acorn.VariableDeclaration | acorn.Expression, scope: Scope): Statement[] {
  if (init.type === 'VariableDeclaration') {
    announce(init, scope);
    return declarations(init, scope);
  }
  return [{ ...placeOf(init), kind: 'expression', of: expression(init, scope) }];
}
