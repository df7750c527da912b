import { IsIn, Length, MaxLength } from 'class-validator';
import { Check, Column, Entity, Index } from 'typeorm';
import type { Ref } from '../src/hydra/declare/index.ts';
import { CountedId, Needs, Property, Reference, Resource } from '../src/hydra/declare/index.ts';
import { admin, member } from './access.ts';
import { Country } from './country.ts';
import { TenantRow } from './tenant-row.ts';

const TIN_TYPES = ['vat', 'national', 'none'] as const;

/** A postal address of an organization, with the tax number that invoices to it carry. */
@Entity({ name: 'organization_address' })
@Resource({
  path: '/organization-addresses',
  read: member,
  create: admin,
  patch: admin,
  delete: admin,
  filters: { name: 'partial', country: 'exact', default: 'exact' },
  sortable: ['name', 'city'],
})
@Index('uq_organization_address_default', ['organizationId'], { unique: true, where: '"default"' })
@Index(['organizationId', 'name'])
@Index(['organizationId', 'city'])
@Index(['organizationId', 'country'])
@Index(['organizationId', 'tinCountry'])
@Check('ck_organization_address_tin_type', `tin_type IN ('vat', 'national', 'none')`)
@Check('ck_organization_address_tin', 'tin IS NULL OR tin_type IS NOT NULL')
export class OrganizationAddress extends TenantRow {
  @CountedId()
  id!: string;

  @Column('text')
  @Length(1, 120)
  @Property()
  name!: string;

  @Column('text', { nullable: true })
  @IsIn(TIN_TYPES)
  @Property()
  tinType!: (typeof TIN_TYPES)[number] | null;

  @Column('text', { nullable: true })
  @MaxLength(32)
  @Needs('tinType', 'can only be set together with tinType.')
  @Property()
  tin!: string | null;

  @Reference(() => Country, { nullable: true })
  tinCountry!: Ref<Country> | null;

  @Column('text', { nullable: true })
  @MaxLength(120)
  @Property()
  streetLine!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(20)
  @Property()
  buildingNumber!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(20)
  @Property()
  localeNumber!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(20)
  @Property()
  postCode!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(80)
  @Property()
  city!: string | null;

  @Reference(() => Country)
  country!: Ref<Country>;

  /** Exactly one address is, when there are any. */
  @Column('boolean', { default: false })
  @Property()
  default!: boolean;
}
