import type { CollectionParameters } from '../../../src/hydra/query/parameters.ts';
import { compileParameters } from '../../../src/hydra/query/parameters.ts';
import type { QueryField, QuerySubject } from '../../../src/hydra/query/query-field.ts';
import type { QueryManner } from '../../../src/hydra/query/read-query.ts';

/** How the tests read queries unless they say otherwise. */
export const MANNER: QueryManner = {
  timeZone: 'Europe/Copenhagen',
  origin: 'https://host',
  lenient: false,
  bareJson: false,
};

/** A field that can be neither narrowed nor ordered by, until `facts` say so. */
export function givenField(facts: Partial<QueryField> & Pick<QueryField, 'name'>): QueryField {
  return {
    datatype: 'string',
    sql: `t."${facts.name}"`,
    sqlType: 'text',
    collation: null,
    nullable: false,
    filters: [],
    sortable: false,
    indexed: false,
    place: null,
    choices: null,
    comment: '',
    ...facts,
  };
}

const BOOK: readonly QueryField[] = [
  givenField({
    name: 'id',
    datatype: 'integer',
    sqlType: 'bigint',
    filters: ['exact'],
    sortable: true,
    indexed: true,
    place: { collection: '/api/books', form: { kind: 'counted' } },
  }),
  givenField({ name: 'title', collation: 'natural', filters: ['partial'], sortable: true, indexed: true }),
  givenField({
    name: 'author',
    datatype: 'iri',
    sql: 't."author_id"',
    sqlType: 'bigint',
    nullable: true,
    filters: ['exact', 'exists'],
    indexed: true,
    place: { collection: '/api/authors', form: { kind: 'counted' } },
  }),
  givenField({
    name: 'binding',
    collation: 'code',
    filters: ['exact'],
    sortable: true,
    choices: ['hard', 'soft'],
  }),
  givenField({ name: 'shelf', collation: 'natural', nullable: true, filters: ['exact'] }),
  givenField({
    name: 'lent',
    datatype: 'boolean',
    sql: 't."lent_to" IS NOT NULL',
    sqlType: 'boolean',
    filters: ['exact'],
  }),
  givenField({ name: 'pages', datatype: 'integer', sqlType: 'smallint', nullable: true, filters: ['exact', 'range'] }),
  givenField({ name: 'price', datatype: 'decimal', sqlType: 'numeric', filters: ['range'] }),
  givenField({ name: 'printedOn', datatype: 'date', sql: 't."printed_on"', sqlType: 'date', filters: ['range'] }),
  givenField({
    name: 'soldAt',
    datatype: 'instant',
    sql: 't."sold_at"',
    sqlType: 'timestamptz',
    nullable: true,
    filters: ['range', 'exists'],
    sortable: true,
    indexed: true,
  }),
];

/** The parameters of a collection of books. */
export function givenBooks(facts: Partial<QuerySubject> = {}): CollectionParameters {
  const readable = BOOK.map(({ name }) => name);
  return compileParameters({ path: '/api/books', fields: BOOK, sorted: null, whole: false, readable, ...facts });
}
