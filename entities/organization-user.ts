import { Check, Column, Entity, Index, Unique } from 'typeorm';
import type { Instant, Ref } from '../src/hydra/declare/index.ts';
import { anyOf, Computed, CountedId, field, Property, Reference, Resource } from '../src/hydra/declare/index.ts';
import { admin, member, oneself } from './access.ts';
import { TenantRow } from './tenant-row.ts';
import { User } from './user.ts';

/** A user's place in an organization. */
@Entity({ name: 'organization_user' })
@Resource({ path: '/organization-users', read: member })
@Unique(['organizationId', 'user'])
@Index(['user'])
@Check('ck_organization_user_roles', `roles <@ ARRAY['ROLE_USER', 'ROLE_BILLING', 'ROLE_ADMIN']`)
@Check('ck_organization_user_status', `status IN ('active', 'disabled')`)
export class OrganizationUser extends TenantRow {
  @CountedId()
  id!: string;

  @Reference(() => User, { exposed: false })
  user!: Ref<User>;

  @Computed(field('user.email'), { readableBy: anyOf(admin, oneself) })
  email!: string | null;

  @Computed(field('user.firstName'))
  firstName!: string;

  @Computed(field('user.lastName'))
  lastName!: string;

  /** As granted, ROLE_USER first. */
  @Column('text', { array: true })
  @Property({ writable: 'never', readableBy: anyOf(admin, oneself) })
  roles!: readonly string[];

  @Column('text', { default: 'active' })
  @Property({ writable: 'never' })
  status!: 'active' | 'disabled';

  @Column('timestamptz', { default: () => 'now()' })
  @Property({ writable: 'never' })
  joinedAt!: Instant;

  /** When a token was last made for it: the organization that signing in chooses. */
  @Column('timestamptz', { nullable: true })
  lastUsedAt!: Instant | null;
}
