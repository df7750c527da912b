import type { OperationDescription } from '../../operations/description.ts';
import { SLICE_QUERY } from '../../query/slice-parameters.ts';
import { exampleBody } from '../example-body.ts';
import type { DocumentSources } from '../sources.ts';
import type { Usage } from '../usage.ts';
import { rowAffordances } from './affordance-schema.ts';
import { bodySchema } from './answer-schema.ts';
import { pathParameters } from './path-parameter.ts';
import { responsesObject } from './response.ts';

/** One operation as OpenAPI says it. */
export function operationObject(
  sources: DocumentSources,
  usage: Usage,
  operation: OperationDescription,
  tag: string,
): object {
  const { id, title, description, open, of } = operation;
  const queries = queryParameters(sources, operation);
  const parameters = [...pathParameters(sources, operation), ...queries, ...headerParameters(operation)];
  return {
    operationId: id,
    tags: [tag],
    summary: title.replace(/\.$/, ''),
    description,
    ...(open ? { security: [] } : {}),
    ...(isShared(of) ? { 'x-shared': true } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...requestBody(sources, usage, operation),
    responses: responsesObject(operation, rowAffordances(operation, sources.declared.actions)),
  };
}

function queryParameters({ parametersOf }: DocumentSources, { kind, of }: OperationDescription) {
  if (kind === 'slice') return SLICE_QUERY.openapi;
  return (kind === 'list' || kind === 'get') && of !== null ? parametersOf(of, kind) : [];
}

/** Whether records are those of everybody: what is written there is written for all tenants. */
function isShared(of: OperationDescription['of']): boolean {
  return of !== null && of.resource !== null && of.belongs === 'nobody';
}

/** `Accept`, `Authorization` and `Content-Type` are told elsewhere, OpenAPI ignores them here. */
function headerParameters({ expectsHeaders }: OperationDescription): readonly object[] {
  return expectsHeaders
    .filter(({ name }) => name !== 'Content-Type')
    .map(({ name, description, values, required }) => ({
      name,
      in: 'header',
      required: required ?? false,
      description,
      schema: { type: 'string', ...(values === null ? {} : { enum: values }) },
    }));
}

function requestBody(sources: DocumentSources, usage: Usage, operation: OperationDescription): object {
  const { expects, accepts, kind } = operation;
  if (expects === null) return {};
  const schema = bodySchema(operation);
  const example = exampleOf(sources, usage, operation);
  const content = Object.fromEntries(accepts.map((type) => [type, { schema, example }]));
  const required = kind !== 'action' || expects.fields.some((field) => field.required);
  return { requestBody: { required, content } };
}

/** Requests that tools make of this document send it, so the server must accept it. */
function exampleOf(
  { base, signIn }: DocumentSources,
  usage: Usage,
  { expects, path, kind }: OperationDescription,
): object | undefined {
  if (expects === null) return undefined;
  if (path === signIn.path) return signIn.example;
  return exampleBody({ usage, base }, expects, kind === 'patch' ? 'patch' : 'create');
}
