import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE "country" (
    "id" text COLLATE "C" NOT NULL,
    CONSTRAINT "pk_country" PRIMARY KEY ("id"),
    CONSTRAINT "ck_country_id" CHECK (id ~ '^[A-Z]{2}$')
  )`,
  `CREATE TABLE "language" (
    "id" text COLLATE "C" NOT NULL,
    CONSTRAINT "pk_language" PRIMARY KEY ("id"),
    CONSTRAINT "ck_language_id" CHECK (id ~ '^[a-z]{2}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$')
  )`,
];

const access = (table: string) => [
  `ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE "${table}" FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY "owner" ON "${table}" TO app_owner USING (true) WITH CHECK (true)`,
  `CREATE POLICY "backup" ON "${table}" FOR SELECT TO app_backup USING (true)`,
  `CREATE POLICY "everybody_read" ON "${table}" FOR SELECT TO app_api, app_reader, app_operator USING (true)`,
  `GRANT SELECT ON "${table}" TO app_backup, app_api, app_reader, app_operator`,
];

const ACCESS = [
  ...access('country'),
  ...access('language'),
  `CREATE POLICY "made" ON "language" FOR INSERT TO app_api WITH CHECK (true)`,
  `GRANT INSERT ON "language" TO app_api`,
];

/** The 249 assigned codes of ISO 3166-1; frozen, a change of the standard is a migration of its own. */
const COUNTRIES = `
  AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
  BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK
  FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR
  IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK
  ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
  PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF
  TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
`;

/** The languages that every installation starts with. */
const LANGUAGES = 'cs da de en es nl pl sv uk';

const ROWS = [
  ['country', COUNTRIES],
  ['language', LANGUAGES],
] as const;

/** The reference data that belongs to no organization. */
export class CreateCountriesAndLanguages1760000000200 implements MigrationInterface {
  readonly name = 'CreateCountriesAndLanguages1760000000200';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...ACCESS]) await runner.query(statement);
    for (const [table, codes] of ROWS) {
      const ids = codes.trim().split(/\s+/);
      await runner.query(`INSERT INTO "${table}" (id) SELECT unnest($1::text[])`, [ids]);
      await runner.query(`INSERT INTO "global_state" (resource, total, version) VALUES ($1, $2, 1)`, [
        table,
        ids.length,
      ]);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of ROWS) {
      await runner.query(`DELETE FROM "global_state" WHERE resource = $1`, [table]);
      await runner.query(`DROP TABLE "${table}"`);
    }
  }
}
