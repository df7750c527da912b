import type pg from 'pg';
import type { Purpose } from '../addresses.ts';
import { ROLES } from '../addresses.ts';

interface Power {
  readonly name: string;
  readonly isSuperuser: boolean;
  readonly bypasses: boolean;
  readonly owns: boolean;
}

const QUERY = `
  SELECT session_user AS name, rolsuper AS "isSuperuser", rolbypassrls AS bypasses,
    EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND pg_has_role(r.oid, relowner, 'MEMBER')) AS owns
  FROM pg_roles r WHERE rolname = session_user`;

/** What makes this session's role unfit to serve requests; its login counts, since SET ROLE can be taken back. */
export async function checkRole(session: pg.ClientBase, purpose: Purpose): Promise<readonly string[]> {
  const { rows } = await session.query<Power>(QUERY);
  return rows.flatMap((power) => faultsOf(power, ROLES[purpose]));
}

function faultsOf({ name, isSuperuser, bypasses, owns }: Power, expected: string): readonly string[] {
  if (isSuperuser) return [`${name} is a superuser, whom row security does not bind: connect as ${expected}.`];
  if (bypasses) return [`${name} has BYPASSRLS, so row security does not bind it: ALTER ROLE ${name} NOBYPASSRLS.`];
  if (owns) return [`${name} owns tables and could change their policies: connect as ${expected}.`];
  return name === expected ? [] : [`${name} has none of the rights that migrations grant: connect as ${expected}.`];
}
