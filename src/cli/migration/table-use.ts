import type { EntityMetadata } from 'typeorm';
import type { Constructor, ResourceFacts } from '../../hydra/declare/record.ts';
import { recordOf } from '../../hydra/declare/record.ts';
import type { TableUse } from './access-sql.ts';

/** Reads from the decorators of an entity what requests do to its table. */
export function tableUse(entity: EntityMetadata, tenantColumn: string): TableUse {
  const record = typeof entity.target === 'function' ? recordOf(entity.target as Constructor) : null;
  const isCleared = [...(record?.fields.values() ?? [])].some(
    (field) => field.kind === 'reference' && field.whenGone === 'clear',
  );
  return {
    table: entity.tableName,
    belongs: entity.columns.some(({ databaseName }) => databaseName === tenantColumn) ? 'tenant' : 'nobody',
    isShown: record?.resource !== undefined || record?.part !== undefined,
    writes: record?.resource === undefined ? [] : writesOf(record.resource, isCleared),
  };
}

/** `isCleared`: the deletion of another row clears references here. */
function writesOf({ create, patch, delete: remove }: ResourceFacts, isCleared: boolean): TableUse['writes'] {
  return [
    ...(create === null ? [] : (['INSERT'] as const)),
    ...(patch === null && !isCleared ? [] : (['UPDATE'] as const)),
    ...(remove === null ? [] : (['DELETE'] as const)),
  ];
}
