import type { EntityMetadata } from 'typeorm';
import type { ExpressionNode } from '../declare/expressions.ts';
import type { ClassRecord, Constructor } from '../declare/record.ts';
import { recordOf } from '../declare/record.ts';
import type { FieldSources } from './build-fields.ts';
import { buildFields } from './build-fields.ts';
import { checkModel } from './check/index.ts';
import type { SubCollection } from './collection-links.ts';
import { collectionLinks } from './collection-links.ts';
import { columnsOf } from './columns.ts';
import type { ClassModel, Column, Limits, Model, ResourceModel, Vocabulary } from './model.ts';

/** What a model is made of. */
export interface ModelSources {
  readonly tenantColumn: string;
  readonly metadata: readonly EntityMetadata[];
  /** Classes without a table: bodies and reports. */
  readonly shapes: readonly Constructor[];
  /** Collections that code gives, below rows. */
  readonly subCollections?: readonly SubCollection[];
  readonly vocabulary: Vocabulary;
  readonly limitsOf: (type: Constructor) => ReadonlyMap<string, Limits>;
}

/**
 * Joins decorators, columns and vocabulary into one model and checks it.
 * @throws TypeError that lists every mistake, each with its fix.
 */
export function buildModel(sources: ModelSources): Model {
  const mistakes: string[] = [];
  const model = join(sources, mistakes);
  const all = [...mistakes, ...checkModel(model, sources.vocabulary)];
  if (all.length > 0) throw new TypeError(`The model has ${all.length} mistake(s):\n- ${all.join('\n- ')}`);
  return Object.freeze(model);
}

function join(sources: ModelSources, mistakes: string[]): Model {
  const tables = new Map(sources.metadata.map((each) => [each.target as Constructor, each]));
  const types = [...new Set([...tables.keys(), ...sources.shapes].flatMap((type) => withParts(type)))];
  // Classes point at each other, so they are made first and get their fields afterwards.
  const byType = new Map(types.map((type) => [type, classOf(type, tables.get(type) ?? null, sources)]));
  const fieldSources: FieldSources = {
    tenantColumn: sources.tenantColumn,
    metadataOf: (type) => tables.get(type) ?? null,
    classOf: (type) => byType.get(type) ?? null,
    vocabulary: sources.vocabulary,
    limitsOf: sources.limitsOf,
    valueObjects: new Set(types.flatMap(heldBy)),
    mistakes,
  };
  for (const [type, made] of byType) {
    const record = recordOf(type);
    if (record === null) continue;
    const { shown, hidden } = buildFields(record, fieldSources);
    const links = collectionLinks(type, shown, { ...fieldSources, subCollections: sources.subCollections ?? [] });
    Object.assign(made, { fields: [...shown, ...links], hidden });
  }
  const classes = [...byType.values()].map((each) => Object.freeze(each));
  const resources = classes.filter(isResource).sort((a, b) => (a.resource.path < b.resource.path ? -1 : 1));
  return { tenantColumn: sources.tenantColumn, classes, resources, byType };
}

/** The class and the shapes it holds, however deep; one that holds itself is refused where its context is made. */
function withParts(type: Constructor, within: readonly Constructor[] = []): Constructor[] {
  if (within.includes(type)) return [];
  return [type, ...heldBy(type).flatMap((held) => withParts(held, [...within, type]))];
}

/** The classes of the value objects in its columns. */
function heldBy(type: Constructor): Constructor[] {
  const fields = [...(recordOf(type)?.fields.values() ?? [])];
  return fields.flatMap((field) => (field.kind === 'values' ? [field.target()] : []));
}

/** Whether the class has addresses; a resource without table or id is reported by the checks. */
export function isResource(type: ClassModel): type is ResourceModel {
  return type.resource !== null && type.table !== null && type.id !== null;
}

const EVERYBODY: ExpressionNode = { kind: 'constant', value: true };

function classOf(type: Constructor, metadata: EntityMetadata | null, sources: ModelSources): ClassModel {
  const record: ClassRecord = recordOf(type) ?? { type, fields: new Map(), keys: {} };
  const columns = metadata === null ? [] : columnsOf(metadata);
  const named = (property: string | undefined): Column | null =>
    columns.find((column) => column.property === property) ?? null;
  const id = named(record.keys.id?.property);
  return {
    name: type.name,
    type,
    kind: kindOf(record, metadata),
    table: metadata?.tableName ?? null,
    belongs: belongs(record, columns, sources.tenantColumn),
    columns,
    fields: [],
    id:
      id === null || record.keys.id === undefined
        ? tenantAsId(record, columns, sources)
        : { column: id, form: record.keys.id.form },
    version: named(record.keys.version),
    updatedAt: named(record.keys.updatedAt),
    resource: record.resource ?? null,
    fragment: record.part?.fragment ?? record.shape?.fragment ?? null,
    read: record.resource?.read ?? record.part?.read ?? EVERYBODY,
    comment: sources.vocabulary.commentOf(type.name) ?? '',
    terms: sources.vocabulary.termsOf(type.name) ?? {},
  };
}

/** There is one row per tenant, so the tenant is its key. */
function tenantAsId(record: ClassRecord, columns: readonly Column[], { tenantColumn }: ModelSources): ClassModel['id'] {
  const column = columns.find(({ name }) => name === tenantColumn);
  return record.resource?.singleton === true && column !== undefined ? { column, form: { kind: 'random' } } : null;
}

function kindOf(record: ClassRecord, metadata: EntityMetadata | null): ClassModel['kind'] {
  if (record.resource !== undefined) return 'resource';
  if (record.part !== undefined) return 'part';
  return metadata === null ? 'shape' : 'stored';
}

function belongs(record: ClassRecord, columns: readonly Column[], tenantColumn: string): ClassModel['belongs'] {
  if (record.resource?.tenant === true) return 'is-tenant';
  return columns.some(({ name }) => name === tenantColumn) ? 'tenant' : 'nobody';
}
