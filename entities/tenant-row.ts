import { JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Ref } from '../src/hydra/declare/index.ts';
import { Version } from '../src/hydra/declare/index.ts';
import type { Organization } from './organization.ts';

/**
 * The base of everything that belongs to one organization. The relation stands here, before all others: the first
 * relation on a column owns it. Organization is named by word, since a value import would make the load order matter.
 */
export abstract class TenantRow {
  @PrimaryColumn('text', { name: 'organization_id', collation: 'C', update: false })
  organizationId!: string;

  @ManyToOne('Organization', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'organization_id' })
  organization!: Ref<Organization>;

  @Version()
  version!: number;
}
