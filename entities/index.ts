import { defineEntities } from '../src/hydra/declare/index.ts';
import { Country } from './country.ts';
import { Employee } from './employee.ts';
import { Language } from './language.ts';
import { Location } from './location.ts';
import { Meeting } from './meeting.ts';
import { Organization } from './organization.ts';
import { OrganizationAddress } from './organization-address.ts';
import { OrganizationConfig } from './organization-config.ts';
import { OrganizationUser } from './organization-user.ts';
import { RateLimit } from './rate-limit.ts';
import { RefreshToken } from './refresh-token.ts';
import { User } from './user.ts';

/** Everything that is stored, the engine's own tables included. */
export const entities = defineEntities({ property: 'organizationId', column: 'organization_id' }, [
  Country,
  Employee,
  Language,
  Location,
  Meeting,
  Organization,
  OrganizationAddress,
  OrganizationConfig,
  OrganizationUser,
  RateLimit,
  RefreshToken,
  User,
]);
