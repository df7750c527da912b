import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GOLDEN_ORIGIN } from '../../src/cli/support/golden-documents.ts';
import { compileProduct } from '../../src/cli/support/offline-product.ts';
import { readContexts } from '../../src/hydra/contexts/read-contexts.ts';
import { describeOperations } from '../../src/hydra/operations/describe.ts';
import type { OperationDescription } from '../../src/hydra/operations/description.ts';
import { projectRoot } from '../../src/project-root.ts';
import type { Account, Answered, Sent, TestApi } from '../support/api.ts';
import { ACCOUNTS, givenApi, PASSWORD } from '../support/api.ts';

/** On every answer (wire-format §10.1), and what HTTP itself adds. */
const COMMON = new Set([
  ...['link', 'vary', 'cache-control', 'x-request-id', 'x-content-type-options', 'x-frame-options'],
  ...['content-security-policy', 'access-control-allow-origin', 'access-control-expose-headers'],
  ...['content-type', 'content-length', 'content-encoding', 'date', 'connection', 'keep-alive', 'transfer-encoding'],
]);
/** Answered only when something is broken: provoked by tests of their own. */
const FAULTS = [500, 503];
/** Every caller with an organization has the role that reading asks for; the engine cannot know that. */
const UNPROVOKED = '403 forbidden';
/** Bodies that are good. */
const BODIES: Readonly<Record<string, object>> = {
  Employee: { firstName: 'Ada', lastName: 'Lind' },
  Language: { id: 'fr' },
  Location: { name: 'Odense' },
  Meeting: { employee: null, dateFrom: '2027-01-04T08:00:00Z', dateTo: '2027-01-08T16:00:00Z' },
  OrganizationAddress: { name: 'Annex', country: '/api/countries/DK' },
  Credentials: { username: ACCOUNTS.member, password: PASSWORD },
  PasswordChange: { current: PASSWORD, new: 'another-password-of-tests' },
};

let api: TestApi;
let operations: readonly OperationDescription[];
beforeAll(async () => {
  api = await givenApi();
  await prepareAccounts();
  const { model, declared } = await compileProduct(GOLDEN_ORIGIN);
  operations = describeOperations({ model, declared, vocabulary: readContexts(join(projectRoot, 'contexts')) });
}, 60_000);
afterAll(() => api.close());

/** Nobody has these rights in the demo data: an operator who is in a closed organization, too. */
async function prepareAccounts(): Promise<void> {
  await api.query("UPDATE organization SET status = 'suspended' WHERE slug = 'havblik'");
  await api.query(`UPDATE app_user SET roles = '{ROLE_SUPER_ADMIN}' WHERE email = '${ACCOUNTS.other}'`);
}

/** One operation met in every way that its description names. */
async function exchanges(operation: OperationDescription): Promise<readonly Answered[]> {
  const asked = await waysToAsk(operation);
  const answers: Answered[] = [];
  for (const { method, path, ...sent } of asked) answers.push(await api.ask(method, path, sent));
  return answers;
}

type Request = Sent & { readonly method: string; readonly path: string };

async function waysToAsk(operation: OperationDescription): Promise<readonly Request[]> {
  const { method, kind, accepts, expects, open, gives } = operation;
  const as = accountFor(operation);
  const path = await pathOf(operation, as);
  const body = await bodyOf(operation);
  const good: Request = { method, path, ...(open ? {} : { as }), ...(body === undefined ? {} : { body }) };
  const having = (headers: Record<string, string>): Request => ({ ...good, headers });
  const preferring = { prefer: 'handling=lenient' };
  return [
    having({ prefer: 'handling=strict, wait=1' }),
    { ...good, path: `${path}?auther=1` },
    ...(gives.length === 0 ? [] : [having({ accept: 'image/png' })]),
    ...(expects === null ? [] : badBodies(accepts[0] ?? '', good)),
    ...(open || kind === 'action' ? [] : others(good)),
    ...(open ? [] : [anonymous(good)]),
    ...(operation.path.includes('{') ? [{ ...good, path: absentPath(operation) }] : []),
    ...(kind === 'patch' || kind === 'delete' ? [having({ 'if-match': '"0-x"' })] : []),

    ...(await refusedByCode(operation, good)),
    ...(method === 'GET' ? [having({ 'if-none-match': '*', ...preferring }), good] : []),
    having({ ...preferring, accept: kind === 'document' ? '*/*' : 'application/json' }),
  ];
}

/** The same as everybody else: without the role, without an organization, in one that takes no writes. */
function others(good: Request): readonly Request[] {
  const all: readonly Account[] = ['billing', 'member', 'operator', 'other'];
  return all.filter((each) => each !== good.as).map((as) => ({ ...good, as }));
}

function anonymous({ as: _as, ...good }: Request): Request {
  return good;
}

function badBodies(type: string, good: Request): readonly Request[] {
  const headers = { 'content-type': type };
  return [
    { ...good, body: '{', headers },
    {
      ...good,
      body: JSON.stringify({
        '@type': 7,
        firstName: 7,
        name: 7,
        dateFrom: 7,
        id: 7,
        username: 7,
        refreshToken: 7,
        current: 7,
      }),
      headers,
    },
    { ...good, body: `{"x":"${'x'.repeat(300_000)}"}`, headers },
    { ...good, body: 'x', headers: { 'content-type': 'text/plain' } },
  ];
}

