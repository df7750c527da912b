import { describe, expect, it } from '@jest/globals';
import { DatabaseError } from 'pg';
import { compileCors } from '../../../src/hydra/http/cors.ts';
import { compileHeaders } from '../../../src/hydra/http/headers.ts';
import type { Origin } from '../../../src/hydra/http/origin.ts';
import { Origins } from '../../../src/hydra/http/origin.ts';
import { Refusals } from '../../../src/hydra/http/refuse.ts';
import { perOrigin } from '../../../src/hydra/per-origin.ts';
import {
  BAD_REQUEST,
  invalid,
  METHOD,
  NOT_FOUND,
  ProblemError,
  UNAUTHORIZED,
  UNAVAILABLE,
  unusable,
} from '../../../src/hydra/problem.ts';

const ID = '2f1c0b8e-5d0a-4c37-9a52-7f0c6f1e9b11';
const INCOMING = { headers: {}, requestId: ID };

function refusals({ publicUrl = 'https://host' as string | null, reported = [] as unknown[] } = {}): Refusals {
  return new Refusals({
    origins: new Origins({ publicUrl, listening: () => ({ host: '127.0.0.1', port: 3000 }) }),
    headers: perOrigin((origin: Origin) => compileHeaders(origin, '/api')),
    cors: compileCors(['https://app.example']),
    report: (error, requestId, concern) => reported.push([error, requestId, concern]),
  });
}

describe('a refusal', () => {
  it('10.5 is a document with its members in order', () => {
    const { status, body } = refusals().of(new ProblemError(NOT_FOUND), INCOMING);

    expect(status).toBe(404);
    expect(body).toBe(
      '{"@context":"/api/contexts/Error","@type":"hydra:Error","type":"https://host/api/problems/not-found",' +
        '"title":"Not found","status":404,"detail":"There is nothing at this address.","hydra:title":"Not found",' +
        `"hydra:description":"There is nothing at this address.","instance":"urn:uuid:${ID}"}`,
    );
  });

  it('10.5 names every violation, with pointers into bodies', () => {
    const problem = invalid([
      { code: 'reference', message: 'there is no such Author.', pointer: '/author', propertyPath: 'author' },
      { propertyPath: 'date', pointer: '/date', message: 'must be a date.', code: 'format' },
    ]);

    const { status, body } = refusals().of(problem, INCOMING);

    expect(status).toBe(422);
    expect(body).toBe(
      '{"@context":"/api/contexts/ConstraintViolation","@type":["ConstraintViolation","hydra:Error"],' +
        '"type":"https://host/api/problems/validation","title":"The data is not valid","status":422,' +
        '"detail":"author: there is no such Author.\\ndate: must be a date.","hydra:title":"The data is not valid",' +
        '"hydra:description":"author: there is no such Author.\\ndate: must be a date.",' +
        `"instance":"urn:uuid:${ID}","violations":[` +
        '{"propertyPath":"author","pointer":"/author","message":"there is no such Author.","code":"reference"},' +
        '{"propertyPath":"date","pointer":"/date","message":"must be a date.","code":"format"}]}',
    );
  });

  it('10.5 names parameters without pointers', () => {
    const problem = unusable([{ propertyPath: 'autor', message: 'there is no such parameter.', code: 'parameter' }]);

    const { body } = refusals().of(problem, INCOMING);

    expect(JSON.parse(String(body))).toMatchObject({
      type: 'https://host/api/problems/parameter',
      violations: [{ propertyPath: 'autor', message: 'there is no such parameter.', code: 'parameter' }],
    });
  });

  it('10.1 has all headers, the documentation first in Link, and those of the occurrence', () => {
    const problem = new ProblemError(UNAUTHORIZED, { headers: { 'WWW-Authenticate': 'Bearer realm="api"' } });

    const { headers } = refusals().of(problem, { ...INCOMING, headers: { origin: 'https://app.example' } });

    expect(headers).toEqual({
      ...compileHeaders({ url: 'https://host', configured: true }, '/api').of.error,
      Link:
        '<https://host/api/docs.jsonld>; rel="http://www.w3.org/ns/hydra/core#apiDocumentation", ' +
        '<https://host/api/contexts/Error>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"',
      'Content-Type': 'application/problem+json',
      'X-Request-Id': ID,
      'Access-Control-Allow-Origin': 'https://app.example',
      'WWW-Authenticate': 'Bearer realm="api"',
    });
  });

  it('10.3 of a public document may be kept', () => {
    const { headers } = refusals().of(new ProblemError(METHOD, { headers: { Allow: 'GET' } }), INCOMING, 'publicError');

    expect(headers).toMatchObject({ 'Cache-Control': 'public, max-age=3600', Allow: 'GET' });
  });

  it('row 43 hides a bug and tells it to the log', () => {
    const reported: unknown[] = [];
    const bug = new Error('column "secret" of /srv/app.ts does not exist');

    const { status, body } = refusals({ reported }).of(bug, INCOMING);

    expect(status).toBe(500);
    expect(JSON.parse(String(body))).toEqual({
      '@context': '/api/contexts/Error',
      '@type': 'hydra:Error',
      type: 'https://host/api/problems/internal',
      title: 'Internal error',
      status: 500,
      detail: 'This is a bug of the server. Report it with the instance of the problem.',
      'hydra:title': 'Internal error',
      'hydra:description': 'This is a bug of the server. Report it with the instance of the problem.',
      instance: `urn:uuid:${ID}`,
    });
    expect(reported).toEqual([[bug, ID, 'failure']]);
  });

  it('tells the log what is our fault and nothing else', () => {
    const reported: unknown[] = [];
    const down = new ProblemError(UNAVAILABLE, { cause: new Error('ECONNREFUSED') });

    refusals({ reported }).of(down, INCOMING);
    refusals({ reported }).of(new ProblemError(NOT_FOUND), INCOMING);

    expect(reported).toEqual([[down, ID, 'failure']]);
  });

  it.each([
    ['42501', 'denied', NOT_FOUND],
    ['22003', 'value', BAD_REQUEST],
  ] as const)('tells the log of SQLSTATE %s, %s, though the answer is an ordinary one', (code, concern, type) => {
    const reported: unknown[] = [];
    const cause = Object.assign(new DatabaseError('refused', 7, 'error'), { code, severity: 'ERROR' });
    const problem = new ProblemError(type, { cause });

    const { status } = refusals({ reported }).of(problem, INCOMING);

    expect(status).toBe(type.status);
    expect(reported).toEqual([[problem, ID, concern]]);
  });

  it('speaks for itself where the host is not known', () => {
    const { body } = refusals({ publicUrl: null }).of(new ProblemError(NOT_FOUND), {
      ...INCOMING,
      headers: { host: 'evil.example' },
    });

    expect(JSON.parse(String(body))).toMatchObject({ type: 'http://127.0.0.1:3000/api/problems/not-found' });
  });
});
