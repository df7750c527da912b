import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GOLDEN_ORIGIN } from '../../src/cli/support/golden-documents.ts';
import { compileProduct } from '../../src/cli/support/offline-product.ts';
import type { ClassModel, ResourceModel } from '../../src/hydra/model/model.ts';
import type { Account, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';
import { goodBody, wrongBody } from '../support/good-bodies.ts';
import { each } from '../support/members.ts';
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

const ANONYMOUS = 'Send Authorization: Bearer <token>; POST /api/login gives a token.';
/** Operations that have no rows above: open ones, and signing in and out. */
const OPEN = ['POST /api/login', 'POST /api/login/refresh', 'POST /api/logout', 'GET /api/organizations/{id}'];

let api: TestApi;
let resources: readonly ResourceModel[];
beforeAll(async () => {
  api = await givenApi();
  resources = (await compileProduct(GOLDEN_ORIGIN)).model.resources;
  // The member's own meeting, whatever the demo data says.
  await api.query('UPDATE meeting SET employee_id = 1 WHERE id = 1');
});
afterAll(() => api.close());

/** The status that each caller gets; whoever may comes last, since deletions happen once. */
async function statuses(method: string, path: string, body?: object): Promise<Partial<Statuses>> {
  const found: Partial<Record<Caller, number>> = {};
  for (const caller of [...CALLERS].reverse()) {
    const as = caller === 'nobody' ? {} : { as: caller };
    const answer = await api.ask(method, path, { ...as, ...(body === undefined ? {} : { body }) });
    found[caller] = answer.status;
    if (answer.status === 401) expect(answer.body).toEqual(problem(api, 'unauthorized', ANONYMOUS));
  }
  return found;
}

/** `GET /api/meetings/{id}` of every row of the table. */
function listed(): readonly string[] {
  return OPERATIONS.map(([method, path]) => `${method} ${path.replace(/\/(\d+|DK|da)$/, '/{id}')}`);
}

/** Rows for a resource without any in the table: members read it, administrators write it. */
async function usualRows(of: ResourceModel): Promise<typeof OPERATIONS> {
  const path = `/api${of.resource.path}`;
  const { create, patch, delete: remove } = of.resource;
  if (isListed(path)) return [];
  if (create === null) return [['GET', path, members]];
  const made = await api.ask('POST', path, { as: 'admin', body: await goodBody(of, firstOf) });
  const item = made.headers.get('location') ?? `${path}/1`;
  return [
    ['GET', path, members],
    ['POST', path, creating, wrongBody(of)],
    ['GET', item, oneOfMembers],
    ...(patch === null ? [] : [['PATCH', item, changing, wrongBody(of)] as const]),
    ...(remove === null ? [] : [['DELETE', item, removing] as const]),
  ];
}

async function firstOf(of: ClassModel): Promise<string> {
  return String(each(await api.ask('GET', `/api${of.resource?.path}`, { as: 'admin' }), '@id')[0]);
}

describe('row 14: roles hold', () => {
  it.each(OPERATIONS.map((row) => [`${row[0]} ${row[1]}`, row] as const))(
    '%s',
    async (_title, [method, path, expected, body]) => {
      expect(await statuses(method, path, body)).toEqual(expected);
    },
  );

  it('for a resource that is not in the table: else give it rows in OPERATIONS of this file', async () => {
    const rows = (await Promise.all(resources.map(usualRows))).flat();
    const found = [];
    for (const [method, path, , body] of rows) found.push([method, path, await statuses(method, path, body)]);

    expect(found).toEqual(rows.map(([method, path, expected]) => [method, path, expected]));
  });

  it('for no operation that is gone, and every action: else change OPERATIONS of this file', async () => {
    const { body } = await api.ask('GET', '/api/docs.jsonopenapi', {});
    const { paths } = body as { readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
    const documented = Object.entries(paths).flatMap(([path, item]) =>
      ['get', 'post', 'patch', 'delete']
        .filter((method) => method in item)
        .map((m) => `${m.toUpperCase()} /api${path.replace(/^\/api(?=\/)/, '')}`),
    );

    const unlisted = resources.map(({ resource }) => `/api${resource.path}`).filter((path) => !isListed(path));
    const isOfUnlisted = (each: string) =>
      unlisted.some((path) => each.endsWith(` ${path}`) || each.endsWith(` ${path}/{id}`));
    expect([...listed(), ...OPEN].sort()).toEqual(
      documented
        .filter(
          (each) =>
            !/ \/api\/?(docs.*|openapi.*|contexts.*|problems.*|schemas.*|shapes.*)?$/.test(each) && !isOfUnlisted(each),
        )
        .sort(),
    );
  });
});

function isListed(path: string): boolean {
  return listed().includes(`GET ${path}`);
}
