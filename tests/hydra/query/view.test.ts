import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { numberedLinks } from '../../../src/hydra/query/page-links.ts';
import { readQuery } from '../../../src/hydra/query/read-query.ts';
import { linkHeader, viewId, viewText } from '../../../src/hydra/query/view.ts';
import { givenBooks, MANNER } from './books.ts';

const PATH = '/api/books';
const BOOKS = givenBooks({ whole: true });

describe('the view of a page', () => {
  it('has the bytes of the format', () => {
    expect(textOf('itemsPerPage=6&page=2', 42, true)).toBe(
      '{"@type":"hydra:PartialCollectionView","@id":"/api/books?itemsPerPage=6&page=2",' +
        '"hydra:first":"/api/books?itemsPerPage=6&page=1","hydra:last":"/api/books?itemsPerPage=6&page=7",' +
        '"hydra:previous":"/api/books?itemsPerPage=6&page=1","hydra:next":"/api/books?itemsPerPage=6&page=3"}',
    );
  });

  it.each([
    ['author=%2fapi/authors/2&lent=1', '?author=%2fapi/authors/2&lent=1'],
    ['order[id]=asc&soldAt%5bafter%5D=2026-12-01', '?order%5Bid%5D=asc&soldAt%5bafter%5D=2026-12-01'],
    ["title=a+b'(c)!*;:@/?,$~", "?title=a+b'(c)!*;:@/?,$~"],
    ['title="<>\\^`{|} #', '?title=%22%3C%3E%5C%5E%60%7B%7C%7D%20%23'],
    ['title=\u00c3\u0085', '?title=%C3%85'],
    ['&&page=2&', '?&&page=2&'],
    ['shelf', '?shelf'],
  ])('6.1 is what was fetched, only forbidden bytes encoded: %s', (raw, expected) => {
    expect(viewOf(raw, 1)['@id']).toBe(PATH + expected);
  });

  it('6.2 is the collection itself when nothing was asked for', () => {
    expect(viewOf('', 31)).toEqual({
      '@type': 'hydra:PartialCollectionView',
      '@id': '/api/books',
      'hydra:first': '/api/books?page=1',
      'hydra:last': '/api/books?page=2',
      'hydra:next': '/api/books?page=2',
    });
  });

  it.each([
    ['page=2&title=a&order[id]=desc', '?title=a&order%5Bid%5D=desc&page=1'],
    ['p%61ge=2&lent=1', '?lent=1&page=1'],
    ['shelf&&lent=1&', '?shelf&lent=1&page=1'],
    ['itemsPerPage=1000&page=2&title=a', '?itemsPerPage=300&title=a&page=1'],
    ['title=a&itemsPerPage=%33%30%31', '?title=a&itemsPerPage=300&page=1'],
    ['itemsPerPage=300', '?itemsPerPage=300&page=1'],
  ])('6.3 keeps the parameters of %s in its links, the page behind them', (raw, expected) => {
    expect(viewOf(raw, 1000)['hydra:first']).toBe(PATH + expected);
  });

  it('6.1 6.3 is what was fetched, whichever of its links is followed', () => {
    const pair = fc.constantFrom(
      'author=2',
      'author%5b%5D=%2Fapi%2Fauthors%2F1',
      'title=å',
      'title="',
      'lent=1',
      'shelf',
    );
    const queries = fc.uniqueArray(pair, { selector: (text) => text.slice(0, 4) });
    const pages = fc.record({ page: fc.integer({ min: 1, max: 9 }), total: fc.nat(300), size: fc.nat(400) });

    fc.assert(
      fc.property(queries, pages, (pairs, { page, total, size }) => {
        const paging = size === 0 ? 'itemsPerPage=0' : `page=${page}&itemsPerPage=${size}`;
        const view = viewOf(asBytes([...pairs, paging].join('&')), total);
        const links = Object.entries(view).filter(([key]) => key.startsWith('hydra:'));

        expect(links.length).toBeGreaterThanOrEqual(2);
        for (const [, link] of links) expect(viewOf(`${link}`.slice(PATH.length + 1), total)['@id']).toBe(link);
      }),
    );
  });

  it.each([
    ['', 0, [1, 1, null, null]],
    ['', 30, [1, 1, null, null]],
    ['', 31, [1, 2, null, 2]],
    ['page=2', 31, [1, 2, 1, null]],
    ['page=2', 90, [1, 3, 1, 3]],
    ['itemsPerPage=0', 90, [1, 1, null, null]],
  ])('6.4 names first and last, previous and next where there are such pages: %s of %i', (raw, total, expected) => {
    expect(pagesOf(raw, total)).toEqual(expected);
  });

  it.each([
    ['partial=1', true, [1, null, null, 2]],
    ['partial=1', false, [1, null, null, null]],
    ['partial=1&page=3', true, [1, null, 2, 4]],
    ['partial=1&page=3', false, [1, null, 2, null]],
  ])('6.4 names no last page when nobody counted: %s', (raw, hasNext, expected) => {
    expect(pagesOf(raw, null, hasNext)).toEqual(expected);
  });

  it.each([
    ['page=9', 31, [1, 2, 2, null]],
    ['page=9', 0, [1, 1, 1, null]],
    ['page=3', 31, [1, 2, 2, null]],
    ['page=2147483647', 90_000, [1, 3000, 3000, null]],
  ])('6.5 leads back to the last page that exists: %s of %i', (raw, total, expected) => {
    expect(pagesOf(raw, total)).toEqual(expected);
  });

  it('12.3 leads by cursors where it was reached by one, keeping the other parameters', () => {
    const links = { variable: 'cursor', first: '', last: 'Z', previous: 'P', next: 'N' } as const;

    expect(JSON.parse(viewText(PATH, given('cursor=A&itemsPerPage=6'), links))).toEqual({
      '@type': 'hydra:PartialCollectionView',
      '@id': '/api/books?cursor=A&itemsPerPage=6',
      'hydra:first': '/api/books?itemsPerPage=6&cursor=',
      'hydra:last': '/api/books?itemsPerPage=6&cursor=Z',
      'hydra:previous': '/api/books?itemsPerPage=6&cursor=P',
      'hydra:next': '/api/books?itemsPerPage=6&cursor=N',
    });
  });
});

