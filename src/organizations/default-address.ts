import { OrganizationAddress } from '../../entities/organization-address.ts';
import type { Transaction } from '../hydra/index.ts';

/** Makes an address the only default: the other one steps back first, the index admits one at a time. */
export async function moveDefault(
  tx: Transaction,
  from: OrganizationAddress | null,
  to: OrganizationAddress,
): Promise<OrganizationAddress> {
  if (from !== null && from.id !== to.id) await tx.update(OrganizationAddress, from, { default: false });
  return to.default ? to : tx.update(OrganizationAddress, to, { default: true });
}
