import type { Account, Session } from './accounts.ts';
import type { Advertised, Advertisement } from './advertised.ts';
import type { Ask } from './exchange.ts';
import type { Visitor } from './exercise.ts';
import { exercise } from './exercise.ts';
import type { Ledger } from './ledger.ts';
import { Visit } from './visit.ts';

/** What a walk needs. */
export interface Walking {
  readonly advertisement: Advertisement;
  readonly ask: Ask;
  readonly ledger: Ledger;
  readonly made: (session: Session, path: string) => void;
  readonly accounts: readonly Account[];
  /** Part of every text that is written. */
  readonly name: string;
}

/** The order of an operation: what is read, made, changed, done, removed. */
const ORDER = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Exercises the operations as all accounts. */
export async function walk(walking: Walking, operations: readonly Advertised[]): Promise<void> {
  let number = 0;
  const next = (): number => {
    number += 1;
    return number;
  };
  const sessions = new Sessions();
  const inOrder = [...operations].sort((one, other) => ORDER.indexOf(one.method) - ORDER.indexOf(other.method));
  for (const operation of inOrder) {
    const visitors = walking.accounts.map((account) => visitorOf({ ...walking, next }, sessions, operation, account));
    await exercise(visitors);
  }
}

function visitorOf(
  walking: Walking & { readonly next: () => number },
  sessions: Sessions,
  operation: Advertised,
  account: Account,
): Visitor {
  const known = new Map<string, unknown>([
    ['username', account.username],
    ['password', account.password],
  ]);
  const visit = (session: Session) => new Visit(walking, operation, session, known);
  return {
    usual: async () => visit(await sessions.of(account)),
    anew: async () => visit(await sessions.renew(account)),
  };
}

/** The current sign-in of each account. */
class Sessions {
  readonly #current = new Map<Account, Session>();

  async of(account: Account): Promise<Session> {
    return this.#current.get(account) ?? this.renew(account);
  }

  async renew(account: Account): Promise<Session> {
    const session = await account.signIn();
    this.#current.set(account, session);
    return session;
  }
}
