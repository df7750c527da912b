import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Attempts counted under one key; the columns are those that rate-limiter-flexible writes. */
@Entity({ name: 'rate_limit' })
@Index(['expire'])
export class RateLimit {
  @PrimaryColumn('text', { collation: 'C' })
  key!: string;

  @Column('integer', { default: 0 })
  points!: number;

  /** Milliseconds since 1970; null for never. */
  @Column('bigint', { nullable: true })
  expire!: string | null;
}
