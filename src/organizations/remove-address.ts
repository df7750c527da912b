import { OrganizationAddress } from '../../entities/organization-address.ts';
import type { Action, Call, Effect } from '../hydra/index.ts';

/** When the default goes, the oldest address that is left becomes it. */
export class RemoveAddress implements Action<OrganizationAddress, undefined, void> {
  async perform({ subject }: Call<OrganizationAddress, undefined>): Promise<Effect<void>> {
    return async (tx) => {
      await tx.remove(OrganizationAddress, { id: subject.id });
      if ((await tx.find(OrganizationAddress, { default: true })) !== null) return;
      const [oldest] = await tx.list(OrganizationAddress, {});
      if (oldest !== undefined) await tx.update(OrganizationAddress, oldest, { default: true });
    };
  }
}
