import { entrypointContext, errorContext, violationContext } from '../contexts/fixed-contexts.ts';
import { mergedContext } from '../contexts/merged-context.ts';
import type { MediaType } from '../formats/media-types.ts';
import { HTML, JSON_LD, JSON_PLAIN, JSON_SCHEMA, OPENAPI } from '../formats/media-types.ts';
import { describeOperations } from '../operations/describe.ts';
import type { OperationDescription } from '../operations/description.ts';
import { problemCatalogue } from './catalogue.ts';
import type { EntryLink } from './entrypoint.ts';
import { entryLinks, entrypoint } from './entrypoint.ts';
import { actionsOf } from './home.ts';
import { apiDocumentation } from './hydra/document.ts';
import { schemaDocument } from './json-schema.ts';
import { openApiDocument } from './openapi/document.ts';
import { docsPage } from './page/docs-page.ts';
import { problemNode, problemPage } from './page/problem-page.ts';
import { shapeDocument } from './shacl/document.ts';
import type { DocumentSources } from './sources.ts';
import type { Usage } from './usage.ts';
import { documentedClasses, usageOf } from './usage.ts';

/** A document in one of its forms. */
export interface Rendered {
  readonly type: MediaType;
  readonly text: string;
}

/** What is the same for every origin. */
interface Prepared {
  readonly sources: DocumentSources;
  readonly operations: readonly OperationDescription[];
  readonly links: readonly EntryLink[];
  readonly usage: Usage;
}

/** Renders every public document for an origin, by its path below the base; the first form is the preferred one. */
export function documentRenderer(
  sources: DocumentSources,
): (origin: string) => ReadonlyMap<string, readonly Rendered[]> {
  const { model, declared, contexts } = sources;
  const prepared: Prepared = {
    sources,
    operations: describeOperations({ model, declared, vocabulary: contexts }),
    links: entryLinks(model, declared),
    usage: usageOf(model, declared),
  };
  return (origin) => {
    const docs = `${origin}${sources.base}/docs.jsonld`;
    return new Map([
      ...documentation(prepared, origin, docs),
      ...contextDocuments(prepared, docs),
      ...ruleDocuments(prepared, origin, docs),
      ...problemDocuments(prepared),
    ]);
  };
}

type Entry = readonly [string, readonly Rendered[]];

function documentation(
  { sources, operations, links, usage }: Prepared,
  origin: string,
  docs: string,
): readonly Entry[] {
  const hydra = json(JSON_LD, apiDocumentation(sources, operations, links, usage, docs));
  const openApi = openApiDocument(sources, operations, usage, origin);
  const bare = json(JSON_PLAIN, withoutContext(JSON.parse(hydra.text) as object));
  const page = { type: HTML, text: docsPage(sources, operations, usage, origin) };
  const entry = [
    json(JSON_LD, entrypoint(links, sources.base, true)),
    json(JSON_PLAIN, entrypoint(links, sources.base, false)),
  ];
  return [
    ['', entry],
    ['/docs.jsonld', [hydra]],
    ['/docs', [hydra, bare, json(OPENAPI, openApi), page]],
    // Tools that read OpenAPI ask for JSON, or for nothing in particular.
    ['/openapi.json', [json(OPENAPI, openApi), json(JSON_PLAIN, openApi)]],
    ['/docs.jsonopenapi', [json(OPENAPI, openApi), json(JSON_PLAIN, openApi)]],
  ];
}

function contextDocuments({ sources, links, usage, operations }: Prepared, docs: string): readonly Entry[] {
  const fixed: readonly (readonly [string, object])[] = [
    [
      'Entrypoint',
      entrypointContext(
        links.map(({ key }) => key),
        docs,
      ),
    ],
    ['Error', errorContext(docs)],
    ['ConstraintViolation', violationContext(docs)],
  ];
  const classes = documentedClasses(sources.model, usage).map((of) => {
    const actions = actionsOf(operations, of).map(({ name }) => name);
    return [of.name, mergedContext(sources.contexts, of, docs, actions)] as const;
  });
  return [...fixed, ...classes].map(([name, context]) => [`/contexts/${name}`, [json(JSON_LD, context)]]);
}

/** What holds for the values of each class, for validators of JSON and of RDF. */
function ruleDocuments({ sources, usage }: Prepared, origin: string, docs: string): readonly Entry[] {
  return documentedClasses(sources.model, usage).flatMap((of): readonly Entry[] => {
    const schema = schemaDocument(of, usage, `${origin}${sources.base}`);
    return [
      [`/schemas/${of.name}`, [json(JSON_SCHEMA, schema), json(JSON_PLAIN, schema)]],
      [`/shapes/${of.name}`, [json(JSON_LD, shapeDocument(of, usage, sources.base, docs))]],
    ];
  });
}

function problemDocuments({ sources }: Prepared): readonly Entry[] {
  const catalogue = problemCatalogue(sources.declared, sources.problems);
  return [...catalogue.values()].map((problem) => [
    `/problems/${problem.slug}`,
    [
      json(JSON_LD, problemNode(sources.base, problem)),
      json(JSON_PLAIN, withoutContext(problemNode(sources.base, problem))),
      { type: HTML, text: problemPage(sources, problem) },
    ],
  ]);
}

function json(type: MediaType, body: object): Rendered {
  return { type, text: JSON.stringify(body) };
}

function withoutContext(document: object): object {
  return Object.fromEntries(Object.entries(document).filter(([key]) => key !== '@context'));
}
