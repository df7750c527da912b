import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE "idempotency_record" (
    "scope" text COLLATE "C" NOT NULL,
    "credential" text COLLATE "C" NOT NULL,
    "key" text COLLATE "C" NOT NULL,
    "fingerprint" text COLLATE "C" NOT NULL,
    "claim" text COLLATE "C" NOT NULL,
    "lease_until" timestamptz NOT NULL,
    "at" timestamptz NOT NULL DEFAULT now(),
    "status" smallint,
    "head" jsonb,
    "body" text,
    CONSTRAINT "pk_idempotency_record" PRIMARY KEY ("scope", "credential", "key")
  )`,
  `CREATE INDEX "ix_idempotency_record_at" ON "idempotency_record" ("at")`,
];

const SCOPE = `coalesce((SELECT nullif(current_setting('app.organization_id', true), '')), '-')`;

const ACCESS = [
  `ALTER TABLE "idempotency_record" ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE "idempotency_record" FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY "owner" ON "idempotency_record" TO app_owner USING (true) WITH CHECK (true)`,
  `CREATE POLICY "backup" ON "idempotency_record" FOR SELECT TO app_backup USING (true)`,
  `GRANT SELECT ON "idempotency_record" TO app_backup`,
  `CREATE POLICY "scope" ON "idempotency_record" TO app_api USING (scope = ${SCOPE}) WITH CHECK (scope = ${SCOPE})`,
  `CREATE POLICY "scope_read" ON "idempotency_record" FOR SELECT TO app_reader, app_operator USING (scope = ${SCOPE})`,
  // Answers of actions that run as this role, and the pruning of what is old.
  `CREATE POLICY "system" ON "idempotency_record" TO app_system USING (true) WITH CHECK (true)`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON "idempotency_record" TO app_api, app_system`,
  `GRANT SELECT ON "idempotency_record" TO app_reader, app_operator`,
];

/** Answers kept under the keys that clients send along, so that a repeated request is answered and not done again. */
export class CreateIdempotencyRecord1760000000400 implements MigrationInterface {
  readonly name = 'CreateIdempotencyRecord1760000000400';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...ACCESS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "idempotency_record"');
  }
}
