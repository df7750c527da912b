import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Sent, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';
import type { Kind } from '../support/problems.ts';
import { badParameter, invalid, invalidCursor, problem } from '../support/problems.ts';

const ABSENT = 'There is nothing at this address.';
const WINDOW = { employee: null, dateFrom: '2026-12-01T08:00:00Z', dateTo: '2026-12-01T10:00:00Z' };
const TIME = 'must be a date and time, such as 2026-12-01T08:00:00+00:00.';
const EMPLOYEE = 'must be the IRI of an Employee, like /api/employees/1.';
/** What can be no address of an employee, whoever asks (wire-format §8.7). */
const NO_EMPLOYEES = [
  2,
  '2',
  '',
  'DE',
  'nonsense',
  true,
  [],
  ['/api/employees/1'],
  {},
  { id: 1 },
  { '@id': 2 },
  '/api/locations/1',
  '/api/employees',
  '/api/employees/',
  '/api/employees/01',
  '/api/employees/1/',
  '/api/employees/1.jsonld',
  '/api/employees/1?x=1',
  '/api/employees/1#x',
  'https://elsewhere.example/api/employees/1',
  '//elsewhere.example/api/employees/1',
  'urn:uuid:2f1c0b8e-5d0a-4c37-9a52-7f0c6f1e9b11',
  '_:b0',
];

type Row = readonly [method: string, path: string, sent: Sent, kind: Kind, detail: string];
/** Requests with the problem that each is answered with; an empty detail is not compared. */
const PROBLEMS: readonly Row[] = [
  ['GET', '/api/nothing', {}, 'not-found', ABSENT],
  ['GET', '/api/locations.xml', {}, 'not-found', ABSENT],
  ['GET', '/api/locations/1.csv', {}, 'not-found', ABSENT],
  ['GET', '/api/contexts/Nothing', {}, 'not-found', ABSENT],
  ...['abc', '1.5', '01', '1e3', '99999999999999999999', '9007199254740993', '%00', '7', '999999'].map(
    (id) => ['GET', `/api/locations/${id}`, {}, 'not-found', ABSENT] as Row,
  ),
  ['PUT', '/api/locations/1', { body: {} }, 'method', 'Allowed: GET, HEAD, OPTIONS, PATCH.'],
  ['DELETE', '/api/meetings/1', {}, 'method', 'Allowed: GET, HEAD, OPTIONS, PATCH.'],
  ['GET', '/api/locations', { headers: { accept: 'image/png' } }, 'not-acceptable', ''],
  ['GET', '/api/locations/1', { headers: { accept: 'text/csv' } }, 'not-acceptable', ''],
  ['POST', '/api/locations', { body: '{}', headers: { 'content-type': 'text/plain' } }, 'media-type', ''],
  ['POST', '/api/locations', {}, 'media-type', ''],
  [
    'PATCH',
    '/api/locations/1',
    { body: '[]', headers: { 'content-type': 'application/json-patch+json' } },
    'media-type',
    '',
  ],
  ['POST', '/api/locations', { body: '{' }, 'bad-request', ''],
  ['POST', '/api/locations', { body: '', headers: { 'content-type': 'application/json' } }, 'bad-request', ''],
  ['POST', '/api/locations', { body: new Uint8Array([0x7b, 0xff, 0x7d]) }, 'bad-request', ''],
  ['POST', '/api/locations', { body: '{"name":"a","name":"b"}' }, 'bad-request', ''],
  ['POST', '/api/locations', { body: `{"x":${'['.repeat(33)}${']'.repeat(33)},"name":"a"}` }, 'bad-request', ''],
  ...['[]', '[{"name":"a"}]', '"x"', 'null', '1'].map(
    (body) => ['POST', '/api/locations', { body }, 'bad-request', ''] as Row,
  ),
  ['PATCH', '/api/locations/1', { body: {}, headers: { 'if-match': '"0-x"' } }, 'precondition-failed', ''],
  ['PATCH', '/api/locations/1', { body: {}, headers: { 'if-match': 'W/"1-ld.11d7"' } }, 'precondition-failed', ''],
  ['PATCH', '/api/locations/1', { body: {}, headers: { 'if-match': 'broken' } }, 'bad-request', ''],
  ['GET', '/api/locations?name=%zz', {}, 'bad-request', ''],
  ['GET', '/api/locations?name=%ff', {}, 'bad-request', ''],
  ['GET', '/api/locations/%zz', {}, 'bad-request', ''],
  ['POST', '/api/locations', { body: `{"name":"${'x'.repeat(262_144)}"}` }, 'too-large', ''],
  ['GET', `/api/locations?name=${'x'.repeat(9000)}`, {}, 'uri-too-long', ''],
];
const titleOf = ([method, path, sent, kind]: Row): string =>
  `${method} ${path.slice(0, 60)} ${JSON.stringify(sent).slice(0, 90)} is ${kind}`;

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
  // Signing in leaves audit entries.
  await api.tokenOf('admin');
});
afterAll(() => api.close());

