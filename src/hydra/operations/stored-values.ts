import type { Values } from '../body/body-plan.ts';
import { instantOfRow } from '../instant.ts';
import type { Field } from '../model/model.ts';
import type { RowShape } from '../plan/sql/row-columns.ts';
import type { TextRow } from '../rows/statement.ts';

/** The values of a stored row that its reader may see, as bodies are read: references as `{ id }`, instants as text. */
export function storedValues(shape: RowShape, row: TextRow): Values {
  const values: Values = {};
  for (const { field, index, mask } of shape.fields) {
    if (mask >= 0 && row[mask] !== 't') continue;
    const text = row[index];
    values[field.name] = text === null || text === undefined ? null : valueFrom(field, text);
  }
  return values;
}

function valueFrom({ kind, datatype }: Field, text: string): unknown {
  if (kind === 'reference') return { id: text };
  switch (datatype) {
    case 'integer':
      return Number(text);
    case 'boolean':
      return text === 't';
    case 'instant':
      return instantOfRow(text);
    case 'json':
    case 'strings':
      return JSON.parse(text) as unknown;
    case 'object':
    case 'objects':
      return kind === 'values' ? (JSON.parse(text) as unknown) : text;
    default:
      return text;
  }
}
