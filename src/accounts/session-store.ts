/** Runs one statement as the system role and gives its rows as objects. */
export type SystemQuery = (text: string, values: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;

/** What is stored of whoever a token names, now. */
export interface StoredSession {
  readonly isAlive: boolean;
  readonly userRoles: readonly string[];
  /** Empty unless the membership is active, which itself makes a user. */
  readonly memberRoles: readonly string[];
  readonly isMember: boolean;
  readonly status: string | null;
  readonly timeZone: string | null;
}

/** Who somebody is, for that person. */
export interface Person {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** Whom a token names. */
export interface SessionKey {
  readonly user: string;
  readonly organization: string | null;
  readonly member: string | null;
  readonly family: string;
}

/** Statements about sign-ins that span organizations; the only SQL of this feature. */
export class SessionStore {
  readonly #query: SystemQuery;

  constructor(query: SystemQuery) {
    this.#query = query;
  }

  /** Null when the user is gone. */
  async read({ user, organization, member, family }: SessionKey): Promise<StoredSession | null> {
    const [row] = await this.#query(READ, [user, organization, member, family]);
    return row === undefined ? null : storedSession(row);
  }

  /** Remembers which organization the next sign-in chooses. */
  async rememberUse({ organizationId, id }: { readonly organizationId: string; readonly id: string }): Promise<void> {
    await this.#query(USED, [organizationId, id]);
  }

  /** Ends all tokens of a sign-in, also those that a renewal adds while this waits for it. */
  async revokeFamily(family: string): Promise<void> {
    const revoked = await this.#query(REVOKE_FAMILY, [family]);
    if (revoked.length > 0) await this.revokeFamily(family);
  }

  /** Deletes tokens that are over: a few at a time, so that nobody pays for a long silence. */
  async forgetExpired(now: Date): Promise<void> {
    await this.#query(FORGET_EXPIRED, [now.toISOString()]);
  }

  /** Who somebody is; needs no organization. */
  async person(user: string): Promise<Person | null> {
    const [row] = await this.#query(PERSON, [user]);
    // The statement selects the columns of the type.
    return (row as Person | undefined) ?? null;
  }
}

const READ = `
  SELECT u.roles AS user_roles, m.roles AS member_roles, m.status AS member_status, o.status,
         c.value #>> '{}' AS time_zone,
         EXISTS (SELECT FROM refresh_token r WHERE r.family = $4 AND r.user_id = u.id AND r.revoked_at IS NULL) AS alive
  FROM app_user u
  LEFT JOIN organization_user m ON m.organization_id = $2 AND m.id = $3 AND m.user_id = u.id
  LEFT JOIN organization o ON o.id = m.organization_id
  LEFT JOIN organization_config c ON c.organization_id = o.id AND c.key = 'timeZone'
  WHERE u.id = $1`;
const USED = 'UPDATE organization_user SET last_used_at = now() WHERE organization_id = $1 AND id = $2';
const REVOKE_FAMILY = `
  UPDATE refresh_token SET revoked_at = now() WHERE family = $1 AND revoked_at IS NULL RETURNING 1`;
const FORGET_EXPIRED = `
  DELETE FROM refresh_token WHERE id IN (SELECT id FROM refresh_token WHERE expires_at < $1 LIMIT 100)`;
const PERSON = 'SELECT email, first_name AS "firstName", last_name AS "lastName" FROM app_user WHERE id = $1';

/** The roles of an active membership: each makes a user, whatever else was granted. */
export function memberRoles(granted: readonly string[]): readonly string[] {
  return ['ROLE_USER', ...granted.filter((role) => role !== 'ROLE_USER')];
}

/** Names and types are those of the statement above. */
function storedSession(row: Readonly<Record<string, unknown>>): StoredSession {
  const isMember = row.member_status === 'active';
  return {
    isAlive: row.alive === true,
    userRoles: row.user_roles as readonly string[],
    memberRoles: isMember ? memberRoles(row.member_roles as readonly string[]) : [],
    isMember,
    status: row.status as string | null,
    timeZone: row.time_zone as string | null,
  };
}
