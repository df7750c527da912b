import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hashPassword } from '../../src/password-hash.ts';
import { comparable } from '../support/answers.ts';
import type { Answered, TestApi } from '../support/api.ts';
import { ACCOUNTS, givenApi, PASSWORD } from '../support/api.ts';
import { problem } from '../support/problems.ts';
import { partOf } from '../support/token-part.ts';

let api: TestApi;
let proxied: TestApi;
beforeAll(async () => {
  [api, proxied] = await Promise.all([givenApi(), givenApi({ TRUSTED_PROXIES: '127.0.0.1' })]);
});
afterAll(async () => {
  await Promise.all([api.close(), proxied.close()]);
});

interface Login {
  readonly token: string;
  readonly refreshToken: string;
  readonly expiresAt: string;
  readonly organization: string | null;
}
const post = (path: string, body: unknown, token?: string): Promise<Answered> =>
  api.ask('POST', path, { body, ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }) });
const me = (token: string): Promise<Answered> =>
  api.ask('GET', '/api/me', { headers: { authorization: `Bearer ${token}` } });

/** Somebody new, member of the organizations named by slug, so that tests share no limits. */
async function givenUser(name: string, slugs: readonly string[] = ['nordlys'], roles = ['ROLE_USER']) {
  const email = `${name}@tests.example`;
  const user = await api.query(
    'INSERT INTO app_user (email, first_name, last_name, password_hash) VALUES ($1, $2, $3, $4) RETURNING id',
    [email, 'Kim', 'Test', await hashPassword(PASSWORD)],
  );
  for (const slug of slugs) {
    await api.query(
      `INSERT INTO organization_user (organization_id, user_id, roles)
       SELECT id, $2, $3 FROM organization WHERE slug = $1`,
      [slug, user[0]?.id, roles],
    );
  }
  return { email, id: String(user[0]?.id) };
}

async function logIn(username: string, more: object = {}): Promise<Login> {
  const answer = await post('/api/login', { username, password: PASSWORD, ...more });
  expect(answer.status).toBe(200);
  return answer.body as Login;
}
const renew = (refreshToken: string, more: object = {}) => post('/api/login/refresh', { refreshToken, ...more });

/** An organization's address by its slug. */
async function iriOf(slug: string): Promise<string> {
  const rows = await api.query('SELECT id FROM organization WHERE slug = $1', [slug]);
  return `/api/organizations/${String(rows[0]?.id)}`;
}

describe('POST /login', () => {
  it('gives both tokens, their end and the organization', async () => {
    const { email } = await givenUser('first');

    const answer = await post('/api/login', { username: email.toUpperCase(), password: PASSWORD });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toEqual({
      '@context': '/api/contexts/Login',
      '@type': 'Login',
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      refreshToken: expect.stringMatching(/^[\w-]{43}$/),
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
      organization: await iriOf('nordlys'),
    });
  });

  it('answers JSON to whoever asks for it', async () => {
    const { email } = await givenUser('plain');

    const answer = await api.ask('POST', '/api/login', {
      body: { username: email, password: PASSWORD },
      headers: { accept: 'application/json', 'content-type': 'application/json' },
    });

    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body as object)).toEqual(['token', 'refreshToken', 'expiresAt', 'organization']);
  });

  it('names missing keys together', async () => {
    const answer = await post('/api/login', {});

    expect(answer).toMatchObject({
      status: 422,
      body: { violations: [{ propertyPath: 'username' }, { propertyPath: 'password' }] },
    });
  });

  it('chooses the organization joined first, then the one last used', async () => {
    const { email } = await givenUser('both', ['havblik', 'nordlys']);

    const first = await logIn(email);
    const chosen = await logIn(email, { organization: await iriOf('nordlys') });
    const again = await logIn(email);

    expect([first.organization, chosen.organization, again.organization]).toEqual([
      await iriOf('havblik'),
      await iriOf('nordlys'),
      await iriOf('nordlys'),
    ]);
  });

  it('gives a token without organization to somebody without membership', async () => {
    const { email } = await givenUser('nobody', []);

    const login = await logIn(email);

    expect(login.organization).toBeNull();
    expect(await me(login.token)).toMatchObject({
      status: 200,
      body: { email, organization: null, organizationUser: null, employee: null },
    });
    const tenant = await api.ask('GET', '/api/meetings', { headers: { authorization: `Bearer ${login.token}` } });
    expect(tenant).toMatchObject({ status: 403, body: { type: `${api.origin}/api/problems/no-organization` } });
  });

  it('row 6: answers whatever is wrong alike', async () => {
    const { email } = await givenUser('exists');
    const attempts = [
      { username: email, password: 'not the password' },
      { username: 'nobody-of-this-name@tests.example', password: 'not the password' },
      { username: email, password: PASSWORD, organization: await iriOf('havblik') },
      { username: email, password: PASSWORD, organization: '/api/organizations/zzzzzzzz' },
    ];

    const answers = [];
    for (const attempt of attempts) answers.push(await post('/api/login', attempt));

    const [first, ...others] = answers.map(comparable);
    expect(answers[0]?.status).toBe(401);
    expect(answers[0]?.body).toEqual(
      problem(
        api,
        'credentials',
        'The user name, the password or the organization is not right; which one is not told. Correct them and sign in again.',
      ),
    );
    expect(answers[0]?.headers.get('www-authenticate')).toBe('Bearer realm="api"');
    for (const other of others) expect(other).toEqual(first);
  });

  it('row 6: takes as long for somebody unknown as for a wrong password', async () => {
    const { email } = await givenUser('slow');
    const timed = async (username: string): Promise<number> => {
      const start = performance.now();
      await post('/api/login', { username, password: 'not the password' });
      return performance.now() - start;
    };
    await timed('warm-up@tests.example');

    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      known.push(await timed(email));
      unknown.push(await timed('somebody-unknown@tests.example'));
    }

    // The least of several is what the work itself takes; hashing is most of it.
    const [a, b] = [Math.min(...known), Math.min(...unknown)];
    expect(Math.abs(a - b)).toBeLessThan(0.5 * Math.max(a, b));
  });
});

