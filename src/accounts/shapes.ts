import { Length } from 'class-validator';
import { Employee } from '../../entities/employee.ts';
import { Organization } from '../../entities/organization.ts';
import { OrganizationUser } from '../../entities/organization-user.ts';
import type { Instant, Ref } from '../hydra/index.ts';
import { Property, Reference, Shape } from '../hydra/index.ts';

/** What signing in needs. */
@Shape()
export class Credentials {
  @Property({ type: 'string', required: true })
  username!: string;

  @Property({ type: 'secret', required: true })
  password!: string;

  @Reference(() => Organization, { nullable: true })
  organization?: Ref<Organization> | null;
}

/** What renewing a sign-in needs. */
@Shape()
export class Renewal {
  @Property({ type: 'secret', required: true })
  refreshToken!: string;

  @Reference(() => Organization, { nullable: true })
  organization?: Ref<Organization> | null;
}

/** What changing the password needs. */
@Shape()
export class PasswordChange {
  @Property({ type: 'secret', required: true })
  current!: string;

  @Property({ type: 'secret', required: true })
  @Length(12, 128)
  new!: string;
}

/** What signing in gives. */
@Shape()
export class Login {
  @Property({ type: 'string' })
  token!: string;

  @Property({ type: 'string' })
  refreshToken!: string;

  @Property({ type: 'instant' })
  expiresAt!: Instant;

  @Reference(() => Organization, { nullable: true })
  organization!: Ref<Organization> | null;
}

/** The caller, as the credential says. */
@Shape()
export class Me {
  @Property({ type: 'string' })
  email!: string;

  @Property({ type: 'string' })
  firstName!: string;

  @Property({ type: 'string' })
  lastName!: string;

  @Property({ type: 'strings' })
  roles!: readonly string[];

  @Reference(() => Organization, { nullable: true })
  organization!: Ref<Organization> | null;

  @Reference(() => OrganizationUser, { nullable: true })
  organizationUser!: Ref<OrganizationUser> | null;

  @Reference(() => Employee, { nullable: true })
  employee!: Ref<Employee> | null;
}
