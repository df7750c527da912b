import { MaxLength } from 'class-validator';
import { Column, Entity } from 'typeorm';
import { Property, Resource } from '../../../src/hydra/declare/index.ts';
import { keeper, reader } from './access.ts';
import { LibraryRow } from './library-row.ts';

/** What hangs at the door; reads as null until it is first written. */
@Entity({ name: 'house_rules' })
@Resource({ path: '/libraries/house-rules', singleton: true, read: reader, patch: keeper })
export class HouseRules extends LibraryRow {
  @Column('text', { nullable: true })
  @MaxLength(1000)
  @Property()
  text!: string | null;
}
