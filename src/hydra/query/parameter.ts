import type { OrderTerm, Predicate } from './collection-query.ts';

/** One thing that a query may say, whatever its spelling. */
export interface Parameter {
  /** Decoded: `employee`, `dateFrom[after]`, `page`. */
  readonly name: string;
  /** Also read as a list: `employee[]=…&employee[]=…`. */
  readonly many: boolean;
  /** The field's name or the Hydra term that the search template maps it to; null: not in the template. */
  readonly property: string | null;
  /** Its parameter objects of OpenAPI 3.1, the list's after the single one's. */
  readonly openapi: readonly OpenApiParameter[];
  /** `values` has one entry unless the parameter was sent as a list. */
  readonly read: (values: readonly string[], how: Reader) => Reading;
}

/** What the meaning of a value depends on, apart from the collection. */
export interface Reader {
  /** IANA zone of dates and of times without an offset. */
  readonly timeZone: string;
  /** `https://host`, which absolute IRIs must start with. */
  readonly origin: string;
}

/** What a parameter says, or why it cannot be used. */
export type Reading =
  | {
      readonly kind: 'predicate';
      readonly predicate: Predicate;
      /** Tells the SQL text apart from others; holds no value. */
      readonly shape: string;
      /** An index finds the few rows that it leaves. */
      readonly fast: boolean;
    }
  | { readonly kind: 'order'; readonly term: OrderTerm; readonly fast: boolean }
  | { readonly kind: 'paging'; readonly paging: Partial<Paging> }
  | { readonly kind: 'fields'; readonly names: readonly string[] }
  | Complaint;

/** Which part of the rows is asked for. */
export interface Paging {
  readonly page: number;
  readonly cursor: string | null;
  readonly itemsPerPage: number;
  readonly whole: boolean;
  readonly partial: boolean;
}

/** A parameter object of OpenAPI 3.1. */
export interface OpenApiParameter {
  readonly name: string;
  readonly in: 'query';
  readonly description: string;
  readonly required: false;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly style?: 'form';
  readonly explode?: true;
  /** Records are shown in part: what their schema requires may then be missing. */
  readonly 'x-partial'?: true;
}

/** Why a value cannot be used. */
export interface Complaint {
  readonly kind: 'complaint';
  readonly code: string;
  /** A sentence to stand after the parameter's name. */
  readonly message: string;
}

/** A complaint about a value, saying what it must be: `a date`, `true or false`. */
export function mustBe(expected: string): Complaint {
  return { kind: 'complaint', code: 'value', message: `must be ${expected}.` };
}

/** The parameter object of a single value. */
export function openapiParameter(
  name: string,
  description: string,
  schema: Readonly<Record<string, unknown>>,
): OpenApiParameter {
  return { name, in: 'query', description, required: false, schema };
}
