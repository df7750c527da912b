import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Advertised } from '../../../src/cli/verify/advertised.ts';
import { readOpenApi } from '../../../src/cli/verify/read-openapi.ts';
import { propertiesOf } from '../../../src/cli/verify/resolve.ts';
import { sampleBody } from '../../../src/cli/verify/sample-value.ts';
import type { Account, Answered, TestApi } from '../../support/api.ts';
import { givenApi } from '../../support/api.ts';

const REQUESTS = 3_000;
const SECONDS_3 = 3_000;

type Json = Readonly<Record<string, unknown>>;

/** A request made from the documentation and from what nobody would write. */
interface Made {
  readonly method: string;
  readonly path: string;
  readonly as: Account;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

let api: TestApi;
let openapi: Json;
let operations: readonly Advertised[];
/** Bodies that are good, by operation. */
const good = new Map<string, Json>();
beforeAll(async () => {
  api = await givenApi();
  openapi = (await api.ask('GET', '/api/openapi.json')).body as Json;
  // Signing out ends the session that the other requests need.
  operations = readOpenApi(openapi).filter(({ id }) => id !== 'logout');
  let number = 0;
  for (const { id, body } of operations.filter((each) => each.body !== null)) {
    const next = () => {
      number += 1;
      return number;
    };
    const referenceFor = async (property: string) => `/api/${property}s/1`;
    good.set(id, await sampleBody({ openapi, known: new Map(), referenceFor, next, name: 'property' }, body, true));
  }
  await Promise.all([api.tokenOf('admin'), api.tokenOf('member'), api.tokenOf('operator')]);
});
afterAll(() => api.close());

/** Texts that break what reads them carelessly. */
const HOSTILE = fc.oneof(
  fc.constantFrom(
    ...['', ' ', '\0', '%', '%zz', '%00', '..', '../..', "'", '"', '`', ';--', "' OR 1=1 --", '$1', '\\', '\u2028'],
    ...['null', 'true', '-1', '0', '1e309', '9007199254740993', '99999999999999999999', '01', '1.5', 'NaN', '[]', '{}'],
    ...['__proto__', 'constructor', '2026-02-30', '2026-12-01T25:00:00Z', '+275760-09-13', '\ud800', '😀', 'Ærø', '*'],
    ...[
      '/api/employees/1',
      '/api/employees/999999',
      '/api/countries/DK',
      '/api',
      '//',
      'http://elsewhere.invalid/',
      '_:b0',
    ],
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

const VALUE = fc.oneof(
  { weight: 4, arbitrary: HOSTILE },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.integer() },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(null, true, {}, [], [[]], { '@id': '/api/employees/1' }, { '@value': 1 }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('2027-01-04T08:00:00Z', '2027-01-08T16:00:00Z', 'ada@nordlys.example', 'DK'),
  },
);

const HEADERS: Readonly<Record<string, readonly string[]>> = {
  accept: [
    'application/ld+json',
    'application/json',
    'text/html',
    'text/csv',
    'text/turtle',
    '*/*;q=0',
    'x',
    ';',
    'a/b;q=2',
  ],
  'content-type': ['application/ld+json', 'application/json', 'application/merge-patch+json', 'text/plain', 'x', ''],
  'content-encoding': ['gzip', 'br', 'identity', 'x', 'gzip, gzip'],
  'if-match': ['*', '"1-ld.x"', 'W/"1"', 'x', '"', '"1","2"'],
  'if-none-match': ['*', '"1-ld.x"', 'W/"1"', 'x'],
  'if-modified-since': ['Tue, 24 Nov 2026 12:00:00 GMT', 'yesterday'],
  prefer: [
    'handling=strict',
    'handling=lenient',
    'return=minimal',
    'count=none',
    'count=estimated',
    'tx=rollback',
    'include="operations"',
    ';;',
  ],
  'idempotency-key': ['key-of-a-property', 'x'.repeat(256), ' ', 'ü'],
  'accept-language': ['de', 'da, *;q=0.1', 'x-y-z-', '*'],
  origin: ['null', 'https://elsewhere.invalid'],
};

const SOME_HEADERS = fc
  .array(
    fc
      .constantFrom(...Object.keys(HEADERS))
      .chain((name) => fc.constantFrom(...(HEADERS[name] ?? [])).map((value) => [name, value] as const)),
    { maxLength: 2 },
  )
  .map((pairs) => Object.fromEntries(pairs));

function requestFor(operation: Advertised): fc.Arbitrary<Made> {
  return fc.record({
    method: fc.constant(operation.method),
    path: fc
      .tuple(pathFor(operation), queryFor(operation))
      .map(([path, query]) => (query === '' ? path : `${path}?${query}`)),
    as: fc.constantFrom<Account>('admin', 'admin', 'admin', 'member', 'operator'),
    headers: SOME_HEADERS,
    body: bodyFor(operation),
  });
}

function pathFor({ path }: Advertised): fc.Arbitrary<string> {
  const id = fc.oneof(fc.constantFrom('1', '2', 'DK', 'da', 'Meeting', 'validation'), HOSTILE.map(encoded));
  return path.includes('{') ? id.map((value) => path.replace(/\{[^}]+\}/, () => value)) : fc.constant(path);
}

/** Lone surrogates have no encoding; they are sent as the bytes that stand for what is unknown. */
function encoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

function queryFor({ parameters }: Advertised): fc.Arbitrary<string> {
  const names = parameters.filter((each) => each.in === 'query').map(({ name }) => name);
  const name = names.length === 0 ? HOSTILE : fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...names) }, HOSTILE);
  const pair = fc.tuple(name, HOSTILE).map(([key, value]) => `${encoded(key)}=${encoded(value)}`);
  const pairs = fc.array(pair, { maxLength: 3 }).map((all) => all.join('&'));
  return fc.oneof(
    { weight: 6, arbitrary: pairs },
    { weight: 1, arbitrary: fc.constantFrom('%zz', '&&', '=', '?', '%ff=1') },
  );
}

