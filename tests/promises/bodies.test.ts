import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Sent, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';
import type { Kind } from '../support/problems.ts';
import { problem } from '../support/problems.ts';

const SECONDS_3 = 3_000;
const LD_JSON = { 'content-type': 'application/ld+json' };

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
  await api.tokenOf('admin');
});
afterAll(() => api.close());

async function countOfLocations(): Promise<unknown> {
  return (await api.query('SELECT count(*)::int AS count FROM location'))[0]?.count;
}

/** Sends a body that must be refused, and looks whether a row was made all the same. */
async function refused(sent: Sent): Promise<{ readonly status: number; readonly body: unknown }> {
  const before = await countOfLocations();
  const began = performance.now();
  const { status, body } = await api.ask('POST', '/api/locations', { as: 'admin', ...sent });
  const took = performance.now() - began;

  expect(await countOfLocations()).toBe(before);
  expect(took).toBeLessThan(SECONDS_3);
  return { status, body };
}

describe('row 21: broken JSON', () => {
  it.each<[string, string | Uint8Array, Kind]>([
    ['cut', '{"name":"A', 'bad-request'],
    ['cut between members', '{"name":"A",', 'bad-request'],
    ['with more behind it', '{"name":"A"}{"name":"B"}', 'bad-request'],
    ['with a name twice', '{"name":"A","name":"B"}', 'bad-request'],
    ['100,000 deep', `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'bad-request'],
    ['with bytes that are no UTF-8', new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]), 'bad-request'],
    ['with a comment', '{"name":"A"/* no */}', 'bad-request'],
    ['with NaN', '{"name":NaN}', 'bad-request'],
    ['20,000 wide', `{${Array.from({ length: 20_000 }, (_, index) => `"k${index}":1`).join(',')}}`, 'bad-request'],
    ['100,000 wide', `{${Array.from({ length: 100_000 }, (_, index) => `"k${index}":1`).join(',')}}`, 'too-large'],
  ])('%s is the client’s error', async (_case, body, kind) => {
    const found = await refused({ body, headers: LD_JSON });

    expect(found.body).toEqual(problem(api, kind, expect.any(String)));
    expect(found.status).toBe((found.body as { readonly status: number }).status);
  });

  it('900 keys that nobody knows are read in time and ignored', async () => {
    const wide = `{"name":"Wide",${Array.from({ length: 900 }, (_, index) => `"k${index}":1`).join(',')}}`;
    const began = performance.now();
    const { status, body } = await api.ask('POST', '/api/locations', { as: 'admin', body: wide, headers: LD_JSON });

    expect(performance.now() - began).toBeLessThan(SECONDS_3);
    expect({ status, body }).toMatchObject({ status: 201, body: { name: 'Wide' } });
  });

  it('a byte order mark is dropped', async () => {
    const { status, body } = await api.ask('POST', '/api/locations', {
      as: 'admin',
      body: '\ufeff{"name":"Marked"}',
      headers: LD_JSON,
    });

    expect({ status, body }).toMatchObject({ status: 201, body: { name: 'Marked' } });
  });
});

describe('row 25: content negotiation is strict', () => {
  const good = JSON.stringify({ name: 'Strict' });

  it.each<[string, Record<string, string>, string | Uint8Array, Kind]>([
    ['another type', { 'content-type': 'text/plain' }, good, 'media-type'],
    ['no type', { 'content-type': '' }, good, 'media-type'],
    ['a type that cannot be read', { 'content-type': 'application' }, good, 'media-type'],
    ['an odd charset', { 'content-type': 'application/json; charset=utf-16' }, good, 'media-type'],
    ['an unknown coding', { ...LD_JSON, 'content-encoding': 'zstd' }, good, 'media-type'],
    ['a coding that it has not', { ...LD_JSON, 'content-encoding': 'gzip' }, good, 'bad-request'],
    ['a bomb', { ...LD_JSON, 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(50_000_000, ' ')), 'too-large'],
    ['an answer that is not given', { ...LD_JSON, accept: 'image/png' }, good, 'not-acceptable'],
    ['an answer that cannot be read', { ...LD_JSON, accept: ';;;' }, good, 'not-acceptable'],
  ])('%s is refused', async (_case, headers, body, kind) => {
    const found = await refused({ body, headers });

    expect(found.body).toEqual(problem(api, kind, expect.any(String)));
  });
});
