import { describe, expect, it } from '@jest/globals';
import { addressOfRow } from '../../../src/hydra/formats/address.ts';
import { decimalOfRow } from '../../../src/hydra/formats/decimal.ts';
import { compileNode } from '../../../src/hydra/formats/rdf/compile-node.ts';
import { nQuads } from '../../../src/hydra/formats/rdf/n-quads.ts';
import type { Syntax } from '../../../src/hydra/formats/rdf/syntax.ts';
import { emptyDocument } from '../../../src/hydra/formats/rdf/syntax.ts';
import { turtle } from '../../../src/hydra/formats/rdf/turtle.ts';
import { instantOfRow } from '../../../src/hydra/instant.ts';
import type { Field, Term } from '../../../src/hydra/model/model.ts';
import { quadsOfJsonLd, quadsOfText } from '../../support/quads.ts';
import { classModel, field } from '../body/library.ts';

class Poem {}
class Verse {}

const SCALARS = { text: JSON.stringify, instant: instantOfRow, decimal: decimalOfRow, address: addressOfRow };
const SYNTAXES: readonly (readonly ['text/turtle' | 'application/n-quads', Syntax])[] = [
  ['text/turtle', turtle('https://host', '/api/docs.jsonld', new Map([['xsd', 'http://www.w3.org/2001/XMLSchema#']]))],
  ['application/n-quads', nQuads('https://host', '/api/docs.jsonld')],
];

function term(name: string, more: Partial<Term> = {}): Pick<Field, 'term'> {
  return { term: { iri: name, absolute: null, type: null, container: null, language: null, ...more } };
}

const VERSE = classModel(
  Verse,
  [
    field('text', 'string', term('Verse/text', { language: 'da' })),
    field('stresses', 'json', term('Verse/stresses', { container: '@list' })),
    field('weight', 'json', term('Verse/weight')),
    field('sung', 'boolean', term('Verse/sung')),
    field('on', 'date', term('Verse/on', { type: 'xsd:date' })),
    field('raw', 'json', term('Verse/raw', { type: '@json' })),
  ],
  { kind: 'shape' },
);
const FIELDS: readonly Field[] = [
  field('title', 'string', term('Poem/title', { language: 'da' })),
  field('words', 'strings', term('Poem/words', { container: '@list' })),
  field('none', 'strings', term('Poem/none', { container: '@list' })),
  field('unknown', 'strings', { nullable: true, ...term('Poem/unknown', { container: '@list' }) }),
  field('tags', 'strings', term('https-like-name', { absolute: 'https://else.example/a-b.c' })),
  field('verses', 'objects', { kind: 'values', target: VERSE, ...term('Poem/verses', { container: '@list' }) }),
  field('raw', 'json', term('Poem/raw', { type: '@json' })),
];
const POEM = classModel(Poem, FIELDS, { kind: 'shape' });

const VERSES = [
  { text: 'Så', stresses: [1, 0, null, 2], weight: 1.5, sung: true, on: '2026-12-01', raw: { b: 1, a: [1e21] } },
  { text: 'nej', stresses: [], weight: 1e21, sung: null, on: null, raw: null },
];
const ROW = ['Å', '["b","a","b"]', '[]', null, '["x","x"]', JSON.stringify(VERSES), null];

const LD = {
  '@context': {
    '@vocab': 'https://host/api/docs.jsonld#',
    xsd: 'http://www.w3.org/2001/XMLSchema#',
    title: { '@id': 'Poem/title', '@language': 'da' },
    words: { '@id': 'Poem/words', '@container': '@list' },
    none: { '@id': 'Poem/none', '@container': '@list' },
    unknown: { '@id': 'Poem/unknown', '@container': '@list' },
    tags: 'https://else.example/a-b.c',
    raw: { '@id': 'Poem/raw', '@type': '@json' },
    verses: {
      '@id': 'Poem/verses',
      '@container': '@list',
      '@context': {
        text: { '@id': 'Verse/text', '@language': 'da' },
        stresses: { '@id': 'Verse/stresses', '@container': '@list' },
        weight: 'Verse/weight',
        sung: 'Verse/sung',
        on: { '@id': 'Verse/on', '@type': 'xsd:date' },
        raw: { '@id': 'Verse/raw', '@type': '@json' },
      },
    },
  },
  '@type': 'Poem',
  title: 'Å',
  words: ['b', 'a', 'b'],
  none: [],
  unknown: null,
  tags: ['x', 'x'],
  verses: VERSES.map((verse) => ({ '@type': 'Verse', ...verse })),
  raw: null,
};

/** Turtle has a blank node as a term inside its holder; alone it is a statement of its own. */
function asSubject(type: string, node: string): string {
  return type === 'text/turtle' ? `${node} .` : '';
}

describe.each(SYNTAXES)('a node in %s', (type, syntax) => {
  it('3.6 3.7 has lists in their order, texts in their language and value objects without an address', async () => {
    const shown = FIELDS.map((each, index) => ({ field: each, index, mask: -1, inner: null }));
    const shape = {
      of: POEM,
      columns: FIELDS.map(({ name }) => name),
      fields: shown,
      id: 0,
      version: -1,
      updatedAt: -1,
    };
    const write = compileNode(shape, { base: '/api', pathOf: () => '/api/poems', scalars: SCALARS, syntax });
    const document = emptyDocument(syntax);

    const node = write(ROW, { language: 'da', parent: '' }, document);

    expect(await quadsOfText(document.text + asSubject(type, node), type)).toBe(
      await quadsOfJsonLd(JSON.stringify(LD), 'https://host/api', async () => ({})),
    );
  });
});
