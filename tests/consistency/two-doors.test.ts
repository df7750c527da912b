import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';

interface Request {
  readonly method?: string;
  readonly path: string;
  readonly as?: Account;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Requests of every kind that change nothing, so that both doors meet the same state. */
const REQUESTS: Readonly<Record<string, Request>> = {
  'an item': { path: '/api/locations/1', as: 'admin' },
  'an item of another class': { path: '/api/meetings/1', as: 'admin' },
  'an embedded one': { path: '/api/organizations?order[name]=asc', as: 'admin' },
  'a collection': { path: '/api/meetings?itemsPerPage=3&page=2', as: 'admin' },
  'a filtered collection': { path: '/api/meetings?dateFrom[after]=2026-01-01&exists[time]=true', as: 'member' },
  'a deep page': { path: '/api/meetings?itemsPerPage=7&page=34', as: 'admin' },
  'a page beyond the last': { path: '/api/meetings?page=999', as: 'admin' },
  'a first page by cursor': { path: '/api/meetings?itemsPerPage=3&order[time]=desc&cursor=', as: 'admin' },
  'a bad cursor': { path: '/api/meetings?cursor=x', as: 'admin' },
  'a preference about the total': {
    path: '/api/meetings?exists[time]=true',
    as: 'admin',
    headers: { Prefer: 'count=none' },
  },
  'a count': { path: '/api/meetings?itemsPerPage=0', as: 'admin' },
  'a translated collection': { path: '/api/countries?name=mark', as: 'operator', headers: { 'Accept-Language': 'da' } },
  'a member’s view': { path: '/api/employees?order[lastName]=desc', as: 'member' },
  'the caller': { path: '/api/me', as: 'member' },
  'the entry point': { path: '/api' },
  'the entry point with a slash': { path: '/api/' },
  documentation: { path: '/api/docs.jsonld' },
  OpenAPI: { path: '/api/docs.jsonopenapi' },
  'OpenAPI by its other name': { path: '/api/openapi.json' },
  'a context': { path: '/api/contexts/Meeting' },
  'an absent context': { path: '/api/contexts/Nothing' },
  'a page about a problem': { path: '/api/problems/validation' },
  JSON: { path: '/api/locations/1', as: 'admin', headers: { Accept: 'application/json' } },
  'a JSON collection': { path: '/api/locations', as: 'admin', headers: { Accept: 'application/json' } },
  'a suffix': { path: '/api/locations/1.json', as: 'admin' },
  'a suffix of JSON-LD': { path: '/api/locations.jsonld?itemsPerPage=2', as: 'admin' },
  'an unknown suffix': { path: '/api/locations.xml', as: 'admin' },
  'what cannot be served': { path: '/api/locations', as: 'admin', headers: { Accept: 'image/png' } },
  'any type': { path: '/api/locations', as: 'admin', headers: { Accept: '*/*' } },
  'a preference': { path: '/api/locations?nam=x', as: 'admin', headers: { Prefer: 'handling=lenient' } },
  'a foreign item': { path: '/api/locations/1', as: 'other' },
  'an absent item': { path: '/api/locations/999999', as: 'admin' },
  'a bad id': { path: '/api/locations/abc', as: 'admin' },
  nobody: { path: '/api/locations' },
  'a bad token': { path: '/api/locations', headers: { Authorization: 'Bearer x.y.z' } },
  'another scheme': { path: '/api/locations', headers: { Authorization: 'Basic eDp5' } },
  'an operator without organization': { path: '/api/locations', as: 'operator' },
  'any tag': { path: '/api/locations/1', as: 'admin', headers: { 'If-None-Match': '*' } },
  'an old tag': { path: '/api/locations/1', as: 'admin', headers: { 'If-None-Match': '"0-x"' } },
  'a time': {
    path: '/api/employees/1',
    as: 'admin',
    headers: { 'If-Modified-Since': 'Fri, 01 Jan 2100 00:00:00 GMT' },
  },
  'HEAD of an item': { method: 'HEAD', path: '/api/locations/1', as: 'admin' },
  'HEAD of a collection': { method: 'HEAD', path: '/api/locations', as: 'admin' },
  'HEAD of what is absent': { method: 'HEAD', path: '/api/locations/999999', as: 'admin' },
  OPTIONS: { method: 'OPTIONS', path: '/api/locations/1' },
  'OPTIONS of what is unknown': { method: 'OPTIONS', path: '/api/nothing' },
  'a preflight': {
    method: 'OPTIONS',
    path: '/api/locations',
    headers: { Origin: 'https://app.example', 'Access-Control-Request-Method': 'POST' },
  },
  'a page of an allowed origin': { path: '/api/locations', as: 'admin', headers: { Origin: 'https://app.example' } },
  'a page of another origin': { path: '/api/locations', as: 'admin', headers: { Origin: 'https://evil.example' } },
  'an unknown host': { path: '/api/locations', as: 'admin', headers: { Host: 'evil.example' } },
  'an unknown route': { path: '/api/nothing', as: 'admin' },
  'outside the API': { path: '/nothing' },
  'an unknown parameter': { path: '/api/locations?nam=x', as: 'admin' },
  'a bad value': { path: '/api/locations?page=0', as: 'admin' },
  'a parameter twice': { path: '/api/locations?name=a&name=b', as: 'admin' },
  'bad encoding of the query': { path: '/api/locations?name=%zz', as: 'admin' },
  'bad encoding of the path': { path: '/api/locations/%ff', as: 'admin' },
  'dots in the path': { path: '/api/countries/%2e%2e/locations', as: 'admin' },
  'two slashes': { path: '/api//locations', as: 'admin' },
  'a long address': { path: `/api/locations?name=${'x'.repeat(9000)}`, as: 'admin' },
  'a method that is not offered': { method: 'DELETE', path: '/api/locations/1', as: 'admin' },
  TRACE: { method: 'TRACE', path: '/api/locations/1', as: 'admin' },
  'a broken body': { method: 'POST', path: '/api/locations', as: 'admin', body: '{' },
  'a list as a body': { method: 'POST', path: '/api/locations', as: 'admin', body: '[]' },
  'an invalid body': { method: 'POST', path: '/api/locations', as: 'admin', body: '{"officeOpenHour":"9"}' },
  'no body': { method: 'POST', path: '/api/locations', as: 'admin' },
  'a body of another type': {
    method: 'PATCH',
    path: '/api/locations/1',
    as: 'admin',
    headers: { 'Content-Type': 'text/plain' },
    body: '{}',
  },
  'an unchanged record': { method: 'PATCH', path: '/api/locations/1', as: 'admin', body: '{"name":"Århus"}' },
  'a stale If-Match': {
    method: 'PATCH',
    path: '/api/locations/1',
    as: 'admin',
    headers: { 'If-Match': '"0-x"' },
    body: '{}',
  },
  'a bad If-Match': {
    method: 'PATCH',
    path: '/api/locations/1',
    as: 'admin',
    headers: { 'If-Match': 'x' },
    body: '{}',
  },
  'a foreign change': { method: 'PATCH', path: '/api/locations/1', as: 'other', body: '{"name":"x"}' },
  'a forbidden change': { method: 'PATCH', path: '/api/locations/1', as: 'member', body: '{"name":"x"}' },
  'a body with GET': { path: '/api/locations/1', as: 'admin', body: '{}' },
};

let api: TestApi;
let doors: readonly number[];
beforeAll(async () => {
  api = await givenApi({ CORS_ORIGINS: 'https://app.example' });
  doors = [api.port, api.expressPort];
});
afterAll(() => api.close());

interface Raw {
  readonly status: number;
  readonly message: string | undefined;
  readonly headers: readonly (readonly [string | undefined, string | undefined])[];
  readonly text: string;
}

/** The status line, the headers and the bytes; all but the moment of the answer. */
async function answer(port: number, { method = 'GET', path, as, headers = {}, body }: Request) {
  const token = as === undefined ? {} : { Authorization: `Bearer ${await api.tokenOf(as)}` };
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  return new Promise<Raw>((resolve, reject) => {
    const sent = request({
      port,
      host: '127.0.0.1',
      method,
      path,
      agent: false,
      headers: {
        Host: 'localhost',
        'X-Request-Id': 'request-0001',
        ...token,
        ...(body === undefined ? {} : { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) }),
        ...headers,
      },
    });
    sent.on('error', reject);
    sent.on('response', (got) => {
      const chunks: Buffer[] = [];
      got.on('data', (chunk: Buffer) => chunks.push(chunk));
      got.on('end', () =>
        resolve({
          status: got.statusCode ?? 0,
          message: got.statusMessage,
          headers: pairs(got.rawHeaders).filter(([name]) => name !== 'Date'),
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.end(body);
  });
}

const pairs = (raw: readonly string[]): readonly (readonly [string | undefined, string | undefined])[] =>
  raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1]] as const] : []));

describe('both doors give the same status, headers and bytes', () => {
  it.each(Object.entries(REQUESTS))('for %s', async (_name, sent) => {
    const [first, express] = await Promise.all(doors.map((port) => answer(port, sent)));

    expect(express).toEqual(first);
    expect(first?.status).toBeLessThan(500);
  });

  it('for a tag that is still good', async () => {
    const path = '/api/meetings?itemsPerPage=2';
    const tag = (await api.ask('GET', path, { as: 'admin' })).headers.get('etag') ?? '';
    const sent: Request = { path, as: 'admin', headers: { 'If-None-Match': `W/"x", ${tag}` } };

    const [first, express] = await Promise.all(doors.map((port) => answer(port, sent)));

    expect(first).toMatchObject({ status: 304, text: '' });
    expect(express).toEqual(first);
  });
});
