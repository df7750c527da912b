import type { MediaType } from '../formats/media-types.ts';
import { HTML, JSON_LD, JSON_PLAIN, JSON_SCHEMA, N_QUADS, OPENAPI, TURTLE } from '../formats/media-types.ts';
import { BAD_REQUEST, INTERNAL, NOT_ACCEPTABLE, NOT_FOUND, PARAMETER, UNKNOWN_HOST } from '../problem.ts';
import { IF_NONE_MATCH, PREFER } from './describe-headers.ts';
import { problemStatuses, success, unchanged } from './describe-statuses.ts';
import type { OperationDescription } from './description.ts';

/** The documents that anybody may read. */
export function describeDocuments(): readonly OperationDescription[] {
  return [
    document('getEntrypoint', '/', 'The entry point: where everything begins.', 'Entrypoint', [
      JSON_LD,
      JSON_PLAIN,
      TURTLE,
      N_QUADS,
    ]),
    document('getDocumentation', '/docs.jsonld', 'The Hydra documentation.', 'hydra:ApiDocumentation', [JSON_LD]),
    document('getDocumentationPage', '/docs', 'The documentation, in the form asked for.', 'hydra:ApiDocumentation', [
      JSON_LD,
      JSON_PLAIN,
      TURTLE,
      N_QUADS,
      OPENAPI,
      HTML,
    ]),
    document('getOpenApi', '/openapi.json', 'The OpenAPI document.', 'hydra:Resource', [OPENAPI, JSON_PLAIN]),
    document('getContext', '/contexts/{class}', 'The JSON-LD context of one class.', 'hydra:Resource', [JSON_LD]),
    document('getSchema', '/schemas/{class}', 'The JSON Schema of one class and of its bodies.', 'hydra:Resource', [
      JSON_SCHEMA,
    ]),
    document('getShape', '/shapes/{class}', 'The rules of one class in SHACL.', 'hydra:Resource', [JSON_LD]),
    // Given in application/json, too; readers of OpenAPI would take that for a collection of data.
    document('getProblemType', '/problems/{slug}', 'What a kind of problem means.', 'hydra:Status', [JSON_LD, HTML]),
  ];
}

function document(
  id: string,
  path: string,
  title: string,
  returned: string,
  gives: readonly MediaType[],
): OperationDescription {
  const absent = path.includes('{') ? [NOT_FOUND] : [];
  return {
    kind: 'document',
    id,
    name: 'get',
    method: 'GET',
    path,
    title,
    description: 'Open to anybody, with or without a token.',
    type: 'schema:FindAction',
    of: null,
    expects: null,
    returns: { kind: 'document', class: returned },
    open: true,
    accepts: [],
    gives: gives.map(({ name }) => name),
    expectsHeaders: [IF_NONE_MATCH, PREFER],
    statuses: [
      success(200, title, ['ETag', 'Allow']),
      unchanged(['ETag', 'Allow']),
      ...problemStatuses([BAD_REQUEST, PARAMETER, UNKNOWN_HOST, NOT_ACCEPTABLE, INTERNAL, ...absent]),
    ],
  };
}
