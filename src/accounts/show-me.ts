import { Employee } from '../../entities/employee.ts';
import type { ItemProvider } from '../hydra/index.ts';
import { badToken } from './problems.ts';
import type { SessionStore } from './session-store.ts';
import type { Me } from './shapes.ts';

/** Tells callers who they are. The person is asked for as the system role: without organization no other shows it. */
export class ShowMe implements ItemProvider<Me> {
  readonly #sessions: SessionStore;

  constructor(sessions: SessionStore) {
    this.#sessions = sessions;
  }

  async read({ caller, find }: Parameters<ItemProvider<Me>['read']>[0]): Promise<Me> {
    const { member = null } = caller.claims;
    const person = await this.#sessions.person(caller.actor);
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
