import type { BodyPlan } from '../body/body-plan.ts';
import type { CsvWriter } from '../formats/compile-csv.ts';
import type { RdfWriter } from '../formats/rdf/compile-rdf.ts';
import type { RowWriter } from '../formats/writer.ts';
import type { IriPlace } from '../iri.ts';
import type { Column, Model, ResourceModel } from '../model/model.ts';
import type { ListStatements } from '../plan/list-statement.ts';
import type { ReadPlan } from '../plan/read-plan.ts';
import type { Compiled } from '../plan/statement.ts';
import type { Write } from '../plan/writing.ts';
import type { CollectionQuery } from '../query/collection-query.ts';
import type { CursorSeal } from '../query/cursor-seal.ts';
import type { CollectionParameters } from '../query/parameters.ts';
import type { Caller } from '../seams.ts';
import type { NarrowedClass } from './affordances/narrowed-class.ts';
import type { Constraints } from './constraints.ts';
import type { BodyContexts } from './read-sent.ts';
import type { RowCodecs } from './row-codec.ts';
import type { Rows, Settings } from './rows.ts';

/** A resource as it is served: what is the same for everybody, and one plan per lens. */
export interface ServedResource {
  readonly of: ResourceModel;
  readonly model: Model;
  readonly codecs: RowCodecs;
  /** `/api/meetings`. */
  readonly path: string;
  /** Address of the class's context: `/api/contexts/Meeting`. */
  readonly context: string;
  readonly place: IriPlace;
  readonly lensOf: (caller: Caller | null) => LensPlan;
  /** Tells kinds of callers apart, also those who share a plan. */
  readonly lensNumberOf: (caller: Caller | null) => number;
  /** The plan of the caller's lens whose answers also say what the caller may do now. */
  readonly affordingLensOf: (caller: Caller | null) => LensPlan;
  /** Classes of bodies that these answers name, of all lenses. */
  readonly narrowed: readonly NarrowedClass[];
  /** By number of lens. */
  readonly plans: readonly LensPlan[];
  readonly rows: Rows;
  readonly settings: Settings;
  readonly constraints: Constraints;
  /** Of the tokens that lead from page to page. */
  readonly cursors: CursorSeal;
  readonly bodyContexts: BodyContexts;
  /** Headers that every answer of the collection or of an item carries. */
  readonly offers: { readonly collection: Offers; readonly item: Offers };
}

/** `Allow`, `Accept-Post` and `Accept-Patch` of an address. */
export type Offers = Readonly<Record<string, string>>;

/** How askers of one lens read a resource, or some of its fields, compiled. */
export interface LensReading {
  readonly read: ReadPlan;
  readonly parameters: CollectionParameters;
  readonly statements: (query: CollectionQuery) => ListStatements;
  /** By the key of the media type. */
  readonly write: Readonly<Record<'ld' | 'json', RowWriter>>;
  readonly csv: CsvWriter;
  /** For the origin of a request: absolute addresses are part of every statement. */
  readonly rdf: Readonly<Record<'ttl' | 'nq', (origin: string) => RdfWriter>>;
  /** Of plans whose answers say what may be done; null: of plain ones. */
  readonly affords: {
    /** The operations of the collection node, as JSON without brackets. */
    readonly collection: string;
    readonly narrowed: readonly NarrowedClass[];
  } | null;
}

/** What may happen to a resource for askers of one lens, compiled. */
export interface LensPlan extends LensReading {
  readonly may: Readonly<Record<'create' | 'patch' | 'delete', 'always' | 'never' | 'row'>>;
  /** The reading of some fields, in wire order. */
  readonly narrowed: (fields: readonly string[]) => LensReading;
  readonly create: { readonly body: BodyPlan; readonly columns: readonly Column[]; readonly write: Write } | null;
  readonly patch: PatchPlan | null;
  readonly remove: Compiled | null;
}

/** How a row is changed. */
export interface PatchPlan {
  readonly body: BodyPlan;
  /** The row as the caller sees it, the answers of the rules of single fields and, last, that of the row. */
  readonly stored: Compiled;
  /** For a set of changed columns, in the order of the class. */
  readonly update: (columns: readonly Column[]) => Write;
  /** Makes the empty row of a singleton that was never written; null for other resources. */
  readonly ensure: Compiled | null;
  /** Fields that this lens may see and not change. */
  readonly fixed: ReadonlySet<string>;
  /** Of fields that some rows let be changed, the place of the answer in a stored row, from its end. */
  readonly answers: ReadonlyMap<string, number>;
}
