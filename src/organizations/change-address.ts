import { OrganizationAddress } from '../../entities/organization-address.ts';
import type { Action, Call, Changes, Effect } from '../hydra/index.ts';
import { violation } from '../hydra/index.ts';
import { moveDefault } from './default-address.ts';

/** There always is one default: it is moved by choosing another one, never taken away. */
export class ChangeAddress implements Action<OrganizationAddress, Changes<OrganizationAddress>, OrganizationAddress> {
  async perform({
    subject,
    input,
  }: Call<OrganizationAddress, Changes<OrganizationAddress>>): Promise<Effect<OrganizationAddress>> {
    const { default: wanted, ...rest } = input;
    if (wanted === false) {
      throw violation('default', 'default', 'must stay true: make another address the default instead.');
    }
    return async (tx) => {
      const changed = await tx.update(OrganizationAddress, subject, rest);
      if (wanted !== true) return changed;
      return moveDefault(tx, await tx.lock(OrganizationAddress, { default: true }), changed);
    };
  }
}
