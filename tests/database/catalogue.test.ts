import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ROLES } from '../../src/database/addresses.ts';
import type { TestDatabase } from '../support/database.ts';
import { givenDatabase } from '../support/database.ts';
import type { Catalogue, CatalogueGrant, CataloguePolicy, CatalogueTable } from './catalogue.ts';
import { readCatalogue } from './catalogue.ts';

/** Any other table must be a tenant's. */
const GLOBAL = [
  'app_user',
  'audit_entry',
  'country',
  'global_state',
  'idempotency_record',
  'language',
  'organization',
  'rate_limit',
  'refresh_token',
  'schema_migration',
];
/** TypeORM's own table: whoever connects may read which migrations have run, nobody but the owner may write. */
const WITHOUT_POLICIES = ['schema_migration'];
const TENANT_COLUMN = 'organization_id';
/** No request reads them through the pipelined readers. */
const SECRET = /password|token|hash|secret/;

let database: TestDatabase;
let client: pg.Client;
let catalogue: Catalogue;

beforeAll(async () => {
  database = await givenDatabase();
  client = new pg.Client({ connectionString: database.superuser });
  await client.connect();
  catalogue = await readCatalogue(client);
});

afterAll(async () => {
  await client.end();
  await database.close();
});

describe('the catalogue', () => {
  it('knows global tables by name and tenant tables by their column', () => {
    const global = catalogue.tables.filter((table) => !belongsToTenant(table)).map(({ name }) => name);

    expect(global).toEqual(GLOBAL);
  });

  it('has every table owned by the role of migrations, with forced row security', () => {
    const lax = catalogue.tables.filter(({ owner, isSecured, isForced }) => {
      return owner !== ROLES.migration || !isSecured || !isForced;
    });

    expect(lax.map(({ name }) => name)).toEqual(WITHOUT_POLICIES);
  });

  it('leads every key and every unique index of a tenant table by the tenant', () => {
    const unled = [
      ...catalogue.constraints.filter(({ kind }) => kind === 'p' || kind === 'u'),
      ...catalogue.indexes.filter(({ isUnique }) => isUnique),
    ].filter(({ table, columns }) => isTenantTable(table) && columns[0] !== TENANT_COLUMN);

    expect(unled).toEqual([]);
  });

  it('refers from tenant table to tenant table by keys that hold the tenant', () => {
    const plain = catalogue.constraints.filter(({ kind, table, target, columns }) => {
      return kind === 'f' && isTenantTable(table) && isTenantTable(target) && columns[0] !== TENANT_COLUMN;
    });

    expect(plain).toEqual([]);
  });

  it('never refers from a global table to a tenant table', () => {
    const outward = catalogue.constraints.filter(({ kind, table, target }) => {
      return kind === 'f' && !isTenantTable(table) && isTenantTable(target);
    });

    expect(outward).toEqual([]);
  });

  it('deletes nothing along references but what belongs to a deleted organization, and nulls nothing', () => {
    const acting = catalogue.constraints.filter(({ kind, onDelete }) => kind === 'f' && onDelete !== 'a');

    const unexpected = acting.filter(({ onDelete, target }) => onDelete !== 'c' || target !== 'organization');
    expect(unexpected).toEqual([]);
  });

  it('has an index for every reference, led by the tenant where the table is a tenant’s', () => {
    const slow = catalogue.constraints
      .filter(({ kind }) => kind === 'f')
      .filter(({ table, columns }) => {
        const wanted = isTenantTable(table) ? [...new Set([TENANT_COLUMN, ...columns])] : columns;
        return !catalogue.indexes.some((index) => index.table === table && startsWith(index.columns, wanted));
      });

    expect(slow).toEqual([]);
  });

  it('has a policy with its conditions for every command that a role was granted', () => {
    const unguarded = catalogue.grants
      .filter(({ table }) => !WITHOUT_POLICIES.includes(table))
      .filter((grant) => !catalogue.policies.some((policy) => covers(policy, grant)));

    expect(unguarded).toEqual([]);
  });

  it('lets requests reach rows of tenant tables through the tenant or the person alone', () => {
    const serving: readonly string[] = [ROLES.api, ROLES.reader, ROLES.operator];
    const open = catalogue.policies
      .filter(({ table, roles }) => isTenantTable(table) && roles.some((role) => serving.includes(role)))
      .filter(({ using, check }) => ![using ?? check, check ?? using].every((rule) => isScoped(rule)));

    expect(open).toEqual([]);
  });

  it('gives the readers and backups no right to write, and the readers no secret', () => {
    const reading = catalogue.grants.filter(({ role }) => role === ROLES.reader || role === ROLES.backup);

    expect(reading.filter(({ command }) => command !== 'SELECT')).toEqual([]);
    expect(reading.filter(({ role }) => role === ROLES.reader).filter(showsSecret)).toEqual([]);
  });

  it('lets backups read every row of every table', () => {
    const read = catalogue.grants.filter(({ role, columns }) => role === ROLES.backup && columns === null);
    const seen = catalogue.policies.filter(({ roles, using }) => roles.includes(ROLES.backup) && using === 'true');

    const all = catalogue.tables.map(({ name }) => name);
    expect(read.map(({ table }) => table)).toEqual(all);
    expect(seen.map(({ table }) => table)).toEqual(all.filter((name) => !WITHOUT_POLICIES.includes(name)));
  });

  it('lets nobody change or delete an audit entry', () => {
    const commands = catalogue.grants.filter(({ table }) => table === 'audit_entry').map(({ command }) => command);

    expect([...new Set(commands)].sort()).toEqual(['INSERT', 'SELECT']);
  });

  it('has no triggers, functions or views', () => {
    expect(catalogue.others).toEqual([]);
  });

  it('has roles that own nothing and bypass nothing', async () => {
    const { rows } = await client.query(
      `SELECT rolname FROM pg_roles r WHERE rolname = ANY($1) AND (rolsuper OR rolbypassrls OR rolcreaterole OR EXISTS (
         SELECT FROM pg_class WHERE relowner = r.oid AND r.rolname <> $2))`,
      [Object.values(ROLES), ROLES.migration],
    );

    expect(rows).toEqual([]);
  });

  // The first run after a migration writes what is new. Change what is there on purpose only, and read the difference.
  it('has every table as it was last agreed (else run npm test -- tests/database/catalogue -u)', () => {
    for (const table of catalogue.tables) expect(tableText(table)).toMatchSnapshot(table.name);
    expect(catalogue.tables.length).toBeGreaterThan(GLOBAL.length);
  });
});

