import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';

let api: ToyApi;
beforeAll(async () => {
  api = await givenToyApi();
});
afterAll(() => api.close());

/** The whole body of a problem of the toys. */
function problem(slug: string, status: number, title: string, detail: string) {
  return {
    '@context': '/api/contexts/Error',
    '@type': 'hydra:Error',
    type: `https://host/api/problems/${slug}`,
    title,
    status,
    detail,
    'hydra:title': title,
    'hydra:description': detail,
    instance: 'urn:uuid:2f1c0b8e-5d0a-4c37-9a52-7f0c6f1e9b11',
  };
}

describe('a request that goes astray', () => {
  it.each(['/', '/favicon.ico', '/v1/books'])('is told where the API begins: %s', async (path) => {
    const { status, body } = await api.ask('GET', path);

    expect(status).toBe(404);
    expect(body).toEqual(
      problem('not-found', 404, 'Not found', 'There is nothing at this address. The API begins at /api.'),
    );
  });

  it.each(['/books', '/books/1', '/libraries/house-rules', '/docs', '/books.json'])(
    'is told to leave out the slash at the end of %s',
    async (path) => {
      const { status, body } = await api.ask('GET', `/api${path}/`, { as: 'keeper' });

      expect(status).toBe(404);
      expect(body).toEqual(
        problem(
          'not-found',
          404,
          'Not found',
          `There is nothing at this address. Leave out the slash at its end: /api${path}.`,
        ),
      );
    },
  );

  it.each(['/nothing/', '/books//', '/books/abc/'])('is told no address that is none: %s', async (path) => {
    const { body } = await api.ask('GET', `/api${path}`, { as: 'keeper' });

    expect(body).toEqual(problem('not-found', 404, 'Not found', 'There is nothing at this address.'));
  });

  it('is told how to get the token that it lacks', async () => {
    const { body } = await api.ask('GET', '/api/books');

    expect(body).toEqual(
      problem(
        'unauthorized',
        401,
        'Unauthorized',
        'Send Authorization: Bearer <token>; POST /api/login gives a token.',
      ),
    );
  });

  it('reads in application/json, too, what a kind of problem means', async () => {
    const { status, headers, body } = await api.ask('GET', '/api/problems/validation', {
      headers: { accept: 'application/json' },
    });

    expect(status).toBe(200);
    expect(headers['Content-Type']).toBe('application/json; charset=utf-8');
    expect(body).toEqual({
      '@type': 'hydra:Status',
      '@id': '/api/problems/validation',
      'hydra:statusCode': 422,
      'hydra:title': 'The data is not valid',
      'hydra:description': 'One or more fields of the body break a rule. violations names each field.',
    });
  });
});
