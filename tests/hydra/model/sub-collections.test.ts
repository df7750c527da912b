import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { metadataOf } from '../../../src/database/data-source.ts';
import { limitsOf } from '../../../src/hydra/body/limits-of.ts';
import { readContexts } from '../../../src/hydra/contexts/read-contexts.ts';
import type { Constructor } from '../../../src/hydra/declare/record.ts';
import { eq, nodeOf, ownTenant, signedIn, theOnly } from '../../../src/hydra/index.ts';
import { buildModel } from '../../../src/hydra/model/build.ts';
import type { Model } from '../../../src/hydra/model/model.ts';
import { subCollectionsIn } from '../../../src/hydra/operations/declare-registered.ts';
import { projectRoot } from '../../../src/project-root.ts';
import { resourceNamed } from '../support/toy-model.ts';
import { Author } from '../toys/author.ts';
import { HouseRules } from '../toys/house-rules.ts';
import { toyEntities } from '../toys/index.ts';
import { Count } from '../toys/lending.ts';
import { Bank, Royalty } from '../toys/royalties.ts';

interface Hung {
  readonly parent?: Constructor;
  readonly name?: string;
  readonly members?: Constructor;
  readonly path?: string;
}

/** The toys with one collection hung somewhere. */
async function givenModel({ parent = Author, name = 'royalties', members = Royalty, path }: Hung): Promise<Model> {
  const allow = path === undefined ? nodeOf(signedIn) : nodeOf(eq(path, 'x'));
  return buildModel({
    tenantColumn: 'library_id',
    metadata: await metadataOf(toyEntities),
    shapes: [members],
    subCollections: [{ parent, name, members, allow }],
    vocabulary: readContexts(join(projectRoot, 'tests', 'hydra', 'toys', 'contexts')),
    limitsOf,
  });
}

describe('a collection below rows', () => {
  it('is a field of its parent, behind the others', async () => {
    const model = await givenModel({ name: 'oldRoyalties' });

    const field = resourceNamed(model, 'Author').fields.at(-1);
    expect(field).toMatchObject({
      name: 'oldRoyalties',
      datatype: 'iri',
      expression: { kind: 'address', template: '/authors/{id}/old-royalties' },
      comment: 'The collection of Royalty resources.',
      term: { iri: 'Author/oldRoyalties', type: '@id' },
    });
    expect(field?.members?.name).toBe('Royalty');
  });

  it.each<[string, Hung, string]>([
    [
      'items without addresses',
      { members: Count },
      "Author.royalties: decorate Count with @Shape({ fragment: '{id}' })",
    ],
    ['the name of a field', { name: 'email' }, 'Author.email: rename the collection, there is a field of that name.'],
    ['a reserved name', { name: 'hydra' }, 'Author.hydra: choose another name'],
    ['a parent without ids', { parent: HouseRules }, 'HouseRules.royalties: hang it below a resource with ids'],
    ['a rule that leads nowhere', { path: 'no.where' }, 'Author (royalties.readableBy): correct the path no.where'],
  ])('is refused at the start for %s', async (_why, hung, mistake) => {
    await expect(givenModel(hung)).rejects.toThrow(mistake);
  });

  it('is refused at the start where there is no row to hang it below', () => {
    const options = { allow: signedIn, of: Royalty } as never;
    const place = theOnly(HouseRules, ownTenant) as never;
    const registered = {
      kind: 'collection',
      place,
      name: 'royalties',
      options,
      provider: new Bank([]) as never,
    } as const;

    expect(() => subCollectionsIn([registered])).toThrow('royalties: place the collection with each(…)');
  });
});
