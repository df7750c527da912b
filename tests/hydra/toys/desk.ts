import { Column, Entity } from 'typeorm';
import type { Instant, Ref } from '../../../src/hydra/declare/index.ts';
import { allOf, anyOf, CountedId, eq, Property, Reference, Resource } from '../../../src/hydra/declare/index.ts';
import { keeper, ownCard, reader } from './access.ts';
import { Card } from './card.ts';
import { LibraryRow } from './library-row.ts';

/** The desk is kept for the caller. */
const own = eq('card', ownCard);

/** A desk to read at; what may be done with it, and which fields may be set, differs from row to row. */
@Entity({ name: 'desk' })
@Resource({
  path: '/desks',
  read: reader,
  create: keeper,
  patch: anyOf(keeper, allOf(own, eq('card.valid', true))),
  delete: allOf(keeper, eq('lamp', false)),
})
export class Desk extends LibraryRow {
  @CountedId()
  id!: string;

  @Column('text')
  @Property({ writableBy: keeper })
  label!: string;

  @Reference(() => Card, { nullable: true, writableBy: keeper })
  card!: Ref<Card> | null;

  @Column('boolean', { default: false })
  @Property()
  lamp!: boolean;

  /** Not even keepers know the code of another's desk. */
  @Column('text', { nullable: true })
  @Property({ readableBy: own })
  code!: string | null;

  /** For whoever keeps the desk; for all that may change it while its lamp is on. */
  @Column('text', { nullable: true })
  @Property({ writableBy: anyOf(own, eq('lamp', true)) })
  note!: string | null;

  @Column('timestamptz', { nullable: true })
  @Property({ writable: 'once' })
  takenUntil!: Instant | null;
}
