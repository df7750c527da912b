import { Length } from 'class-validator';
import { Column, Entity } from 'typeorm';
import { CodeId, Property, Resource, Trim, Version } from '../../../src/hydra/declare/index.ts';
import { inspector, signedIn } from './access.ts';

/** Who brings editions out; the same for all libraries. Changing one takes a tag: all libraries see it. */
@Entity({ name: 'publisher' })
@Resource({
  path: '/publishers',
  read: signedIn,
  create: inspector,
  patch: inspector,
  delete: inspector,
  filters: { name: 'partial' },
  sortable: ['name', 'founded'],
  concurrency: 'required',
})
export class Publisher {
  @CodeId({ form: /^[a-z]{2,12}$/, example: 'verso' })
  id!: string;

  @Column('text')
  @Trim()
  @Length(1, 80)
  @Property()
  name!: string;

  @Column('date', { nullable: true })
  @Property()
  founded!: string | null;

  @Version()
  version!: number;
}
