import { EVERYWHERE } from '../../operations/describe-statuses.ts';
import type { OperationDescription, StatusDescription } from '../../operations/description.ts';
import { answerSchema } from './schema.ts';

/** Every answer of an operation, those that any operation gives included. */
export function responsesObject(operation: OperationDescription): object {
  const known = new Set(operation.statuses.map(({ status }) => status));
  const everywhere = EVERYWHERE.filter(({ status }) => !known.has(status) && !(operation.open && status === 401));
  const all = [...operation.statuses, ...everywhere].sort((a, b) => a.status - b.status);
  return Object.fromEntries(all.map((each) => [String(each.status), responseObject(operation, each)]));
}

function responseObject(operation: OperationDescription, status: StatusDescription): object {
  return {
    description: status.description === '' ? status.title : status.description,
    headers: headersOf(status),
    ...contentOf(operation, status),
  };
}

function headersOf({ headers }: StatusDescription): object {
  const names = [...new Set(['Link', 'X-Request-Id', ...headers])];
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function contentOf(operation: OperationDescription, { status, problems }: StatusDescription): object {
  if (status >= 400) return { content: { 'application/problem+json': { schema: problemSchema(problems) } } };
  if (status === 204 || status === 304 || status === 308 || operation.returns.kind === 'nothing') return {};
  const content = operation.gives.map((type) => [type, { schema: answerSchema(operation, type) }]);
  return { content: Object.fromEntries(content) };
}

function problemSchema(problems: StatusDescription['problems']): object {
  const isAboutFields = problems.some(({ slug }) => slug === 'validation' || slug === 'parameter');
  return { $ref: `#/components/schemas/${isAboutFields ? 'ConstraintViolation' : 'Error'}` };
}
