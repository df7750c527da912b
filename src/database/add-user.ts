import type pg from 'pg';
import { StartError } from '../start-error.ts';

/** Somebody who shall be able to sign in. */
export interface NewUser {
  /** Lower case. */
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly passwordHash: string;
  /** Roles of the person. */
  readonly roles: readonly string[];
  readonly membership: {
    /** The slug of the organization. */
    readonly organization: string;
    readonly roles: readonly string[];
  } | null;
}

type Client = Pick<pg.ClientBase, 'query'>;

/**
 * Adds a user with a membership, if there is one, and its audit entries. Belongs into a transaction of the owner.
 * @throws StartError when the e-mail address is taken or the organization is not there.
 */
export async function addUser(client: Client, user: NewUser): Promise<void> {
  const id = await insertUser(client, user);
  if (user.membership !== null) await insertMember(client, id, user.membership);
}

async function insertUser(client: Client, { email, firstName, lastName, passwordHash, roles }: NewUser) {
  const { rows } = await client.query<{ id: string }>(
    `WITH made AS (
       INSERT INTO app_user (email, first_name, last_name, password_hash, roles) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (email) DO NOTHING RETURNING id
     ), counted AS (
       INSERT INTO global_state AS s (resource, total, version) SELECT 'app_user', 1, 1 FROM made
       ON CONFLICT (resource) DO UPDATE SET total = s.total + 1, version = s.version + 1
     )
     SELECT id FROM made`,
    [email, firstName, lastName, passwordHash, roles],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new StartError([`There is a user ${email} already.`]);
  await insertAudit(client, '-', 'app_user', id);
  return id;
}

async function insertMember(client: Client, user: string, { organization, roles }: NonNullable<NewUser['membership']>) {
  const { rows } = await client.query<{ organization_id: string; id: string }>(
    `WITH made AS (
       INSERT INTO organization_user (organization_id, user_id, roles)
       SELECT id, $2, $3 FROM organization WHERE slug = $1 RETURNING organization_id, id
     ), counted AS (
       INSERT INTO collection_state AS s (organization_id, resource, total, version)
       SELECT organization_id, 'organization_user', 1, 1 FROM made
       ON CONFLICT (organization_id, resource) DO UPDATE SET total = s.total + 1, version = s.version + 1
     )
     SELECT organization_id, id FROM made`,
    [organization, user, roles],
  );
  const made = rows[0];
  if (made === undefined) throw new StartError([`There is no organization ${organization}.`]);
  await insertAudit(client, made.organization_id, 'organization_user', made.id);
}

async function insertAudit(client: Client, scope: string, resource: string, id: string): Promise<void> {
  await client.query(
    `INSERT INTO audit_entry (scope, actor, credential, operation, resource, resource_id, changed, outcome, request_id)
     VALUES ($1, NULL, 'command', 'create', $2, $3, '{}', 'done', 'user:create')`,
    [scope, resource, id],
  );
}
