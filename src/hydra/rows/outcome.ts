import { losesConnection } from './connection-loss.ts';
import { Unavailable } from './unavailable.ts';

const NOT_SENT = /^Client (has encountered a connection error|was closed)/;

/**
 * The error of something that would have committed. Where the connection was lost before the answer, the commit may
 * have happened: the error then says so. An error the server sent while going on listening means a rollback.
 */
export function errorOfCommit(error: unknown): unknown {
  if (error instanceof Unavailable || !isUndecided(error)) return error;
  return new Unavailable('The connection was lost while committing.', 2, { outcomeUnknown: true, cause: error });
}

function isUndecided(error: unknown): boolean {
  return losesConnection(error) && !(error instanceof Error && NOT_SENT.test(error.message));
}
