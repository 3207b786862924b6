import type { Attribute } from './walk.ts';

interface Expression {
  type: string;
  value?: unknown;
  operator?: string;
  argument?: Expression;
  elements?: Expression[];
}

/** The value of an attribute that is a literal: `"text"`, `{5}`, `{-1.5}`, `{[0, 0, 1]}`, or nothing for `right`. */
export function literal(attribute: Attribute): unknown {
  const { value } = attribute;
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value;
  const statement = value.data?.estree?.body[0];
  return evaluate(statement?.expression as Expression | undefined);
}

function evaluate(expression: Expression | undefined): unknown {
  switch (expression?.type) {
    case 'Literal':
      return expression.value;
    case 'ArrayExpression':
      return expression.elements?.map(evaluate);
    case 'UnaryExpression': {
      const value = evaluate(expression.argument);
      if (expression.operator === '-' && typeof value === 'number') return -value;
    }
  }
  throw new Error('only numbers, strings and arrays of them may stand in {…}');
}
