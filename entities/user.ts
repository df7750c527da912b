import { Check, Column, Entity, Unique } from 'typeorm';
import { CountedId, Version } from '../src/hydra/declare/index.ts';

/**
 * Somebody who can sign in. Not a resource: what others may see of a person is in OrganizationUser. Columns that are
 * not selected are for the system role alone.
 */
@Entity({ name: 'app_user' })
@Unique(['email'])
@Check('ck_app_user_email', 'email = lower(email)')
@Check('ck_app_user_roles', `roles <@ ARRAY['ROLE_SUPER_ADMIN']`)
export class User {
  @CountedId()
  id!: string;

  /** Lower case, so that nobody signs up twice. */
  @Column('text')
  email!: string;

  @Column('text')
  firstName!: string;

  @Column('text')
  lastName!: string;

  @Column('text', { select: false })
  passwordHash!: string;

  /** Roles of the person; those of a membership are in OrganizationUser. */
  @Column('text', { array: true, default: [], select: false })
  roles!: readonly string[];

  @Version()
  version!: number;
}
