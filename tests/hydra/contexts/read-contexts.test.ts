import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readContexts } from '../../../src/hydra/contexts/read-contexts.ts';
import { projectRoot } from '../../../src/project-root.ts';

const TOYS = join(projectRoot, 'tests', 'hydra', 'toys', 'contexts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'contexts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A folder with the toys' head and these files. */
function given(files: Readonly<Record<string, unknown>>): string {
  const { head } = readContexts(TOYS);
  for (const [name, content] of Object.entries({ hydra: { '@context': head }, ...files })) {
    writeFileSync(join(folder, `${name}.jsonld`), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

describe('the contexts folder', () => {
  it('gives the term of a field: of its class, else of all', () => {
    const contexts = readContexts(TOYS);

    expect(contexts.termOf('Book', 'lent')).toEqual({
      iri: 'Book/lent',
      absolute: null,
      type: 'xsd:dateTime',
      container: null,
      language: null,
    });
    expect(contexts.termOf('Book', 'id')).toEqual({
      iri: 'schema:identifier',
      absolute: 'https://schema.org/identifier',
      type: null,
      container: null,
      language: null,
    });
    expect(contexts.termOf('Library', 'books')).toEqual({
      iri: 'Library/books',
      absolute: null,
      type: '@id',
      container: '@set',
      language: null,
    });
    expect(contexts.termOf('Book', 'unknown')).toBeNull();
    expect(contexts.termOf('Unknown', 'id')).toBeNull();
  });

  it('gives the description of a class and of a field: of its class, else of the shared term', () => {
    const contexts = readContexts(TOYS);

    expect(contexts.commentOf('OpeningHour')).toBe('When a library is open.');
    expect(contexts.commentOf('Book', 'lent')).toBe('Lent of the Book.');
    expect(contexts.commentOf('Author', 'name')).toBe('What people recognise it by.');
    expect(contexts.commentOf('Book', 'unknown')).toBeNull();
    expect(contexts.commentOf('Unknown')).toBeNull();
  });

  it('gives the terms of a class as written, none for a class without a file', () => {
    const contexts = readContexts(TOYS);

    expect(contexts.termsOf('Review')).toEqual({ text: 'Review/text', stars: 'Review/stars' });
    expect(contexts.termsOf('Unknown')).toBeNull();
  });

  it('refuses every mistake at once, each with its fix', () => {
    const path = given({
      shared: { '@context': { 'hydra:limit': { '@id': 'hydra:limit' } } },
      book: {
        '@context': {
          '@vocab': 'x',
          property: 'Book/property',
          title: 'dc:title',
          pages: {},
          notes: 'https://a.example/notes',
        },
        '@graph': [
          { '@id': 'Author', 'rdfs:comment': 'Elsewhere.' },
          { '@id': 'Book', 'rdfs:comment': ' ' },
          { '@id': 'Book/title', 'rdfs:comment': 'One.' },
          { '@id': 'Book/title', 'rdfs:comment': 'Two.' },
        ],
      },
      card: '{"@context":',
      genre: { '@context': ['https://a.example/remote'] },
    });

    expect(() => readContexts(path)).toThrow(
      new TypeError(
        [
          'The contexts have 10 mistake(s):',
          'contexts/book.jsonld: give each node of "@graph" an "@id" and an "rdfs:comment", both texts.',
          'contexts/book.jsonld: describe Book/title once.',
          'contexts/card.jsonld: write one JSON object whose "@context" is an object of terms.',
          'contexts/genre.jsonld: write one JSON object whose "@context" is an object of terms.',
          'contexts/book.jsonld: drop @vocab, the engine says it.',
          'contexts/book.jsonld: rename property, answers use that key themselves.',
          'contexts/book.jsonld: title: define the prefix dc in contexts/hydra.jsonld.',
          'contexts/book.jsonld: pages: give the term an IRI, as a text or as "@id".',
          'contexts/shared.jsonld: hydra:limit: give a term with a colon no "@id", its prefix says what it is.',
          'contexts/book.jsonld: describe Author in the file of its class.',
        ].join('\n- '),
      ),
    );
  });

  it('refuses a head that leaves out what answers send', () => {
    writeFileSync(join(folder, 'hydra.jsonld'), '{"@context":{"hydra":"http://www.w3.org/ns/hydra/core#"}}');

    expect(() => readContexts(folder)).toThrow('contexts/hydra.jsonld: define hydra:first, answers send it.');
  });

  it('refuses a head in which a link is a text', () => {
    const { head } = readContexts(TOYS);
    const path = given({ hydra: { '@context': { ...head, 'hydra:next': {} } } });

    expect(() => readContexts(path)).toThrow(
      'contexts/hydra.jsonld: give hydra:next "@type": "@id", it is sent as a link.',
    );
  });

  it('refuses a folder without a head', () => {
    expect(() => readContexts(folder)).toThrow('contexts/hydra.jsonld: write it, every context begins with');
  });
});
