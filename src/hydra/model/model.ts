import type { ExpressionNode } from '../declare/expressions.ts';
import type { Constructor, Datatype, IdForm, ResourceFacts } from '../declare/record.ts';

/** What the context files say; read by `contexts`. */
export interface Vocabulary {
  /** Null when the context of the class has no such term. */
  termOf(className: string, property: string): Term | null;
  /** Of the class itself, or of one of its properties. */
  commentOf(className: string, property?: string): string | null;
  /** The class's own terms as written; null when it has no context file. */
  termsOf(className: string): Readonly<Record<string, unknown>> | null;
}

/** Everything that the product declares, joined and checked; frozen. */
export interface Model {
  /** The tenant column of every table of a tenant. */
  readonly tenantColumn: string;
  /** Every class known by name, stored or not. */
  readonly classes: readonly ClassModel[];
  /** Those with addresses, sorted by path. */
  readonly resources: readonly ResourceModel[];
  readonly byType: ReadonlyMap<Constructor, ClassModel>;
}

/** A class: what is stored of it and what is shown. */
export interface ClassModel {
  /** `Meeting`: class in TypeScript, Hydra class, context and schema key. */
  readonly name: string;
  readonly type: Constructor;
  /** `stored` is a table that is never shown by itself. */
  readonly kind: 'resource' | 'part' | 'shape' | 'stored';
  /** Null for shapes. */
  readonly table: string | null;
  /** Whose the rows are: one tenant's, `tenant` for the tenants themselves, nobody's. */
  readonly belongs: 'tenant' | 'is-tenant' | 'nobody';
  /** Every stored column, tenant and version included, in the order of the class. */
  readonly columns: readonly Column[];
  /** What is shown or read, in wire order. */
  readonly fields: readonly Field[];
  /** References that rules and computed fields follow and nobody sees. */
  readonly hidden?: readonly Field[];
  /** Null where rows have no id of their own. */
  readonly id: { readonly column: Column; readonly form: IdForm } | null;
  readonly version: Column | null;
  readonly updatedAt: Column | null;
  /** Null unless it has addresses of its own. */
  readonly resource: ResourceFacts | null;
  /** For parts: the template of the fragment, such as `config-{key}`; null: blank nodes. */
  readonly fragment: string | null;
  /** Who may see rows of it; `resource.read`, or the part's rule, or everybody. */
  readonly read: ExpressionNode;
  /** One sentence, from the vocabulary. */
  readonly comment: string;
  /** Terms of the class's context file, as written there. */
  readonly terms: Readonly<Record<string, unknown>>;
}

/** A class that has addresses. */
export interface ResourceModel extends ClassModel {
  readonly table: string;
  readonly resource: ResourceFacts;
  readonly id: { readonly column: Column; readonly form: IdForm };
}

/** A stored column. */
export interface Column {
  /** Of the class. */
  readonly property: string;
  /** In the database. */
  readonly name: string;
  /** PostgreSQL's name of the type: `text`, `bigint`, `smallint`, `integer`, `boolean`, `timestamptz`, `jsonb` … */
  readonly sqlType: string;
  readonly array: boolean;
  readonly nullable: boolean;
  readonly hasDefault: boolean;
  /** A constant default as the wire would show it, such as `true`; undefined when there is none or SQL makes it. */
  readonly defaultValue: string | number | boolean | undefined;
  /** A default that SQL makes, as SQL; null when there is none. */
  readonly defaultSql?: string | null;
  /** Only the system role may read it (`select: false`). */
  readonly secret?: boolean;
}

/** One key of a body or an answer. */
export interface Field {
  /** The JSON key. */
  readonly name: string;
  readonly kind: 'value' | 'reference' | 'links' | 'embeds' | 'values' | 'computed' | 'translated';
  /** `objects` are lists of objects, `object` is one. */
  readonly datatype: Datatype | 'iri' | 'objects' | 'object';
  /** The stored column; of a reference its key column; null for what is not stored in this table. */
  readonly column: Column | null;
  readonly expression: ExpressionNode | null;
  /** Of references, links, embeds and values. */
  readonly target: ClassModel | null;
  /** Of a link to a collection that code gives: the class of what is in it. */
  readonly members?: ClassModel;
  /** Of links and embeds: the column of the target that refers to this class, and the order. */
  readonly back: Column | null;
  readonly sorted: string | null;
  readonly from: string | null;
  readonly translate: ((text: string, language: string) => string) | null;
  readonly nullable: boolean;
  /** Must be in a create body. */
  readonly required: boolean;
  readonly writable: 'always' | 'once' | 'never';
  readonly readable: boolean;
  /** Null: whoever may read the row. */
  readonly readableBy: ExpressionNode | null;
  readonly writableBy: ExpressionNode | null;
  readonly whenGone: 'clear' | 'refuse';
  /** What class-validator was told, for documents; the check itself is class-validator's. */
  readonly limits: Limits;
  /** One sentence, from the vocabulary. */
  readonly comment: string;
  readonly term: Term;
}

/** The facts of a field's constraints that documents show. */
export interface Limits {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly choices?: readonly string[];
  readonly format?: 'email' | 'uri';
}

/** What a key means: the entry of the class's context. */
export interface Term {
  /** `Meeting/dateFrom` (ours, relative to the vocabulary) or prefixed, such as `schema:name`. */
  readonly iri: string;
  /** The IRI with its prefix written out; null: ours, its place depends on where the documentation is. */
  readonly absolute: string | null;
  /** `@id`, `@json`, `xsd:dateTime` … or null for plain natives. */
  readonly type: string | null;
  readonly container: '@set' | '@list' | null;
  /** BCP 47, of texts that are always in one language. */
  readonly language: string | null;
}
