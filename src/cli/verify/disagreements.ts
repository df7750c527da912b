import type { Advertised, AdvertisedStatus, Advertisement } from './advertised.ts';
import type { CheckBody } from './check-bodies.ts';
import { listOf, objectOf, textOf } from './json.ts';
import type { Ledger, Seen } from './ledger.ts';
import { isSame } from './visit.ts';

/** Where documentation and instance differ. */
export interface Disagreement {
  readonly operation: string;
  /** One sentence. */
  readonly what: string;
}

/** How an operation is compared with what was seen. */
export interface Comparison {
  readonly checkBody: CheckBody;
  /** Headers of answers that nothing asked for; lower case. */
  readonly unprovoked: ReadonlySet<string>;
}

/** Headers that HTTP itself adds. */
const OF_HTTP = new Set([
  'date',
  'connection',
  'keep-alive',
  'content-length',
  'content-type',
  'transfer-encoding',
  'content-encoding',
]);

/** Whether a client can cause a status: too many requests and faults of the server are not provoked. */
export function isProvoked(status: number): boolean {
  return status !== 429 && status < 500;
}

/** Refusals that only somebody with other rights, or of another tenant, can meet. */
function dependsOnWho(kind: string): boolean {
  return /^(403|409) /.test(kind);
}

/** What is documented, was not seen, and may be seen by other users: no difference until they have tried. */
export function unmetBy(operation: Advertised, ledger: Ledger): readonly string[] {
  const seen = new Set(ledger.of(operation).map(({ kind }) => kind));
  return kindsOf(operation.statuses)
    .filter((kind) => dependsOnWho(kind) && !seen.has(kind))
    .map((kind) => `${operation.id} ${kind}`);
}

/** Every difference between what one operation says and what was seen of it, in both directions. */
export function disagreementsOf(
  advertisement: Advertisement,
  operation: Advertised,
  ledger: Ledger,
  { checkBody, unprovoked }: Comparison,
): readonly Disagreement[] {
  const seen = ledger.of(operation).filter(isOfOperation(operation));
  const sentences = [
    ...statusesUnseen(operation, seen),
    ...statusesUndocumented(advertisement, operation, seen),
    ...[...operation.statuses].flatMap(([status, documented]) => headersOf(status, documented, seen, unprovoked)),
    ...seen.flatMap((each) =>
      checkBody(operation, each).map((what) => `${each.kind} of ${each.request.path}: ${what}.`),
    ),
    ...againstHydra(advertisement, operation),
    ...againstTemplate(operation, seen),
  ];
  return [...new Set(sentences)].map((what) => ({ operation: operation.id, what }));
}

/** HEAD has no body and other methods are answered by the address, not by the operation. */
function isOfOperation({ method }: Advertised) {
  return ({ request }: Seen) => request.method === method;
}

function statusesUnseen({ statuses }: Advertised, seen: readonly Seen[]): readonly string[] {
  const kinds = new Set(seen.map(({ kind }) => kind));
  return kindsOf(statuses)
    .filter((kind) => isProvoked(Number.parseInt(kind, 10)) && !dependsOnWho(kind) && !kinds.has(kind))
    .map((kind) => `${kind} is documented and was not seen.`);
}

function kindsOf(statuses: Advertised['statuses']): readonly string[] {
  return [...statuses].flatMap(([status, { problems }]) =>
    problems.length === 0 ? [String(status)] : problems.map((problem) => `${status} ${problem}`),
  );
}

function statusesUndocumented({ everywhere }: Advertisement, { statuses }: Advertised, seen: readonly Seen[]) {
  const documented = new Set(kindsOf(statuses));
  return seen
    .filter(({ kind, answer }) => !documented.has(kind) && !everywhere.has(answer.status))
    .map(({ kind, request }) => `${kind} was seen and is not documented (${request.method} ${request.path}).`);
}

function headersOf(
  status: number,
  { headers }: AdvertisedStatus,
  seen: readonly Seen[],
  unprovoked: ReadonlySet<string>,
): readonly string[] {
  const answers = seen.filter(({ answer }) => answer.status === status);
  if (answers.length === 0) return [];
  const found = new Set(answers.flatMap(({ answer }) => [...answer.headers.keys()]));
  return [
    ...[...headers]
      .filter((name) => !found.has(name) && !unprovoked.has(name))
      .map((name) => `${status}: header ${name} is documented and was not seen.`),
    ...[...found]
      .filter((name) => !headers.has(name) && !OF_HTTP.has(name))
      .map((name) => `${status}: header ${name} was seen and is not documented.`),
  ];
}

/** The two documents say the same. */
function againstHydra({ hydra, everywhere }: Advertisement, operation: Advertised): readonly string[] {
  const same = hydra.find((each) => isSame(each, operation));
  // Documents are no records: Hydra has no place for them.
  if (same === undefined)
    return operation.open && operation.method === 'GET' ? [] : ['Hydra does not name this operation.'];
  const openapi = new Set(operation.statuses.keys());
  return [
    ...[...same.statuses].filter((status) => !openapi.has(status)).map((status) => `${status} is in Hydra only.`),
    ...[...openapi]
      .filter((status) => !same.statuses.has(status) && !everywhere.has(status) && !isRedirect(status))
      .map((status) => `${status} is in OpenAPI only.`),
    ...expectedHeaders(operation)
      .filter((name) => !same.expectsHeaders.has(name))
      .map((name) => `Request header ${name} is in OpenAPI only.`),
  ];
}

/** Another spelling of the address is redirected: to Hydra, addresses have one spelling. */
function isRedirect(status: number): boolean {
  return status === 308;
}

function expectedHeaders({ parameters }: Advertised): readonly string[] {
  return parameters.filter((each) => each.in === 'header').map(({ name }) => name.toLowerCase());
}

/** Everything that the search template names is a parameter; aliases and what has no Hydra term need not be in it. */
function againstTemplate({ parameters }: Advertised, seen: readonly Seen[]): readonly string[] {
  const search = seen
    .map(({ answer }) => objectOf(objectOf(answer.json)['hydra:search']))
    .find((each) => each['hydra:mapping'] !== undefined);
  if (search === undefined) return [];
  const named = listOf(search['hydra:mapping']).map((each) => textOf(objectOf(each).variable));
  const known = new Set(parameters.filter((each) => each.in === 'query').map(({ name }) => name));
  const template = textOf(search['hydra:template']);
  return [
    ...named.filter((name) => !known.has(name)).map((name) => `The template names ${name}, OpenAPI does not.`),
    ...named
      .filter((name) => !template.includes(encodeURIComponent(name)))
      .map((name) => `The mapping names ${name}, the template does not.`),
    ...[...known]
      .filter((name) => !named.includes(name) && !WITHOUT_TERM.has(name))
      .map((name) => `OpenAPI names ${name}, the template does not.`),
  ];
}

/** Parameters for which Hydra has no term. */
const WITHOUT_TERM = new Set(['partial', 'pagination']);