function belongsToTenant({ columns }: CatalogueTable): boolean {
  return columns.some((column) => column.startsWith(`${TENANT_COLUMN} `));
}

function isTenantTable(name: string | null): boolean {
  return catalogue.tables.some((table) => table.name === name && belongsToTenant(table));
}

function startsWith(columns: readonly string[], wanted: readonly string[]): boolean {
  const first = columns.slice(0, wanted.length);
  return wanted.every((column) => first.includes(column));
}

function covers({ table, roles, command, using, check }: CataloguePolicy, grant: CatalogueGrant): boolean {
  if (table !== grant.table || !roles.includes(grant.role)) return false;
  if (command !== 'ALL' && command !== grant.command) return false;
  const reads = grant.command === 'INSERT' || using !== null;
  const writes = grant.command === 'SELECT' || grant.command === 'DELETE' || check !== null;
  return reads && writes;
}

function isScoped(rule: string | null): boolean {
  return (
    rule !== null && /\b(organization_id|user_id) = \( SELECT/.test(rule) && /app\.(organization_id|user_id)/.test(rule)
  );
}

/** Everything that belongs to a table. */
function tableText({ name, columns }: CatalogueTable): string {
  const ofTable = ({ table }: { readonly table: string }) => table === name;
  return [
    [name, ...columns].join('\n  '),
    ...catalogue.constraints.filter(ofTable).map((constraint) => `${constraint.name} ${constraint.definition}`),
    ...catalogue.indexes.filter(ofTable).map(({ definition }) => definition),
    ...catalogue.policies.filter(ofTable).map(policyText),
    ...catalogue.grants.filter(ofTable).map(({ role, command, columns: shown }) => {
      return `GRANT ${command}${shown === null ? '' : ` (${shown})`} ON ${name} TO ${role}`;
    }),
  ].join('\n');
}

function showsSecret({ table, columns }: CatalogueGrant): boolean {
  const all = catalogue.tables.find(({ name }) => name === table)?.columns ?? [];
  const shown = columns === null ? all.map((column) => column.split(' ')[0] ?? '') : columns.split(', ');
  return shown.some((column) => SECRET.test(column));
}

function policyText({ table, name, command, roles, using, check }: CataloguePolicy): string {
  return `POLICY ${name} ON ${table} FOR ${command} TO ${roles.join(', ')} USING ${using} WITH CHECK ${check}`;
}
