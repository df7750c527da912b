import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { projectRoot } from '../../src/project-root.ts';
import type { TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';

/** Written by `npm run docs:generate`. */
const COMMITTED = join(projectRoot, 'tests', 'consistency', 'golden', 'entrypoint.json');

let api: TestApi;
beforeAll(async () => {
  api = await givenApi({ PUBLIC_URL: 'https://host' });
});
afterAll(() => api.close());

describe('GET /api', () => {
  it('lists where everything begins', async () => {
    const { status, body, headers } = await request(api.product.doors.request).get('/api');

    expect(status).toBe(200);
    expect(body).toMatchObject({ '@type': 'Entrypoint', '@id': '/api', me: '/api/me', meeting: '/api/meetings' });
    expect(body).toEqual(JSON.parse(readFileSync(COMMITTED, 'utf8')));
    expect(headers).toMatchObject({
      link: '<https://host/api/docs.jsonld>; rel="http://www.w3.org/ns/hydra/core#apiDocumentation"',
      'cache-control': 'public, max-age=3600',
      vary: 'Accept, Accept-Encoding, Origin',
    });
  });

  it('is bare in application/json', async () => {
    const { body } = await request(api.product.doors.request).get('/api').set('Accept', 'application/json');

    expect(body).not.toHaveProperty('@context');
    expect(body).toMatchObject({ '@id': '/api', meeting: '/api/meetings' });
  });

  it('has no slash at its end', async () => {
    const { status, headers } = await request(api.product.doors.request).get('/api/');

    expect(status).toBe(308);
    expect(headers.location).toBe('/api');
  });

  it.each(['/api', '/api/docs.jsonld', '/api/contexts/Meeting', '/api/openapi.json', '/api/problems/validation'])(
    '%s answers alike with a bad token',
    async (path) => {
      const bare = await request(api.product.doors.request).get(path);
      const bad = await request(api.product.doors.request).get(path).set('Authorization', 'Bearer nonsense');

      expect(bad.status).toBe(200);
      expect(bad.text).toBe(bare.text);
    },
  );

  it('answers 304 to the tag of a document, per coding', async () => {
    const plain = await request(api.product.doors.request).get('/api/docs.jsonld').set('Accept-Encoding', 'identity');
    const packed = await request(api.product.doors.request).get('/api/docs.jsonld').set('Accept-Encoding', 'br');
    const again = await request(api.product.doors.request)
      .get('/api/docs.jsonld')
      .set('Accept-Encoding', 'identity')
      .set('If-None-Match', plain.headers.etag ?? '');

    expect(packed.headers.etag).not.toBe(plain.headers.etag);
    expect(again.status).toBe(304);
  });

  it.each([
    ['text/html', 'text/html; charset=utf-8'],
    ['application/ld+json', 'application/ld+json; charset=utf-8'],
    ['application/vnd.openapi+json', 'application/vnd.openapi+json; charset=utf-8'],
  ])('/api/docs is negotiated: %s', async (accept, type) => {
    const { headers } = await request(api.product.doors.request).get('/api/docs').set('Accept', accept);

    expect(headers['content-type']).toBe(type);
  });

  it('is 404 for unknown contexts and problems, which may be remembered', async () => {
    const { status, headers, body } = await request(api.product.doors.request).get('/api/contexts/Unknown');

    expect(status).toBe(404);
    expect(headers['cache-control']).toBe('public, max-age=3600');
    expect(body).toMatchObject({ type: 'https://host/api/problems/not-found' });
  });
});
