import { describe, expect, it } from '@jest/globals';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { metadataOf } from '../../../src/database/data-source.ts';
import { limitsOf } from '../../../src/hydra/body/limits-of.ts';
import type { Ref } from '../../../src/hydra/declare/index.ts';
import {
  CountedId,
  eq,
  nodeOf,
  Property,
  Reference,
  Resource,
  Shape,
  signedIn,
  Value,
} from '../../../src/hydra/declare/index.ts';
import { ownRecord } from '../../../src/hydra/declare/record.ts';
import { buildModel } from '../../../src/hydra/model/build.ts';
import type { Term, Vocabulary } from '../../../src/hydra/model/model.ts';

/** Says whatever is asked; `types` are the types of terms, by name. */
function vocabularyWith(types: Readonly<Record<string, string>>, missing: readonly string[] = []): Vocabulary {
  const termOf = (type: string, property: string): Term | null =>
    missing.includes(property)
      ? null
      : { iri: `${type}/${property}`, absolute: null, type: types[property] ?? null, container: null, language: null };
  return { termOf, commentOf: () => 'Said.', termsOf: () => ({}) };
}

async function mistakesOf(types: readonly (abstract new () => unknown)[], vocabulary: Vocabulary): Promise<string> {
  const metadata = await metadataOf(types);
  try {
    buildModel({ tenantColumn: 'library_id', metadata, shapes: [], vocabulary, limitsOf });
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

@Entity({ name: 'nowhere' })
class Nowhere {
  @PrimaryColumn('text')
  id!: string;
}

@Entity({ name: 'wrong' })
@Resource({ path: '/Wrong', read: signedIn, patch: signedIn, filters: { made: 'partial' }, sortable: ['label'] })
class Wrong {
  @CountedId()
  id!: string;

  @Column('timestamptz')
  @Property()
  made!: string;

  @Column('text')
  @Property()
  label!: string;

  @Column('jsonb')
  @Property()
  property!: unknown;

  @Column('text', { name: 'nowhere_id' })
  @Reference(() => Nowhere, { whenGone: 'clear' })
  nowhere!: Ref<Nowhere>;
}

@Entity({ name: 'right' })
@Resource({ path: '/right', read: signedIn })
class Right {
  @CountedId()
  id!: string;
}

@Shape()
class Pointing {
  @Reference(() => Right)
  right!: Ref<Right>;
}

@Entity({ name: 'holding' })
@Resource({ path: '/holding', read: signedIn })
class Holding {
  @CountedId()
  id!: string;

  @Column('jsonb')
  @Value(() => Pointing)
  pointing!: Pointing;
}

describe('a wrong model', () => {
  it('is refused with all its mistakes, each with its fix', async () => {
    const text = await mistakesOf([Wrong, Nowhere], vocabularyWith({ nowhere: '@id', property: '@json' }, ['label']));

    expect(text.split('\n')).toEqual([
      'The model has 9 mistake(s):',
      '- Wrong: add @Version, entity tags and lost updates are decided by it.',
      '- Wrong: write its path in lower-case kebab, e.g. /books.',
      '- Wrong.made: choose another filter than partial, its type is instant.',
      '- Wrong.nowhere: list the class in defineEntities, it has no key column.',
      '- Wrong.nowhere: its target needs @Resource, an IRI must lead somewhere.',
      '- Wrong.nowhere: make it nullable or refuse the deletion of its target.',
      '- Wrong.made: give its term "@type": "xsd:dateTime".',
      '- Wrong.label: add the term to contexts/wrong.jsonld.',
      '- Wrong.property: choose another name, this one has a meaning of its own in answers.',
    ]);
  });

  it('is refused for a path in a rule that leads nowhere', async () => {
    const record = ownRecord(Right);
    const facts = record.resource;
    if (facts === undefined) throw new Error('Right has been declared above.');
    record.resource = { ...facts, read: nodeOf(eq('owner.card', 1)) };

    const text = await mistakesOf([Right], vocabularyWith({}));

    expect(text).toBe(
      'The model has 1 mistake(s):\n- Right (read): correct the path owner.card, it leads to no column or reference.',
    );
  });

  it('is refused for a reference inside a column, which nothing would keep true', async () => {
    const record = ownRecord(Right);
    if (record.resource !== undefined) record.resource = { ...record.resource, read: nodeOf(signedIn) };

    const text = await mistakesOf([Right, Holding], vocabularyWith({ right: '@id' }));

    expect(text).toBe(
      'The model has 1 mistake(s):\n- Holding.pointing: Pointing is kept inside a column, leave references and rows out of it.',
    );
  });
});