/** What only the code of an action refuses. */
async function refusedByCode({ id }: OperationDescription, good: Request): Promise<readonly Request[]> {
  const wrong = { username: 'nobody@nordlys.example', password: 'wrong' };
  if (id === 'login') return Array.from({ length: 6 }, () => ({ ...good, body: wrong }));
  if (id === 'loginRefresh') {
    const elsewhere = { refreshToken: await refreshToken(), organization: '/api/organizations/zzzzzzzz' };
    const failing = Array.from({ length: 12 }, () => ({ ...good, body: { refreshToken: 'wrong' } }));
    return [{ ...good, body: elsewhere }, { ...good, headers: { prefer: 'handling=lenient' } }, ...failing];
  }
  if (id === 'updateMeeting') return [await changeByMember(good)];
  if (id === 'password') {
    const guess = { ...good, body: { ...BODIES.PasswordChange, current: 'wrong' } };
    return [{ ...good, headers: { prefer: 'handling=lenient' } }, ...Array.from({ length: 6 }, () => guess)];
  }
  return [];
}

/** Whoever a meeting is with may change its moment, not its window. */
async function changeByMember(good: Request): Promise<Request> {
  const path = await firstOf('/api/meetings', 'member');
  return { ...good, as: 'member', path, body: { dateFrom: '2020-01-01T08:00:00Z' } };
}

async function refreshToken(): Promise<string> {
  const { body } = await api.ask('POST', '/api/login', { body: BODIES.Credentials });
  return (body as { readonly refreshToken: string }).refreshToken;
}

function accountFor({ of, kind, id }: OperationDescription): Account {
  if (of?.name === 'Language' && kind === 'create') return 'operator';
  if (id === 'logout') return 'billing';
  return id === 'password' ? 'member' : 'admin';
}

async function bodyOf({ kind, expects, id }: OperationDescription): Promise<object | undefined> {
  if (expects === null) return undefined;
  if (id === 'loginRefresh') return { refreshToken: await refreshToken() };
  return kind === 'patch' ? {} : BODIES[expects.name];
}

async function pathOf({ path, of, kind }: OperationDescription, as: Account): Promise<string> {
  const whole = path === '/' ? '/api' : `/api${path}`;
  if (whole.includes('{class}')) return whole.replace('{class}', 'Meeting');
  if (whole.includes('{slug}')) return whole.replace('{slug}', 'validation');
  if (of === null || !whole.includes('{id}')) return whole;
  if (kind === 'delete') return created(of.name, of.resource.path);
  return firstOf(`/api${of.resource.path}`, as);
}

async function firstOf(path: string, as: Account): Promise<string> {
  const { body } = await api.ask('GET', path, { as });
  return (body as { readonly 'hydra:member': readonly { readonly '@id': string }[] })['hydra:member'][0]?.['@id'] ?? '';
}

async function created(name: string, path: string): Promise<string> {
  const { headers } = await api.ask('POST', `/api${path}`, {
    as: 'admin',
    ...(BODIES[name] === undefined ? {} : { body: BODIES[name] }),
  });
  return headers.get('location') ?? '';
}

function absentPath({ path }: OperationDescription): string {
  return `/api${path.replace('{class}', 'Unknown').replace('{slug}', 'unknown').replace('{id}', '99999999')}`;
}

/** `422 validation`, `200` with the names of the headers that are not on every answer. */
function seen(answers: readonly Answered[]) {
  const kinds = new Map<string, Set<string>>();
  for (const { status, headers, body } of answers) {
    const slug = status < 400 ? '' : ` ${(body as { readonly type: string }).type.split('/').at(-1) ?? ''}`;
    const own = [...headers.keys()].filter((name) => !COMMON.has(name));
    const known = kinds.get(`${status}${slug}`) ?? new Set();
    kinds.set(`${status}${slug}`, new Set([...known, ...own]));
  }
  return kinds;
}

function documented({ statuses }: OperationDescription) {
  return new Map(
    statuses
      .filter(({ status }) => !FAULTS.includes(status))
      .flatMap(({ status, problems, headers }) => {
        const names = new Set(headers.map((name) => name.toLowerCase()));
        if (problems.length === 0) return [[String(status), names] as const];
        // Answered only where no public address is configured and the host is not one of our own.
        const usual = problems.filter(({ slug }) => slug !== 'unknown-host');
        return usual.map(({ slug }) => [`${status} ${slug}`, names] as const);
      }),
  );
}

function told(kinds: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  return [...kinds].map(([kind, headers]) => [kind, ...[...headers].sort()].join(' ')).sort();
}

describe('every documented operation', () => {
  it('answers each status, kind of problem and header that its description names, and nothing else', async () => {
    const differences: Record<string, object> = {};
    for (const operation of operations) {
      const found = told(seen(await exchanges(operation)));
      const expected = told(documented(operation));
      const provoked = expected.filter((each) => each !== UNPROVOKED || operation.method !== 'GET');
      const unseen = provoked.filter((each) => !found.includes(each));
      const undocumented = found.filter((each) => !expected.includes(each));
      if (unseen.length + undocumented.length > 0) differences[operation.id] = { unseen, undocumented };
    }

    expect(differences).toEqual({});
  }, 60_000);
});
