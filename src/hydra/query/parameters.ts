import type { FilterKind } from '../declare/record.ts';
import type { CollectionQuery } from './collection-query.ts';
import type { DefaultOrder } from './combine.ts';
import { combined, defaultOrder } from './combine.ts';
import { exactParameter } from './exact.ts';
import { existsParameter } from './exists.ts';
import { KEY, orderParameter } from './order.ts';
import { pageParameters } from './page.ts';
import type { OpenApiParameter, Parameter } from './parameter.ts';
import { partialParameter } from './partial.ts';
import type { QueryField, QuerySubject } from './query-field.ts';
import { rangeParameters } from './range.ts';
import { propertiesParameter } from './shown-fields.ts';
import type { Spelling } from './spellings.ts';
import { spellingsOf } from './spellings.ts';
import type { SearchTemplate } from './template.ts';
import { searchTemplate, searchText } from './template.ts';

/** Everything that a collection's query may say to one lens. */
export interface CollectionParameters {
  readonly search: SearchTemplate;
  /** The JSON text of `hydra:search`. */
  readonly template: string;
  readonly openapi: readonly OpenApiParameter[];
  readonly spellings: ReadonlyMap<string, Spelling>;
  readonly sorted: DefaultOrder;
  /** The query that says nothing. */
  readonly empty: CollectionQuery;
  /** What the query of one row may say. */
  readonly ofItem: ItemParameters;
}

/** The parameters of a row's address. */
export type ItemParameters = Pick<CollectionParameters, 'openapi' | 'spellings'>;

/** @throws TypeError when a filter or an order does not fit its field. */
export function compileParameters(subject: QuerySubject): CollectionParameters {
  const fields = subject.fields.map(enclosed);
  const properties = propertiesParameter(subject.readable);
  const all = Object.freeze([...filters(fields), ...orders(fields), properties, ...pageParameters(subject.whole)]);
  const sorted = defaultOrder(fields, subject.sorted);
  const search = searchTemplate(subject.path, all);
  return Object.freeze({
    search,
    template: searchText(search),
    openapi: Object.freeze(all.flatMap(({ openapi }) => openapi)),
    spellings: spellingsOf(all),
    sorted,
    empty: combined('', [], [], sorted),
    ofItem: Object.freeze({ openapi: properties.openapi, spellings: spellingsOf([properties]) }),
  });
}

function filters(fields: readonly QueryField[]): Parameter[] {
  const compared = fields.flatMap((field) => field.filters.flatMap((kind) => filtersOf(field, kind)));
  const existing = fields.filter((field) => field.filters.includes('exists')).map(existsParameter);
  return [...compared, ...existing];
}

function filtersOf(field: QueryField, kind: FilterKind): readonly Parameter[] {
  if (kind === 'exists') return [];
  if (kind === 'range') return rangeParameters(field);
  if (kind === 'partial') return [partialParameter(field)];
  if (!field.filters.includes('partial')) return [exactParameter(field)];
  throw new TypeError(`${field.name}: filter it by exact or by partial, both are called ${field.name} in a query.`);
}

function orders(fields: readonly QueryField[]): Parameter[] {
  return fields.filter(({ name, sortable }) => sortable || name === KEY).map(orderParameter);
}

/** Columns stand as they are, everything longer in parentheses, so that any operator may follow. */
function enclosed(field: QueryField): QueryField {
  return /^[\w."]+$/.test(field.sql) ? field : { ...field, sql: `(${field.sql})` };
}
