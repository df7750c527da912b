import { describe, expect, it } from '@jest/globals';
import { AccessTokens } from '../../src/accounts/access-tokens.ts';
import { IdentifyByToken } from '../../src/accounts/identify.ts';
import type { StoredSession } from '../../src/accounts/session-store.ts';
import { SessionStore } from '../../src/accounts/session-store.ts';
import { readTokenKeys } from '../../src/accounts/token-keys.ts';

const START = Date.parse('2026-11-24T12:00:00Z');
const CLAIMS = { user: '1', organization: 'k3v9m2qa', member: '7', roles: ['ROLE_USER'], family: 'f' };
const ROW = {
  user_roles: [],
  member_roles: ['ROLE_USER'],
  member_status: 'active',
  status: 'active',
  time_zone: 'Europe/Copenhagen',
  alive: true,
};

/** The store with one session, which tests change, and a clock that they move. */
async function given() {
  const state: { now: number; row: Record<string, unknown> | null; reads: number; down: boolean } = {
    now: START,
    row: ROW,
    reads: 0,
    down: false,
  };
  const store = new SessionStore(async () => {
    state.reads += 1;
    if (state.down) throw new Error('The database is down.');
    return state.row === null ? [] : [state.row];
  });
  const tokens = new AccessTokens(readTokenKeys(['a secret of tests that is long enough']));
  const identify = new IdentifyByToken(tokens, store, () => state.now);
  const { text } = await tokens.sign(CLAIMS, new Date(START));
  return { state, tokens, identify, authorization: `Bearer ${text}`, signal: new AbortController().signal };
}

describe('a bearer token', () => {
  it('gives the caller that the store knows', async () => {
    const { identify, authorization } = await given();

    expect(await identify.identify(authorization)).toEqual({
      tenant: 'k3v9m2qa',
      roles: new Set(['ROLE_USER']),
      claims: { user: '1', member: '7' },
      timeZone: 'Europe/Copenhagen',
      actor: '1',
      credential: 'f',
      closed: null,
    });
  });

  it('gives the same object again at once, without asking the store', async () => {
    const { identify, authorization, state } = await given();

    const first = await identify.identify(authorization);
    state.now += 3_000;

    expect(identify.identify(authorization)).toBe(first);
    expect(state.reads).toBe(1);
  });

  it('is looked at again after four seconds, once for all who wait', async () => {
    const { identify, authorization, state } = await given();
    const first = await identify.identify(authorization);
    state.now += 4_000;

    const again = await Promise.all([identify.identify(authorization), identify.identify(authorization)]);

    expect(again).toEqual([first, first]);
    expect(again[0]).toBe(first);
    expect(state.reads).toBe(2);
  });

  it.each([
    ['the sign-in has ended', { ...ROW, alive: false }],
    ['the membership is disabled', { ...ROW, member_status: 'disabled' }],
    ['the membership is gone', { ...ROW, member_status: null, member_roles: null }],
    ['the user is gone', null],
  ])('row 4: is refused within five seconds after %s', async (_what, row) => {
    const { identify, authorization, state } = await given();
    await identify.identify(authorization);
    state.row = row;
    state.now += 4_999;

    await expect(identify.identify(authorization)).rejects.toMatchObject({ type: { status: 401 } });
    await expect(identify.identify(authorization)).rejects.toMatchObject({ type: { status: 401 } });
  });

  it('row 4: loses a role within five seconds', async () => {
    const { identify, authorization, state } = await given();
    await identify.identify(authorization);
    state.row = { ...ROW, member_roles: ['ROLE_ADMIN'] };
    state.now += 4_999;
    const promoted = await identify.identify(authorization);
    state.row = { ...ROW, member_roles: [] };
    state.now += 4_999;

    expect(promoted).toMatchObject({ roles: new Set(['ROLE_USER', 'ROLE_ADMIN']) });
    expect(await identify.identify(authorization)).toMatchObject({ roles: new Set(['ROLE_USER']) });
  });

  it('is not believed while the store cannot be asked', async () => {
    const { identify, authorization, state } = await given();
    await identify.identify(authorization);
    state.down = true;
    state.now += 5_000;

    await expect(identify.identify(authorization)).rejects.toThrow('The database is down.');
    state.down = false;
    expect(await identify.identify(authorization)).toMatchObject({ tenant: 'k3v9m2qa' });
  });

  it('row 3: ends after fifteen minutes', async () => {
    const { identify, authorization, state } = await given();
    await identify.identify(authorization);
    state.now += 15 * 60_000;

    expect(() => identify.identify(authorization)).toThrow('The token is not valid, has expired or was revoked.');
  });

  it('closes an organization that takes no changes', async () => {
    const { identify, authorization, state } = await given();
    state.row = { ...ROW, status: 'suspended' };

    expect(await identify.identify(authorization)).toMatchObject({ closed: { slug: 'organization-suspended' } });
  });

  it.each([
    ['its sign-in is forgotten', (identify: IdentifyByToken) => identify.forgetFamily('f')],
    ['the others of its user are', (identify: IdentifyByToken) => identify.forgetOthers('1', 'another')],
  ])('row 4: is asked about at once after %s', async (_what, forget) => {
    const { identify, authorization, state } = await given();
    await identify.identify(authorization);
    state.row = { ...ROW, alive: false };

    forget(identify);

    await expect(identify.identify(authorization)).rejects.toMatchObject({ type: { status: 401 } });
  });

  it('stays known when others are forgotten', async () => {
    const { identify, authorization } = await given();
    const first = await identify.identify(authorization);

    identify.forgetFamily('another');
    identify.forgetOthers('1', 'f');
    identify.forgetOthers('2', 'another');

    expect(identify.identify(authorization)).toBe(first);
  });

  it('that is missing is nobody', async () => {
    const { identify } = await given();

    expect(identify.identify(undefined)).toBeNull();
  });
});

