import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { Part, Property } from '../src/hydra/declare/index.ts';
import { member } from './access.ts';
import { TenantRow } from './tenant-row.ts';

/** One setting of an organization; a key that is not stored has its default. */
@Entity({ name: 'organization_config' })
@Part({ fragment: 'config-{key}', read: member })
@Check('ck_organization_config_key', `key IN ('timeZone', 'interfaceLanguage')`)
export class OrganizationConfig extends TenantRow {
  @PrimaryColumn('text', { collation: 'C' })
  @Property({ writable: 'never' })
  key!: 'timeZone' | 'interfaceLanguage';

  @Column('jsonb', { nullable: true })
  @Property({ writable: 'never' })
  value!: unknown;
}
