import type pg from 'pg';

type Client = Pick<pg.ClientBase, 'query'>;

/** A table as the live database describes it. */
export interface CatalogueTable {
  readonly name: string;
  readonly owner: string;
  readonly columns: readonly string[];
  readonly isSecured: boolean;
  readonly isForced: boolean;
}

/** A key, reference or check. */
interface CatalogueConstraint {
  readonly table: string;
  readonly name: string;
  /** `p` primary key, `u` unique, `f` reference, `c` check. */
  readonly kind: 'p' | 'u' | 'f' | 'c';
  readonly columns: readonly string[];
  /** Of references. */
  readonly target: string | null;
  readonly onDelete: string;
  readonly definition: string;
}

/** An index, those of keys included. */
interface CatalogueIndex {
  readonly table: string;
  readonly name: string;
  readonly isUnique: boolean;
  readonly columns: readonly string[];
  readonly definition: string;
}

/** A row policy. */
export interface CataloguePolicy {
  readonly table: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly command: 'ALL' | 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
  readonly using: string | null;
  readonly check: string | null;
}

/** What a role other than the owner may do to a table, or to some of its columns. */
export interface CatalogueGrant {
  readonly table: string;
  readonly role: string;
  readonly command: string;
  /** Null for the whole table. */
  readonly columns: string | null;
}

/** The schema `public` as the database itself tells it, each list in a fixed order. */
export interface Catalogue {
  readonly tables: readonly CatalogueTable[];
  readonly constraints: readonly CatalogueConstraint[];
  readonly indexes: readonly CatalogueIndex[];
  readonly policies: readonly CataloguePolicy[];
  readonly grants: readonly CatalogueGrant[];
  /** User triggers, functions and views: there are none. */
  readonly others: readonly string[];
}

/** Reads the catalogue of the connected database. */
export async function readCatalogue(client: Client): Promise<Catalogue> {
  const rows = async <T>(sql: string): Promise<readonly T[]> => (await client.query(sql)).rows as readonly T[];
  return {
    tables: await rows(TABLES),
    constraints: await rows(CONSTRAINTS),
    indexes: await rows(INDEXES),
    policies: await rows(POLICIES),
    grants: await rows(GRANTS),
    others: (await rows<{ name: string }>(OTHERS)).map(({ name }) => name),
  };
}

const TABLES = `
  SELECT c.relname::text AS name, pg_get_userbyid(c.relowner)::text AS owner,
    c.relrowsecurity AS "isSecured", c.relforcerowsecurity AS "isForced",
    ARRAY(SELECT a.attname::text || ' ' || format_type(a.atttypid, a.atttypmod)
        || CASE WHEN a.attcollation NOT IN (0, 100) THEN ' ' || (SELECT collname FROM pg_collation WHERE oid = a.attcollation) ELSE '' END
        || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
        || CASE a.attidentity WHEN 'd' THEN ' identity by default' WHEN 'a' THEN ' identity always' ELSE '' END
        || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
      FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns
  FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY 1`;

const CONSTRAINTS = `
  SELECT r.conrelid::regclass::text AS table, r.conname::text AS name, r.contype::text AS kind,
    ARRAY(SELECT a.attname::text FROM unnest(r.conkey) WITH ORDINALITY AS k (number, place)
      JOIN pg_attribute a ON a.attrelid = r.conrelid AND a.attnum = k.number ORDER BY k.place) AS columns,
    nullif(r.confrelid, 0)::regclass::text AS target, r.confdeltype::text AS "onDelete",
    pg_get_constraintdef(r.oid) AS definition
  FROM pg_constraint r
  WHERE r.connamespace = 'public'::regnamespace AND r.contype IN ('p', 'u', 'f', 'c') ORDER BY 1, 2`;

const INDEXES = `
  SELECT i.indrelid::regclass::text AS table, i.indexrelid::regclass::text AS name, i.indisunique AS "isUnique",
    ARRAY(SELECT pg_get_indexdef(i.indexrelid, place, true) FROM generate_series(1, i.indnkeyatts) AS place) AS columns,
    pg_get_indexdef(i.indexrelid) AS definition
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace ORDER BY 1, 2`;

const POLICIES = `
  SELECT tablename::text AS table, policyname::text AS name, roles::text[] AS roles, cmd AS command,
    qual AS using, with_check AS check
  FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2`;

const GRANTS = `
  SELECT c.relname::text AS table, pg_get_userbyid(g.grantee)::text AS role, g.privilege_type AS command, NULL AS columns
  FROM pg_class c, aclexplode(c.relacl) AS g
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND g.grantee <> c.relowner
  UNION ALL
  SELECT c.relname, pg_get_userbyid(g.grantee), g.privilege_type, string_agg(a.attname, ', ' ORDER BY a.attnum)
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid, aclexplode(a.attacl) AS g
  WHERE c.relnamespace = 'public'::regnamespace GROUP BY 1, 2, 3
  ORDER BY 1, 2, 3`;

const OTHERS = `
  SELECT 'trigger ' || tgname AS name FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL SELECT 'view ' || relname FROM pg_class
    WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace
  ORDER BY 1`;
