import pg from 'pg';

/**
 * A client that sends a statement only when the one before has been answered. TypeORM reads a schema by many statements
 * at once on its one connection, which pg queues with a warning and, from version 9 on, refuses.
 */
export class OneByOneClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    // All forms of a query are passed on as they are, which the overloads of pg's type cannot say.
    Object.assign(this, { query: oneByOne(this.query.bind(this) as Send) });
  }
}

type Send = (...query: unknown[]) => unknown;

/** Queries with a callback are left alone: nobody waits for what they return. */
function oneByOne(send: Send): Send {
  let last: Promise<unknown> = Promise.resolve();
  return (...query) => {
    if (typeof query.at(-1) === 'function') return send(...query);
    const answer = last.then(() => send(...query));
    last = answer.catch(() => undefined);
    return answer;
  };
}