describe('row 7: guessing', () => {
  const guess = (username: string, from: string, password = 'not the password') =>
    proxied.ask('POST', '/api/login', { body: { username, password }, headers: { 'x-forwarded-for': from } });

  it('is slowed per account and address, while the owner still signs in from elsewhere', async () => {
    const answers = [];
    for (let round = 0; round < 30; round += 1) answers.push(await guess(ACCOUNTS.admin, '198.51.100.1'));

    expect(answers.map(({ status }) => status)).toEqual([...Array(5).fill(401), ...Array(25).fill(429)]);
    expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(600);
    expect((await guess(ACCOUNTS.admin, '198.51.100.1', PASSWORD)).status).toBe(429);
    expect((await guess(ACCOUNTS.admin, '198.51.100.2', PASSWORD)).status).toBe(200);
  });

  it('is slowed also when all guesses come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => guess(ACCOUNTS.billing, '198.51.100.3')));

    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  });

  it('makes right passwords that come at once wait for a second, no longer', async () => {
    const logInHere = () => guess(ACCOUNTS.member, '198.51.100.4', PASSWORD);

    const answers = await Promise.all(Array.from({ length: 12 }, logInHere));
    const refused = answers.filter(({ status }) => status === 429);
    const after = await logInHere();

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(12 - refused.length);
    expect(new Set(refused.map(({ headers }) => headers.get('retry-after')))).toEqual(new Set(['1']));
    expect(after.status).toBe(200);
  });

  it('sees one address in a whole /64', async () => {
    const answers = [];
    for (let round = 1; round <= 6; round += 1) answers.push(await guess(ACCOUNTS.member, `2001:db8::${round}`));

    expect(answers.at(-1)?.status).toBe(429);
  });

  it('is not helped by a forged X-Forwarded-For', async () => {
    const { email } = await givenUser('forged');
    const answers = [];
    for (let round = 0; round < 6; round += 1) {
      const headers = { 'x-forwarded-for': `203.0.113.${round}` };
      answers.push(await api.ask('POST', '/api/login', { body: { username: email, password: 'wrong' }, headers }));
    }

    expect(answers.at(-1)?.status).toBe(429);
  });
});

