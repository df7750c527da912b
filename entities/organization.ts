import { IsIn, Length, Matches } from 'class-validator';
import { Check, Column, Entity, Index, Unique } from 'typeorm';
import type { Instant, Ref } from '../src/hydra/declare/index.ts';
import {
  allOf,
  anyOf,
  Computed,
  CreatedAt,
  claim,
  Embeds,
  eq,
  Links,
  oneOf,
  ownTenant,
  Property,
  pointedAtBy,
  RandomId,
  Resource,
  Trim,
  UpdatedAt,
  Version,
} from '../src/hydra/declare/index.ts';
import { operator } from './access.ts';
import { OrganizationAddress } from './organization-address.ts';
import { OrganizationConfig } from './organization-config.ts';
import { OrganizationUser } from './organization-user.ts';

const TYPES = ['production', 'demo', 'test', 'internal'] as const;
const STATUSES = ['pending', 'active', 'suspended', 'archived'] as const;

/** The caller has an active membership in the organization. */
const joined = pointedAtBy(() => OrganizationUser, allOf(eq('user', claim('user')), eq('status', 'active')));

/** The tenant. A list shows all of the caller's; parts are shown of the token's own one only. */
@Entity({ name: 'organization' })
@Resource({
  path: '/organizations',
  tenant: true,
  read: anyOf(operator, joined),
  filters: { type: 'exact', status: 'exact', slug: 'exact', name: 'partial' },
  sortable: ['name', 'createdAt'],
})
@Unique(['slug'])
@Index(['name'])
@Index(['createdAt'])
@Check('ck_organization_id', `id ~ '^[0-9a-z]{8}$'`)
@Check('ck_organization_type', `type IN ('production', 'demo', 'test', 'internal')`)
@Check('ck_organization_status', `status IN ('pending', 'active', 'suspended', 'archived')`)
@Check('ck_organization_slug', `slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])$' AND slug NOT LIKE '%--%'`)
export class Organization {
  @RandomId()
  id!: string;

  @Column('text')
  @IsIn(TYPES)
  @Property({ writable: 'never' })
  type!: (typeof TYPES)[number];

  @Column('text')
  @IsIn(STATUSES)
  @Property({ writable: 'never' })
  status!: (typeof STATUSES)[number];

  @Column('text')
  @Trim()
  @Length(2, 120)
  @Property({ writable: 'never' })
  name!: string;

  @Column('text')
  @Matches(/^(?!.*--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/)
  @Property({ writable: 'never' })
  slug!: string;

  @Embeds(() => OrganizationUser, { readableBy: ownTenant })
  organizationUsers!: readonly OrganizationUser[];

  @Embeds(() => OrganizationConfig, { sorted: 'key', readableBy: ownTenant })
  organizationConfigs!: readonly OrganizationConfig[];

  @Links(() => OrganizationAddress, { readableBy: ownTenant })
  organizationAddresses!: readonly Ref<OrganizationAddress>[];

  @CreatedAt()
  createdAt!: Instant;

  @UpdatedAt()
  updatedAt!: Instant;

  @Computed(eq('type', 'demo'))
  demo!: boolean;

  @Computed(oneOf('type', ['production', 'internal']))
  productionLike!: boolean;

  @Version()
  version!: number;
}
