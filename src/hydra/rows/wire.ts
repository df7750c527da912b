import type { Connection } from 'pg';
import { MessageWriter } from './message-writer.ts';
import type { Bound } from './statement.ts';

// A cache keyed by object identity, as good as a field of the connection: whoever sends a group over a connection,
// through whatever pool, meets the same names.
const wires = new WeakMap<Connection, Wire>();

/** The wire of a connection, always the same one. */
export function wireOf(connection: Connection): Wire {
  let wire = wires.get(connection);
  if (wire === undefined) {
    wire = new Wire(connection);
    wires.set(connection, wire);
  }
  return wire;
}

/** One connection as groups see it: what is prepared on it, and one socket write for all groups of a loop turn. */
export class Wire {
  readonly #connection: Connection;
  readonly #writer = new MessageWriter();
  readonly #prepared = new Set<string>();
  readonly #flush = (): void => this.#send();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Writes a group up to its Sync; it leaves at the end of this turn of the event loop, together with its neighbours.
   * Gives the names that it prepares, which must be forgotten when the group fails.
   * @throws RangeError when a statement has too many parameters; nothing of the group is sent then.
   */
  write(lead: readonly Bound[], bounds: readonly Bound[]): readonly string[] {
    const before = this.#writer.pending;
    const names = this.#prepare(bounds, this.#prepare(lead, NONE));
    try {
      this.#execute(lead);
      this.#execute(bounds);
      this.#writer.sync();
    } catch (error) {
      this.#writer.cut(before);
      this.forget(names);
      throw error;
    }
    if (before === 0) setImmediate(this.#flush);
    return names;
  }

  forget(names: readonly string[]): void {
    for (const name of names) {
      this.#prepared.delete(name);
    }
  }

  forgetAll(): void {
    this.#prepared.clear();
  }

  /**
   * Parse stands at the head of the group, so that nothing but itself can make it fail. Close before it makes it
   * repeatable: closing an unknown name is no error, parsing a known one is.
   */
  #prepare(bounds: readonly Bound[], names: readonly string[]): readonly string[] {
    let missing = names;
    for (const { statement } of bounds) {
      if (statement.name !== null && !this.#prepared.has(statement.name)) {
        this.#writer.closeStatement(statement.name);
        this.#writer.parse(statement.name, statement.text);
        this.#prepared.add(statement.name);
        missing = [...missing, statement.name];
      }
    }
    return missing;
  }

  #execute(bounds: readonly Bound[]): void {
    for (const { statement, values } of bounds) {
      if (statement.name === null) this.#writer.parse('', statement.text);
      this.#writer.bind(statement.name ?? '', values);
      this.#writer.execute();
    }
  }

  #send(): void {
    const bytes = this.#writer.take();
    if (this.#connection.stream.writable) this.#connection.stream.write(bytes);
  }
}

const NONE: readonly string[] = [];
