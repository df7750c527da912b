import type pg from 'pg';
import { correctCounts } from '../../../src/database/counts.ts';
import type { BenchOrganization } from './organizations.ts';

/** An organization with the ids that the database has drawn. */
export interface Filled extends BenchOrganization {
  /** Ascending, without gaps. */
  readonly meetingIds: IdRange;
  readonly employeeIds: IdRange;
}

/** Ids from `first` on, as many as `count`. */
export interface IdRange {
  readonly first: number;
  readonly count: number;
}

type Client = Pick<pg.ClientBase, 'query'>;

/** Adds organizations with everything in them and the user as their administrator; totals and statistics are set right. */
export async function fill(
  client: Client,
  organizations: readonly BenchOrganization[],
  user: string,
): Promise<readonly Filled[]> {
  const filled: Filled[] = [];
  await client.query('BEGIN');
  for (const organization of organizations) filled.push(await fillOne(client, organization, user));
  await correctCounts(client);
  await client.query('COMMIT');
  await client.query('VACUUM ANALYZE');
  return filled;
}

/** The benchmark's only person; gives the id. */
export async function insertUser(client: Client, email: string, passwordHash: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO app_user (email, first_name, last_name, password_hash) VALUES ($1, 'Bench', 'Mark', $2) RETURNING id`,
    [email, passwordHash],
  );
  return rows[0]?.id ?? '';
}

async function fillOne(client: Client, organization: BenchOrganization, user: string): Promise<Filled> {
  const { id, employees, meetings } = organization;
  await client.query(
    `INSERT INTO organization (id, type, status, name, slug) VALUES ($1, 'production', 'active', $1, $1)`,
    [id],
  );
  await client.query(
    `INSERT INTO organization_user (organization_id, user_id, roles) VALUES ($1, $2, '{ROLE_USER,ROLE_ADMIN}')`,
    [id, user],
  );
  await client.query(EMPLOYEES, [id, employees]);
  const employeeIds = await rangeOf(client, 'employee', id);
  await client.query(MEETINGS, [id, meetings, employeeIds.first, employees]);
  return { ...organization, employeeIds, meetingIds: await rangeOf(client, 'meeting', id) };
}

const EMPLOYEES = `
  INSERT INTO employee (organization_id, first_name, last_name, email, position)
  SELECT $1, 'First ' || n, 'Last ' || n, 'employee' || n || '@' || $1 || '.example', 'Engineer'
  FROM generate_series(1, $2::integer) AS n`;

/** One window an hour; every second has notes, every third is scheduled, every twentieth is with nobody. */
const MEETINGS = `
  INSERT INTO meeting (organization_id, employee_id, date_from, date_to, notes, "time")
  SELECT $1,
    CASE WHEN n % 20 <> 19 THEN $3::bigint + n % $4::integer END,
    '2026-01-01T08:00:00Z'::timestamptz + n * interval '1 hour',
    '2026-01-05T16:00:00Z'::timestamptz + n * interval '1 hour',
    CASE WHEN n % 2 = 0 THEN 'Note ' || n END,
    CASE WHEN n % 3 = 0 THEN '2026-01-02T10:00:00Z'::timestamptz + n * interval '1 hour' END
  FROM generate_series(0, $2::integer - 1) AS n`;

async function rangeOf(client: Client, table: 'employee' | 'meeting', organization: string): Promise<IdRange> {
  const { rows } = await client.query<{ first: string; count: string; last: string }>(
    `SELECT min(id) AS first, max(id) AS last, count(*) FROM ${table} WHERE organization_id = $1`,
    [organization],
  );
  const [first, last, count] = [rows[0]?.first, rows[0]?.last, rows[0]?.count].map(Number);
  if (first === undefined || last === undefined || count === undefined || last - first + 1 !== count) {
    throw new TypeError(`The ids of ${table} in ${organization} have gaps.`);
  }
  return { first, count };
}
