import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row per write, in the write's own transaction: who did what to which row. Only ever added to. */
@Entity({ name: 'audit_entry' })
export class AuditEntry {
  /** The tenant's id, or `-` for writes outside any tenant. */
  @PrimaryColumn('text')
  scope!: string;

  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'BY DEFAULT' })
  id!: string;

  @Column('timestamptz', { default: () => 'now()' })
  at!: string;

  /** Who, as the product's `Identify` names callers; null for nobody known. */
  @Column('text', { nullable: true })
  actor!: string | null;

  /** Which credential of theirs. */
  @Column('text', { nullable: true })
  credential!: string | null;

  /** `create`, `patch`, `delete` or the name of an action. */
  @Column('text')
  operation!: string;

  /** The table that was written. */
  @Column('text')
  resource!: string;

  @Column('text', { nullable: true })
  resourceId!: string | null;

  /** Names of the changed properties, never their values. */
  @Column('text', { array: true })
  changed!: readonly string[];

  @Column('text')
  outcome!: string;

  @Column('text')
  requestId!: string;
}
