import { Column, Entity } from 'typeorm';
import type { Ref } from '../../../src/hydra/declare/index.ts';
import {
  allOf,
  anyOf,
  Computed,
  claim,
  Embeds,
  eq,
  Links,
  ownTenant,
  Property,
  pointedAtBy,
  RandomId,
  Resource,
  Version,
} from '../../../src/hydra/declare/index.ts';
import { inspector } from './access.ts';
import { Book } from './book.ts';
import { Card } from './card.ts';
import { OpeningHour } from './opening-hour.ts';

/** The tenant of the toys. */
@Entity({ name: 'library' })
@Resource({
  path: '/libraries',
  tenant: true,
  read: anyOf(
    inspector,
    pointedAtBy(() => Card, allOf(eq('person', claim('person')), eq('valid', true))),
  ),
  filters: { name: 'partial', kind: 'exact' },
  sortable: ['name'],
})
export class Library {
  @RandomId()
  id!: string;

  @Column('text')
  @Property()
  name!: string;

  @Column('text')
  @Property({ writable: 'once' })
  kind!: string;

  @Computed(eq('kind', 'public'))
  open!: boolean;

  @Embeds(() => OpeningHour, { sorted: 'day', readableBy: ownTenant })
  hours!: readonly OpeningHour[];

  @Embeds(() => Card, { readableBy: ownTenant })
  cards!: readonly Card[];

  @Links(() => Book, { sorted: '-pages', readableBy: ownTenant })
  books!: readonly Ref<Book>[];

  @Version()
  version!: number;
}
