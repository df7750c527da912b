import { IsEmail, Length } from 'class-validator';
import { Column, Entity, Index } from 'typeorm';
import type { Instant, Ref } from '../../../src/hydra/declare/index.ts';
import {
  anyOf,
  Computed,
  CountedId,
  CreatedAt,
  eq,
  joined,
  Property,
  Reference,
  Resource,
  Trim,
  UpdatedAt,
} from '../../../src/hydra/declare/index.ts';
import { keeper, ownCard, reader } from './access.ts';
import { Card } from './card.ts';
import { LibraryRow } from './library-row.ts';

/** Somebody who writes; may hold a card. */
@Entity({ name: 'author' })
@Index('uq_author_email', ['libraryId', 'email'], { unique: true })
@Resource({
  path: '/authors',
  read: reader,
  create: keeper,
  patch: keeper,
  delete: keeper,
  filters: { name: 'partial', email: 'exact', alive: 'exact', card: 'exists' },
  sortable: ['lastName', 'name'],
})
export class Author extends LibraryRow {
  @CountedId()
  id!: string;

  @Column('text')
  @Trim()
  @Length(1, 80)
  @Property()
  firstName!: string;

  @Column('text')
  @Trim()
  @Length(1, 80)
  @Property()
  lastName!: string;

  @Computed(joined(' ', 'firstName', 'lastName'))
  name!: string;

  @Column('text', { nullable: true })
  @IsEmail()
  @Property({ readableBy: anyOf(keeper, eq('card', ownCard)) })
  email!: string | null;

  @Reference(() => Card, { nullable: true, whenGone: 'clear' })
  card!: Ref<Card> | null;

  @Column('boolean', { default: true })
  @Property()
  alive!: boolean;

  @CreatedAt()
  createdAt!: Instant;

  @UpdatedAt()
  updatedAt!: Instant;
}
