import type { ClassModel, Field } from '../../src/hydra/model/model.ts';
import { ACCOUNTS, PASSWORD } from './api.ts';

/** Bodies of classes whose required fields must agree with each other or with the demo data. */
const BODIES: Readonly<Record<string, object>> = {
  Language: { id: 'fr' },
  Meeting: { employee: null, dateFrom: '2027-01-04T08:00:00Z', dateTo: '2027-01-08T16:00:00Z' },
  Credentials: { username: ACCOUNTS.member, password: PASSWORD },
  PasswordChange: { current: PASSWORD, new: 'another-password-of-tests' },
};

/** Finds the address of some record of a class. */
export type FindOne = (of: ClassModel) => Promise<string>;

/** A body that creates a record, or is taken by an action: the one listed above, else made from the required fields. */
export async function goodBody(of: ClassModel, findOne: FindOne): Promise<object> {
  const listed = BODIES[of.name];
  if (listed !== undefined) return listed;
  const required = of.fields.filter(({ writable, required }) => writable !== 'never' && required);
  const values = await Promise.all(required.map((field) => goodValue(field, findOne)));
  return Object.fromEntries(required.map(({ name }, index) => [name, values[index]]));
}

/** A body with a value in every field that no field takes. */
export function wrongBody(of: ClassModel): object {
  const writable = of.fields.filter((field) => field.writable !== 'never');
  return { '@type': 7, ...Object.fromEntries(writable.map(({ name }) => [name, [[7]]])) };
}

async function goodValue({ kind, datatype, target, limits }: Field, findOne: FindOne): Promise<unknown> {
  if (kind === 'reference' && target !== null) return findOne(target);
  if (limits.choices !== undefined) return limits.choices[0];
  if (datatype === 'string') return STRINGS[limits.format ?? ''] ?? 'Sample'.padEnd(limits.minLength ?? 0, '.');
  if (datatype === 'integer' || datatype === 'decimal') return limits.minimum ?? 1;
  return VALUES[datatype];
}

const STRINGS: Readonly<Record<string, string>> = { email: 'sample@nordlys.example', uri: 'https://nordlys.example/' };

const VALUES: Readonly<Record<string, unknown>> = {
  boolean: false,
  date: '2027-01-04',
  instant: '2027-01-04T08:00:00Z',
  json: {},
  secret: 'a secret of tests',
  strings: [],
};
