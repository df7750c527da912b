import { OrganizationAddress } from '../../entities/organization-address.ts';
import type { HydraApi } from '../hydra/index.ts';
import { ChangeAddress } from './change-address.ts';
import { CreateAddress } from './create-address.ts';
import { RemoveAddress } from './remove-address.ts';

/** What organizations can do beside being read: keep one default among their addresses. */
export function registerOrganizations(api: HydraApi): void {
  api.create(OrganizationAddress, {}, new CreateAddress());
  api.patch(OrganizationAddress, {}, new ChangeAddress());
  api.delete(OrganizationAddress, {}, new RemoveAddress());
}
