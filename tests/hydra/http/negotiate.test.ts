import { describe, expect, it } from '@jest/globals';
import {
  COLLECTION_TYPES,
  CSV,
  HTML,
  ITEM_TYPES,
  JSON_LD,
  JSON_PLAIN,
  N_QUADS,
  OPENAPI,
  TURTLE,
} from '../../../src/hydra/formats/media-types.ts';
import { negotiate } from '../../../src/hydra/http/negotiate.ts';

const DATA = [JSON_LD, JSON_PLAIN];
const DOCS = [HTML, OPENAPI, JSON_PLAIN, JSON_LD];

describe('negotiate', () => {
  it.each([
    ['2.1 nothing', undefined],
    ['2.1 an empty header', ''],
    ['2.1 everything', '*/*'],
    ['2.1 a lone asterisk', '*'],
    ['2.1 a family', 'application/*'],
    ['2.1 a flat list with it', 'application/n-triples, application/json, application/ld+json, text/turtle'],
    ['2.2 equal weights, in any order', 'application/json;q=0.9, application/ld+json;q=0.9'],
    ['2.2 a weight on everything', '*/*;q=0.1'],
    ['2.2 names in any case', 'Application/LD+JSON'],
    ['2.2 empty members', ',application/ld+json, ,'],
    ['2.2 spaces around separators', 'application/json ; q=0.5 , application/ld+json ; q=0.6'],
    ['2.2 everything but JSON', '*/*, application/json;q=0'],
    ['2.3 a character set', 'application/ld+json;charset=utf-8'],
    ['2.3 a quoted character set', 'application/ld+json;charset="UTF-8"'],
    ['2.3 a profile', 'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"'],
    ['2.3 an unknown profile with separators in it', 'application/ld+json;profile="a,b;q=0;\\"c";q=1'],
    ['2.3 a parameter without a value', 'application/ld+json;profile'],
    ['2.2 an extension after the weight', 'application/ld+json;q=1;level=2'],
  ])('2.1, 2.2, 2.3 gives ld+json for %s', (_rule, accept) => {
    expect(negotiate(accept, DATA)).toBe(JSON_LD);
  });

  it.each([
    ['2.2 its name alone', 'application/json'],
    ['2.2 the heavier one', 'application/json, application/ld+json;q=0.9'],
    ['2.2 specificity before weight', 'application/*;q=1, application/ld+json;q=0.2, application/json;q=0.3'],
    ['2.2 ld+json refused', 'application/*, application/ld+json;q=0'],
    [
      '2.2 ketting',
      'application/prs.hal-forms+json;q=1.0, application/hal+json;q=0.9, application/json;q=0.7, text/html;q=0.6',
    ],
    ['2.2 a family below everything', '*/*;q=0.5, application/ld+json;q=0.1'],
    ['2.3 another version of ld+json', 'application/ld+json;version=2, application/json;q=0.1'],
    ['2.2 the weights of old Java clients', 'text/html, image/gif, application/json; q=.3, *; q=.2'],
  ])('2.2 gives JSON for %s', (_rule, accept) => {
    expect(negotiate(accept, DATA)).toBe(JSON_PLAIN);
  });

  it.each([
    ['2.2 everything refused', '*/*;q=0'],
    ['2.2 the only acceptable one refused', 'application/ld+json;q=0.000'],
    ['2.2 no type', 'nonsense'],
    ['2.2 half a type', 'application/'],
    ['2.2 every family of a type', '*/json'],
    ['2.2 a weight above one', 'application/json;q=2'],
    ['2.2 a weight of words', 'application/json;q=high'],
    ['2.2 too fine a weight', 'application/json;q=0.1234'],
    ['2.2 an open quotation', 'application/ld+json;profile="x'],
    ['2.2 two types without a comma', 'application/json application/ld+json'],
    ['2.5 another type', 'text/turtle'],
    ['2.5 problems only', 'application/problem+json'],
    ['2.5 a character set that is not UTF-8', 'application/json;charset=latin1'],
  ])('2.5 gives nothing for %s', (_rule, accept) => {
    expect(negotiate(accept, DATA)).toBeNull();
  });

  it.each([
    ['2.1 ld+json without a header', undefined, JSON_LD],
    ['2.5 JSON at the root', 'application/json', JSON_PLAIN],
    ['2.2 HTML for a browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8', HTML],
    ['2.2 OpenAPI by its name', 'application/vnd.openapi+json', OPENAPI],
  ])('chooses among the forms of the documentation: %s', (_rule, accept, expected) => {
    expect(negotiate(accept, DOCS)).toBe(expected);
  });

  it.each([
    ['2.1 ld+json without a header', undefined, JSON_LD],
    ['2.1 a flat list with it', 'text/turtle, text/csv, application/n-quads, application/ld+json', JSON_LD],
    ['2.1 a family', 'application/*', JSON_LD],
    ['2.2 a table by its name', 'text/csv', CSV],
    ['2.2 text of any kind, by the order of the table', 'text/*', CSV],
    ['2.2 equal weights, whatever comes first', 'application/n-quads, text/turtle', TURTLE],
    ['2.2 what Comunica likes best', 'application/n-quads,application/ld+json;q=0.9,text/turtle;q=0.6', N_QUADS],
    ['2.2 what a browser asks for', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', JSON_LD],
    ['2.2 what axios asks for', 'application/json, text/plain, */*', JSON_LD],
    ['2.3 a character set of a table', 'text/csv;charset=utf-8', CSV],
  ])('chooses among the forms of a collection: %s', (_rule, accept, expected) => {
    expect(negotiate(accept, COLLECTION_TYPES)).toBe(expected);
  });

  it('2.5 gives no table of one row', () => {
    expect(negotiate('text/csv', ITEM_TYPES)).toBeNull();
    expect(negotiate('text/*', ITEM_TYPES)).toBe(TURTLE);
  });

  it('gives the one form there is when nothing is asked for', () => {
    expect(negotiate('*/*', [OPENAPI])).toBe(OPENAPI);
  });

  it('reads long and hostile headers in time', () => {
    const accept = `application/ld+json;profile="${'\\"'.repeat(8000)}`;

    expect(negotiate(accept, DATA)).toBeNull();
    expect(negotiate(' ;'.repeat(8000), DATA)).toBeNull();
    expect(negotiate(','.repeat(16000), DATA)).toBe(JSON_LD);
  });
});
