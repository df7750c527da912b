import type { ExpressionNode } from '../declare/expressions.ts';
import type { Datatype, IdForm } from '../declare/record.ts';
import type { Column, Field } from './model.ts';

const BY_SQL_TYPE: Readonly<Record<string, Datatype>> = {
  text: 'string',
  smallint: 'integer',
  integer: 'integer',
  bigint: 'integer',
  boolean: 'boolean',
  timestamptz: 'instant',
  date: 'date',
  numeric: 'decimal',
  jsonb: 'json',
};

/** What a column's values are on the wire; null for a type that the engine cannot show. */
export function datatypeOfColumn(column: Column): Datatype | null {
  const single = BY_SQL_TYPE[column.sqlType] ?? null;
  if (!column.array) return single;
  return single === 'string' ? 'strings' : null;
}

/** Counted ids are JSON numbers, all others strings. */
export function datatypeOfId(form: IdForm): Datatype {
  return form.kind === 'counted' ? 'integer' : 'string';
}

/** What an expression gives; `typeAt` tells the type at a path. */
export function datatypeOfExpression(
  node: ExpressionNode,
  typeAt: (path: string) => Field['datatype'],
): Field['datatype'] {
  switch (node.kind) {
    case 'field':
      return typeAt(node.path);
    case 'when':
      return datatypeOfExpression(node.otherwise, typeAt);
    case 'joined':
    case 'claim':
      return 'string';
    case 'theOne':
    case 'address':
      return 'iri';
    default:
      return 'boolean';
  }
}
