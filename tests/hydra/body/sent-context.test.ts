import { describe, expect, it } from '@jest/globals';
import { isCheap } from '../../../src/hydra/body/context-limits.ts';
import { marked, unmarked } from '../../../src/hydra/body/kept-nulls.ts';
import { sentContext } from '../../../src/hydra/body/sent-context.ts';

const TERMS = { title: 'Book/title' };
const OWN = {
  origin: 'https://host',
  base: '/api',
  termsOf: (name: string) => (name === 'Book' ? TERMS : null),
};

describe('8.9 the @context of a body', () => {
  it.each([
    [undefined],
    [null],
    ['/api/contexts/Book'],
    ['/api/contexts/Book.jsonld'],
    ['https://host/api/contexts/Book'],
    [['/api/contexts/Book', 'https://host/api/contexts/Book.jsonld']],
    [[]],
  ])('is ours: %j', (context) => {
    expect(sentContext(context, OWN)).toEqual({ kind: 'own' });
  });

  it.each([
    ['https://elsewhere.example/api/contexts/Book', 'https://elsewhere.example/api/contexts/Book'],
    ['/api/contexts/Nothing', '/api/contexts/Nothing'],
    ['/api/contexts/', '/api/contexts/'],
    ['https://host.elsewhere.example/api/contexts/Book', 'https://host.elsewhere.example/api/contexts/Book'],
    ['', ''],
    [[{ a: 'x:y' }, 'https://elsewhere.example/'], 'https://elsewhere.example/'],
  ])('lies elsewhere: %j', (context, iri) => {
    expect(sentContext(context, OWN)).toEqual({ kind: 'foreign', iri });
  });

  it.each([
    [{ a: 'x:y' }, [{ a: 'x:y' }]],
    [
      ['/api/contexts/Book', { a: 'x:y' }],
      [TERMS, { a: 'x:y' }],
    ],
    [
      [null, { a: 'x:y' }],
      [null, { a: 'x:y' }],
    ],
    [5, [5]],
  ])('is inline: %j', (context, contexts) => {
    expect(sentContext(context, OWN)).toEqual({ kind: 'inline', contexts });
  });
});

describe('the work that a body with terms of its own asks for', () => {
  const terms = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, 'x:y']));
  const values = (count: number) => Array.from({ length: count }, () => 1);

  it.each([
    ['little', { '@context': terms(3), a: [1] }, true],
    ['many terms', { '@context': terms(900), a: values(4_000) }, true],
    ['too many terms', { '@context': [terms(600), terms(600)] }, false],
    ['too many terms, further down', { a: { '@context': terms(1_200) } }, false],
    ['too many values', { '@context': {}, a: values(5_001) }, false],
    ['scoped terms for few values', { '@context': { a: { '@context': terms(900) } }, a: values(10) }, true],
    ['scoped terms for many values', { '@context': { a: { '@context': terms(900) } }, a: values(100) }, false],
  ])('is bounded: %s', (_what, body, expected) => {
    expect(isCheap(body)).toBe(expected);
  });
});

describe('nulls', () => {
  it('stand aside while a body is expanded, keywords and contexts untouched', () => {
    const body = { a: null, b: [null, { '@id': null }], '@type': null, '@context': { c: null }, d: { '@value': null } };

    expect(marked(body, 'urn:x')).toEqual({
      a: 'urn:x',
      b: ['urn:x', { '@id': 'urn:x' }],
      '@type': null,
      '@context': { c: null },
      d: { '@value': 'urn:x' },
    });
  });

  it('come back wherever expansion has put them', () => {
    const expanded = {
      'x:a': [{ '@value': 'urn:x' }],
      'x:b': [{ '@list': [{ '@id': 'urn:x' }, { '@value': 1 }] }],
      'x:c': [{ '@type': '@json', '@value': { d: 'urn:x' } }],
    };

    expect(unmarked(expanded, 'urn:x')).toEqual({
      'x:a': [null],
      'x:b': [{ '@list': [null, { '@value': 1 }] }],
      'x:c': [{ '@type': '@json', '@value': { d: null } }],
    });
  });
});
