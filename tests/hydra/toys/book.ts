import { Max, MaxLength, Min } from 'class-validator';
import { Check, Column, Entity } from 'typeorm';
import type { Instant, Ref } from '../../../src/hydra/declare/index.ts';
import {
  anyOf,
  CountedId,
  eq,
  IsAfter,
  Property,
  Reference,
  Resource,
  Values,
} from '../../../src/hydra/declare/index.ts';
import { keeper, ownCard } from './access.ts';
import { Author } from './author.ts';
import { Genre } from './genre.ts';
import { LibraryRow } from './library-row.ts';
import { Review } from './review.ts';

/** The author holds the caller's card. */
const own = eq('author.card', ownCard);

/** A book; its authors see their own ones, keepers all. */
@Entity({ name: 'book' })
@Check('ck_book_return', 'due > lent')
@Resource({
  path: '/books',
  read: anyOf(keeper, own),
  create: keeper,
  patch: anyOf(keeper, own),
  delete: keeper,
  filters: {
    author: ['exact', 'exists'],
    genre: 'exact',
    title: 'partial',
    pages: 'range',
    lent: ['range', 'exists'],
    printed: 'range',
  },
  sortable: ['title', 'pages', 'lent'],
})
export class Book extends LibraryRow {
  @CountedId()
  id!: string;

  @Column('text')
  @MaxLength(200)
  @Property({ writableBy: keeper })
  title!: string;

  /** The key must be sent, its value may be null. */
  @Reference(() => Author, { nullable: true, required: true, writableBy: keeper, whenGone: 'clear' })
  author!: Ref<Author> | null;

  @Reference(() => Genre, { nullable: true, writableBy: keeper })
  genre!: Ref<Genre> | null;

  @Column('smallint', { nullable: true })
  @Min(1)
  @Max(9999)
  @Property()
  pages!: number | null;

  @Column('date', { nullable: true })
  @Property({ writableBy: keeper })
  printed!: string | null;

  @Column('numeric', { nullable: true })
  @Property({ writableBy: keeper })
  price!: string | null;

  @Column('timestamptz', { nullable: true })
  @Property()
  lent!: Instant | null;

  @Column('timestamptz', { nullable: true })
  @IsAfter('lent')
  @Property()
  due!: Instant | null;

  @Column('text', { nullable: true })
  @Property()
  notes!: string | null;

  @Column('jsonb', { default: () => "'[]'" })
  @Values(() => Review, { required: false })
  reviews!: readonly Review[];
}