describe('POST /login/refresh', () => {
  it('changes both tokens', async () => {
    const login = await logIn((await givenUser('renews')).email);

    const answer = await renew(login.refreshToken);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const next = answer.body as Login;
    expect(next).toMatchObject({ organization: login.organization });
    expect(next.refreshToken).not.toBe(login.refreshToken);
    expect((await me(next.token)).status).toBe(200);
  });

  it('changes the organization, and answers 404 for one that is not the caller’s', async () => {
    const { email } = await givenUser('switches', ['nordlys', 'havblik']);
    const login = await logIn(email);

    const other = await renew(login.refreshToken, { organization: await iriOf('havblik') });
    const next = other.body as Login;
    const absent = await renew(next.refreshToken, { organization: '/api/organizations/zzzzzzzz' });

    expect(next.organization).toBe(await iriOf('havblik'));
    expect(absent.status).toBe(404);
    expect((await renew(next.refreshToken)).body).toMatchObject({ organization: await iriOf('havblik') });
  });

  it('answers 404 alike for a foreign and an absent organization', async () => {
    const login = await logIn((await givenUser('stranger')).email);

    const foreign = await renew(login.refreshToken, { organization: await iriOf('havblik') });
    const absent = await renew(login.refreshToken, { organization: '/api/organizations/zzzzzzzz' });

    expect(comparable(foreign)).toEqual(comparable(absent));
    expect(foreign.status).toBe(404);
  });

  it('accepts the predecessor once more while its successor has not been used', async () => {
    const login = await logIn((await givenUser('twice')).email);

    const statuses = [];
    for (let use = 0; use < 3; use += 1) statuses.push((await renew(login.refreshToken)).status);

    expect(statuses).toEqual([200, 200, 401]);
  });

  it('serves two tabs that renew at the same moment', async () => {
    const login = await logIn((await givenUser('tabs')).email);

    const answers = await Promise.all([renew(login.refreshToken), renew(login.refreshToken)]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('gives at most two successors, however many ask at once', async () => {
    const login = await logIn((await givenUser('crowd')).email);

    const answers = await Promise.all(Array.from({ length: 6 }, () => renew(login.refreshToken)));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 401, 401, 401, 401]);
  });

  it('ends the sign-in when a token is used after its successor', async () => {
    const login = await logIn((await givenUser('stolen')).email);
    const second = (await renew(login.refreshToken)).body as Login;
    const third = (await renew(second.refreshToken)).body as Login;

    const reused = await renew(login.refreshToken);

    expect(reused.status).toBe(401);
    expect(reused.body).toEqual(
      problem(
        api,
        'refresh-token',
        'The refresh token is unknown, has expired or was used before, or its sign-in has ended. Sign in again.',
      ),
    );
    expect((await renew(third.refreshToken)).status).toBe(401);
  });

  it('ends the sign-in when a token is used after the grace', async () => {
    const { email, id } = await givenUser('late');
    const login = await logIn(email);
    const second = (await renew(login.refreshToken)).body as Login;
    await api.query(
      `UPDATE refresh_token SET used_at = now() - interval '31 seconds' WHERE user_id = $1 AND used_at IS NOT NULL`,
      [id],
    );

    expect((await renew(login.refreshToken)).status).toBe(401);
    expect((await renew(second.refreshToken)).status).toBe(401);
  });

  it('refuses a token whose time is over', async () => {
    const { email, id } = await givenUser('expired');
    const login = await logIn(email);
    await api.query(`UPDATE refresh_token SET expires_at = now() - interval '1 second' WHERE user_id = $1`, [id]);

    expect((await renew(login.refreshToken)).status).toBe(401);
  });

  it('does not go on for somebody who is no member any more', async () => {
    const { email, id } = await givenUser('removed-later');
    const login = await logIn(email);
    await api.query('DELETE FROM organization_user WHERE user_id = $1', [id]);

    expect((await renew(login.refreshToken)).status).toBe(401);
  });

  it('row 7: slows failures of an address, but nobody else', async () => {
    const attempt = (from: string) =>
      proxied.ask('POST', '/api/login/refresh', {
        body: { refreshToken: 'none-that-was-ever-given' },
        headers: { 'x-forwarded-for': from },
      });
    const answers = [];
    for (let round = 0; round < 11; round += 1) answers.push(await attempt('198.51.100.9'));

    expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(401), 429]);
    expect(answers.at(-1)?.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await attempt('198.51.100.10')).status).toBe(401);
  });

  it('keeps no token whose time is over beyond the next sign-in', async () => {
    const { email, id } = await givenUser('tidy');
    await logIn(email);
    await api.query(`UPDATE refresh_token SET expires_at = now() - interval '1 second' WHERE user_id = $1`, [id]);

    await logIn(email);

    expect(await api.query('SELECT 1 FROM refresh_token WHERE user_id = $1', [id])).toHaveLength(1);
  });

  it('keeps only digests of refresh tokens', async () => {
    const { email, id } = await givenUser('digests');
    const { refreshToken } = await logIn(email);

    const rows = await api.query('SELECT * FROM refresh_token WHERE user_id = $1', [id]);

    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(refreshToken);
  });
});

