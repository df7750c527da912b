import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';
import { problem } from '../support/problems.ts';

type Caller = Account | 'nobody';
type Statuses = Readonly<Record<Caller, number>>;

const CALLERS = ['admin', 'billing', 'member', 'other', 'operator', 'nobody'] as const;
/** Who may do what: bodies are invalid on purpose, so that 422 says "you may". */
const everybody: Statuses = { admin: 200, billing: 200, member: 200, other: 200, operator: 200, nobody: 401 };
const members: Statuses = { ...everybody, operator: 403 };
const oneOfMembers: Statuses = { ...members, other: 404 };
const creating: Statuses = { admin: 422, billing: 403, member: 403, other: 422, operator: 403, nobody: 401 };
const changing: Statuses = { ...creating, other: 404 };
const removing: Statuses = { ...changing, admin: 204 };

/** Every operation on what exists, with the status for each caller. */
const OPERATIONS: readonly (readonly [method: string, path: string, statuses: Statuses, body?: object])[] = [
  ['GET', '/api/countries', everybody],
  ['GET', '/api/countries/DK', everybody],
  ['GET', '/api/languages', everybody],
  ['GET', '/api/languages/da', everybody],
  ['POST', '/api/languages', { ...everybody, admin: 403, billing: 403, member: 403, other: 403, operator: 422 }, {}],
  ['GET', '/api/me', everybody],
  ['POST', '/api/password', { ...everybody, admin: 422, billing: 422, member: 422, other: 422, operator: 422 }, {}],
  ['GET', '/api/organizations', everybody],
  ['GET', '/api/locations', members],
  ['POST', '/api/locations', creating, {}],
  ['GET', '/api/locations/1', oneOfMembers],
  ['PATCH', '/api/locations/1', changing, { name: null }],
  ['GET', '/api/employees', members],
  ['POST', '/api/employees', creating, {}],
  ['GET', '/api/employees/1', oneOfMembers],
  ['PATCH', '/api/employees/1', changing, { firstName: null }],
  ['DELETE', '/api/employees/45', removing],
  ['GET', '/api/organization-addresses', members],
  ['POST', '/api/organization-addresses', creating, {}],
  ['GET', '/api/organization-addresses/1', oneOfMembers],
  ['PATCH', '/api/organization-addresses/1', changing, { name: null }],
  ['DELETE', '/api/organization-addresses/3', removing],
  ['GET', '/api/organization-users', members],
  ['GET', '/api/organization-users/1', oneOfMembers],
  ['GET', '/api/meetings', members],
  ['POST', '/api/meetings', creating, {}],
  ['GET', '/api/meetings/1', { ...oneOfMembers, billing: 404 }],
  ['PATCH', '/api/meetings/1', { ...changing, billing: 404, member: 422 }, { notes: 5 }],
];

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
  // The member's own meeting, whatever the demo data says.
  await api.query('UPDATE meeting SET employee_id = 1 WHERE id = 1');
});
afterAll(() => api.close());

describe('row 14: roles hold', () => {
  // The one who may comes last, since deletions happen once.
  it.each(OPERATIONS.map((row) => [`${row[0]} ${row[1]}`, row] as const))(
    '%s',
    async (_title, [method, path, statuses, body]) => {
      const found: Partial<Record<Caller, number>> = {};
      for (const caller of [...CALLERS].reverse()) {
        const as = caller === 'nobody' ? {} : { as: caller };
        const answer = await api.ask(method, path, { ...as, ...(body === undefined ? {} : { body }) });
        found[caller] = answer.status;
        if (answer.status === 401)
          expect(answer.body).toEqual(
            problem(api, 'unauthorized', 'Send Authorization: Bearer <token>; POST /api/login gives a token.'),
          );
      }

      expect(found).toEqual(statuses);
    },
  );

  it('names every operation that OpenAPI documents, the public ones aside', async () => {
    const { body } = await api.ask('GET', '/api/docs.jsonopenapi', {});
    const { paths } = body as { readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
    const open = ['POST /api/login', 'POST /api/login/refresh', 'POST /api/logout', 'GET /api/organizations/{id}'];
    const documented = Object.entries(paths).flatMap(([path, item]) =>
      ['get', 'post', 'patch', 'delete']
        .filter((method) => method in item)
        .map((m) => `${m.toUpperCase()} /api${path.replace(/^\/api(?=\/)/, '')}`),
    );

    const tested = OPERATIONS.map(([method, path]) => `${method} ${path.replace(/\/(\d+|DK|da)$/, '/{id}')}`);
    expect([...tested, ...open].sort()).toEqual(
      documented.filter((each) => !/ \/api\/?(docs.*|openapi.*|contexts.*|problems.*)?$/.test(each)).sort(),
    );
  });
});
