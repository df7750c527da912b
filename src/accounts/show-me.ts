import { Employee } from '../../entities/employee.ts';
import { User } from '../../entities/user.ts';
import type { ItemProvider } from '../hydra/index.ts';
import { badToken } from './problems.ts';
import type { Me } from './shapes.ts';

/** Tells callers who they are. */
export class ShowMe implements ItemProvider<Me> {
  async read({ caller, find }: Parameters<ItemProvider<Me>['read']>[0]): Promise<Me> {
    const { user = null, member = null } = caller.claims;
    const person = await find(User, { id: user ?? '0' });
    if (person === null) throw badToken();
    const employee = member === null ? null : await find(Employee, { user: { id: member } });
    const { email, firstName, lastName } = person;
    return {
      email,
      firstName,
      lastName,
      roles: [...caller.roles],
      organization: caller.tenant === null ? null : { id: caller.tenant },
      organizationUser: member === null ? null : { id: member },
      employee: employee === null ? null : { id: employee.id },
    };
  }
}
