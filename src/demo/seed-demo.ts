import type pg from 'pg';
import { correctCounts } from '../database/counts.ts';
import { hashPassword } from '../password-hash.ts';
import type { DemoAccount } from './accounts.ts';
import { DEMO_ACCOUNTS, DEMO_MEMBER } from './accounts.ts';
import { insertRows } from './insert-rows.ts';
import { demoMeetings } from './meetings.ts';
import type { DemoOrganization } from './organizations.ts';
import { DEMO_ORGANIZATIONS } from './organizations.ts';
import { emailOf, personOf, positionOf } from './people.ts';

type Client = Pick<pg.ClientBase, 'query'>;

/** What the demo data depends on. */
export interface DemoOptions {
  /** Of every account. */
  readonly password: string;
  /** The meetings lie around this day. */
  readonly now: Date;
  /** A fresh id of an organization: 8 characters of base 36. */
  readonly newId: () => string;
}

/**
 * Fills a database with two organizations and the accounts of `DEMO_ACCOUNTS`: all of it or, on an error, nothing.
 * The client is the owner's (`app_owner`) and in no transaction. Gives the ids of the organizations by slug.
 * @throws pg.DatabaseError with the constraint `uq_organization_slug` or `uq_app_user_email` when it is there already.
 */
export async function seedDemo(client: Client, options: DemoOptions): Promise<ReadonlyMap<string, string>> {
  const passwordHash = await hashPassword(options.password);
  await client.query('BEGIN');
  try {
    const ids = await insertAll(client, passwordHash, options);
    await client.query('COMMIT');
    return ids;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function insertAll(
  client: Client,
  passwordHash: string,
  { now, newId }: DemoOptions,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map(DEMO_ORGANIZATIONS.map(({ slug }) => [slug, newId()]));
  const began = new Date(now.getTime() - 90 * 86_400_000).toISOString();
  const users = await insertUsers(client, passwordHash);
  await insertOrganizations(client, ids, began);
  const members = await insertMembers(client, ids, users, began);
  for (const organization of DEMO_ORGANIZATIONS) {
    const id = idOf(ids, organization.slug);
    await insertPlaces(client, id, organization);
    const employees = await insertEmployees(client, id, organization, members, began);
    await insertMeetings(client, id, organization, employees, now);
  }
  await correctCounts(client);
  return ids;
}

/** Gives the ids of the users by e-mail address. */
async function insertUsers(client: Client, passwordHash: string): Promise<ReadonlyMap<string, string>> {
  const rows = DEMO_ACCOUNTS.map(({ email, firstName, lastName, organization, roles }) => ({
    email,
    first_name: firstName,
    last_name: lastName,
    password_hash: passwordHash,
    roles: organization === null ? roles : [],
  }));
  const ids = await insertRows(client, 'app_user', rows);
  return new Map(DEMO_ACCOUNTS.map(({ email }, index) => [email, ids[index] ?? '']));
}

async function insertOrganizations(client: Client, ids: ReadonlyMap<string, string>, began: string): Promise<void> {
  const rows = DEMO_ORGANIZATIONS.map(({ slug, name, type }) => ({
    id: idOf(ids, slug),
    type,
    status: 'active',
    name,
    slug,
    created_at: began,
    updated_at: began,
  }));
  const configs = DEMO_ORGANIZATIONS.flatMap(({ slug, configs }) =>
    Object.entries(configs).map(([key, value]) => ({ organization_id: idOf(ids, slug), key, value })),
  );
  await insertRows(client, 'organization', rows);
  await insertRows(client, 'organization_config', configs, null);
}

/** Gives the ids of the memberships by e-mail address. */
async function insertMembers(
  client: Client,
  ids: ReadonlyMap<string, string>,
  users: ReadonlyMap<string, string>,
  began: string,
): Promise<ReadonlyMap<string, string>> {
  const accounts = DEMO_ACCOUNTS.filter(isMember);
  const rows = accounts.map(({ email, organization, roles }) => ({
    organization_id: idOf(ids, organization),
    user_id: users.get(email),
    roles,
    joined_at: began,
  }));
  const members = await insertRows(client, 'organization_user', rows);
  return new Map(accounts.map(({ email }, index) => [email, members[index] ?? '']));
}

function isMember(account: DemoAccount): account is DemoAccount & { readonly organization: string } {
  return account.organization !== null;
}

async function insertPlaces(client: Client, id: string, organization: DemoOrganization): Promise<void> {
  const { addresses, locations } = organization;
  await insertRows(
    client,
    'organization_address',
    addresses.map((address, index) => ({ organization_id: id, ...address, default: index === 0 })),
  );
  await insertRows(
    client,
    'location',
    locations.map((location) => ({ organization_id: id, ...location })),
  );
}

/** The first employee is the demo member, where there is one. Gives the employees' ids. */
async function insertEmployees(
  client: Client,
  id: string,
  { slug, employees, firstPerson }: DemoOrganization,
  members: ReadonlyMap<string, string>,
  began: string,
): Promise<readonly string[]> {
  const invented = Array.from({ length: employees }, (_, index) => employee(firstPerson + index, slug));
  const linked = DEMO_ACCOUNTS.filter(({ email, organization }) => email === DEMO_MEMBER && organization === slug).map(
    ({ firstName, lastName, email }) => ({ ...employee(0, slug), first_name: firstName, last_name: lastName, email }),
  );
  const people = [...linked, ...invented].slice(0, employees);
  const rows = people.map((person) => ({
    organization_id: id,
    ...person,
    user_id: members.get(person.email ?? '') ?? null,
    created_at: began,
    updated_at: began,
  }));
  return insertRows(client, 'employee', rows);
}

/** Every eleventh has no address at work, every fifteenth has left. */
function employee(number: number, slug: string) {
  const person = personOf(number);
  return {
    first_name: person.firstName,
    last_name: person.lastName,
    email: number % 11 === 10 ? null : emailOf(person, slug),
    position: positionOf(number),
    active: number % 15 !== 14,
  };
}

async function insertMeetings(
  client: Client,
  id: string,
  { meetings }: DemoOrganization,
  employees: readonly string[],
  now: Date,
): Promise<void> {
  const rows = demoMeetings(meetings, employees, now).map((meeting) => ({ organization_id: id, ...meeting }));
  await insertRows(client, 'meeting', rows);
}

function idOf(ids: ReadonlyMap<string, string>, slug: string): string {
  const id = ids.get(slug);
  if (id === undefined) throw new TypeError(`There is no demo organization ${slug}.`);
  return id;
}