function bodyFor({ id, body }: Advertised): fc.Arbitrary<string | null> {
  if (body === null) return fc.constant(null);
  const names = [...propertiesOf(openapi, body).keys(), '@type', '@id', '@context', '__proto__'];
  const object = fc.dictionary(fc.constantFrom(...names), VALUE, { maxKeys: 6 }).map((value) => JSON.stringify(value));
  const changes = fc.dictionary(fc.constantFrom(...names), VALUE, { maxKeys: 1 });
  return fc.oneof(
    { weight: 4, arbitrary: changes.map((changed) => JSON.stringify({ ...good.get(id), ...changed })) },
    { weight: 4, arbitrary: object },
    { weight: 1, arbitrary: fc.tuple(object, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1))) },
    { weight: 1, arbitrary: fc.json() },
  );
}

async function ask({ method, path, as, headers, body }: Made): Promise<Answered> {
  const type = body === null ? {} : { 'content-type': 'application/ld+json' };
  // What cannot be a header is not sent by any client.
  const sent = Object.fromEntries(
    Object.entries({ ...type, ...headers }).map(([name, value]) => [name, value.replace('ü', '')]),
  );
  return api.ask(method, path, {
    as,
    headers: sent,
    ...(body === null ? {} : { body: new TextEncoder().encode(body) }),
  });
}

function isProblem({ status, headers, body }: Answered): boolean {
  const { type, title, status: told, detail } = (body ?? {}) as Json;
  return (
    (headers.get('content-type') ?? '').startsWith('application/problem+json') &&
    told === status &&
    [type, title, detail].every((text) => typeof text === 'string' && text !== '')
  );
}

describe('whatever is sent', () => {
  it(`is never 5xx, always a problem on 4xx, and soon: ${REQUESTS} requests`, async () => {
    const made = fc.constantFrom(...operations).chain(requestFor);
    const seen = new Map<number, number>();

    await fc.assert(
      fc.asyncProperty(made, async (request) => {
        const began = performance.now();
        const answer = await ask(request);
        const took = performance.now() - began;

        seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
        expect(answer.status).toBeLessThan(500);
        expect(answer.status < 400 || isProblem(answer) || request.method === 'HEAD').toBe(true);
        expect(took).toBeLessThan(SECONDS_3);
      }),
      { numRuns: REQUESTS },
    );

    // The requests are neither all refused for the same reason nor all accepted.
    expect([...seen.keys()].sort()).toEqual(expect.arrayContaining([200, 201, 400, 404, 415, 422]));
  }, 120_000);

  it('leaves the product working', async () => {
    const body = { employee: null, dateFrom: '2027-01-04T08:00:00Z', dateTo: '2027-01-08T16:00:00Z' };
    const created = await api.ask('POST', '/api/meetings', { as: 'admin', body });
    const read = await api.ask('GET', created.headers.get('location') ?? '', { as: 'admin' });

    expect([created.status, read.status]).toEqual([201, 200]);
    expect(read.text).toBe(created.text);
  });
});
