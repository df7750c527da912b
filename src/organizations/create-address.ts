import { OrganizationAddress } from '../../entities/organization-address.ts';
import type { Action, Call, Changes, Effect } from '../hydra/index.ts';
import { moveDefault } from './default-address.ts';

/** The first address becomes the default; a later one that is sent as default takes that over. */
export class CreateAddress implements Action<undefined, Changes<OrganizationAddress>, OrganizationAddress> {
  async perform({ input }: Call<undefined, Changes<OrganizationAddress>>): Promise<Effect<OrganizationAddress>> {
    return async (tx) => {
      // Writing first queues this transaction behind others of the same organization, so that what is read next holds.
      const address = await tx.insert(OrganizationAddress, { ...input, default: false });
      const current = await tx.find(OrganizationAddress, { default: true });
      const becomesDefault = input.default === true || current === null;
      return becomesDefault ? moveDefault(tx, current, address) : address;
    };
  }
}
