import type { Session } from './accounts.ts';
import type { Advertisement } from './advertised.ts';
import type { Ask } from './exchange.ts';

/** The records that a verification made. */
export class Records {
  readonly #made = new Map<string, Session>();
  readonly #ask: Ask;
  readonly #deletable: ReadonlySet<string>;

  constructor(ask: Ask, { operations }: Advertisement) {
    this.#ask = ask;
    this.#deletable = new Set(operations.filter(({ method }) => method === 'DELETE').map(({ path }) => path));
  }

  /** Remembers a record and who made it. */
  add(session: Session, path: string): void {
    this.#made.set(path, session);
  }

  /**
   * Removes what can be removed, the newest first; gives the paths of the others. The sessions in which they were made
   * may be over: `current` gives the headers of a good one of the same account.
   */
  async remove(current: (made: Session) => Readonly<Record<string, string>>): Promise<readonly string[]> {
    const left: string[] = [];
    for (const [path, session] of [...this.#made].reverse()) {
      const headers = current(session);
      const isDeletable = this.#deletable.has(path.replace(/[^/]+$/, '{id}'));
      const status = isDeletable ? (await this.#ask({ method: 'DELETE', path, headers })).status : 405;
      if (status !== 204 && status !== 404) left.push(path);
    }
    return left;
  }
}
