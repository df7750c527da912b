import type { OperationDescription } from '../../operations/description.ts';
import type { DocumentSources } from '../sources.ts';
import { bodySchema } from './answer-schema.ts';
import { pathParameters } from './path-parameter.ts';
import { responsesObject } from './response.ts';

/** One operation as OpenAPI says it. */
export function operationObject(sources: DocumentSources, operation: OperationDescription, tag: string): object {
  const { id, title, description, open, kind, of } = operation;
  const queries = kind === 'list' && of !== null ? sources.parametersOf(of) : [];
  const parameters = [...pathParameters(sources, operation), ...queries, ...headerParameters(operation)];
  return {
    operationId: id,
    tags: [tag],
    summary: title.replace(/\.$/, ''),
    description,
    ...(open ? { security: [] } : {}),
    ...(isShared(of) ? { 'x-shared': true } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...requestBody(operation),
    responses: responsesObject(operation),
  };
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

function requestBody(operation: OperationDescription): object {
  const { expects, accepts, kind } = operation;
  if (expects === null) return {};
  const schema = bodySchema(operation);
  const content = Object.fromEntries(accepts.map((type) => [type, { schema }]));
  const required = kind !== 'action' || expects.fields.some((field) => field.required);
  return { requestBody: { required, content } };
}
