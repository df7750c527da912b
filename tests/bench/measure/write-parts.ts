import { openRows } from '../../../src/hydra/open-rows.ts';
import { SESSION_LIMITS } from '../../../src/hydra/rows/session.ts';
import { statement } from '../../../src/hydra/rows/statement.ts';
import type { BenchDatabase } from '../data/bench-database.ts';
import type { Filled } from '../data/fill.ts';
import type { CpuReader } from './cpu.ts';
import type { Part } from './parts.ts';
import { medianOf } from './statistics.ts';

const ROUNDS = 4;
const WRITES = 2_000;
const AT_ONCE = 32;
const CONNECTIONS = 10;

const INSERT = `INSERT INTO meeting (organization_id, employee_id, date_from, date_to, notes)
  VALUES ($1, $2, '2026-12-01T08:00:00Z', '2026-12-05T16:00:00Z', 'Bring the plan.') RETURNING *`;
const COUNTED = `, counted AS (INSERT INTO collection_state AS s (organization_id, resource, total, version)
  SELECT $1, 'meeting', count(*), 1 FROM made HAVING count(*) > 0 ON CONFLICT (organization_id, resource)
  DO UPDATE SET total = s.total + (SELECT count(*) FROM made), version = s.version + 1)`;
const AUDITED = `, audited AS (INSERT INTO audit_entry (scope, actor, operation, resource, resource_id, changed, outcome, request_id)
  SELECT $1, '1', 'create', 'meeting', made.id::text, '{employee,dateFrom,dateTo,notes}', 'done', 'bench' FROM made)`;
const SELECT = ' SELECT * FROM made';

interface Way {
  readonly text: string;
  readonly role: 'migration' | 'api';
  readonly organizations: readonly Filled[];
}

/**
 * PostgreSQL's time for a creation, statement part by statement part, through the product's own pool and frame; null
 * where it cannot be read. The statements are written after the product's, which compiles its own.
 */
export async function measureWriteParts(
  database: BenchDatabase,
  cpu: CpuReader,
  written: readonly Filled[],
): Promise<readonly Part[] | null> {
  const inserted = `WITH made AS (${INSERT})`;
  const time = (text: string, role: Way['role'], organizations = written) =>
    timeOf(database, cpu, { text, role, organizations });
  const bare = await time(INSERT, 'migration');
  const policy = await time(INSERT, 'api');
  const counted = await time(inserted + COUNTED + SELECT, 'api');
  const audited = await time(inserted + COUNTED + AUDITED + SELECT, 'api');
  const hot = await time(inserted + COUNTED + AUDITED + SELECT, 'api', written.slice(0, 1));
  if (bare === null || policy === null || counted === null || audited === null || hot === null) return null;
  const steps: readonly (readonly [string, number, string])[] = [
    ['PostgreSQL: INSERT … RETURNING, framed', bare, "as the tables' owner, among 20 organizations"],
    ['PostgreSQL: row policy of a write', policy - bare, 'as the role of requests, less that'],
    ['PostgreSQL: total and version', counted - policy, 'the kept total in the same statement, less that'],
    ['PostgreSQL: audit entry', audited - counted, 'in the same statement, less that'],
    ['PostgreSQL: waiting for one total', hot - audited, 'all in one organization, 10 connections, less that'],
  ];
  return steps.map(([name, microseconds, how]) => ({ name, microseconds, how }));
}

async function timeOf({ addresses }: BenchDatabase, cpu: CpuReader, way: Way): Promise<number | null> {
  const opened = await open(addresses[way.role]);
  const times: number[] = [];
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const before = cpu.database();
      await writeAll(opened.rows, way);
      const after = cpu.database();
      if (before === null || after === null) return null;
      // The first round warms up.
      if (round > 0) times.push((after - before) / 1_000 / WRITES);
    }
  } finally {
    await opened.close();
  }
  return medianOf(times);
}

async function writeAll(rows: Awaited<ReturnType<typeof open>>['rows'], { text, organizations }: Way): Promise<void> {
  const named = statement(text);
  const { signal } = new AbortController();
  let number = 0;
  const loop = async (): Promise<void> => {
    for (let mine = number++; mine < WRITES; mine = number++) {
      // The remainder is an index of the list.
      const { id, employeeIds } = organizations[mine % organizations.length] as Filled;
      await rows.write([id, ''], { statement: named, values: [id, String(employeeIds.first)] }, signal);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, loop));
}

function open(address: string) {
  return openRows({
    addresses: { requests: address, readers: address, system: address, operator: address },
    limits: SESSION_LIMITS,
    connections: { requests: CONNECTIONS, readers: 1, system: 1, operator: 1 },
    groupsInFlight: AT_ONCE,
    wait: 5_000,
    settings: { 'app.organization_id': 'tenant', 'app.user_id': 'claims.user' },
    roleOf: () => 'requests',
    onError: () => undefined,
  });
}
