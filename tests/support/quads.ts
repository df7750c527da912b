import { Readable } from 'node:stream';
import formats from '@rdfjs/formats';
import jsonld from 'jsonld';

/** The quads of a document in canonical form (URDNA2015), so that equal graphs are equal texts. */
export async function quadsOfJsonLd(text: string, base: string, contextOf: ContextOf): Promise<string> {
  const documentLoader = async (url: string) => ({
    contextUrl: undefined,
    documentUrl: url,
    document: (await contextOf(url)) as object,
  });
  return canonical(JSON.parse(text) as object, { base, documentLoader, safe: true });
}

/** Gives the context document at an absolute address. */
export type ContextOf = (url: string) => Promise<unknown>;

/** The same of Turtle or N-Quads, as the parser of RDF/JS reads it. */
export async function quadsOfText(text: string, type: 'text/turtle' | 'application/n-quads'): Promise<string> {
  const lines = new Set<string>();
  // The parser is a stream of quads, which its types do not say.
  const quads = formats.parsers.import(type, Readable.from([text]) as never) as unknown as AsyncIterable<Quad>;
  for await (const quad of quads) lines.add(lineOf(quad));
  return canonical([...lines].join(''), { inputFormat: 'application/n-quads' });
}

interface QuadTerm {
  readonly termType: string;
  readonly value: string;
  readonly language?: string;
  readonly datatype?: { readonly value: string };
}

/** A statement as parsers of RDF/JS give it. */
export interface Quad {
  readonly subject: QuadTerm;
  readonly predicate: QuadTerm;
  readonly object: QuadTerm;
}

/** Of JSON-LD or of N-Quads, as the options say. */
export async function canonical(input: object | string, options: object): Promise<string> {
  const all = { ...options, format: 'application/n-quads', algorithm: 'URDNA2015' };
  // The types of jsonld know the form with a callback only.
  return (await jsonld.canonize(input as never, all as never)) as unknown as string;
}

/** A line of N-Quads. */
export function lineOf({ subject, predicate, object }: Quad): string {
  return `${[subject, predicate, object].map(termText).join(' ')} .\n`;
}

function termText({ termType, value, language = '', datatype }: QuadTerm): string {
  if (termType === 'NamedNode') return `<${value}>`;
  if (termType === 'BlankNode') return `_:${value}`;
  const text = JSON.stringify(value);
  return language === '' ? `${text}^^<${datatype?.value ?? ''}>` : `${text}@${language}`;
}
