import { prefixesIn } from './contexts/context-file.ts';
import type { Contexts } from './contexts/read-contexts.ts';
import { HTML_POLICY } from './documentation/page/html.ts';
import { rdfRenderer } from './documentation/rdf-document.ts';
import type { Rendered } from './documentation/render.ts';
import { documentRenderer } from './documentation/render.ts';
import type { DocumentSources } from './documentation/sources.ts';
import type { MediaType } from './formats/media-types.ts';
import { HTML, N_QUADS, TURTLE } from './formats/media-types.ts';
import { StaticDocument } from './http/encoded.ts';
import type { Asked } from './operations/asked.ts';
import type { Operation, Route } from './operations/operation.ts';
import type { Outcome } from './operations/outcome.ts';
import { matchesNone } from './operations/preconditions.ts';
import { refuseParameters } from './operations/refuse-parameters.ts';
import { perOrigin } from './per-origin.ts';
import { NOT_ACCEPTABLE, NOT_FOUND, ProblemError } from './problem.ts';

/** The documents of one origin, by path, each in its forms. */
type Documents = ReadonlyMap<string, Forms>;
type Forms = ReadonlyMap<MediaType, Form>;
type Form = () => StaticDocument | Promise<StaticDocument>;

/** Where clients of RDF begin: the entry point and the documentation. */
const IN_RDF: ReadonlySet<string> = new Set(['', '/docs']);
const RDF_TYPES: readonly MediaType[] = [TURTLE, N_QUADS];

const OFFERS = Object.freeze({ Allow: 'GET, HEAD, OPTIONS' });

/** Routes of everything that anybody may read; documents are rendered once per origin, at its first request. */
export function documentRoutes(sources: DocumentSources & { readonly contexts: Contexts }): ReadonlyMap<string, Route> {
  const render = documentRenderer(sources);
  const prefixes = prefixesIn(sources.contexts.head);
  const documentsOf = perOrigin((origin: string) => {
    const rendered = render(origin);
    return staticDocuments(rendered, rdfRenderer({ rendered, origin, base: sources.base, prefixes }));
  });
  // Which documents there are, and in which forms, does not depend on the origin.
  const known = render('https://host');
  const routes = [...known].map(
    ([path, forms]) => [path, documentRoute(path, offeredAt(path, forms), documentsOf)] as const,
  );
  return new Map<string, Route>([...routes, ['/', redirect(sources.base)]]);
}

/** The forms of a document, by what it can be asked for in. */
function offeredAt(path: string, forms: readonly Rendered[]): readonly MediaType[] {
  return [...forms.map(({ type }) => type), ...(IN_RDF.has(path) ? RDF_TYPES : [])];
}

function documentRoute(path: string, offered: readonly MediaType[], documentsOf: (origin: string) => Documents): Route {
  const run = (asked: Asked): Promise<Outcome> => answer(asked, documentsOf(asked.origin).get(path));
  return route(`GET ${path === '' ? '/' : path}`, offered, run);
}

async function answer(asked: Asked, forms: Forms | undefined): Promise<Outcome> {
  const { media, incoming } = asked;
  if (forms === undefined) throw new ProblemError(NOT_FOUND);
  const made = media === null ? undefined : forms.get(media);
  if (made === undefined) {
    throw new ProblemError(NOT_ACCEPTABLE, {
      detail: `There is ${[...forms.keys()].map(({ name }) => name).join(', ')}.`,
    });
  }
  refuseParameters(asked);
  const document = await made();
  const { body, tag, headers } = document.for(incoming.headers['accept-encoding'] as string | undefined);
  const own = media === HTML ? { ...headers, 'Content-Security-Policy': HTML_POLICY } : headers;
  if (matchesNone(incoming.headers['if-none-match'], tag)) {
    return { status: 200, kind: 'public', headers: { ...own, ...OFFERS }, body };
  }
  return { status: 304, kind: 'public', headers: { ETag: tag, ...OFFERS }, body: null };
}

/** One address per thing: the entry point has no slash at its end. */
function redirect(base: string): Route {
  const run = async (asked: Asked): Promise<Outcome> => {
    refuseParameters(asked);
    return { status: 308, kind: 'public', headers: { Location: base }, body: null };
  };
  return route('GET /', [], run);
}

function route(name: string, offered: readonly MediaType[], run: Operation['run']): Route {
  const operation: Operation = {
    name,
    anyone: true,
    needsTenant: false,
    permits: () => true,
    limit: null,
    writes: false,
    offered,
    prefers: [],
    compiled: true,
    run,
  };
  return { methods: new Map([['GET', operation]]), offers: OFFERS };
}

function staticDocuments(
  rendered: ReadonlyMap<string, readonly Rendered[]>,
  rdf: (path: string, type: MediaType) => Promise<string>,
): Documents {
  const direct = (each: readonly Rendered[]) =>
    each.map(({ type, text }): readonly [MediaType, Form] => {
      const document = new StaticDocument(type, text);
      return [type, () => document];
    });
  const derived = (path: string): readonly (readonly [MediaType, Form])[] =>
    IN_RDF.has(path) ? RDF_TYPES.map((type) => [type, once(type, () => rdf(path, type))] as const) : [];
  return new Map([...rendered].map(([path, each]) => [path, new Map([...direct(each), ...derived(path)])]));
}

/** Made when it is first asked for; a failure is not kept. */
function once(type: MediaType, text: () => Promise<string>): () => Promise<StaticDocument> {
  let made: Promise<StaticDocument> | null = null;
  const make = async (): Promise<StaticDocument> => {
    try {
      return new StaticDocument(type, await text());
    } catch (error) {
      made = null;
      throw error;
    }
  };
  return () => {
    made ??= make();
    return made;
  };
}
