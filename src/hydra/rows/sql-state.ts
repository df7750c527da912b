import { DatabaseError } from 'pg';

/** Whether PostgreSQL itself sent the error: the statement failed and, unless it was fatal, the connection is fine. */
export function isFromServer(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError && error.code !== undefined;
}

/** The SQLSTATE of an error of the server, otherwise empty. */
export function sqlStateOf(error: unknown): string {
  return isFromServer(error) ? (error.code ?? '') : '';
}

/** Whether the connection is still in order after the error: the server refused a statement but goes on listening. */
export function leavesConnection(error: unknown): boolean {
  return isFromServer(error) && error.severity === 'ERROR';
}

/** Lost a race against another transaction: doing the whole again is right. */
export function isLostRace(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === '40001' || state === '40P01';
}

/** What was prepared on the connection is gone, double, or no longer fits the tables. */
export function isStaleStatement(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === '26000' || state === '0A000' || state === '42P05';
}

/**
 * Cancelled by a request, which on a shared connection may have been meant for a neighbour. A statement time-out has
 * the same SQLSTATE but would only run out again.
 */
export function isStrayCancel(error: unknown): boolean {
  return isFromServer(error) && error.code === '57014' && !error.message.includes('statement timeout');
}
