import type { EntityMetadata } from 'typeorm';
import type { ClassRecord, Constructor, FieldRecord, IdForm } from '../declare/record.ts';
import { recordOf } from '../declare/record.ts';
import { referenceColumn } from './columns.ts';
import { datatypeOfColumn, datatypeOfExpression, datatypeOfId } from './datatype.ts';
import type { ClassModel, Column, Field, Limits, Term, Vocabulary } from './model.ts';

/** What fields are built from; the classes they point at may not have their own fields yet. */
export interface FieldSources {
  readonly tenantColumn: string;
  readonly metadataOf: (type: Constructor) => EntityMetadata | null;
  readonly classOf: (type: Constructor) => ClassModel | null;
  readonly vocabulary: Vocabulary;
  readonly limitsOf: (type: Constructor) => ReadonlyMap<string, Limits>;
  /** Classes of objects inside columns: what need not be sent of them may be null, since answers show all their keys. */
  readonly valueObjects: ReadonlySet<Constructor>;
  readonly mistakes: string[];
}

/** The fields of one class, in wire order, and the references that only rules follow. */
export function buildFields(record: ClassRecord, sources: FieldSources): { shown: Field[]; hidden: Field[] } {
  const limits = sources.limitsOf(record.type);
  const built = [...record.fields.values()].map((field) => ({
    field: buildField(record, field, limits.get(field.name) ?? {}, sources),
    shown: field.kind !== 'reference' || field.exposed,
  }));
  return {
    shown: built.filter(({ shown }) => shown).map(({ field }) => field),
    hidden: built.filter(({ shown }) => !shown).map(({ field }) => field),
  };
}

const NO_TERM: Term = { iri: '', absolute: null, type: null, container: null, language: null };

function buildField(record: ClassRecord, declared: FieldRecord, limits: Limits, sources: FieldSources): Field {
  const column = columnOf(record.type, declared, sources);
  const name = record.type.name;
  const nullable =
    nullableOf(declared, column) || (sources.valueObjects.has(record.type) && declared.required !== true);
  return {
    name: declared.name,
    kind: declared.kind,
    datatype: datatypeOf(record, declared, column, sources),
    column,
    expression: declared.kind === 'computed' ? declared.expression : null,
    target: targetOf(declared, sources),
    back: backOf(record.type, declared, sources),
    sorted: 'sorted' in declared ? declared.sorted : null,
    from: declared.kind === 'translated' ? declared.from : null,
    translate: declared.kind === 'translated' ? declared.translate : null,
    nullable,
    required: declared.required ?? requiredOf(declared, column, nullable),
    writable: declared.writable,
    readable: record.shape === undefined || !(declared.kind === 'value' && declared.datatype === 'secret'),
    readableBy: declared.readableBy,
    writableBy: declared.writableBy,
    whenGone: declared.kind === 'reference' ? declared.whenGone : 'refuse',
    limits,
    comment: sources.vocabulary.commentOf(name, declared.name) ?? '',
    term: sources.vocabulary.termOf(name, declared.name) ?? NO_TERM,
  };
}

function columnOf(type: Constructor, declared: FieldRecord, sources: FieldSources): Column | null {
  const metadata = sources.metadataOf(type);
  const columns = sources.classOf(type)?.columns ?? [];
  if (metadata === null) return null;
  if (declared.kind === 'reference') {
    const key = referenceColumn(metadata, declared.name, sources.tenantColumn);
    return columns.find(({ name }) => name === key) ?? null;
  }
  if (declared.kind !== 'value' && declared.kind !== 'values') return null;
  const column = columns.find(({ property }) => property === declared.name);
  if (column === undefined) sources.mistakes.push(`${type.name}.${declared.name}: add @Column with its type.`);
  return column ?? null;
}

function targetOf(declared: FieldRecord, sources: FieldSources): ClassModel | null {
  const type = targetTypeOf(declared);
  return type === null ? null : sources.classOf(type);
}

function targetTypeOf(declared: FieldRecord): Constructor | null {
  if ('target' in declared) return declared.target();
  return declared.kind === 'computed' && declared.expression.kind === 'theOne' ? declared.expression.target() : null;
}

/** The column of the other table that points here; towards the tenant itself it is the tenant column. */
function backOf(type: Constructor, declared: FieldRecord, sources: FieldSources): Column | null {
  if (declared.kind !== 'links' && declared.kind !== 'embeds') return null;
  return referringColumn(type, declared.target(), sources);
}

/** The column of `target` that refers to `type`; null when there is none. */
function referringColumn(type: Constructor, target: Constructor, sources: FieldSources): Column | null {
  const metadata = sources.metadataOf(target);
  if (metadata === null) return null;
  const columns = sources.classOf(target)?.columns ?? [];
  if (recordOf(type)?.resource?.tenant === true) {
    return columns.find(({ name }) => name === sources.tenantColumn) ?? null;
  }
  const fields = [...(recordOf(target)?.fields.values() ?? [])];
  const back = fields.find((field) => field.kind === 'reference' && field.target() === type);
  const key = back === undefined ? null : referenceColumn(metadata, back.name, sources.tenantColumn);
  return columns.find(({ name }) => name === key) ?? null;
}

function datatypeOf(
  record: ClassRecord,
  declared: FieldRecord,
  column: Column | null,
  sources: FieldSources,
): Field['datatype'] {
  if (declared.kind === 'reference' || declared.kind === 'links') return 'iri';
  if (declared.kind === 'embeds' || declared.kind === 'values') return declared.single ? 'object' : 'objects';
  if (declared.kind === 'translated') return 'string';
  if (declared.kind === 'computed') {
    return datatypeOfExpression(declared.expression, (path) => typeAt(record.type, path, sources));
  }
  const form = idFormOf(record, declared.name);
  if (form !== null) return datatypeOfId(form);
  const said = declared.kind === 'value' ? declared.datatype : null;
  const known = said ?? (column === null ? null : datatypeOfColumn(column));
  if (known === null) sources.mistakes.push(`${record.type.name}.${declared.name}: say its type in @Property.`);
  return known ?? 'string';
}

function idFormOf(record: ClassRecord, name: string): IdForm | null {
  return record.keys.id?.property === name ? record.keys.id.form : null;
}

/** The type of what a path ends in, following references from class to class. */
function typeAt(type: Constructor, path: string, sources: FieldSources): Field['datatype'] {
  const [head = '', ...rest] = path.split('.');
  const record = recordOf(type);
  const declared = record?.fields.get(head);
  if (rest.length > 0 && declared?.kind === 'reference') return typeAt(declared.target(), rest.join('.'), sources);
  if (record !== null && declared !== undefined) {
    return datatypeOf(record, declared, columnOf(type, declared, sources), sources);
  }
  const column = sources.classOf(type)?.columns.find(({ property }) => property === head);
  return (column === undefined ? null : datatypeOfColumn(column)) ?? 'string';
}

function nullableOf(declared: FieldRecord, column: Column | null): boolean {
  if (declared.kind === 'reference') return declared.nullable;
  if (declared.kind === 'computed') return ['theOne', 'address', 'field', 'when'].includes(declared.expression.kind);
  return column?.nullable ?? false;
}

function requiredOf(declared: FieldRecord, column: Column | null, nullable: boolean): boolean {
  const stored = declared.kind === 'value' || declared.kind === 'reference' || declared.kind === 'values';
  return stored && declared.writable !== 'never' && column !== null && !nullable && !column.hasDefault;
}
