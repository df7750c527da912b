import { describe, expect, it } from '@jest/globals';
import type { Advertisement } from '../../../src/cli/verify/advertised.ts';
import { bodyChecker } from '../../../src/cli/verify/check-bodies.ts';
import { disagreementsOf } from '../../../src/cli/verify/disagreements.ts';
import type { Answer } from '../../../src/cli/verify/exchange.ts';
import { Ledger } from '../../../src/cli/verify/ledger.ts';
import { readOpenApi } from '../../../src/cli/verify/read-openapi.ts';

const OPENAPI = {
  openapi: '3.1.0',
  servers: [{ url: 'https://library.example/api' }],
  paths: {
    '/books': {
      get: {
        operationId: 'listBooks',
        security: [],
        responses: {
          200: {
            headers: { ETag: {} },
            content: { 'application/json': { schema: { type: 'object', properties: { title: { type: 'string' } } } } },
          },
          404: {
            content: {
              'application/problem+json': {
                schema: { properties: { type: { enum: ['https://library.example/api/problems/not-found'] } } },
              },
            },
          },
          429: { content: {} },
          503: { content: {} },
        },
      },
    },
  },
};

const [operation] = readOpenApi(OPENAPI);
if (operation === undefined) throw new Error('The document has one operation.');
const advertisement: Advertisement = {
  openapi: OPENAPI,
  entrypoint: {},
  operations: [operation],
  hydra: [],
  everywhere: new Set([405]),
  collectionOf: () => null,
};

const GOOD: Answer = {
  status: 200,
  headers: new Map([
    ['content-type', 'application/json'],
    ['etag', '"1"'],
  ]),
  text: '{"title":"Peer Gynt"}',
  json: { title: 'Peer Gynt' },
};
const ABSENT: Answer = {
  status: 404,
  headers: new Map([['content-type', 'application/problem+json']]),
  text: '{}',
  json: { type: 'https://library.example/api/problems/not-found' },
};

function found(...answers: readonly Answer[]): readonly string[] {
  const ledger = new Ledger();
  for (const answer of answers) ledger.record(operation as never, { method: 'GET', path: '/api/books' }, answer);
  const comparison = { checkBody: bodyChecker(advertisement), unprovoked: new Set<string>() };
  return disagreementsOf(advertisement, operation as never, ledger, comparison).map(({ what }) => what);
}

describe('disagreementsOf', () => {
  it('is silent where everything that is documented was seen, and nothing else', () => {
    expect(found(GOOD, ABSENT)).toEqual([]);
  });

  it('tells what is documented and was not seen, 429 and 5xx apart', () => {
    expect(found(GOOD)).toEqual(['404 not-found is documented and was not seen.']);
    expect(found({ ...GOOD, headers: new Map([['content-type', 'application/json']]) }, ABSENT)).toEqual([
      '200: header etag is documented and was not seen.',
    ]);
  });

  it('tells what was seen and is not documented', () => {
    const gone = { ...ABSENT, status: 410, json: { type: 'https://library.example/api/problems/gone' } };
    const more = {
      ...GOOD,
      headers: new Map([...GOOD.headers, ['x-more', '1']]),
      json: { title: 'Peer Gynt', isbn: '1' },
    };

    expect(found(GOOD, ABSENT, gone)).toEqual(['410 gone was seen and is not documented (GET /api/books).']);
    expect(found(GOOD, ABSENT, more)).toEqual([
      '200: header x-more was seen and is not documented.',
      '200 of /api/books: /isbn is not documented.',
    ]);
  });

  it('tells a body that is not as its schema says', () => {
    expect(found({ ...GOOD, json: { title: 7 } }, ABSENT)).toEqual(['200 of /api/books: /title must be string.']);
  });
});
