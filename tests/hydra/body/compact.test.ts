import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import jsonld from 'jsonld';
import { compileBody } from '../../../src/hydra/body/body-plan.ts';
import { compact } from '../../../src/hydra/body/compact.ts';
import { expand } from '../../../src/hydra/body/expand.ts';
import { readBody } from '../../../src/hydra/body/read-body.ts';
import { mergedContext } from '../../../src/hydra/contexts/merged-context.ts';
import { readContexts } from '../../../src/hydra/contexts/read-contexts.ts';
import { projectRoot } from '../../../src/project-root.ts';
import { givenToyModel, resourceNamed, toyPathOf } from '../support/toy-model.ts';

const ORIGIN = 'https://host';
const DOCS = `${ORIGIN}/api/docs.jsonld`;
const HOW = { mode: 'patch', timeZone: 'UTC', origin: ORIGIN } as const;

async function given(name: string) {
  const of = resourceNamed(await givenToyModel(), name);
  const contexts = readContexts(join(projectRoot, 'tests', 'hydra', 'toys', 'contexts'));
  const { '@context': terms } = mergedContext(contexts, of, DOCS);
  return { plan: compileBody(of, { pathOf: toyPathOf }), terms };
}

const EDITION = {
  title: 'Ærø 🙂 {{x}}',
  shelf: '/api/shelves/A1',
  published: '2026-11-24',
  cost: '12.50',
  tags: ['a', 'b'],
  size: { width: 10, height: 20, weight: '1.5', binding: { material: 'cloth', bound: '2026-01-01' } },
  prices: [
    { currency: 'DKK', amount: '1', taxed: true },
    { currency: 'EUR', amount: '2', until: '2026-12-24T17:00:00+00:00' },
  ],
  extras: { deep: [1, { 'https://elsewhere.example/x': 'y' }], list: [] },
};
const BOOK = {
  title: 'Emma',
  author: '/api/authors/1',
  genre: '/api/genres/poem',
  pages: 5,
  printed: '2026-11-24',
  price: '1.00',
  lent: '2026-12-01T08:00:00+00:00',
  notes: 'x',
  reviews: [{ text: 'Fine.', stars: 4 }],
};

describe('an expanded body', () => {
  it.each([
    ['Edition', EDITION],
    ['Edition', { ...EDITION, tags: ['one'], prices: [{ currency: 'DKK', amount: '1' }], extras: [1, 2] }],
    ['Edition', { tags: [], prices: [], extras: {} }],
    ['Edition', { extras: 'text' }],
    ['Book', BOOK],
    ['Book', { ...BOOK, reviews: [] }],
    ['Author', { firstName: 'A', lastName: 'B', email: 'a@b.example', card: '/api/cards/1', alive: false }],
    ['Publisher', { id: 'x', name: 'Named by schema.org', founded: '1901-05-01' }],
  ])('8.9 of %s is read as jsonld compacts it with our context', async (name, body) => {
    const { plan, terms } = await given(name);
    const base = `${ORIGIN}/api/things`;
    const document = { '@context': terms, ...body } as object;
    const expanded = await jsonld.expand(document, { base });

    // The types of jsonld know the form with a callback only.
    const options = { base, compactToRelative: false };
    const theirs = (await jsonld.compact(expanded, terms as never, options)) as unknown as Record<string, unknown>;
    const ours = readBody(plan, expanded[0] as Record<string, unknown>, HOW);

    expect(ours.violations).toEqual([]);
    expect(ours).toEqual(readBody(plan, theirs, HOW));
    expect(ours).toEqual(readBody(plan, body, HOW));
    expect(await expand(body, { contexts: [{}], terms, base })).toEqual(expanded[0]);
  });

  it('keeps a JSON list of one, which jsonld would take out of its list', async () => {
    const { plan, terms } = await given('Edition');
    const expanded = await expand({ extras: [1] }, { contexts: [{}], terms, base: `${ORIGIN}/api/editions` });

    expect(readBody(plan, expanded, HOW)).toMatchObject({ values: { extras: [1] }, violations: [] });
  });

  it('keeps keys of other origins and other properties as they are', async () => {
    const { plan } = await given('Book');
    const body = {
      'https://elsewhere.example/api/docs.jsonld#Book/title': 'A',
      [`${DOCS}#Author/name`]: 'B',
      [`${DOCS}#Book/pages`]: [{ '@value': 5 }],
    };

    expect(compact(plan, body, ORIGIN)).toEqual({
      'https://elsewhere.example/api/docs.jsonld#Book/title': 'A',
      [`${DOCS}#Author/name`]: 'B',
      pages: 5,
    });
  });

  it('is the body itself when no key is an IRI', async () => {
    const { plan } = await given('Book');
    const body = { title: [{ '@value': 'A' }] };

    expect(compact(plan, body, ORIGIN)).toBe(body);
  });

  it.each<[string, unknown, unknown]>([
    ['an integer as text', { '@value': '5', '@type': 'http://www.w3.org/2001/XMLSchema#integer' }, 5],
    ['an integer that is none', { '@value': 'x', '@type': 'http://www.w3.org/2001/XMLSchema#integer' }, 'x'],
    ['a list frame', { '@list': [{ '@value': 5 }] }, 5],
    ['a set frame', { '@set': [5] }, 5],
    ['nothing', null, null],
    ['nothing in a list', [null], null],
    ['two values', [{ '@value': 5 }, { '@value': 6 }], [5, 6]],
    ['a language', { '@value': '5', '@language': 'en' }, { '@value': '5', '@language': 'en' }],
    ['another type', { '@value': '5', '@type': 'x:y' }, { '@value': '5', '@type': 'x:y' }],
  ])('gives of %s what the field can judge', async (_what, value, expected) => {
    const { plan } = await given('Book');

    expect(compact(plan, { [`${DOCS}#Book/pages`]: value }, ORIGIN)).toEqual({ pages: expected });
  });
});
