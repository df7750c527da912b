import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GOLDEN_ORIGIN } from '../../src/cli/support/golden-documents.ts';
import { compileProduct } from '../../src/cli/support/offline-product.ts';
import { readContexts } from '../../src/hydra/contexts/read-contexts.ts';
import type { ClassModel } from '../../src/hydra/model/model.ts';
import { describeOperations } from '../../src/hydra/operations/describe.ts';
import type { OperationDescription } from '../../src/hydra/operations/description.ts';
import { projectRoot } from '../../src/project-root.ts';
import type { Account, Answered, Sent, TestApi } from '../support/api.ts';
import { ACCOUNTS, givenApi, PASSWORD } from '../support/api.ts';
import { goodBody, wrongBody } from '../support/good-bodies.ts';

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
/** Who asks where it is not the administrator. */
const ACCOUNT_FOR: Readonly<Record<string, Account>> = {
  createLanguage: 'operator',
  logout: 'billing',
  password: 'member',
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
  const as = accountFor(operation.id);
  const path = await pathOf(operation, as);
  const body = await bodyOf(operation);
  const good: Request = { method, path, ...(open ? {} : { as }), ...(body === undefined ? {} : { body }) };
  const having = (headers: Record<string, string>): Request => ({ ...good, headers });
  const preferring = { prefer: 'handling=lenient' };
  return [
    having({ prefer: 'handling=strict, wait=1' }),
    { ...good, path: `${path}?auther=1` },
    ...(kind === 'list' ? [{ ...good, path: `${path}?cursor=altered` }] : []),
    ...(gives.length === 0 ? [] : [having({ accept: 'image/png' })]),
    ...(expects === null ? [] : badBodies(accepts[0] ?? '', expects, good)),
    ...(open || kind === 'action' ? [] : others(good)),
    ...(open ? [] : [anonymous(good)]),
    ...(operation.path.includes('{') ? [{ ...good, path: absentPath(operation) }] : []),
    ...(kind === 'patch' || kind === 'delete' ? [having({ 'if-match': '"0-x"' })] : []),
    ...(kind === 'patch' ? [having({ prefer: 'return=minimal' })] : []),

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

function badBodies(type: string, expects: ClassModel, good: Request): readonly Request[] {
  const headers = { 'content-type': type };
  return [
    { ...good, body: '{', headers },
    { ...good, body: JSON.stringify(wrongBody(expects)), headers },
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
    const guess = { ...good, body: { ...(good.body as object), current: 'wrong' } };
    return [{ ...good, headers: { prefer: 'handling=lenient' } }, ...Array.from({ length: 6 }, () => guess)];
  }
  return [];
}

/** Whoever a meeting is with may change its moment, not its window. */
async function changeByMember(good: Request): Promise<Request> {
  const path = await firstOf('/api/meetings', 'member');
  if (path === undefined) throw new Error('The member has no meeting.');
  return { ...good, as: 'member', path, body: { dateFrom: '2020-01-01T08:00:00Z' } };
}

async function refreshToken(): Promise<string> {
  const { body } = await api.ask('POST', '/api/login', { body: { username: ACCOUNTS.member, password: PASSWORD } });
  return (body as { readonly refreshToken: string }).refreshToken;
}

function accountFor(id: string): Account {
  return ACCOUNT_FOR[id] ?? 'admin';
}

async function bodyOf({ kind, expects, id }: OperationDescription): Promise<object | undefined> {
  if (expects === null) return undefined;
  if (id === 'loginRefresh') return { refreshToken: await refreshToken() };
  return kind === 'patch' ? {} : goodBody(expects, someRecord);
}

async function pathOf({ path, of, kind }: OperationDescription, as: Account): Promise<string> {
  const whole = path === '/' ? '/api' : `/api${path}`;
  if (whole.includes('{class}')) return whole.replace('{class}', 'Meeting');
  if (whole.includes('{slug}')) return whole.replace('{slug}', 'validation');
  if (of === null || !whole.includes('{id}')) return whole;
  return kind === 'delete' ? created(of) : someRecord(of, as);
}

/** The first record that the account sees; made when there is none. */
async function someRecord(of: ClassModel, as: Account = 'admin'): Promise<string> {
  return (await firstOf(`/api${of.resource?.path}`, as)) ?? created(of);
}

async function firstOf(path: string, as: Account): Promise<string | undefined> {
  const { body } = await api.ask('GET', path, { as });
  return (body as { readonly 'hydra:member': readonly { readonly '@id': string }[] })['hydra:member'][0]?.['@id'];
}

async function created(of: ClassModel): Promise<string> {
  const body = await goodBody(of, someRecord);
  const answer = await api.ask('POST', `/api${of.resource?.path}`, { as: accountFor(`create${of.name}`), body });
  if (answer.status !== 201)
    throw new Error(`${JSON.stringify(body)} creates no ${of.name}: ${answer.text} ${BODY_HINT}`);
  return answer.headers.get('location') ?? '';
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

/** What to do about an operation whose answers are not those of its description. */
function explained(operation: OperationDescription, answers: readonly Answered[]): readonly string[] {
  const found = told(seen(answers));
  const expected = told(documented(operation));
  const unseen = expected.filter(
    (each) => !found.includes(each) && (each !== UNPROVOKED || operation.method !== 'GET'),
  );
  const more = found.filter((each) => !expected.includes(each));
  if (unseen.length + more.length === 0) return [];
  const succeeds = answers.some(({ status }) => status < 300);
  return [
    `${operation.method} ${operation.path} (${operation.id})`,
    ...unseen.map((each) => `  is documented to answer ${each}, and never did`),
    ...more.map((each) => `  answered ${each}, which is not documented`),
    succeeds ? `  ${DESCRIPTION_HINT}` : `  Its last answer: ${answers.at(-1)?.text} ${BODY_HINT}`,
  ];
}

const BODY_HINT =
  'Put a body that is good for the class in BODIES of tests/support/good-bodies.ts, or who may send it in ACCOUNT_FOR of tests/consistency/exchanges.test.ts.';
const DESCRIPTION_HINT =
  'Mend its description (src/hydra/operations/describe-*.ts), or let waysToAsk of tests/consistency/exchanges.test.ts provoke the answer.';

describe('every documented operation', () => {
  it('answers each status, kind of problem and header that its description names, and nothing else', async () => {
    const differences: string[] = [];
    for (const operation of operations) differences.push(...explained(operation, await exchanges(operation)));

    expect(differences.join('\n')).toBe('');
  }, 60_000);
});
