import { Length, Max, Min } from 'class-validator';
import { Check, Column, Entity, Index } from 'typeorm';
import { CountedId, IsGreaterThan, Property, Resource, Trim } from '../src/hydra/declare/index.ts';
import { admin, member } from './access.ts';
import { TenantRow } from './tenant-row.ts';

/** A place where people work, with the hours of its office on the local wall clock. */
@Entity({ name: 'location' })
@Resource({
  path: '/locations',
  read: member,
  create: admin,
  patch: admin,
  filters: { name: 'partial' },
  sortable: ['name', 'officeOpenHour', 'officeCloseHour'],
})
@Index(['organizationId', 'name'])
@Check('ck_location_office_open_hour', 'office_open_hour BETWEEN 0 AND 23')
@Check('ck_location_office_close_hour', 'office_close_hour BETWEEN 1 AND 24')
@Check('ck_location_office_hours', 'office_close_hour > office_open_hour')
export class Location extends TenantRow {
  @CountedId()
  id!: string;

  @Column('text')
  @Trim()
  @Length(1, 120)
  @Property()
  name!: string;

  @Column('smallint', { nullable: true })
  @Min(0)
  @Max(23)
  @Property()
  officeOpenHour!: number | null;

  @Column('smallint', { nullable: true })
  @Min(1)
  @Max(24)
  @IsGreaterThan('officeOpenHour')
  @Property()
  officeCloseHour!: number | null;
}
