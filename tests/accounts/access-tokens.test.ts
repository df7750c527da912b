import { createHmac, createPublicKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { AccessTokens } from '../../src/accounts/access-tokens.ts';
import { bearerToken } from '../../src/accounts/bearer-token.ts';
import { readTokenKeys } from '../../src/accounts/token-keys.ts';
import { partOf } from '../support/token-part.ts';

const NOW = new Date('2026-11-24T12:00:00.750Z');
const OLD = 'the older secret of the tests, long enough';
const NEW = 'the newer secret of the tests, long enough';
const CLAIMS = { user: '1', organization: 'k3v9m2qa', member: '7', roles: ['ROLE_USER'], family: 'f' };
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('an access token', () => {
  it('says what it was signed with', async () => {
    const tokens = new AccessTokens(readTokenKeys([NEW]));

    const { text, expiresAt } = await tokens.sign(CLAIMS, NOW);

    const { roles: _roles, ...claims } = CLAIMS;
    expect(await tokens.verify(text, NOW)).toEqual({ ...claims, expiresAt: expiresAt.getTime() });
  });

  it('row 3: is good for fifteen minutes and not a second longer', async () => {
    const tokens = new AccessTokens(readTokenKeys([NEW]));
    const { text } = await tokens.sign(CLAIMS, NOW);

    expect(await tokens.verify(text, later(898))).not.toBeNull();
    expect(await tokens.verify(text, later(900))).toBeNull();
  });

  it('row 3: holds ids and roles only', async () => {
    const { text } = await new AccessTokens(readTokenKeys([NEW])).sign(CLAIMS, NOW);

    expect(partOf(text, 1)).toEqual({
      iss: 'workspace-api',
      aud: 'workspace-api',
      sub: '1',
      iat: 1795521600,
      exp: 1795522500,
      organization: 'k3v9m2qa',
      member: '7',
      roles: ['ROLE_USER'],
      family: 'f',
    });
  });

  it('of an older key is good until the key is dropped', async () => {
    const { text } = await new AccessTokens(readTokenKeys([OLD])).sign(CLAIMS, NOW);

    expect(await new AccessTokens(readTokenKeys([NEW, OLD])).verify(text, NOW)).not.toBeNull();
    expect(await new AccessTokens(readTokenKeys([NEW])).verify(text, NOW)).toBeNull();
  });

  it('is signed with the first key', async () => {
    const { text } = await new AccessTokens(readTokenKeys([NEW, OLD])).sign(CLAIMS, NOW);

    expect(await new AccessTokens(readTokenKeys([NEW])).verify(text, NOW)).not.toBeNull();
  });

  it('row 2: is not made with the public key as a secret', async () => {
    const keys = readTokenKeys([NEW]);
    const { text } = await new AccessTokens(keys).sign(CLAIMS, NOW);
    const { kid } = partOf(text, 0);
    const head = `${encoded({ alg: 'HS256', typ: 'at+jwt', kid })}.${text.split('.')[1]}`;
    const pem = createPublicKey(keys.signing.key).export({ format: 'pem', type: 'spki' });
    const forged = `${head}.${createHmac('sha256', pem).update(head).digest('base64url')}`;

    expect(await new AccessTokens(keys).verify(forged, NOW)).toBeNull();
  });

  it.each([
    ['of no algorithm', { alg: 'none', typ: 'at+jwt' }],
    ['with SQL as its key', { alg: 'EdDSA', typ: 'at+jwt', kid: "' OR 1=1 --" }],
    ['with a key of its own', { alg: 'EdDSA', typ: 'at+jwt', jwk: { kty: 'OKP', crv: 'Ed25519', x: 'AA' } }],
    ['of another type', { alg: 'EdDSA', typ: 'JWT' }],
  ])('row 2: is not one %s', async (_what, header) => {
    const tokens = new AccessTokens(readTokenKeys([NEW]));
    const [, payload, signature] = (await tokens.sign(CLAIMS, NOW)).text.split('.');

    expect(await tokens.verify(`${encoded(header)}.${payload}.${signature}`, NOW)).toBeNull();
    expect(await tokens.verify(`${encoded(header)}.${payload}.`, NOW)).toBeNull();
  });
});

describe('the keys of tokens', () => {
  it.each([
    ['none', [], 'TOKEN_KEYS: list at least one key.'],
    ['one twice', [NEW, NEW], 'TOKEN_KEYS: list each key once.'],
  ])('cannot be %s', (_what, texts, message) => {
    expect(() => readTokenKeys(texts)).toThrow(new TypeError(message));
  });
});

describe('the Authorization header', () => {
  it.each(['Bearer a.b.c', 'bearer a.b.c', 'BEARER a.b.c'])('%s names a token', (header) => {
    expect(bearerToken(header)).toBe('a.b.c');
  });

  it.each([
    '',
    'a.b.c',
    'Bearer',
    'Bearer ',
    'Bearer  a.b.c',
    'Bearer a.b',
    'Bearer a.b.c.d',
    'Bearer a.b.c, Bearer a.b.c',
    'Bearer a.b.c a.b.c',
    'Basic a.b.c',
    'Bearer a.b.c ',
  ])('"%s" names none', (header) => {
    expect(bearerToken(header)).toBeNull();
  });
});
