import type { Contexts } from './contexts/read-contexts.ts';
import { HTML_POLICY } from './documentation/page/html.ts';
import type { Rendered } from './documentation/render.ts';
import { documentRenderer } from './documentation/render.ts';
import type { DocumentSources } from './documentation/sources.ts';
import type { MediaType } from './formats/media-types.ts';
import { HTML } from './formats/media-types.ts';
import { StaticDocument } from './http/encoded.ts';
import { perOrigin } from './http/origin.ts';
import type { Asked } from './operations/asked.ts';
import type { Operation, Route } from './operations/operation.ts';
import type { Outcome } from './operations/outcome.ts';
import { matchesNone } from './operations/preconditions.ts';
import { refuseParameters } from './operations/refuse-parameters.ts';
import { NOT_ACCEPTABLE, NOT_FOUND, ProblemError } from './problem.ts';

/** The documents of one origin, by path, each in its forms. */
type Documents = ReadonlyMap<string, ReadonlyMap<MediaType, StaticDocument>>;

const OFFERS = Object.freeze({ Allow: 'GET, HEAD, OPTIONS' });

/** Routes of everything that anybody may read; documents are rendered once per origin, at its first request. */
export function documentRoutes(sources: DocumentSources & { readonly contexts: Contexts }): ReadonlyMap<string, Route> {
  const render = documentRenderer(sources);
  const documentsOf = perOrigin((origin: string) => staticDocuments(render(origin)));
  // Which documents there are, and in which forms, does not depend on the origin.
  const known = render('https://host');
  const routes = [...known].map(([path, forms]) => [path, documentRoute(path, forms, documentsOf)] as const);
  return new Map<string, Route>([...routes, ['/', redirect(sources.base)]]);
}

function documentRoute(path: string, forms: readonly Rendered[], documentsOf: (origin: string) => Documents): Route {
  const run = async (asked: Asked): Promise<Outcome> => answer(asked, documentsOf(asked.origin).get(path));
  return route(
    `GET ${path === '' ? '/' : path}`,
    forms.map(({ type }) => type),
    run,
  );
}

function answer(asked: Asked, forms: ReadonlyMap<MediaType, StaticDocument> | undefined): Outcome {
  const { media, incoming } = asked;
  if (forms === undefined) throw new ProblemError(NOT_FOUND);
  const document = media === null ? undefined : forms.get(media);
  if (document === undefined) {
    throw new ProblemError(NOT_ACCEPTABLE, {
      detail: `There is ${[...forms.keys()].map(({ name }) => name).join(', ')}.`,
    });
  }
  refuseParameters(asked);
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

function staticDocuments(rendered: ReadonlyMap<string, readonly Rendered[]>): Documents {
  const forms = (each: readonly Rendered[]) =>
    new Map(each.map(({ type, text }) => [type, new StaticDocument(type, text)]));
  return new Map([...rendered].map(([path, each]) => [path, forms(each)]));
}
