import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { mergedContext } from '../../../src/hydra/contexts/merged-context.ts';
import { readContexts } from '../../../src/hydra/contexts/read-contexts.ts';
import type { ClassModel } from '../../../src/hydra/model/model.ts';
import { projectRoot } from '../../../src/project-root.ts';
import { givenToyModel, resourceNamed } from '../support/toy-model.ts';

const DOCS = 'https://host/api/docs.jsonld';
const contexts = readContexts(join(projectRoot, 'tests', 'hydra', 'toys', 'contexts'));

describe('the merged context of a class', () => {
  it('is one object: version, vocabulary, head, then a term for each field in wire order', async () => {
    const model = await givenToyModel();

    const merged = mergedContext(contexts, resourceNamed(model, 'Card'), DOCS);

    expect(JSON.stringify(merged)).toBe(
      JSON.stringify({
        '@context': {
          '@version': 1.1,
          '@vocab': `${DOCS}#`,
          hydra: 'http://www.w3.org/ns/hydra/core#',
          schema: 'https://schema.org/',
          xsd: 'http://www.w3.org/2001/XMLSchema#',
          'hydra:first': { '@type': '@id' },
          'hydra:last': { '@type': '@id' },
          'hydra:next': { '@type': '@id' },
          'hydra:previous': { '@type': '@id' },
          'hydra:expects': { '@type': '@id' },
          'hydra:returns': { '@type': '@id' },
          IriTemplateMapping: {
            '@id': 'hydra:IriTemplateMapping',
            '@context': {
              variable: 'hydra:variable',
              property: { '@id': 'hydra:property', '@type': '@vocab' },
              required: 'hydra:required',
            },
          },
          BasicRepresentation: 'hydra:BasicRepresentation',
          'hydra:variableRepresentation': { '@type': '@vocab' },
          'hydra:template': { '@type': 'hydra:Rfc6570Template' },
          id: 'schema:identifier',
          name: 'schema:name',
          grants: { '@id': 'Card/grants', '@container': '@set' },
          valid: 'Card/valid',
        },
      }),
    );
  });

  it('defines every key of the classes that it embeds', async () => {
    const model = await givenToyModel();

    const { '@context': library } = mergedContext(contexts, resourceNamed(model, 'Library'), DOCS);

    expect(library.hours).toEqual({
      '@id': 'Library/hours',
      '@container': '@set',
      '@context': { day: 'OpeningHour/day', hours: { '@id': 'OpeningHour/hours', '@type': '@json' } },
    });
    expect(library.cards).toEqual({
      '@id': 'Library/cards',
      '@container': '@set',
      '@context': {
        id: 'schema:identifier',
        name: 'schema:name',
        grants: { '@id': 'Card/grants', '@container': '@set' },
        valid: 'Card/valid',
      },
    });
  });

  it('defines the keys of objects inside a column', async () => {
    const model = await givenToyModel();

    const { '@context': book } = mergedContext(contexts, resourceNamed(model, 'Book'), DOCS);

    expect(book.reviews).toEqual({
      '@id': 'Book/reviews',
      '@container': '@set',
      '@context': { text: 'Review/text', stars: 'Review/stars' },
    });
  });

  it('3.7 defines the keys of objects inside objects, each by its own class', async () => {
    const model = await givenToyModel();

    const { '@context': edition } = mergedContext(contexts, resourceNamed(model, 'Edition'), DOCS);

    expect(edition.size).toEqual({
      '@id': 'Edition/size',
      '@context': {
        width: 'Size/width',
        height: 'Size/height',
        weight: { '@id': 'Size/weight', '@type': 'xsd:decimal' },
        binding: {
          '@id': 'Size/binding',
          '@context': { material: 'Binding/material', bound: { '@id': 'Binding/bound', '@type': 'xsd:date' } },
        },
      },
    });
  });

  it('refuses an inner context that says something else than the inner class', async () => {
    const book = resourceNamed(await givenToyModel(), 'Book');
    const reviews = { '@id': 'Book/reviews', '@context': { text: 'Review/text' } };
    const wrong: ClassModel = { ...book, terms: { ...book.terms, reviews } };

    expect(() => mergedContext(contexts, wrong, DOCS)).toThrow(
      'Book.reviews: leave the inner "@context" out of its term, the context of the inner class says it.',
    );
  });
});
