import { BEFORE_ROUTING } from '../../operations/describe-statuses.ts';
import type { OperationDescription, StatusDescription } from '../../operations/description.ts';
import { INVALID_CURSOR, PARAMETER, VALIDATION } from '../../problem.ts';
import { answerSchema } from './answer-schema.ts';
import { headersObject } from './header.ts';

/** Every answer of an operation, those that are given before it is known included. */
export function responsesObject(operation: OperationDescription): object {
  const all = answersOf(operation).map((each) => [String(each.status), responseObject(operation, each)] as const);
  return Object.fromEntries(all);
}

/** Answers that are problems look alike in many operations, so each kind is described once. `root` ends in the base. */
export function problemResponses(operations: readonly OperationDescription[], root: string): object {
  const all = operations.flatMap(answersOf).filter(({ problems }) => problems.length > 0);
  const named = new Map(all.map((each) => [nameOf(each), problemResponse(each, root)]));
  return Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function answersOf({ statuses }: OperationDescription): readonly StatusDescription[] {
  return [...statuses, ...BEFORE_ROUTING].sort((a, b) => a.status - b.status);
}

/** `404.not-found`, `415.media-type.Accept-Patch`. */
function nameOf({ status, problems, headers }: StatusDescription): string {
  const accepted = headers.filter((name) => name.startsWith('Accept-'));
  return [String(status), ...problems.map(({ slug }) => slug), ...accepted].join('.');
}

function responseObject(operation: OperationDescription, answer: StatusDescription): object {
  if (answer.problems.length > 0) return { $ref: `#/components/responses/${nameOf(answer)}` };
  return { description: answer.description, headers: headersObject(answer.headers), ...contentOf(operation, answer) };
}

function contentOf(operation: OperationDescription, { status }: StatusDescription): object {
  if (status === 204 || status === 304 || status === 308 || operation.returns.kind === 'nothing') return {};
  const content = operation.gives.map((type) => [type, { schema: answerSchema(operation, type) }]);
  return { content: Object.fromEntries(content) };
}

function problemResponse({ status, description, problems, headers }: StatusDescription, root: string): object {
  const kinds = { properties: { type: { enum: problems.map(({ slug }) => `${root}/problems/${slug}`) } } };
  const schema = {
    allOf: [
      { $ref: `#/components/schemas/${schemaOf(problems)}` },
      kinds,
      { properties: { status: { const: status } } },
    ],
  };
  return {
    description: listed(problems, root) ?? description,
    headers: headersObject(headers),
    content: { 'application/problem+json': { schema } },
  };
}

/** Kinds that share a status as a list with links, in the Markdown that descriptions are read as; null: there is one. */
function listed(problems: StatusDescription['problems'], root: string): string | null {
  if (problems.length < 2) return null;
  const lines = problems.map(({ slug, title, text }) => `- [${title}](${root}/problems/${slug}): ${text}`);
  return `One of:\n\n${lines.join('\n')}`;
}

/** Where every kind of it names fields or parameters, so does the schema. */
function schemaOf(problems: StatusDescription['problems']): string {
  const listing: readonly unknown[] = [VALIDATION, PARAMETER, INVALID_CURSOR];
  return problems.every((each) => listing.includes(each)) ? 'ConstraintViolation' : 'Error';
}
