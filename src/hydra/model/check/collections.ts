import type { FilterKind } from '../../declare/record.ts';
import type { ClassModel, Field, Model } from '../model.ts';

/** Filters and orders name fields that SQL can compare in that way. */
export function checkCollections(model: Model): readonly string[] {
  return model.classes.flatMap((type) => [...checkFilters(type), ...checkOrders(type)]);
}

function checkFilters(type: ClassModel): string[] {
  const filters = [...(type.resource?.filters ?? [])];
  return filters.flatMap(([name, kinds]) => {
    const field = type.fields.find((each) => each.name === name);
    if (field === undefined) return [`${type.name}: drop the filter ${name} or expose the field.`];
    return kinds.filter((kind) => !fits(kind, field)).map((kind) => misfit(type, field, kind));
  });
}

function misfit(type: ClassModel, field: Field, kind: FilterKind): string {
  return `${type.name}.${field.name}: choose another filter than ${kind}, its type is ${field.datatype}.`;
}

function fits(kind: FilterKind, { datatype, kind: stored, nullable }: Field): boolean {
  if (stored === 'links' || stored === 'embeds' || stored === 'values') return false;
  if (kind === 'exists') return nullable;
  if (kind === 'partial') return datatype === 'string';
  if (kind === 'range') return ['instant', 'date', 'integer', 'decimal'].includes(datatype);
  return !['json', 'object', 'objects', 'strings', 'secret'].includes(datatype);
}

function checkOrders(type: ClassModel): string[] {
  const { sortable = [], sorted = null } = type.resource ?? {};
  const asked = sorted === null ? sortable : [...sortable, sorted.replace(/^-/, '')];
  return asked
    .filter((name) => name !== 'id' && !type.fields.some((field) => field.name === name && isComparable(field)))
    .map((name) => `${type.name}: drop the order by ${name} or expose a field that can be ordered.`);
}

function isComparable({ kind, datatype }: Field): boolean {
  return (
    kind !== 'links' &&
    kind !== 'embeds' &&
    !['json', 'object', 'objects', 'strings', 'secret', 'iri'].includes(datatype)
  );
}
