import { pascal } from '../../operations/describe-names.ts';
import { BEFORE_ROUTING } from '../../operations/describe-statuses.ts';
import type { OperationDescription, StatusDescription } from '../../operations/description.ts';
import type { ProblemType } from '../../problem.ts';
import { INVALID_CURSOR, PARAMETER, VALIDATION } from '../../problem.ts';
import type { AffordanceMembers } from './affordance-schema.ts';
import { answerSchema } from './answer-schema.ts';
import { headersObject } from './header.ts';

/** Every answer of an operation, those that are given before it is known included. */
export function responsesObject(operation: OperationDescription, affordances: AffordanceMembers): object {
  const all = answersOf(operation).map(
    (each) => [String(each.status), responseObject(operation, each, affordances)] as const,
  );
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

/** `Problem404NotFound`, `Problem415MediaTypeAcceptPatch`: generators make names of types of it (orval). */
function nameOf({ status, problems, headers }: StatusDescription): string {
  const accepted = headers.filter((name) => name.startsWith('Accept-'));
  return `Problem${status}${[...problems.map(({ slug }) => slug), ...accepted].map(pascal).join('')}`;
}

function responseObject(
  operation: OperationDescription,
  answer: StatusDescription,
  affordances: AffordanceMembers,
): object {
  if (answer.problems.length > 0) return { $ref: `#/components/responses/${nameOf(answer)}` };
  return {
    description: answer.description,
    headers: headersObject(answer),
    ...contentOf(operation, answer, affordances),
  };
}

function contentOf(
  operation: OperationDescription,
  { status }: StatusDescription,
  affordances: AffordanceMembers,
): object {
  if (status === 204 || status === 304 || status === 308 || operation.returns.kind === 'nothing') return {};
  const content = operation.gives.map((type) => [type, { schema: answerSchema(operation, type, affordances) }]);
  return { content: Object.fromEntries(content) };
}

/** Kinds that share a status as a list with links, in the Markdown that descriptions are read as; null: there is one. */
function listed(problems: StatusDescription['problems'], root: string): string | null {
  if (problems.length < 2) return null;
  const lines = problems.map(({ slug, title, text }) => `- [${title}](${root}/problems/${slug}): ${text}`);
  return `One of:\n\n${lines.join('\n')}`;
}

function problemResponse(answer: StatusDescription, root: string): object {
  const { status, description, problems } = answer;
  const shapes = [
    shapeObject(
      'Error',
      status,
      problems.filter((each) => !namesFields(each)),
      root,
    ),
    shapeObject('ConstraintViolation', status, problems.filter(namesFields), root),
  ].flat();
  const schema = shapes.length === 1 ? shapes[0] : { anyOf: shapes };
  return {
    description: listed(problems, root) ?? description,
    headers: headersObject(answer),
    content: { 'application/problem+json': { schema } },
  };
}

/** Whether a kind of problem names the fields or parameters that are wrong. */
function namesFields(problem: ProblemType): boolean {
  return problem === VALIDATION || problem === PARAMETER || problem === INVALID_CURSOR;
}

/** The kinds of problem that have one shape; none where there is no such kind. */
function shapeObject(name: string, status: number, problems: readonly ProblemType[], root: string): readonly object[] {
  if (problems.length === 0) return [];
  const kinds = { enum: problems.map(({ slug }) => `${root}/problems/${slug}`) };
  return [
    {
      allOf: [{ $ref: `#/components/schemas/${name}` }, { properties: { type: kinds, status: { const: status } } }],
    },
  ];
}
