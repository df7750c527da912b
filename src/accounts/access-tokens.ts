import { errors, jwtVerify, SignJWT } from 'jose';
import type { TokenKeys } from './token-keys.ts';

/** What an access token says: ids and roles, nothing personal and nothing secret. */
export interface TokenClaims {
  readonly user: string;
  /** The organization it is for and the membership there; both null or none. */
  readonly organization: string | null;
  readonly member: string | null;
  /** For the reader of the token only: what counts are the roles stored now. */
  readonly roles: readonly string[];
  /** The sign-in that it descends from. */
  readonly family: string;
}

/** Claims that have been verified. */
export interface VerifiedClaims extends Omit<TokenClaims, 'roles'> {
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** An access token and its end. */
export interface AccessToken {
  readonly text: string;
  readonly expiresAt: Date;
}

const ALGORITHM = 'EdDSA';
const TYPE = 'at+jwt';
const ISSUER = 'workspace-api';
const LIFETIME_SECONDS = 15 * 60;

/** Signs and verifies access tokens: JWT (RFC 7519) with Ed25519 signatures (RFC 8037), following RFC 8725. */
export class AccessTokens {
  readonly #keys: TokenKeys;

  constructor(keys: TokenKeys) {
    this.#keys = keys;
  }

  /** A token that is good for 15 minutes from `now`. */
  async sign(claims: TokenClaims, now: Date): Promise<AccessToken> {
    const { id, key } = this.#keys.signing;
    const issued = Math.floor(now.getTime() / 1000);
    const expires = issued + LIFETIME_SECONDS;
    const { user, organization, member, roles, family } = claims;
    const text = await new SignJWT({ organization, member, roles, family })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: id })
      .setIssuer(ISSUER)
      .setAudience(ISSUER)
      .setSubject(user)
      .setIssuedAt(issued)
      .setExpirationTime(expires)
      .sign(key);
    return { text, expiresAt: new Date(expires * 1000) };
  }

  /** What the token says, or null when it is not one that we signed and that is good at `now`. */
  async verify(text: string, now: Date): Promise<VerifiedClaims | null> {
    if (!hasOneSpelling(text)) return null;
    try {
      const { payload } = await jwtVerify(text, ({ kid }) => this.#keyOf(kid), {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: ISSUER,
        audience: ISSUER,
        currentDate: now,
        requiredClaims: ['sub', 'iat', 'exp', 'organization', 'member', 'family'],
      });
      return claimsOf(payload);
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  /** The header is read before anything is verified: `kid` only ever selects one of our own keys. */
  #keyOf(kid: string | undefined) {
    const key = kid === undefined ? undefined : this.#keys.verifying.get(kid);
    if (key === undefined) throw new errors.JWSInvalid('unknown key');
    return key;
  }
}

/**
 * Whether the signature is spelled as it is written by whoever signs: the last character of 64 bytes has bits to spare,
 * which decoders pass over (RFC 4648 §3.5), so that four texts would be one token.
 */
function hasOneSpelling(text: string): boolean {
  const signature = text.slice(text.lastIndexOf('.') + 1);
  return Buffer.from(signature, 'base64url').toString('base64url') === signature;
}

/** Only `sign` has made what was verified, so the claims have its types. */
function claimsOf(payload: Readonly<Record<string, unknown>>): VerifiedClaims {
  return {
    user: payload.sub as string,
    organization: payload.organization as string | null,
    member: payload.member as string | null,
    family: payload.family as string,
    expiresAt: (payload.exp as number) * 1000,
  };
}
