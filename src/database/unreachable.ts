import { StartError } from '../start-error.ts';

/** What to print when a database lets nobody in: the role and the driver's reason, which never shows a password. */
export function unreachable(address: string, error: unknown): StartError {
  return new StartError([`The database does not serve ${userOf(address)}: ${reasonOf(error)}`]);
}

/** The role that an address names. */
export function userOf(address: string): string {
  return decodeURIComponent(new URL(address).username);
}

/** An error for several addresses of one host has no text of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
