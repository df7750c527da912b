import jsonld from 'jsonld';
import type { MediaType } from '../formats/media-types.ts';
import { JSON_LD, TURTLE } from '../formats/media-types.ts';
import { nQuads } from '../formats/rdf/n-quads.ts';
import type { Quad } from '../formats/rdf/quads-text.ts';
import { quadsText } from '../formats/rdf/quads-text.ts';
import { turtle } from '../formats/rdf/turtle.ts';
import type { Rendered } from './render.ts';

/** What documents in RDF are made of. */
interface Sources {
  /** The documents of the origin, contexts among them, by path below the base. */
  readonly rendered: ReadonlyMap<string, readonly Rendered[]>;
  readonly origin: string;
  readonly base: string;
  readonly prefixes: ReadonlyMap<string, string>;
}

/** Writes documents as Turtle or N-Quads, from the statements of their JSON-LD. */
export function rdfRenderer(sources: Sources): (path: string, type: MediaType) => Promise<string> {
  const { origin, base, prefixes } = sources;
  const docs = `${base}/docs.jsonld`;
  return async (path, type) => {
    const syntax = type === TURTLE ? turtle(origin, docs, prefixes) : nQuads(origin, docs);
    return quadsText(await quadsOf(sources, path), syntax);
  };
}

/** Contexts are taken from the documents: nothing is fetched, whatever a document names. */
async function quadsOf({ rendered, origin, base }: Sources, path: string): Promise<readonly Quad[]> {
  const root = `${origin}${base}`;
  const documentOf = (at: string): object => {
    const found = rendered.get(at)?.find(({ type }) => type === JSON_LD);
    if (found === undefined) throw new TypeError(`There is no document ${at}.`);
    return JSON.parse(found.text) as object;
  };
  const documentLoader = async (url: string) => ({
    contextUrl: undefined,
    documentUrl: url,
    document: documentOf(url.startsWith(root) ? url.slice(root.length) : url),
  });
  const options = { base: `${root}${path}`, documentLoader, safe: true };
  // Without a format it is a list of quads, which the types of jsonld do not say.
  return (await jsonld.toRDF(documentOf(path), options as never)) as unknown as readonly Quad[];
}
