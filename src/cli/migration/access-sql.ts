/** What a new table is, as far as rights depend on it. */
export interface TableUse {
  readonly table: string;
  /** Whose rows it has: one organization's, or nobody's. */
  readonly belongs: 'tenant' | 'nobody';
  /** Requests read it: it has addresses, or is shown inside what has. */
  readonly isShown: boolean;
  readonly writes: readonly ('INSERT' | 'UPDATE' | 'DELETE')[];
}

const TENANT = `organization_id = (SELECT nullif(current_setting('app.organization_id', true), ''))`;

/** Row security, policies and grants of a new table: what TypeORM does not know of it. */
export function accessSql(use: TableUse): readonly string[] {
  const table = `"${use.table}"`;
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY "owner" ON ${table} TO app_owner USING (true) WITH CHECK (true)`,
    `CREATE POLICY "backup" ON ${table} FOR SELECT TO app_backup USING (true)`,
    `GRANT SELECT ON ${table} TO app_backup`,
    ...(use.isShown ? servingSql(table, use) : []),
  ];
}

/** The rights of requests. */
function servingSql(table: string, { belongs, writes }: TableUse): readonly string[] {
  const rule = belongs === 'tenant' ? TENANT : 'true';
  const name = belongs === 'tenant' ? 'tenant' : 'everybody';
  return [
    `CREATE POLICY "${name}" ON ${table} TO app_api
    USING (${rule})
    WITH CHECK (${rule})`,
    `CREATE POLICY "${name}_read" ON ${table} FOR SELECT TO app_reader, app_operator
    USING (${rule})`,
    `GRANT SELECT ON ${table} TO app_reader, app_operator`,
    `GRANT ${['SELECT', ...writes].join(', ')} ON ${table} TO app_api`,
  ];
}

/** Takes back what is kept about rows of the table elsewhere; policies and grants go with the table. */
export function forgetSql({ table, belongs }: TableUse): string {
  return `DELETE FROM "${belongs === 'tenant' ? 'collection_state' : 'global_state'}" WHERE resource = '${table}'`;
}
