import type { Asker } from './fold.ts';
import type { ReadPlan } from './read-plan.ts';
import { slotKey } from './sql/scope.ts';
import type { Compiled } from './statement.ts';

/** A plan with everybody who is served by it. */
export interface Explained {
  readonly plan: ReadPlan;
  readonly askers: readonly Asker[];
  readonly may: Readonly<Record<'create' | 'patch' | 'delete', 'always' | 'never' | 'row'>>;
  readonly writes: Readonly<Record<string, Compiled>>;
}

/** What a lens serves, as a person reads it: who, what they may, the fields and the SQL. */
export function explainPlan({ plan, askers, may, writes }: Explained): string {
  const { of, verdict, shape } = plan;
  const head = [
    `${of.name} (${of.resource.path}) for ${askers.map(whoIs).join('; ')}`,
    `  read    ${{ always: 'every row', never: 'refused: 403', row: 'the rows that the rule admits' }[verdict]}`,
    ...Object.entries(may).map(([name, answer]) => `  ${name.padEnd(7)} ${ANSWERS[answer]}`),
  ];
  if (verdict === 'never') return `${head.join('\n')}\n`;
  const fields = shape.fields.map(({ field, mask }) => `${field.name}${mask < 0 ? '' : ' (only of some rows)'}`);
  const queries = plan.queryable.map(
    ({ name, filters, sortable }) => `${name}: ${[...filters, ...(sortable ? ['order'] : [])].join(', ')}`,
  );
  const statements = { item: plan.item, 'item tag': plan.itemTag, state: plan.state, ...writes };
  return [
    ...head,
    `  fields  ${fields.join(', ')}`,
    `  query   ${queries.join('; ')}`,
    `  list    SELECT ${plan.list.columns} ${plan.list.from} WHERE ${plan.list.where} ORDER BY … LIMIT … OFFSET …`,
    ...Object.entries(statements).map(([name, { statement, slots }]) =>
      statementText(name, statement.text, slots.map(slotKey)),
    ),
    `  tag     ${plan.digest ? 'a digest of the answer' : 'made of versions'}, build ${plan.build}`,
    '',
  ].join('\n');
}

const ANSWERS = { always: 'yes', never: 'refused: 403', row: 'as the rule says of each row' } as const;

function whoIs({ signedIn, roles }: Asker): string {
  if (!signedIn) return 'nobody';
  return roles.size === 0 ? 'signed in without a role' : [...roles].join('+');
}

function statementText(name: string, text: string, slots: readonly string[]): string {
  const first = slots.length === 0 ? '' : ` [${slots.map((slot, index) => `$${index + 1} = ${slot}`).join(', ')}]`;
  return `  ${name}${first}\n    ${text}`;
}
