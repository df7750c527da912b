import type { EntityMetadata } from 'typeorm';
import type { ClassModel, Field, Model } from '../model/model.ts';
import { allFields } from '../model/paths.ts';

/** What a broken constraint of the database means to the client. */
type Broken =
  /** The value of a field is already taken; null where the key names no field, as in "one default per tenant". */
  | { readonly kind: 'taken'; readonly of: ClassModel; readonly field: Field | null }
  /** A field refers to nothing, or others refer to the row that should go; null where the row's tenant is gone. */
  | { readonly kind: 'reference'; readonly of: ClassModel; readonly field: Field | null }
  /** A rule between fields that validation has not caught. */
  | { readonly kind: 'rule'; readonly of: ClassModel; readonly field: Field | null };

/** By the name of the constraint. */
export type Constraints = ReadonlyMap<string, Broken>;

/** Reads from the metadata what each constraint of the model's tables is about. */
export function constraintsOf(model: Model, metadata: readonly EntityMetadata[]): Constraints {
  const found = metadata.flatMap((table) => {
    const type = model.classes.find((each) => each.type === table.target);
    return type === undefined
      ? []
      : [...keys(type, table), ...uniques(type, table), ...references(type, table), ...rules(type, table)];
  });
  return new Map(found);
}

type Entry = readonly [string, Broken];

function keys(type: ClassModel, table: EntityMetadata): Entry[] {
  const name = table.primaryColumns[0]?.primaryKeyConstraintName ?? `pk_${table.tableName}`;
  const field = type.fields.find(({ column }) => column !== null && column.name === type.id?.column.name);
  return [[name, { kind: 'taken', of: type, field: field ?? null }]];
}

function uniques(type: ClassModel, table: EntityMetadata): Entry[] {
  const declared = [...table.uniques, ...table.indices.filter(({ isUnique }) => isUnique)];
  return declared.flatMap(({ name, columns }): Entry[] => {
    return name === undefined ? [] : [[name, { kind: 'taken', of: type, field: fieldIn(type, columns) }]];
  });
}

function references(type: ClassModel, table: EntityMetadata): Entry[] {
  return table.foreignKeys.map(({ name, columns }): Entry => {
    return [name, { kind: 'reference', of: type, field: fieldIn(type, columns) }];
  });
}

/** A check is told at the last of the fields that its text names: rules read "later than", "only with". */
function rules(type: ClassModel, table: EntityMetadata): Entry[] {
  return table.checks.map(({ name, expression }): Entry => {
    const named = type.fields.filter(
      ({ column }) => column !== null && new RegExp(`\\b${column.name}\\b`).test(expression),
    );
    return [name, { kind: 'rule', of: type, field: named.at(-1) ?? null }];
  });
}

/** The field of the last column, since keys begin with the tenant's; hidden references are told by their name, too. */
function fieldIn(type: ClassModel, columns: EntityMetadata['columns']): Field | null {
  const last = columns.at(-1)?.databaseName;
  return allFields(type).find(({ column }) => column?.name === last) ?? null;
}
