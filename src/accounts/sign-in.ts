import { createHash, randomBytes } from 'node:crypto';
import type { OrganizationUser } from '../../entities/organization-user.ts';
import { RefreshToken } from '../../entities/refresh-token.ts';
import type { User } from '../../entities/user.ts';
import type { Answer, Instant, SystemTransaction } from '../hydra/index.ts';
import type { AccessTokens } from './access-tokens.ts';
import { memberRoles } from './session-store.ts';
import type { Login } from './shapes.ts';

/** How long a sign-in can be renewed without the password. */
const REFRESH_DAYS = 30;

/** Who signs in, where, and as part of which sign-in. */
export interface Opening {
  readonly user: User;
  readonly membership: OrganizationUser | null;
  readonly family: string;
  readonly now: Date;
}

/** Makes the tokens of a sign-in. */
export class SignIn {
  readonly #tokens: AccessTokens;

  constructor(tokens: AccessTokens) {
    this.#tokens = tokens;
  }

  /** An access token and the refresh token that renews it, stored by its hash. */
  async open(tx: SystemTransaction, { user, membership, family, now }: Opening): Promise<Login> {
    const refreshToken = randomBytes(32).toString('base64url');
    const organization = membership === null ? null : { id: membership.organizationId };
    const access = await this.#tokens.sign(
      {
        user: user.id,
        organization: organization?.id ?? null,
        member: membership?.id ?? null,
        roles: [...(membership === null ? [] : memberRoles(membership.roles)), ...user.roles],
        family,
      },
      now,
    );
    await tx.insert(RefreshToken, {
      hash: hashOf(refreshToken),
      family,
      user,
      currentOrganization: organization,
      createdAt: instant(now),
      expiresAt: instant(new Date(now.getTime() + REFRESH_DAYS * 86_400_000)),
    });
    return { token: access.text, refreshToken, expiresAt: instant(access.expiresAt), organization };
  }
}

/** The name of a new sign-in. */
export function newFamily(): string {
  return randomBytes(16).toString('base64url');
}

/** What is stored of a refresh token: 256 random bits need no salt. */
export function hashOf(refreshToken: string): string {
  return createHash('sha256').update(refreshToken).digest('base64url');
}

/** A moment as the wire shows it, in whole seconds where they are whole. */
export function instant(date: Date): Instant {
  return date.toISOString().replace(/(\.000)?Z$/, '+00:00') as Instant;
}

/** Who has signed in, as the audit table names later requests of the same sign-in. */
export function signedIn(
  user: User,
  membership: OrganizationUser | null,
  family: string,
): NonNullable<Answer<unknown>['by']> {
  return { tenant: membership?.organizationId ?? null, actor: user.id, credential: family };
}
