import { IsEmail, Length, MaxLength } from 'class-validator';
import { Column, Entity, Index, Unique } from 'typeorm';
import type { Instant, Ref } from '../src/hydra/declare/index.ts';
import {
  anyOf,
  Computed,
  CountedId,
  CreatedAt,
  eq,
  joined,
  Property,
  Reference,
  Resource,
  UpdatedAt,
} from '../src/hydra/declare/index.ts';
import { admin, member, ownMembership } from './access.ts';
import { OrganizationUser } from './organization-user.ts';
import { TenantRow } from './tenant-row.ts';

/** Somebody who works here, with or without a login. */
@Entity({ name: 'employee' })
@Resource({
  path: '/employees',
  read: member,
  create: admin,
  patch: admin,
  delete: admin,
  filters: { name: 'partial', email: 'exact', active: 'exact' },
  sortable: ['lastName', 'name'],
})
@Unique(['organizationId', 'email'])
@Unique(['user'])
@Index(['organizationId', 'lastName'])
export class Employee extends TenantRow {
  @CountedId()
  id!: string;

  @Column('text')
  @Length(1, 80)
  @Property()
  firstName!: string;

  @Column('text')
  @Length(1, 80)
  @Property()
  lastName!: string;

  @Computed(joined(' ', 'firstName', 'lastName'))
  name!: string;

  @Column('text', { nullable: true })
  @IsEmail()
  @Property({ readableBy: anyOf(admin, eq('user', ownMembership)) })
  email!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(120)
  @Property()
  position!: string | null;

  /** One employee for each member. */
  @Reference(() => OrganizationUser, { nullable: true, whenGone: 'clear' })
  user!: Ref<OrganizationUser> | null;

  @Column('boolean', { default: true })
  @Property()
  active!: boolean;

  @CreatedAt()
  createdAt!: Instant;

  @UpdatedAt()
  updatedAt!: Instant;
}
