import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * One row per tenant and resource, changed by the same statement as each write: the total of the unfiltered
 * collection and the version that its entity tags are made of. No row reads as 0.
 */
@Entity({ name: 'collection_state' })
export class CollectionState {
  /** Its column is named by the product; see `defineEntities`. */
  tenant!: string;

  /** The table of the resource. */
  @PrimaryColumn('text')
  resource!: string;

  @Column('bigint', { default: 0 })
  total!: string;

  @Column('bigint', { default: 0 })
  version!: string;
}
