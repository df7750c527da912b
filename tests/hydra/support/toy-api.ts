import { join } from 'node:path';
import type { Incoming, Reply } from '../../../src/hydra/exchange.ts';
import { compileCors } from '../../../src/hydra/http/cors.ts';
import { Origins } from '../../../src/hydra/http/origin.ts';
import type { Caller } from '../../../src/hydra/index.ts';
import { HydraApi, ProblemError, problemType, UNAUTHORIZED } from '../../../src/hydra/index.ts';
import type { Started } from '../../../src/hydra/start.ts';
import { projectRoot } from '../../../src/project-root.ts';
import type { ToyDatabase } from './toy-database.ts';
import { givenToyDatabase, TOY_SETTINGS } from './toy-database.ts';

const SHUT = problemType({ slug: 'shut', status: 409, title: 'Shut', text: 'Come back later.' });

/** Who asks in tests of the toys; the credential is the name. */
export const CALLERS: Readonly<Record<string, Caller>> = {
  keeper: caller('aaaaaaaa', ['reader', 'keeper'], { card: '1', person: '1' }),
  reader: caller('aaaaaaaa', ['reader'], { card: '2', person: '2' }),
  other: caller('bbbbbbbb', ['reader', 'keeper'], { card: '3', person: '3' }),
  inspector: caller(null, ['inspector'], { card: null, person: '3' }),
  /** The keeper while the library takes no writes. */
  shut: { ...caller('aaaaaaaa', ['reader', 'keeper'], { card: '1', person: '1' }), closed: SHUT },
  homeless: caller(null, [], { card: null, person: '9' }),
};

/** What is sent beside method and address. */
export interface Sent {
  readonly as?: keyof typeof CALLERS;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer with its body read. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Null when there is none. */
  readonly body: unknown;
}

/** The toys, served without a socket. */
export interface ToyApi {
  readonly database: ToyDatabase;
  readonly started: Started;
  readonly ask: (method: string, url: string, sent?: Sent) => Promise<Answered>;
  close(): Promise<void>;
}

const NO_LIBRARY = problemType({ slug: 'no-library', status: 403, title: 'No library', text: 'Choose one.' });
const REQUEST_ID = '2f1c0b8e-5d0a-4c37-9a52-7f0c6f1e9b11';

/** Compiles the toys on a database of their own. */
export async function givenToyApi(register: (api: HydraApi) => void = () => undefined): Promise<ToyApi> {
  const database = await givenToyDatabase();
  const api = new HydraApi({
    title: 'Toys',
    description: 'Toys of the engine.',
    base: '/api',
    metadata: database.metadata,
    rows: database.open.rows,
    tenant: { column: 'library_id', settings: TOY_SETTINGS, missing: NO_LIBRARY, closed: [SHUT] },
    identify: { identify },
    signIn: { path: '/login', example: { name: 'you' }, token: 'token' },
    limiter: { take: async () => undefined },
    cursorSecrets: ['a secret of the toys, long enough to seal'],
    contexts: join(projectRoot, 'tests', 'hydra', 'toys', 'contexts'),
    origins: new Origins({ publicUrl: 'https://host', listening: () => ({ host: '127.0.0.1', port: 1 }) }),
    cors: compileCors(['https://app.example']),
    now: () => new Date('2026-11-24T12:00:00Z'),
    report: () => undefined,
    reportError: (error) => console.error(error),
  });
  register(api);
  const started = api.start();
  return {
    database,
    started,
    ask: async (method, url, sent = {}) => answered(await started.serve(incoming(method, url, sent))),
    close: () => database.close(),
  };
}

function caller(tenant: string | null, roles: readonly string[], claims: Caller['claims']): Caller {
  const who = { actor: 'tester', credential: 'test', closed: null };
  return Object.freeze({ tenant, roles: new Set(roles), claims, timeZone: 'Europe/Copenhagen', ...who });
}

function identify(authorization: string | undefined): Caller | null {
  if (authorization === undefined) return null;
  const found = CALLERS[authorization.replace('Bearer ', '')];
  if (found === undefined) throw new ProblemError(UNAUTHORIZED, { headers: { 'WWW-Authenticate': 'Bearer' } });
  return found;
}

function incoming(method: string, url: string, { as, body, headers = {} }: Sent): Incoming {
  const bytes = body === undefined ? null : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/ld+json';
  return {
    method,
    url,
    headers: {
      host: 'host',
      ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
      ...(bytes === null ? {} : { 'content-type': type, 'content-length': String(bytes.length) }),
      ...headers,
    },
    address: '127.0.0.1',
    requestId: REQUEST_ID,
    signal: new AbortController().signal,
    body: async (limit) => (bytes === null ? new Uint8Array() : bytes.length > limit ? null : bytes),
  };
}

function answered({ status, headers, body }: Reply): Answered {
  const text = body === null ? '' : Buffer.from(body as Uint8Array).toString('utf8');
  const isJson = headers['Content-Type']?.includes('json') === true;
  return { status, headers, text, body: text !== '' && isJson ? (JSON.parse(text) as unknown) : null };
}
