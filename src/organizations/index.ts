import { OrganizationAddress } from '../../entities/organization-address.ts';
import type { HydraApi } from '../hydra/index.ts';
import { ChangeAddress } from './change-address.ts';
import { CreateAddress } from './create-address.ts';
import { RemoveAddress } from './remove-address.ts';

/** What organizations can do beside being read: keep one default among their addresses. */
export function registerOrganizations(api: HydraApi): void {
  api.create(OrganizationAddress, { transactional: true }, new CreateAddress());
  api.patch(OrganizationAddress, { transactional: true }, new ChangeAddress());
  api.delete(OrganizationAddress, { transactional: true }, new RemoveAddress());
}
