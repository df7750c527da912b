import { Column, Entity } from 'typeorm';
import type { Ref } from '../../../src/hydra/declare/index.ts';
import {
  anyOf,
  Computed,
  CountedId,
  eq,
  field,
  Property,
  Reference,
  Resource,
} from '../../../src/hydra/declare/index.ts';
import { keeper, ownCard, reader } from './access.ts';
import { LibraryRow } from './library-row.ts';
import { Person } from './person.ts';

/** A person's card in one library. */
@Entity({ name: 'card' })
@Resource({ path: '/cards', read: reader, sortable: ['name'] })
export class Card extends LibraryRow {
  @CountedId()
  id!: string;

  @Reference(() => Person, { exposed: false })
  person!: Ref<Person>;

  @Computed(field('person.name'))
  name!: string;

  @Column('text', { array: true })
  @Property({ readableBy: anyOf(keeper, eq('id', ownCard)) })
  grants!: readonly string[];

  @Column('boolean')
  @Property()
  valid!: boolean;
}
