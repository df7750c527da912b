import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ask, Finding, Tried } from '../support/affordances.ts';
import { liesIn, tryCreation, tryOperations } from '../support/affordances.ts';
import type { Account, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

/** Those who may remove rows come last. */
const WHO: readonly Account[] = ['operator', 'member', 'billing', 'other', 'admin'];
/** Whatever demands a condition gets one. */
const HEADERS = { prefer: 'include="operations"', 'if-match': '*' };
const TRIED: readonly Tried[] = [
  { method: 'PATCH', action: null, path: '', body: {} },
  { method: 'DELETE', action: null, path: '' },
];

/** The collections and single records that the entry point links. */
async function addresses(): Promise<readonly string[]> {
  const { body } = await api.ask('GET', '/api');
  const { '@context': _context, '@type': _type, '@id': _id, ...links } = body as Readonly<Record<string, string>>;
  return Object.values(links).filter((path) => path !== '/api/me');
}

describe('what is shown of meetings', () => {
  it('9.9 names less than a meeting where a member may set less', async () => {
    const { body } = await api.ask('GET', '/api/meetings?itemsPerPage=1', { as: 'member', headers: HEADERS });

    expect((body as { readonly 'hydra:member': readonly object[] })['hydra:member'][0]).toMatchObject({
      'hydra:operation': [
        { 'hydra:method': 'GET', 'hydra:returns': '/api/docs.jsonld#Meeting' },
        { 'hydra:method': 'PATCH', 'hydra:expects': '/api/docs.jsonld#Meeting-patch-only-notes-time' },
      ],
    });
  });

  it('9.9 is the same at both doors', async () => {
    const first = await api.ask('GET', '/api/meetings', { as: 'admin', headers: HEADERS });
    const express = await api.ask('GET', '/api/meetings', { as: 'admin', headers: HEADERS, door: 'express' });

    expect(express.text).toBe(first.text);
    expect(express.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(express.headers.get('preference-applied')).toBe('include="operations"');
  });
});

describe('row 14: what is shown to a role', () => {
  it.each(WHO)('9.9 is what %s may then do', async (as) => {
    const ask: Ask = (method, path, body) =>
      api.ask(method, path, { as, headers: HEADERS, ...(body === undefined ? {} : { body }) });
    const findings: Finding[] = [];
    for (const path of await addresses()) {
      findings.push(...(await tryCreation(ask, path)));
      findings.push(...(await tryOperations(ask, `${path}?itemsPerPage=4`, TRIED)));
    }

    expect(liesIn(findings)).toEqual([]);
    expect(findings.length).toBeGreaterThan(10);
    expect(findings.some(({ shown }) => shown)).toBe(as !== 'billing');
  });
});
