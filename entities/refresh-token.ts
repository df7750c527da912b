import { Column, Entity, Index, Unique } from 'typeorm';
import type { Instant, Ref } from '../src/hydra/declare/index.ts';
import { CountedId, Reference } from '../src/hydra/declare/index.ts';
import { Organization } from './organization.ts';
import { User } from './user.ts';

/** Lets a signed-in client go on without the password. A family is one sign-in; each refresh adds a token to it. */
@Entity({ name: 'refresh_token' })
@Unique(['hash'])
@Index(['family'])
@Index(['user'])
@Index(['currentOrganization'])
@Index(['expiresAt'])
export class RefreshToken {
  @CountedId()
  id!: string;

  /** SHA-256 of the token, which nobody but its owner knows. */
  @Column({ type: 'text', collation: 'C' })
  hash!: string;

  @Column({ type: 'text', collation: 'C' })
  family!: string;

  @Reference(() => User, { exposed: false })
  user!: Ref<User>;

  /** The organization that tokens made from it name; null for none. */
  @Reference(() => Organization, { nullable: true, exposed: false })
  currentOrganization!: Ref<Organization> | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Instant;

  @Column('timestamptz')
  expiresAt!: Instant;

  /** When it was first exchanged for its successor. */
  @Column('timestamptz', { nullable: true })
  usedAt!: Instant | null;

  @Column('smallint', { default: 0 })
  uses!: number;

  /** The hash of the token given for it. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  successor!: string | null;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Instant | null;
}
