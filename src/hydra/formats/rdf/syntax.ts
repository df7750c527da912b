/** A document of triples while it is written; what belongs to no node in hand is put at its end. */
export interface TripleDocument {
  text: string;
  /** How many blank nodes have been named. */
  blanks: number;
}

/** How a syntax of RDF spells terms and statements. Terms are texts, spelled already. */
export interface Syntax {
  /** What documents begin with. */
  readonly start: string;
  /** A term of our vocabulary: `Meeting/dateFrom`. */
  readonly own: (name: string) => string;
  readonly iri: (absolute: string) => string;
  /** Something of ours by its path: `/api/meetings/1`. */
  readonly path: (path: string) => string;
  /** Of `xsd:string` unless a datatype, an absolute IRI, is given. */
  readonly literal: (text: string, datatype?: string) => string;
  readonly tagged: (text: string, language: string) => string;
  /** A literal of `xsd:integer`, in its canonical form. */
  readonly integer: (text: string) => string;
  readonly boolean: (value: boolean) => string;
  /** The text that says a property of a node with all its values; none: nothing. */
  readonly say: (subject: string, property: string, values: readonly string[]) => string;
  /** Writes a node, a blank one without an address, and gives the term for it; `said` is put together by `say`. */
  readonly node: (document: TripleDocument, address: string | null, said: (subject: string) => string) => string;
  readonly list: (document: TripleDocument, values: readonly string[]) => string;
}

/** A new document. */
export function emptyDocument({ start }: Syntax): TripleDocument {
  return { text: start, blanks: 0 };
}
