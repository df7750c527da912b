import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TestApi } from '../../support/api.ts';
import { givenApi } from '../../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

/** The text with one character replaced by another of the kind that it may consist of. */
function altered(text: string, at: number, by: string): string {
  const place = at % text.length;
  return text[place] === by ? '' : text.slice(0, place) + by + text.slice(place + 1);
}

const A_CHARACTER = fc.constantFrom(...'ABCXYZabcxyz0189-_.');

describe('one character changed', () => {
  it('in a token: 401', async () => {
    const token = await api.tokenOf('admin');

    await fc.assert(
      fc.asyncProperty(fc.nat(), A_CHARACTER, async (at, by) => {
        const changed = altered(token, at, by);
        fc.pre(changed !== '');
        const { status } = await api.ask('GET', '/api/me', { headers: { authorization: `Bearer ${changed}` } });
        expect(status).toBe(401);
      }),
      { numRuns: 300 },
    );
  });

  it('in the last character of a token, whatever it is: 401', async () => {
    const token = await api.tokenOf('admin');
    const others = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].filter(
      (by) => !token.endsWith(by),
    );
    const statuses = await Promise.all(
      others.map(async (by) => {
        const headers = { authorization: `Bearer ${token.slice(0, -1)}${by}` };
        return (await api.ask('GET', '/api/me', { headers })).status;
      }),
    );

    expect(others).toHaveLength(63);
    expect(new Set(statuses)).toEqual(new Set([401]));
  });

  it('in a tag: it does not stand for what is read', async () => {
    const path = '/api/locations/1';
    const { headers } = await api.ask('GET', path, { as: 'admin' });
    const tag = headers.get('etag') ?? '';

    await fc.assert(
      fc.asyncProperty(fc.nat(), A_CHARACTER, async (at, by) => {
        const opaque = altered(tag.slice(1, -1), at, by);
        fc.pre(opaque !== '');
        const read = await api.ask('GET', path, { as: 'admin', headers: { 'if-none-match': `"${opaque}"` } });
        expect(read.status).toBe(200);
      }),
      { numRuns: 200 },
    );
  });

  it('in the state of a tag, which is what If-Match compares: 412, and nothing is changed', async () => {
    const path = '/api/locations/1';
    const { headers, text } = await api.ask('GET', path, { as: 'admin' });
    const [, state = '', rest = ''] = /^"([^-]+)(-.*)$/.exec(headers.get('etag') ?? '') ?? [];
    const others = [...'0123456789abcABC._']
      .filter((by) => by !== state.at(-1))
      .map((by) => `"${state.slice(0, -1)}${by}${rest}`);
    const body = { name: 'Changed' };
    const answers = await Promise.all(
      others.map((tag) => api.ask('PATCH', path, { as: 'admin', body, headers: { 'if-match': tag } })),
    );

    expect(answers.map(({ status }) => status)).toEqual(others.map(() => 412));
    expect((await api.ask('GET', path, { as: 'admin' })).text).toBe(text);
  });
});
