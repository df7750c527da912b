import { getMetadataArgsStorage, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AuditEntry } from '../tables/audit-entry.ts';
import { CollectionState } from '../tables/collection-state.ts';
import { GlobalState } from '../tables/global-state.ts';
import { IdempotencyRecord } from '../tables/idempotency-record.ts';
import type { Constructor, ReferenceRecord } from './record.ts';
import { ownRecord } from './record.ts';

/** What every table of a tenant has in common. */
export interface TenantKey {
  /** The property that holds the tenant's id in each such class. */
  readonly property: string;
  /** Its column. */
  readonly column: string;
}

/**
 * The list that a DataSource takes: the given classes and the engine's own tables. Makes the relations of all
 * references – composite with the tenant column between tables of a tenant – which needs every class to be loaded.
 */
export function defineEntities(tenant: TenantKey, classes: readonly Constructor[]): readonly Constructor[] {
  for (const type of classes) {
    for (const field of ownRecord(type).fields.values()) {
      if (field.kind === 'reference') relate(tenant, type, field);
    }
  }
  PrimaryColumn('text', { name: tenant.column, collation: 'C' })(CollectionState.prototype, 'tenant');
  return [...classes, CollectionState, GlobalState, AuditEntry, IdempotencyRecord];
}

function relate(tenant: TenantKey, type: Constructor, field: ReferenceRecord): void {
  const target = field.target();
  const { name, nullable } = field;
  const relation = { nullable, onDelete: 'NO ACTION', orphanedRowAction: 'disable' } as const;
  ManyToOne(() => target as new () => unknown, relation)(type.prototype as object, name);
  const own = { name: `${snake(name)}_id`, referencedColumnName: 'id' };
  const key = { name: tenant.column, referencedColumnName: tenant.property };
  const composite = belongs(tenant, type) && belongs(tenant, target);
  JoinColumn(composite ? [key, own] : [own])(type.prototype as object, name);
}

/** Whether the class, or a base of it, has the tenant column. */
function belongs(tenant: TenantKey, type: Constructor): boolean {
  return getMetadataArgsStorage().columns.some(
    ({ target, propertyName }) =>
      propertyName === tenant.property &&
      typeof target === 'function' &&
      (target === type || Object.prototype.isPrototypeOf.call(target, type)),
  );
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
