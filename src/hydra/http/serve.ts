import type { Incoming, Reply } from '../exchange.ts';
import type { MediaType } from '../formats/media-types.ts';
import type { Asked } from '../operations/asked.ts';
import { PLAIN } from '../operations/ending.ts';
import type { Operation, Route, RouteTable } from '../operations/operation.ts';
import type { Outcome } from '../operations/outcome.ts';
import type { HonouredPreferences } from '../operations/preference.ts';
import { honourableIn } from '../operations/preference.ts';
import type { Occurrence, ProblemType } from '../problem.ts';
import { FORBIDDEN, METHOD, NOT_FOUND, ProblemError, UNAUTHORIZED } from '../problem.ts';
import type { Caller, Identify, Limiter } from '../seams.ts';
import type { Cors } from './cors.ts';
import { isPreflight, PREFLIGHT_HEADERS } from './cors.ts';
import type { HeaderSet } from './headers.ts';
import { withHeaders } from './headers.ts';
import { negotiate } from './negotiate.ts';
import type { Origin, Origins } from './origin.ts';
import { honour, readPreferences } from './preferences.ts';
import type { Refusals } from './refuse.ts';
import type { Found } from './router.ts';
import { findRoute, pathBelow, queryOf } from './router.ts';

/** What the order of checks needs. */
export interface Serving {
  readonly base: string;
  readonly origins: Origins;
  readonly headersOf: (origin: Origin) => HeaderSet;
  readonly cors: Cors;
  readonly routes: RouteTable;
  readonly identify: Identify;
  readonly limiter: Limiter;
  /** What a request without a token is told, as a sentence. */
  readonly tokenHint: string;
  /** 403 for callers whose credential names no tenant. */
  readonly noTenant: ProblemType;
  readonly now: () => Date;
  readonly refusals: Refusals;
  /** Told about every answer. */
  readonly report: (served: ServedRequest) => void;
}

/** One line of the request log. */
export interface ServedRequest {
  readonly incoming: Incoming;
  /** `GET /meetings/{id}`; null where no route was found. */
  readonly operation: string | null;
  readonly status: number;
  readonly caller: Caller | null;
  /** Milliseconds from its arrival to its answer. */
  readonly duration: number;
}

/** One request on its way through the checks. */
interface Exchange {
  readonly incoming: Incoming;
  readonly headers: HeaderSet;
  readonly origin: Origin;
  readonly allowOrigin: string | null;
}

/** What is learnt about a request on its way. */
interface Trace {
  operation: string | null;
  caller: Caller | null;
}

/** Answers every request below the base: the order of checks, once for both doors. */
export async function serve(serving: Serving, incoming: Incoming): Promise<Reply> {
  const began = serving.now();
  const trace: Trace = { operation: null, caller: null };
  try {
    const exchange = open(serving, incoming);
    const reply = await answer(serving, exchange, trace);
    tell(serving, incoming, trace, reply, began);
    return reply;
  } catch (thrown) {
    const kind = isPublic(serving, incoming) && isMissing(thrown) ? 'publicError' : 'error';
    const reply = serving.refusals.of(thrown, incoming, kind);
    tell(serving, incoming, trace, reply, began);
    return reply;
  }
}

function tell(serving: Serving, incoming: Incoming, trace: Trace, { status }: Reply, began: Date): void {
  serving.report({ incoming, ...trace, status, duration: serving.now().getTime() - began.getTime() });
}

function open({ origins, headersOf, cors }: Serving, incoming: Incoming): Exchange {
  const origin = origins.of(incoming.headers.host);
  const allowOrigin = cors.allow(incoming.headers.origin);
  return { incoming, origin, headers: headersOf(origin), allowOrigin };
}

async function answer(serving: Serving, exchange: Exchange, trace: Trace) {
  const { incoming } = exchange;
  // Even for an unknown address, so that a browser may read the 404 of the request that follows.
  if (isPreflight(incoming.method, incoming.headers)) return empty(exchange, PREFLIGHT_HEADERS);
  const found = route(serving, incoming);
  if (incoming.method === 'OPTIONS') return empty(exchange, found.route.offers);
  const operation = operationOf(found.route, incoming.method);
  trace.operation = operation.name;
  const caller = operation.anyone ? null : await identify(serving, incoming);
  trace.caller = caller;
  admit(serving, operation, caller);
  if (operation.limit !== null) await serving.limiter.take(limitKey(operation, caller, incoming), operation.limit);
  const media = mediaOf(exchange, found, operation);
  // Node joins repeated Prefer headers into one text.
  const sent = readPreferences(incoming.headers.prefer as string | undefined);
  const preferences = honour(sent, honourableIn(media, operation.prefers));
  const asked = ask(serving, exchange, found, { operation, caller, media, preferences });
  return finish(exchange, await operation.run(asked), preferences.applied);
}

