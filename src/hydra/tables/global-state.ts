import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What `CollectionState` is for a tenant's collections, for tables that belong to no tenant. */
@Entity({ name: 'global_state' })
export class GlobalState {
  /** The table of the resource. */
  @PrimaryColumn('text')
  resource!: string;

  @Column('bigint', { default: 0 })
  total!: string;

  @Column('bigint', { default: 0 })
  version!: string;
}