describe.each([
  ['the first door', {}],
  ['Express', { door: 'express' }],
] as const)('wire rules 10.6, through %s', (_door, door) => {
  const ask = (method: string, path: string, sent: Sent) => api.ask(method, path, { as: 'admin', ...sent, ...door });
  const at = () => ({ origin: 'door' in door ? `http://127.0.0.1:${api.expressPort}` : api.origin });
  const rows = async () => {
    const counts: unknown[] = [];
    for (const table of ['location', 'meeting', 'employee', 'audit_entry']) {
      counts.push(await api.query(`SELECT count(*) FROM ${table}`));
    }
    return counts;
  };

  it.each(PROBLEMS.map((row) => [titleOf(row), row] as const))(
    '%s',
    async (_title, [method, path, sent, kind, detail]) => {
      const before = await rows();

      const answer = await ask(method, path, sent);

      const expected = problem(at(), kind, detail === '' ? expect.stringMatching(/^[A-Z].{9,}\.?$/) : detail);
      expect(answer.body).toEqual(expected);
      expect(answer.status).toBe(expected.status);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await rows()).toEqual(before);
    },
  );

  it.each<[string, object, [string, string, string]]>([
    ['locations', {}, ['name', 'required', 'is required.']],
    ['locations', { name: null }, ['name', 'null', 'must not be null.']],
    ['locations', { name: '\t ' }, ['name', 'blank', 'must not be blank.']],
    ['locations', { name: 'x', officeOpenHour: '5' }, ['officeOpenHour', 'type', 'must be an integer.']],
    ['locations', { name: 'x', officeOpenHour: 5.5 }, ['officeOpenHour', 'type', 'must be an integer.']],
    ['locations', { name: 'x', officeOpenHour: true }, ['officeOpenHour', 'type', 'must be an integer.']],
    ['locations', { name: 7 }, ['name', 'type', 'must be a text.']],
    [
      'locations',
      { name: 'a\u0000b' },
      ['name', 'characters', 'must not contain the character NUL or half of a surrogate pair.'],
    ],
    [
      'locations',
      { name: 'a\ud800b' },
      ['name', 'characters', 'must not contain the character NUL or half of a surrogate pair.'],
    ],
    ...['/api/employees/999999', '/api/employees/46'].map(
      (employee) =>
        ['meetings', { ...WINDOW, employee }, ['employee', 'reference', 'there is no such Employee.']] as [
          string,
          object,
          [string, string, string],
        ],
    ),
    ...NO_EMPLOYEES.map(
      (employee) =>
        ['meetings', { ...WINDOW, employee }, ['employee', 'reference', EMPLOYEE]] as [
          string,
          object,
          [string, string, string],
        ],
    ),
    ...[
      '2026-02-30T10:00:00Z',
      '2026-12-01',
      '10000-01-01T00:00:00Z',
      '2026-12-31T23:59:60Z',
      '2026-12-01 10:00',
      '',
    ].map(
      (dateFrom) =>
        ['meetings', { ...WINDOW, dateFrom }, ['dateFrom', 'format', TIME]] as [
          string,
          object,
          [string, string, string],
        ],
    ),
    ['meetings', { ...WINDOW, dateTo: WINDOW.dateFrom }, ['dateTo', 'after', 'must be later than dateFrom.']],
    [
      'employees',
      { firstName: 'A', lastName: 'B', email: 'member@nordlys.example' },
      ['email', 'unique', 'is already taken.'],
    ],
  ])('POST /api/%s %j is 422', async (path, body, violation) => {
    const before = await rows();

    const answer = await ask('POST', `/api/${path}`, { body });

    expect(answer.body).toEqual(invalid(at(), violation));
    expect(answer.status).toBe(422);
    expect(await rows()).toEqual(before);
  });

  it('lists the values of an enumeration', async () => {
    const body = { name: 'x', country: '/api/countries/DK', tinType: 'passport' };
    const answer = await ask('POST', '/api/organization-addresses', { body });

    expect(answer).toMatchObject({ status: 422, body: { violations: [{ propertyPath: 'tinType' }] } });
    expect(answer.text).toContain('vat, national, none');
  });

  it.each<[string, string, string, string]>([
    ['locations?nam=x', 'nam', 'parameter', 'there is no such parameter; did you mean name?'],
    ['locations?name=a&name=b', 'name', 'twice', 'was sent twice.'],
    ['meetings?cursor=&page=1', 'page', 'value', 'must be left out with cursor.'],
    ['meetings?itemsPerPage=0&page=2', 'page', 'value', 'must be 1 with itemsPerPage=0, which only counts.'],
    ['meetings?employee=foo', 'employee', 'value', 'must be an IRI like /api/employees/1 or the id in it.'],
    [
      'meetings?dateFrom[after]=x',
      'dateFrom[after]',
      'value',
      'must be a date or a date-time, such as 2026-12-01T08:00:00+00:00.',
    ],
    ...['0', '-1', 'abc', '1.5', '2147483648'].map(
      (page) =>
        [`meetings?page=${page}`, 'page', 'value', 'must be an integer from 1 to 2147483647.'] as [
          string,
          string,
          string,
          string,
        ],
    ),
  ])('GET /api/%s is 400', async (path, name, code, message) => {
    const answer = await ask('GET', `/api/${path}`, {});

    expect(answer.body).toEqual(badParameter(at(), name, code, message));
    expect(answer.status).toBe(400);
  });

  it.each(['altered', 'A'.repeat(64), 'A'.repeat(5000), '1', '%20'])(
    'GET /api/meetings?cursor=%s is 400',
    async (token) => {
      const answer = await ask('GET', `/api/meetings?cursor=${token}`, {});

      expect(answer.body).toEqual(invalidCursor(at()));
      expect(answer.status).toBe(400);
    },
  );

  it.each(['employee=999999', 'employee=46', 'page=99999'])('GET /api/meetings?%s is empty', async (query) => {
    expect(await ask('GET', `/api/meetings?${query}`, {})).toMatchObject({ status: 200, body: { 'hydra:member': [] } });
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString'])('ignores the key %s', async (key) => {
    const answer = await ask('POST', '/api/locations', { body: `{"name":"x","${key}":{"officeOpenHour":5}}` });

    expect(answer).toMatchObject({ status: 201, body: { officeOpenHour: null } });
    expect(({} as Record<string, unknown>).officeOpenHour).toBeUndefined();
  });

  it('meets the checks in their order', async () => {
    const broken = { body: '{', headers: { 'content-type': 'text/plain', accept: 'text/csv', 'if-match': 'x' } };
    const status = async (method: string, path: string, sent: Sent) => (await ask(method, path, sent)).status;

    expect((await api.ask('PUT', '/api/locations/1', { ...broken, ...door })).status).toBe(405);
    expect((await api.ask('PATCH', '/api/locations/999999', { ...broken, ...door })).status).toBe(401);
    expect(await status('PATCH', '/api/locations/999999', { ...broken, as: 'operator' })).toBe(403);
    expect(await status('PATCH', '/api/locations/999999', { ...broken, as: 'member' })).toBe(403);
    expect(await status('PATCH', '/api/locations/999999', broken)).toBe(404);
    expect(await status('PATCH', '/api/locations/1', broken)).toBe(406);
    expect(await status('PATCH', '/api/locations/1', { ...broken, headers: { 'content-type': 'text/plain' } })).toBe(
      415,
    );
    expect(await status('PATCH', '/api/locations/1', { body: '{', headers: { 'if-match': '"0-x"' } })).toBe(400);
    expect(await status('PATCH', '/api/locations/1', { body: { name: null }, headers: { 'if-match': '"0-x"' } })).toBe(
      412,
    );
    expect(await status('PATCH', '/api/locations/1', { body: { name: null } })).toBe(422);
  });
});