describe('row 2: a forged token', () => {
  it.each([
    ['cut', (token: string) => token.slice(0, -2)],
    ['altered in its last letter', (token: string) => `${token.slice(0, -3)}AAA`],
    [
      'with another payload',
      (token: string) => token.replace(/\.[^.]+\./, `.${btoa('{"sub":"2"}').replace(/=/g, '')}.`),
    ],
    ['of no algorithm', () => `${btoa('{"alg":"none"}').replace(/=/g, '')}.${btoa('{"sub":"1"}').replace(/=/g, '')}.`],
    ['twice', (token: string) => `${token} ${token}`],
    ['empty', () => ''],
    ['with a path as its key', () => `${btoa('{"alg":"EdDSA","kid":"../../keys.json"}').replace(/=/g, '')}.e30.e30`],
  ])('%s is refused', async (_what, forge) => {
    const { identify, authorization, state } = await given();
    const forged = `Bearer ${forge(authorization.slice('Bearer '.length))}`;

    await expect(identify.identify(forged)).rejects.toMatchObject({
      type: { status: 401 },
      occurrence: { headers: { 'WWW-Authenticate': 'Bearer realm="api", error="invalid_token"' } },
    });
    expect(state.reads).toBe(0);
  });

  it('signed with another key is refused', async () => {
    const { identify } = await given();
    const others = new AccessTokens(readTokenKeys(['another secret, unknown to the server']));
    const { text } = await others.sign(CLAIMS, new Date(START));

    await expect(identify.identify(`Bearer ${text}`)).rejects.toMatchObject({ type: { status: 401 } });
  });
});

describe('a stored session', () => {
  it('has no roles of a membership that is not active', async () => {
    const store = new SessionStore(async () => [{ ...ROW, member_status: 'disabled' }]);

    const stored: StoredSession | null = await store.read({ ...CLAIMS });

    expect(stored).toMatchObject({ isMember: false, memberRoles: [] });
  });
});
