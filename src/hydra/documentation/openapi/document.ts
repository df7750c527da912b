import { redirect } from '../../operations/describe-statuses.ts';
import type { OperationDescription, StatusDescription } from '../../operations/description.ts';
import { homeComment, homeOf } from '../home.ts';
import type { DocumentSources } from '../sources.ts';
import type { Usage } from '../usage.ts';
import { headerComponents } from './header.ts';
import { operationObject } from './operation.ts';
import { problemResponses } from './response.ts';
import { schemaComponents } from './schema.ts';

/** Of the interface, not of the program: it changes when a client has to change. */
const VERSION = '1.0.0';

/**
 * The OpenAPI 3.1 document. The server's address ends in the base and paths leave it out: readers join server and path
 * and look paths up by the name of the collection.
 */
export function openApiDocument(
  sources: DocumentSources,
  operations: readonly OperationDescription[],
  usage: Usage,
  origin: string,
): object {
  const { title, description, base } = sources;
  return {
    openapi: '3.1.0',
    info: { title, version: VERSION, description, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: `${origin}${base}` }],
    security: [{ bearer: [] }],
    tags: tagsOf(operations).map((name) => ({ name, description: homeComment(sources.model, name) })),
    paths: pathsOf(sources, usage, operations),
    components: {
      schemas: schemaComponents(sources, usage),
      responses: problemResponses(operations, `${origin}${base}`),
      headers: headerComponents(operations),
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: `The token of POST ${sources.signIn.path}.`,
        },
      },
    },
  };
}

function tagsOf(operations: readonly OperationDescription[]): readonly string[] {
  return [...new Set(operations.map(homeOf))].sort();
}

/** The entry point has no slash at its end, but paths of OpenAPI begin with one. */
const MOVED: StatusDescription = redirect(308, 'The entry point has no slash at its end: follow Location.');

function pathsOf(sources: DocumentSources, usage: Usage, operations: readonly OperationDescription[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const path = paths[operation.path] ?? {};
    paths[operation.path] = {
      ...path,
      [operation.method.toLowerCase()]: operationObject(sources, usage, asMoved(operation), homeOf(operation)),
    };
  }
  return paths;
}

function asMoved(operation: OperationDescription): OperationDescription {
  return operation.path === '/' ? { ...operation, statuses: [...operation.statuses, MOVED] } : operation;
}
