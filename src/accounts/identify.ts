import type { Caller, Identify } from '../hydra/index.ts';
import type { AccessTokens, VerifiedClaims } from './access-tokens.ts';
import { bearerToken, isBearer } from './bearer-token.ts';
import { badToken, noBearer, ORGANIZATION_SUSPENDED } from './problems.ts';
import type { SessionStore, StoredSession } from './session-store.ts';

/** A token that has been verified, and what was stored of it when it was last looked at. */
interface Known {
  readonly claims: VerifiedClaims;
  caller: Caller;
  checkedAt: number;
  checking: Promise<Caller> | null;
}

/** Revocations count within 5 s: what was looked at longer ago than this is looked at again before it is believed. */
const FRESH_MILLISECONDS = 4_000;
/** Tokens kept; the oldest goes first. */
const MOST = 10_000;

/**
 * Turns bearer tokens into callers. A signature is verified once per token; whether sign-in, membership and roles still
 * stand is read again when the last look is older than four seconds, so that access ends within five, on every server.
 * When the database cannot be asked, nobody is believed: the request is answered 503.
 */
export class IdentifyByToken implements Identify {
  readonly #tokens: AccessTokens;
  readonly #sessions: SessionStore;
  readonly #now: () => number;
  readonly #known = new Map<string, Known>();

  /** `now` in milliseconds. */
  constructor(tokens: AccessTokens, sessions: SessionStore, now: () => number) {
    this.#tokens = tokens;
    this.#sessions = sessions;
    this.#now = now;
  }

  identify(authorization: string | undefined): Caller | null | Promise<Caller> {
    if (authorization === undefined) return null;
    const known = this.#known.get(authorization);
    if (known === undefined) return this.#meet(authorization);
    const now = this.#now();
    if (now >= known.claims.expiresAt) throw this.#forget(authorization);
    if (now - known.checkedAt < FRESH_MILLISECONDS) return known.caller;
    known.checking ??= this.#look(authorization, known);
    return known.checking;
  }

  async #meet(authorization: string): Promise<Caller> {
    const token = bearerToken(authorization);
    const now = this.#now();
    const claims = token === null ? null : await this.#tokens.verify(token, new Date(now));
    if (claims === null) throw isBearer(authorization) ? badToken() : noBearer();
    const caller = callerOf(claims, await this.#sessions.read(claims));
    if (caller === null) throw badToken();
    this.#remember(authorization, { claims, caller, checkedAt: now, checking: null });
    return caller;
  }

  /** One look for all requests that wait for it; the caller stays the same object while nothing has changed. */
  async #look(authorization: string, known: Known): Promise<Caller> {
    const now = this.#now();
    try {
      const caller = callerOf(known.claims, await this.#sessions.read(known.claims));
      if (caller === null) throw this.#forget(authorization);
      if (!isSame(caller, known.caller)) known.caller = caller;
      known.checkedAt = now;
      return known.caller;
    } finally {
      known.checking = null;
    }
  }

  /** Ends a sign-in's tokens in this process at once; others notice within five seconds. */
  forgetFamily(family: string): void {
    this.#forgetAll(({ family: own }) => own === family);
  }

  /** Ends a user's tokens in this process but for those of one sign-in. */
  forgetOthers(user: string, family: string): void {
    this.#forgetAll((claims) => claims.user === user && claims.family !== family);
  }

  #forgetAll(isOver: (claims: VerifiedClaims) => boolean): void {
    for (const [authorization, { claims }] of this.#known) if (isOver(claims)) this.#known.delete(authorization);
  }

  #remember(authorization: string, known: Known): void {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MOST && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(authorization, known);
  }

  #forget(authorization: string) {
    this.#known.delete(authorization);
    return badToken();
  }
}

/** Null when the sign-in has ended or the membership is gone. */
function callerOf(claims: VerifiedClaims, stored: StoredSession | null): Caller | null {
  if (stored === null || !stored.isAlive || (claims.organization !== null && !stored.isMember)) return null;
  const closed = stored.status === 'suspended' || stored.status === 'archived';
  return Object.freeze({
    tenant: claims.organization,
    roles: new Set([...stored.memberRoles, ...stored.userRoles]),
    claims: Object.freeze({ user: claims.user, member: claims.member }),
    timeZone: stored.timeZone ?? 'UTC',
    actor: claims.user,
    credential: claims.family,
    closed: closed ? ORGANIZATION_SUSPENDED : null,
  });
}

function isSame(one: Caller, other: Caller): boolean {
  const roles = (caller: Caller): string => [...caller.roles].sort().join();
  return one.timeZone === other.timeZone && one.closed === other.closed && roles(one) === roles(other);
}
