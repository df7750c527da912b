import { describe, expect, it } from '@jest/globals';
import { CSV, JSON_LD, JSON_PLAIN, N_QUADS, TURTLE } from '../../../src/hydra/formats/media-types.ts';
import { splitSuffix } from '../../../src/hydra/http/suffix.ts';

describe('splitSuffix', () => {
  it.each([
    ['/api/books', { path: '/api/books', mediaType: null }],
    ['/api/books.jsonld', { path: '/api/books', mediaType: JSON_LD }],
    ['/api/books/1.json', { path: '/api/books/1', mediaType: JSON_PLAIN }],
    ['/api/books.csv', { path: '/api/books', mediaType: CSV }],
    ['/api/books.ttl', { path: '/api/books', mediaType: TURTLE }],
    ['/api/books/1.nq', { path: '/api/books/1', mediaType: N_QUADS }],
    ['/v1.2/books', { path: '/v1.2/books', mediaType: null }],
    ['/api/.json', { path: '/api/', mediaType: JSON_PLAIN }],
  ])('2.4 splits %s', (path, expected) => {
    expect(splitSuffix(path)).toEqual(expected);
  });

  it.each([
    '/api/books.xml',
    '/api/books.CSV',
    '/api/books/1.5',
    '/api/books.',
    '/api/books.JSON',
    '/api/books/1.json5',
  ])('2.4 finds nothing at %s', (path) => {
    expect(splitSuffix(path)).toBeNull();
  });
});
