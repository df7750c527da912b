import type { Environment } from './read-values.ts';
import { isGiven } from './read-values.ts';
import type { Values, VariableName } from './variables.ts';

const MIGRATION = 'MIGRATION_DATABASE_URL';
const OTHER_ADDRESSES = [
  'DATABASE_URL',
  'READER_DATABASE_URL',
  'SYSTEM_DATABASE_URL',
  'OPERATOR_DATABASE_URL',
  'BACKUP_DATABASE_URL',
] as const;
const PRODUCTION: readonly VariableName[] = ['PUBLIC_URL', 'TOKEN_KEYS', ...OTHER_ADDRESSES, MIGRATION];

/** Words of examples and of keys that somebody typed; real keys are random. */
const EXAMPLE = /change.?me|example|secret|password|0123456789|abcdefgh/i;
const FEWEST_DIFFERENT_CHARACTERS = 10;

/** What is wrong with the variables together; a sentence each. */
export function checkValues(env: Environment, values: Partial<Values>): readonly string[] {
  const isProduction = env.NODE_ENV === 'production';
  return isProduction ? [...missingInProduction(env), ...exampleKeys(values)] : missingInDevelopment(env);
}

function missingInProduction(env: Environment): string[] {
  const missing = PRODUCTION.filter((name) => !isGiven(env, name));
  return missing.map((name) => `${name} is missing: production requires it.`);
}

/** One address alone says neither where to migrate nor how to make the others. */
function missingInDevelopment(env: Environment): string[] {
  const given = OTHER_ADDRESSES.filter((name) => isGiven(env, name));
  if (given.length === 0 || isGiven(env, MIGRATION)) return [];
  return [`${MIGRATION} is missing: ${given.join(', ')} needs it beside, for the migrations and the other addresses.`];
}

function exampleKeys({ TOKEN_KEYS = [] }: Partial<Values>): string[] {
  return TOKEN_KEYS.some(isExample)
    ? ['TOKEN_KEYS holds a key that looks like an example: generate it at random.']
    : [];
}

function isExample(key: string): boolean {
  return EXAMPLE.test(key) || new Set(key).size < FEWEST_DIFFERENT_CHARACTERS;
}
