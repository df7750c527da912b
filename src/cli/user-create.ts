import { parseArgs } from 'node:util';
import { isEmail } from 'class-validator';
import { readConfig } from '../config.ts';
import type { NewUser } from '../database/add-user.ts';
import { addUser } from '../database/add-user.ts';
import { hashPassword } from '../password-hash.ts';
import { StartError } from '../start-error.ts';
import { asOwner, inTransaction } from './support/as-owner.ts';
import { readPassword } from './support/read-password.ts';
import { print, run } from './support/run.ts';

const USAGE =
  'Usage: npm run user:create -- --email ADDRESS --first-name NAME --last-name NAME ' +
  '[--role ROLE_SUPER_ADMIN] [--organization SLUG [--role ROLE_ADMIN | --role ROLE_BILLING]]\n' +
  'The password (12 to 128 characters) is typed, or the first line of the standard input.';
/** In the order in which they are kept; every member has the first. */
const OF_MEMBERSHIP = ['ROLE_USER', 'ROLE_BILLING', 'ROLE_ADMIN'];
const OF_PERSON = ['ROLE_SUPER_ADMIN'];

run(async () => {
  const config = readConfig();
  const user = readUser(process.argv.slice(2));
  const passwordHash = await hashPassword(checkedPassword(await readPassword(`Password for ${user.email}: `)));
  await asOwner(config, (client) => inTransaction(client, () => addUser(client, { ...user, passwordHash })));
  print(`Made the user ${user.email}.`);
});

function readUser(args: readonly string[]): Omit<NewUser, 'passwordHash'> {
  const { email = '', 'first-name': firstName = '', 'last-name': lastName = '', role, organization } = optionsIn(args);
  const faults = [
    ...(isEmail(email) ? [] : ['--email is no e-mail address.']),
    ...(isName(firstName) ? [] : ['--first-name has 1 to 80 characters.']),
    ...(isName(lastName) ? [] : ['--last-name has 1 to 80 characters.']),
    ...faultsOf(role, organization),
  ];
  if (faults.length > 0) throw new StartError([...faults, USAGE]);
  return {
    email: email.toLowerCase(),
    firstName: firstName.trim(),
    lastName: lastName.trim(),
    roles: OF_PERSON.filter((each) => role.includes(each)),
    membership: organization === undefined ? null : { organization, roles: rolesOfMembership(role) },
  };
}

function optionsIn(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    email: text,
    'first-name': text,
    'last-name': text,
    organization: text,
    role: { type: 'string', multiple: true, default: [] as string[] },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new StartError([error instanceof Error ? error.message : String(error), USAGE]);
  }
}

function faultsOf(roles: readonly string[], organization: string | undefined): string[] {
  const unknown = roles.filter((role) => !OF_MEMBERSHIP.includes(role) && !OF_PERSON.includes(role));
  const homeless = organization === undefined && roles.some((role) => OF_MEMBERSHIP.includes(role));
  return [
    ...unknown.map((role) => `--role ${role} is unknown; there are ${[...OF_MEMBERSHIP, ...OF_PERSON].join(', ')}.`),
    ...(homeless ? ['Roles of a membership need --organization.'] : []),
  ];
}

function rolesOfMembership(roles: readonly string[]): readonly string[] {
  return OF_MEMBERSHIP.filter((each, index) => index === 0 || roles.includes(each));
}

function isName(text: string): boolean {
  return text.trim().length >= 1 && text.trim().length <= 80;
}

function checkedPassword(password: string): string {
  if (password.length >= 12 && password.length <= 128) return password;
  throw new StartError(['The password has 12 to 128 characters.']);
}
