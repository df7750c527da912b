import { isFromServer, leavesConnection } from './sql-state.ts';

/** What sockets and name resolution say. */
const SOCKET = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'EHOSTDOWN'],
  ...['ENETUNREACH', 'ENETDOWN', 'ENOTFOUND', 'EAI_AGAIN'],
]);
/** What pg and pg-pool say without any code. */
const DRIVER =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/;

/** Whether the driver says that the connection is gone, silent, or could not be had. */
export function isConnectionLoss(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  // Asked by its members: an error of Node itself is no instance of the `Error` of a sandbox such as a test's.
  const { code, syscall, message } = error as Partial<NodeJS.ErrnoException>;
  // A Unix socket that is not there while the server is down.
  if (code === 'ENOENT') return syscall === 'connect';
  return SOCKET.has(code ?? '') || DRIVER.test(message ?? '');
}

/** Whether the connection is of no use after the error: lost, given up waiting for, or ended by the server. */
export function losesConnection(error: unknown): boolean {
  return isFromServer(error) ? !leavesConnection(error) : isConnectionLoss(error);
}
