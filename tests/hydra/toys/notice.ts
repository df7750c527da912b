import { Column, Entity } from 'typeorm';
import type { Instant, Ref } from '../../../src/hydra/declare/index.ts';
import {
  address,
  Computed,
  CountedId,
  eq,
  field,
  not,
  Property,
  past,
  Reference,
  Resource,
  theOne,
  when,
} from '../../../src/hydra/declare/index.ts';
import { keeper, reader } from './access.ts';
import { Author } from './author.ts';
import { LibraryRow } from './library-row.ts';

/** What hangs on the board until a day; may answer another one. */
@Entity({ name: 'notice' })
@Resource({ path: '/notices', read: reader, create: keeper, delete: keeper, filters: { state: 'exact' } })
export class Notice extends LibraryRow {
  @CountedId()
  id!: string;

  @Column('text')
  @Property({ writable: 'once' })
  kind!: string;

  @Column('timestamptz')
  @Property({ writable: 'once' })
  until!: Instant;

  @Reference(() => Notice, { nullable: true, writable: 'once' })
  about!: Ref<Notice> | null;

  /** Two references to one class: a deletion clears the one that it concerns. */
  @Reference(() => Author, { nullable: true, writable: 'once', whenGone: 'clear' })
  writer!: Ref<Author> | null;

  @Reference(() => Author, { nullable: true, writable: 'once', whenGone: 'clear' })
  editor!: Ref<Author> | null;

  @Reference(() => Notice, { nullable: true, writable: 'once', whenGone: 'clear' })
  copyOf!: Ref<Notice> | null;

  /** Read off the clock. */
  @Computed(when(past('until'), 'over', field('kind')))
  state!: string;

  @Computed(not(eq('kind', 'reply')))
  open!: boolean;

  @Computed(theOne(() => Notice, eq('kind', 'reply')))
  reply!: Ref<Notice> | null;

  @Column('text', { nullable: true })
  @Property({ writable: 'once' })
  picture!: string | null;

  @Computed(address('/pictures/{picture}?of={id}'))
  image!: string | null;
}
