import { ArrayMaxSize, ArrayUnique, IsIn, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { Column, Entity } from 'typeorm';
import type { Ref } from '../../../src/hydra/declare/index.ts';
import {
  IsGreaterThan,
  Property,
  RandomId,
  Reference,
  Resource,
  Shape,
  Trim,
  Value,
  Values,
} from '../../../src/hydra/declare/index.ts';
import { keeper, reader } from './access.ts';
import { LibraryRow } from './library-row.ts';
import { Publisher } from './publisher.ts';
import { Shelf } from './shelf.ts';

/** Who bound it; an object inside an object. */
@Shape()
export class Binding {
  @Property({ type: 'string', required: true })
  @IsIn(['cloth', 'paper'])
  material!: 'cloth' | 'paper';

  @Property({ type: 'date' })
  bound?: string | null;
}

/** How large it is. */
@Shape()
export class Size {
  @Property({ type: 'integer', required: true })
  @Min(1)
  @Max(2000)
  width!: number;

  @Property({ type: 'integer', required: true })
  @Min(1)
  @IsGreaterThan('width')
  height!: number;

  @Property({ type: 'decimal' })
  weight?: string | null;

  @Value(() => Binding)
  binding?: Binding | null;
}

/** What it costs somewhere. */
@Shape()
export class Price {
  @Property({ type: 'string', required: true })
  @Length(3, 3)
  currency!: string;

  @Property({ type: 'decimal', required: true })
  amount!: string;

  @Property({ type: 'instant' })
  until?: string | null;

  @Property({ type: 'boolean' })
  taxed?: boolean | null;
}

/** A printing of something: every kind of value that a row can hold. */
@Entity({ name: 'edition' })
@Resource({
  path: '/editions',
  read: reader,
  create: keeper,
  patch: reader,
  delete: keeper,
  filters: { shelf: ['exact', 'exists'], publisher: 'exact', title: 'partial', published: 'range', cost: 'range' },
  sortable: ['title', 'published', 'cost'],
  sorted: 'title',
})
export class Edition extends LibraryRow {
  @RandomId()
  id!: string;

  @Column('text')
  @Trim()
  @Length(1, 200)
  @Property({ writableBy: keeper })
  title!: string;

  /** Printed in it: told once, if at all. */
  @Column('text', { nullable: true })
  @Matches(/^97[89][0-9]{10}$/)
  @Property({ writable: 'once' })
  isbn!: string | null;

  /** Of nobody's rows; one that has editions cannot go. */
  @Reference(() => Publisher, { nullable: true, writableBy: keeper })
  publisher!: Ref<Publisher> | null;

  /** When the shelf goes, its editions stand nowhere. */
  @Reference(() => Shelf, { nullable: true, whenGone: 'clear' })
  shelf!: Ref<Shelf> | null;

  @Column('date', { nullable: true })
  @Property({ writableBy: keeper })
  published!: string | null;

  @Column('numeric', { nullable: true })
  @Property({ readableBy: keeper })
  cost!: string | null;

  @Column('text', { array: true, default: '{}' })
  @ArrayUnique()
  @ArrayMaxSize(5)
  @MaxLength(20, { each: true })
  @Property()
  tags!: readonly string[];

  @Column('jsonb', { nullable: true })
  @Value(() => Size)
  size!: Size | null;

  @Column('jsonb', { default: () => "'[]'" })
  @ArrayMaxSize(3)
  @Values(() => Price)
  prices!: readonly Price[];

  @Column('jsonb', { nullable: true })
  @Property()
  extras!: unknown;
}
