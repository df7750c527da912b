import { describe, expect, it } from '@jest/globals';
import { documentRenderer } from '../../../src/hydra/documentation/render.ts';
import { problemType } from '../../../src/hydra/index.ts';
import { givenDocument, givenSources, ORIGIN } from './toy-documents.ts';

describe('the rendered documents', () => {
  it('are at their addresses, in their forms', async () => {
    const documents = documentRenderer(await givenSources())(ORIGIN);
    const classes = [
      ...['Author', 'Binding', 'Book', 'Card', 'Desk', 'Edition', 'Genre', 'HouseRules', 'Library', 'Notice'],
      ...['OpeningHour', 'Price', 'Publisher', 'Review', 'Shelf', 'Size'],
    ];

    const forms = [...documents].map(([path, each]) => [path, each.map(({ type }) => type.key)]);
    expect(forms.filter(([path]) => !path?.includes('/problems/'))).toEqual([
      ['', ['ld', 'json']],
      ['/docs.jsonld', ['ld']],
      ['/docs', ['ld', 'json', 'openapi', 'html']],
      ['/openapi.json', ['openapi', 'json']],
      ['/docs.jsonopenapi', ['openapi', 'json']],
      ...['Entrypoint', 'Error', 'ConstraintViolation'].map((name) => [`/contexts/${name}`, ['ld']]),
      ...classes.map((name) => [`/contexts/${name}`, ['ld']]),
      ...classes.flatMap((name) => [
        [`/schemas/${name}`, ['schema', 'json']],
        [`/shapes/${name}`, ['ld']],
      ]),
    ]);
    expect(documents.get('/problems/lent')?.map(({ type }) => type.key)).toEqual(['ld', 'json', 'html']);
  });

  it('have the entry point with one link for each collection and singleton', async () => {
    expect(await givenDocument('')).toEqual({
      '@context': '/api/contexts/Entrypoint',
      '@type': 'Entrypoint',
      '@id': '/api',
      author: '/api/authors',
      book: '/api/books',
      card: '/api/cards',
      desk: '/api/desks',
      edition: '/api/editions',
      genre: '/api/genres',
      houseRules: '/api/libraries/house-rules',
      library: '/api/libraries',
      notice: '/api/notices',
      publisher: '/api/publishers',
      shelf: '/api/shelves',
    });
    expect(await givenDocument('', 1)).not.toHaveProperty('@context');
  });

  it('have the context of the entry point, every key a link', async () => {
    const { '@context': context } = await givenDocument('/contexts/Entrypoint');

    expect(context).toMatchObject({
      '@vocab': 'https://host/api/docs.jsonld#',
      book: { '@id': 'Entrypoint/book', '@type': '@id' },
    });
  });

  it('have absolute addresses of the origin that they are rendered for', async () => {
    const render = documentRenderer(await givenSources());

    const texts = [...render('http://localhost:3000').values()].flat().map(({ text }) => text);

    expect(texts.filter((text) => text.includes('https://host'))).toEqual([]);
    expect(texts.filter((text) => text.includes('http://localhost:3000/api')).length).toBeGreaterThan(10);
  });

  it('refuse two kinds of problem with one slug', async () => {
    const sources = await givenSources();
    const other = problemType({ slug: 'lent', status: 409, title: 'Other', text: 'Other.' });

    expect(() => documentRenderer({ ...sources, problems: [other] })(ORIGIN)).toThrow(
      'Problems need slugs of their own: rename one of each lent.',
    );
  });
});
