import { randomUUID } from 'node:crypto';

const FORM = /^[A-Za-z0-9-]{8,64}$/;

/** The client's id where it has the form of one, else a new one. */
export function requestIdOf(sent: string | readonly string[] | undefined): string {
  return typeof sent === 'string' && FORM.test(sent) ? sent : randomUUID();
}
