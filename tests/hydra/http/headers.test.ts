import { describe, expect, it } from '@jest/globals';
import { compileCors, isPreflight, PREFLIGHT_HEADERS } from '../../../src/hydra/http/cors.ts';
import type { AnswerKind } from '../../../src/hydra/http/headers.ts';
import { compileHeaders, withHeaders } from '../../../src/hydra/http/headers.ts';

const PRIVATE = 'Accept, Authorization, Origin, Prefer';
const PUBLIC = 'Accept, Accept-Encoding, Origin';
const set = compileHeaders({ url: 'https://host', configured: true }, '/api');

describe('compileHeaders', () => {
  it('10.1 has every header of a private answer', () => {
    expect(set.of.private).toEqual({
      Link: '<https://host/api/docs.jsonld>; rel="http://www.w3.org/ns/hydra/core#apiDocumentation"',
      Vary: PRIVATE,
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'Cache-Control': 'private, no-cache',
      'Access-Control-Expose-Headers':
        'Link, ETag, Location, Content-Location, Allow, Accept-Post, Accept-Patch, Retry-After, WWW-Authenticate, Preference-Applied, Idempotency-Replayed, X-Total-Count, X-Request-Id, Deprecation, Sunset, Last-Modified',
    });
  });

  it.each<[AnswerKind, string, string]>([
    ['private', 'private, no-cache', PRIVATE],
    ['translated', 'private, no-cache', `${PRIVATE}, Accept-Language`],
    ['shared', 'private, max-age=86400', PRIVATE],
    ['sharedTranslated', 'private, max-age=86400', `${PRIVATE}, Accept-Language`],
    ['secret', 'no-store', PRIVATE],
    ['public', 'public, max-age=3600', PUBLIC],
    ['error', 'no-store', PRIVATE],
    ['publicError', 'public, max-age=3600', PUBLIC],
  ])('10.3 tells caches about %s answers', (kind, cache, vary) => {
    expect(set.of[kind]).toMatchObject({ 'Cache-Control': cache, Vary: vary });
  });

  it('10.3 lets nobody keep a public document of an origin that the client named', () => {
    const { of } = compileHeaders({ url: 'http://localhost:1', configured: false }, '/api');

    expect([of.public['Cache-Control'], of.publicError['Cache-Control'], of.private['Cache-Control']]).toEqual([
      'no-store',
      'no-store',
      'private, no-cache',
    ]);
  });
});

describe('withHeaders', () => {
  it('adds those of the exchange, and lets an answer say otherwise', () => {
    const exchange = { requestId: 'request-1', allowOrigin: 'https://app' };

    const headers = withHeaders({ Link: 'a', Vary: 'b' }, exchange, { Vary: 'c', ETag: '"1"' });

    expect(headers).toEqual({
      Link: 'a',
      Vary: 'c',
      'X-Request-Id': 'request-1',
      'Access-Control-Allow-Origin': 'https://app',
      ETag: '"1"',
    });
  });

  it('names no origin that was not admitted', () => {
    const headers = withHeaders({}, { requestId: 'request-1', allowOrigin: null }, {});

    expect(headers).toEqual({ 'X-Request-Id': 'request-1' });
  });
});

describe('compileCors', () => {
  const cors = compileCors(['https://app.example', 'http://localhost:5173']);

  it.each(['https://app.example', 'http://localhost:5173'])('row 45 admits %s', (origin) => {
    expect(cors.allow(origin)).toBe(origin);
  });

  it.each([
    undefined,
    'null',
    '',
    '*',
    'http://app.example',
    'https://app.example.evil.example',
    'https://evilapp.example',
    'https://app.example:8443',
    'https://app.example/',
    'HTTPS://APP.EXAMPLE',
    'http://localhost:5174',
  ])('row 45 does not admit %j', (origin) => {
    expect(cors.allow(origin)).toBeNull();
  });

  it.each(['null', '*', 'app.example', 'https://app.example/', 'https://*.example'])(
    'does not start with the origin %s',
    (origin) => {
      expect(() => compileCors([origin])).toThrow(TypeError);
    },
  );
});

describe('isPreflight', () => {
  const asked = { origin: 'https://app.example', 'access-control-request-method': 'PATCH' };

  it.each([
    ['OPTIONS', asked, true],
    ['GET', asked, false],
    ['OPTIONS', { origin: 'https://app.example' }, false],
    ['OPTIONS', { 'access-control-request-method': 'PATCH' }, false],
  ])('10.4 tells %s with %j', (method, headers, expected) => {
    expect(isPreflight(method, headers)).toBe(expected);
  });

  it('10.4 is answered with methods, headers and age', () => {
    expect(PREFLIGHT_HEADERS).toEqual({
      'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
      'Access-Control-Allow-Headers':
        'Authorization, Content-Type, Accept, If-Match, If-None-Match, Prefer, Idempotency-Key, X-Request-Id',
      'Access-Control-Max-Age': '3600',
    });
  });
});