function route({ base, routes }: Serving, { url }: Incoming): Found {
  const path = pathBelow(base, url);
  const found = path === null ? null : findRoute(routes, path);
  if (found === null) throw new ProblemError(NOT_FOUND, missing(base, routes, path));
  return found;
}

/** Where to look instead: inside the API, or without the slash at the end. */
function missing(base: string, routes: RouteTable, path: string | null): Occurrence {
  if (path === null) return { detail: `There is nothing at this address. The API begins at ${base}.` };
  const slashless = path.endsWith('/') ? path.slice(0, -1) : null;
  if (slashless === null || findRoute(routes, slashless) === null) return {};
  return { detail: `There is nothing at this address. Leave out the slash at its end: ${base}${slashless}.` };
}

function operationOf({ methods, offers }: Route, method: string): Operation {
  const operation = methods.get(method === 'HEAD' ? 'GET' : method);
  if (operation !== undefined) return operation;
  const allow = offers.Allow ?? '';
  throw new ProblemError(METHOD, { detail: `Allowed: ${allow}.`, headers: { Allow: allow } });
}

/** The caller; an operation that is not open to anyone refuses a missing credential. */
async function identify({ identify, tokenHint: detail }: Serving, { headers, signal }: Incoming): Promise<Caller> {
  const known = identify.identify(headers.authorization, signal);
  const caller = known instanceof Promise ? await known : known;
  if (caller !== null) return caller;
  throw new ProblemError(UNAUTHORIZED, { detail, headers: { 'WWW-Authenticate': 'Bearer realm="api"' } });
}

function admit({ noTenant }: Serving, operation: Operation, caller: Caller | null): void {
  if (operation.needsTenant && caller?.tenant === null) throw new ProblemError(noTenant);
  if (!operation.permits(caller)) throw new ProblemError(FORBIDDEN);
  if (operation.writes && caller != null && caller.closed !== null) throw new ProblemError(caller.closed);
}

function limitKey({ limit }: Operation, caller: Caller | null, { address }: Incoming): string {
  return limit?.per === 'tenant' ? (caller?.tenant ?? address) : address;
}

/** A request that may be answered. */
interface Admitted {
  readonly operation: Operation;
  readonly caller: Caller | null;
  readonly media: MediaType | null;
  readonly preferences: HonouredPreferences;
}

/** @throws ProblemError 404 for an ending that the address does not have. */
function mediaOf({ incoming }: Exchange, { suffix }: Found, { offered }: Operation): MediaType | null {
  if (suffix === null) return negotiate(incoming.headers.accept, offered);
  if (!offered.includes(suffix)) throw new ProblemError(NOT_FOUND);
  return suffix;
}

function ask(
  serving: Serving,
  { incoming, origin }: Exchange,
  { id }: Found,
  { operation, caller, media, preferences }: Admitted,
): Asked {
  return {
    incoming,
    caller,
    id,
    query: queryOf(incoming.url),
    media,
    offered: operation.offered,
    origin: origin.url,
    now: serving.now(),
    preferred: preferences.preferred,
    refusedPreferences: preferences.refused,
    applied: preferences.applied,
    ending: PLAIN,
  };
}

function finish(exchange: Exchange, outcome: Outcome, applied: string | null): Reply {
  const { headers, allowOrigin, incoming } = exchange;
  const { Link: more, ...own } = outcome.headers;
  const link = more === undefined ? {} : { Link: `${headers.link}, ${more}` };
  const told = outcome.applied === undefined ? applied : outcome.applied;
  const preference = told === null ? {} : { 'Preference-Applied': told };
  const all = withHeaders(
    headers.of[outcome.kind],
    { requestId: incoming.requestId, allowOrigin },
    { ...own, ...link, ...preference },
  );
  return { status: outcome.status, headers: all, body: outcome.body };
}

function empty({ incoming, headers, allowOrigin }: Exchange, own: Readonly<Record<string, string>>): Reply {
  const all = withHeaders(headers.of.private, { requestId: incoming.requestId, allowOrigin }, own);
  return { status: 204, headers: all, body: null };
}

/** Documents that everybody may read; what is missing among them may be remembered. */
const PUBLIC = /^\/(contexts|problems|docs|openapi|schemas|shapes)/;

function isMissing(thrown: unknown): boolean {
  return thrown instanceof ProblemError && (thrown.type === NOT_FOUND || thrown.type === METHOD);
}

function isPublic({ base }: Serving, { url }: Incoming): boolean {
  return PUBLIC.test(pathBelow(base, url) ?? '');
}
