import type { Datatype, FilterKind } from '../declare/record.ts';
import type { IriPlace } from '../iri.ts';

/** A field by which a collection can be narrowed or ordered, as one lens sees it. */
export interface QueryField {
  /** The JSON key, which is also the parameter's name. */
  readonly name: string;
  readonly datatype: Datatype | 'iri';
  /** The SQL of its value, complete: `t."date_from"`. Never contains a value. */
  readonly sql: string;
  /** PostgreSQL's type of that SQL, to which parameters are cast. */
  readonly sqlType: string;
  /** `natural`: compared and ordered by `COLLATE "und-x-icu"`; `code`: by `"C"`; null: no text. */
  readonly collation: 'natural' | 'code' | null;
  readonly nullable: boolean;
  readonly filters: readonly FilterKind[];
  readonly sortable: boolean;
  /** An index makes an exact filter on it fast enough for the shared readers. */
  readonly indexed: boolean;
  /** Where the rows that it refers to live; of `id`, where the rows of the collection live. */
  readonly place: IriPlace | null;
  /** Known values, for messages and documents. */
  readonly choices: readonly string[] | null;
  readonly comment: string;
}

/** Everything about a collection that its parameters depend on. */
export interface QuerySubject {
  /** `/api/meetings`. */
  readonly path: string;
  /** `id` first. */
  readonly fields: readonly QueryField[];
  /** Names of every field that may be read, in wire order. */
  readonly readable: readonly string[];
  /** The order when none is asked for, without the closing key. */
  readonly sorted: { readonly field: string; readonly descending: boolean } | null;
  /** `pagination=false` is granted. */
  readonly whole: boolean;
}
