import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One row per `Idempotency-Key` of a credential: claimed while its request is in work, then with the answer, which is
 * stored in the transaction of the effect. Pruned a day later.
 */
@Entity({ name: 'idempotency_record' })
export class IdempotencyRecord {
  /** The tenant's id, or `-` for callers without one. */
  @PrimaryColumn('text', { collation: 'C' })
  scope!: string;

  /** Whose key it is, as the product's `Identify` names credentials. */
  @PrimaryColumn('text', { collation: 'C' })
  credential!: string;

  @PrimaryColumn('text', { collation: 'C' })
  key!: string;

  /** A hash of method, path, media type and body: a key stands for one request. */
  @Column({ type: 'text', collation: 'C' })
  fingerprint!: string;

  /** Drawn by the request that holds the key; only that one may store an answer. */
  @Column({ type: 'text', collation: 'C' })
  claim!: string;

  /** Until when a claim without an answer counts: what crashed frees its key. */
  @Column('timestamptz')
  leaseUntil!: string;

  /** When it was claimed, then when it was answered. */
  @Index('ix_idempotency_record_at')
  @Column('timestamptz', { default: () => 'now()' })
  at!: string;

  /** Null while the request is in work. */
  @Column('smallint', { nullable: true })
  status!: number | null;

  /** Headers, kind of answer and the preferences that were honoured. */
  @Column('jsonb', { nullable: true })
  head!: unknown;

  /** Null: the answer has none. */
  @Column('text', { nullable: true })
  body!: string | null;
}
