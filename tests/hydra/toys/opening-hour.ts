import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Part, Property } from '../../../src/hydra/declare/index.ts';
import { LibraryRow } from './library-row.ts';

/** When the library is open on one day of the week. */
@Entity({ name: 'opening_hour' })
@Part({ fragment: 'hours-{day}' })
export class OpeningHour extends LibraryRow {
  @PrimaryColumn('text')
  @Property()
  day!: string;

  @Column('jsonb', { nullable: true })
  @Property()
  hours!: unknown;
}