describe('the links of a bare array', () => {
  it('5.6 are those of the view', () => {
    expect(headerOf(`https://host${PATH}`, 'lent=1&page=2', 90, true)).toEqual([
      { rel: 'first', href: 'https://host/api/books?lent=1&page=1' },
      { rel: 'prev', href: 'https://host/api/books?lent=1&page=1' },
      { rel: 'next', href: 'https://host/api/books?lent=1&page=3' },
      { rel: 'last', href: 'https://host/api/books?lent=1&page=3' },
    ]);
    expect(viewId(PATH, given('lent=1&page=2'))).toBe('/api/books?lent=1&page=2');
  });

  it('5.6 name no last page when nobody counted', () => {
    expect(headerOf(PATH, 'partial=true', null, false)).toEqual([
      { rel: 'first', href: '/api/books?partial=true&page=1' },
    ]);
  });
});

function given(raw: string) {
  return readQuery(BOOKS, raw, MANNER);
}

function viewOf(raw: string, total: number | null, hasNext = false): Record<string, unknown> {
  return JSON.parse(textOf(raw, total, hasNext));
}

function textOf(raw: string, total: number | null, hasNext: boolean): string {
  return viewText(PATH, given(raw), numberedLinks(given(raw), total, hasNext));
}

function headerOf(path: string, raw: string, total: number | null, hasNext: boolean) {
  return linkHeader(path, given(raw), numberedLinks(given(raw), total, hasNext));
}

function pagesOf(raw: string, total: number | null, hasNext = false): (number | null)[] {
  const view = viewOf(raw, total, hasNext);
  const links = ['hydra:first', 'hydra:last', 'hydra:previous', 'hydra:next'].map((key) => view[key]);
  return links.map((link) => (link === undefined ? null : Number(`${link}`.split('page=').at(-1))));
}

/** The text as node:http gives the bytes of a request line. */
function asBytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}