describe('POST /logout', () => {
  it('row 4: ends the sign-in with all its tokens, and no other', async () => {
    const { email } = await givenUser('leaves');
    const login = await logIn(email);
    const other = await logIn(email);
    await me(login.token);

    const answer = await post('/api/logout', undefined, login.token);

    expect(answer).toMatchObject({ status: 204, text: '' });
    expect((await me(login.token)).status).toBe(401);
    expect((await renew(login.refreshToken)).status).toBe(401);
    expect((await me(other.token)).status).toBe(200);
  });

  it('leaves no token behind that was being renewed meanwhile', async () => {
    const { email, id } = await givenUser('leaves-and-renews');
    const login = await logIn(email);

    await Promise.all([renew(login.refreshToken), post('/api/logout', undefined, login.token)]);

    const left = await api.query('SELECT 1 FROM refresh_token WHERE user_id = $1 AND revoked_at IS NULL', [id]);
    expect(left).toEqual([]);
  });

  it('needs a token', async () => {
    expect((await post('/api/logout', undefined)).status).toBe(401);
  });
});

describe('POST /password', () => {
  // How many refresh tokens have failed by now, from this one address, depends on how requests met each other.
  beforeEach(() => api.query('DELETE FROM rate_limit'));

  it('row 4: changes it and ends all other sign-ins', async () => {
    const { email } = await givenUser('changes');
    const [login, other] = [await logIn(email), await logIn(email)];
    await me(other.token);

    const answer = await post('/api/password', { current: PASSWORD, new: 'a new password of mine' }, login.token);

    expect(answer).toMatchObject({ status: 204, text: '' });
    expect((await me(login.token)).status).toBe(200);
    expect((await me(other.token)).status).toBe(401);
    expect((await renew(other.refreshToken)).status).toBe(401);
    expect((await renew(login.refreshToken)).status).toBe(200);
    expect((await post('/api/login', { username: email, password: PASSWORD })).status).toBe(401);
    const again = await post('/api/login', { username: email, password: 'a new password of mine' });
    expect(again.status).toBe(200);
  });

  it('leaves no other token behind that was being renewed meanwhile', async () => {
    const { email } = await givenUser('changes-and-renews');
    const [login, other] = [await logIn(email), await logIn(email)];

    const [renewed] = await Promise.all([
      renew(other.refreshToken),
      post('/api/password', { current: PASSWORD, new: 'a new password of mine' }, login.token),
    ]);

    const { refreshToken = 'none' } = renewed.body as Partial<Login>;
    expect((await renew(refreshToken)).status).toBe(401);
  });

  it('row 7: counts a wrong current one as a failed sign-in of the account', async () => {
    const { email } = await givenUser('guesses');
    const { token } = await logIn(email);
    const attempt = () => post('/api/password', { current: 'not the password', new: 'a new password of mine' }, token);

    const answers = [];
    for (let round = 0; round < 6; round += 1) answers.push(await attempt());

    expect(answers[0]).toMatchObject({ status: 422, body: { violations: [{ propertyPath: 'current' }] } });
    expect(answers.map(({ status }) => status)).toEqual([...Array(5).fill(422), 429]);
    expect((await post('/api/login', { username: email, password: PASSWORD })).status).toBe(429);
  });

  it.each([['eleven char'], ['x'.repeat(129)]])('refuses a new one of the wrong length', async (next) => {
    const { token } = await logIn((await givenUser(`length-${next.length}`)).email);

    const answer = await post('/api/password', { current: PASSWORD, new: next }, token);

    expect(answer).toMatchObject({ status: 422, body: { violations: [{ propertyPath: 'new' }] } });
  });
});

describe('GET /me', () => {
  it('tells a member who is linked to an employee everything', async () => {
    const answer = await api.ask('GET', '/api/me', { as: 'member' });

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      '@context': '/api/contexts/Me',
      '@id': '/api/me',
      '@type': 'Me',
      email: ACCOUNTS.member,
      firstName: expect.any(String),
      lastName: expect.any(String),
      roles: ['ROLE_USER'],
      organization: await iriOf('nordlys'),
      organizationUser: expect.stringMatching(/^\/api\/organization-users\/\d+$/),
      employee: expect.stringMatching(/^\/api\/employees\/\d+$/),
    });
  });

  it('tells an operator without organization', async () => {
    const answer = await api.ask('GET', '/api/me', { as: 'operator' });

    expect(answer).toMatchObject({
      status: 200,
      body: { email: ACCOUNTS.operator, roles: ['ROLE_SUPER_ADMIN'], organization: null, employee: null },
    });
  });

  it('has ROLE_USER for every active member', async () => {
    const { token } = await logIn((await givenUser('only-billing', ['nordlys'], ['ROLE_BILLING'])).email);

    expect(await me(token)).toMatchObject({ status: 200, body: { roles: ['ROLE_USER', 'ROLE_BILLING'] } });
  });
});

