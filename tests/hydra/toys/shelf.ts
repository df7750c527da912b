import { MaxLength } from 'class-validator';
import { Column, Entity } from 'typeorm';
import type { Ref } from '../../../src/hydra/declare/index.ts';
import { CodeId, Links, Property, Resource } from '../../../src/hydra/declare/index.ts';
import { keeper, reader } from './access.ts';
import { Edition } from './edition.ts';
import { LibraryRow } from './library-row.ts';

/** Where editions stand; known by the text on it, which is another one's in another library. Few enough for one page. */
@Entity({ name: 'shelf' })
@Resource({
  path: '/shelves',
  read: reader,
  create: keeper,
  patch: keeper,
  delete: keeper,
  filters: { id: 'exact', label: ['partial', 'exists'] },
  whole: true,
})
export class Shelf extends LibraryRow {
  @CodeId({
    form: /^[A-Z][1-9][0-9]?$/,
    canonical: (text) => (/^[a-z][1-9][0-9]?$/i.test(text) ? text.toUpperCase() : null),
    example: 'A1',
  })
  id!: string;

  @Column('text', { nullable: true })
  @MaxLength(40)
  @Property()
  label!: string | null;

  @Links(() => Edition, { sorted: 'title' })
  editions!: readonly Ref<Edition>[];
}
