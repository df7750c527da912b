import type { Advertised, Advertisement } from './advertised.ts';
import type { Ask } from './exchange.ts';
import type { JsonObject } from './json.ts';
import { objectOf, textOf } from './json.ts';
import { propertiesOf } from './resolve.ts';

/** Whom the verification signs in as. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** A signed-in account. */
export interface Account extends Credentials {
  /** Signs in again: the answer's members by name, and the header that names its token. */
  readonly signIn: () => Promise<Session>;
  /** Whether headers name one of its tokens. */
  readonly hasSent: (headers: Readonly<Record<string, string>> | undefined) => boolean;
}

/** One sign-in. */
export interface Session {
  readonly headers: Readonly<Record<string, string>>;
  readonly answer: JsonObject;
}

/** The operation that exchanges a user name and a password for a token. */
export function signInOf({ openapi, operations }: Advertisement): Advertised {
  const found = operations.find(({ body }) => {
    const names = propertiesOf(openapi, body);
    return names.has('username') && names.has('password');
  });
  if (found === undefined) throw new Error('The documentation has no operation that takes username and password.');
  return found;
}

/** @throws Error when the instance refuses the credentials. */
export function accountOf(ask: Ask, { method, path }: Advertised, credentials: Credentials): Account {
  const headers = { 'content-type': 'application/json' };
  const given = new Set<string>();
  return {
    ...credentials,
    signIn: async () => {
      const { username, password } = credentials;
      const { status, json } = await ask({ method, path, headers, body: { username, password } });
      if (status !== 200) throw new Error(`${credentials.username} cannot sign in: ${textOf(objectOf(json).detail)}`);
      const authorization = `Bearer ${textOf(objectOf(json).token)}`;
      given.add(authorization);
      return { headers: { authorization }, answer: objectOf(json) };
    },
    hasSent: (sent) => given.has(sent?.authorization ?? ''),
  };
}
