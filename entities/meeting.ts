import { MaxLength } from 'class-validator';
import { Check, Column, Entity, Index } from 'typeorm';
import type { Instant, Ref } from '../src/hydra/declare/index.ts';
import { anyOf, CountedId, eq, IsAfter, IsWithin, Property, Reference, Resource } from '../src/hydra/declare/index.ts';
import { admin, ownMembership } from './access.ts';
import { Employee } from './employee.ts';
import { TenantRow } from './tenant-row.ts';

/** The employee whom the meeting is with is the caller. */
const concerned = eq('employee.user', ownMembership);

/** A talk with an employee: the window it should fall into and, once agreed, its moment. */
@Entity({ name: 'meeting' })
@Resource({
  path: '/meetings',
  read: anyOf(admin, concerned),
  create: admin,
  patch: anyOf(admin, concerned),
  filters: { employee: ['exact', 'exists'], dateFrom: 'range', dateTo: 'range', time: ['range', 'exists'] },
  sortable: ['dateFrom', 'dateTo', 'time'],
})
@Index(['employee', 'id'])
@Index(['organizationId', 'dateFrom', 'id'])
@Index(['organizationId', 'dateTo', 'id'])
@Index(['organizationId', 'time', 'id'])
@Check('ck_meeting_window', 'date_to > date_from')
@Check('ck_meeting_time', '"time" BETWEEN date_from AND date_to')
export class Meeting extends TenantRow {
  @CountedId()
  id!: string;

  /** The key must be sent, its value may be null. */
  @Reference(() => Employee, { nullable: true, required: true, writableBy: admin, whenGone: 'clear' })
  employee!: Ref<Employee> | null;

  @Column('timestamptz')
  @Property({ writableBy: admin })
  dateFrom!: Instant;

  @Column('timestamptz')
  @IsAfter('dateFrom')
  @Property({ writableBy: admin })
  dateTo!: Instant;

  @Column('text', { nullable: true })
  @MaxLength(10_000)
  @Property()
  notes!: string | null;

  /** The moment agreed; null while unscheduled. */
  @Column('timestamptz', { nullable: true })
  @IsWithin('dateFrom', 'dateTo')
  @Property()
  time!: Instant | null;
}