describe('a suspended organization', () => {
  it('is read and left, but not changed', async () => {
    await api.query(
      `INSERT INTO organization (id, type, status, name, slug) VALUES ('susp0000', 'test', 'suspended', 'Asleep', 'asleep')`,
    );
    const { email } = await givenUser('asleep', ['asleep'], ['ROLE_USER', 'ROLE_ADMIN']);
    const { token } = await logIn(email);
    const headers = { authorization: `Bearer ${token}` };

    const read = await api.ask('GET', '/api/locations', { headers });
    const written = await api.ask('POST', '/api/locations', { headers, body: { name: 'Nowhere' } });
    const left = await post('/api/logout', undefined, token);

    expect([read.status, written.status, left.status]).toEqual([200, 409, 204]);
    expect(written.body).toMatchObject({ type: `${api.origin}/api/problems/organization-suspended` });
  });
});

describe('a token', () => {
  it('row 3: is short-lived and says ids and roles only', async () => {
    const { email, id } = await givenUser('thin');
    const { token, expiresAt } = await logIn(email);

    const claims = partOf(token, 1);

    expect(Object.keys(claims).sort()).toEqual(
      ['aud', 'exp', 'family', 'iat', 'iss', 'member', 'organization', 'roles', 'sub'].sort(),
    );
    expect(claims).toMatchObject({ sub: id, roles: ['ROLE_USER'] });
    expect(Number(claims.exp) - Number(claims.iat)).toBeLessThanOrEqual(15 * 60);
    expect(Date.parse(expiresAt)).toBe(Number(claims.exp) * 1000);
    expect(partOf(token, 0)).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: expect.any(String) });
  });

  it('row 1: is needed, and garbage is none', async () => {
    const without = await api.ask('GET', '/api/me');
    const garbage = await api.ask('GET', '/api/me', { headers: { authorization: 'Bearer garbage' } });
    const basic = await api.ask('GET', '/api/me', { headers: { authorization: 'Basic YTpi' } });

    expect([without.status, garbage.status, basic.status]).toEqual([401, 401, 401]);
    expect(without.headers.get('www-authenticate')).toBe('Bearer realm="api"');
    expect(garbage.headers.get('www-authenticate')).toBe('Bearer realm="api", error="invalid_token"');
    expect(without.headers.get('content-type')).toContain('application/problem+json');
    expect(garbage.body).toEqual(
      problem(
        api,
        'unauthorized',
        'The token is not valid, has expired or was revoked. POST /api/login gives a new one.',
      ),
    );
    expect(basic.body).toEqual(
      problem(
        api,
        'unauthorized',
        'The header must be Authorization: Bearer <token>, with the token that POST /api/login gives.',
      ),
    );
  });

  it('row 2: is never read from the address', async () => {
    const { token } = await logIn((await givenUser('in-url')).email);

    const answer = await api.ask('GET', `/api/meetings?access_token=${token}`);

    expect(answer.status).toBe(401);
  });

  it('row 2: is refused when there are two', async () => {
    const { token } = await logIn((await givenUser('two-headers')).email);

    const statuses = await Promise.all([
      statusWith([`Bearer ${token}`]),
      statusWith([`Bearer ${token}`, `Bearer ${token}`]),
      statusWith([`Bearer ${token}`, 'Bearer garbage']),
    ]);

    expect(statuses).toEqual([200, 401, 401]);
  });

  it('row 4: ends within five seconds after another process has disabled the membership', async () => {
    const { email, id } = await givenUser('disabled');
    const { token } = await logIn(email);
    expect((await me(token)).status).toBe(200);

    await api.query(`UPDATE organization_user SET status = 'disabled' WHERE user_id = $1`, [id]);

    expect(await untilChanged(token)).toBe(401);
  });
});

/** Asks until the answer is another one than 200; at most five seconds, which is the promise. */
async function untilChanged(token: string): Promise<number> {
  const end = performance.now() + 5_000;
  while (performance.now() < end) {
    const { status } = await me(token);
    if (status !== 200) return status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return (await me(token)).status;
}

/** fetch joins repeated headers itself, so the request is made by hand. */
function statusWith(authorization: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = ['Host', `127.0.0.1:${api.port}`, ...authorization.flatMap((each) => ['Authorization', each])];
    const sent = request({ port: api.port, host: '127.0.0.1', path: '/api/me', headers, setHost: false }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', reject).end();
  });
}
