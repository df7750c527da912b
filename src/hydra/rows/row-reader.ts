import type { Client } from 'pg';
import { countAt, decodeRow, int32At } from './data-row.ts';
import { GroupQuery } from './group-query.ts';

/** Message codes of chapter 54.7: the answers to a group that is going well. */
const DATA_ROW = 0x44;
const COMMAND_COMPLETE = 0x43;
const PARSE_COMPLETE = 0x31;
const BIND_COMPLETE = 0x32;
const CLOSE_COMPLETE = 0x33;
/** Code and length. */
const HEADER = 5;
const NOTHING = Buffer.alloc(0);

type Listener = (chunk: Buffer) => void;

/**
 * Reads the rows of groups off a connected client's socket by itself, past pg's parser, which makes an object and an
 * event of every message. Everything else, above all ReadyForQuery and errors, still goes to pg's parser, message by
 * message and in order. Does nothing where pg is built otherwise than expected: the client then works as it was.
 */
export function readRowsOf(client: Client): void {
  const { stream } = client.connection;
  const [parse, ...others] = stream.listeners('data');
  const active = activeQueryOf(client);
  if (parse === undefined || others.length > 0 || active === null) return;
  // Listeners of `data` on a socket take a chunk; pg sets no encoding.
  const reader = new RowReader(parse as Listener, active);
  stream.removeListener('data', parse as Listener);
  stream.on('data', (chunk: Buffer) => reader.read(chunk));
}

/** pg's own way to its active query, which its types do not tell of. */
function activeQueryOf(client: Client & { _getActiveQuery?: unknown }): (() => unknown) | null {
  const active = client._getActiveQuery;
  return typeof active === 'function' ? () => active.call(client) : null;
}

class RowReader {
  readonly #pass: Listener;
  readonly #active: () => unknown;
  /** The beginning of a message whose end has not arrived. */
  #rest: Buffer = NOTHING;

  constructor(pass: Listener, active: () => unknown) {
    this.#pass = pass;
    this.#active = active;
  }

  read(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    while (at + HEADER <= bytes.length) {
      const end = at + 1 + int32At(bytes, at + 1);
      if (end > bytes.length) break;
      this.#message(bytes, at, end);
      at = end;
    }
    this.#rest = at === bytes.length ? NOTHING : bytes.subarray(at);
  }

  #message(bytes: Buffer, start: number, end: number): void {
    const group = this.#active();
    if (!(group instanceof GroupQuery) || !tell(group, bytes, start, end)) this.#pass(bytes.subarray(start, end));
  }
}

/** Whether the message was one for the group. */
function tell(group: GroupQuery, bytes: Buffer, start: number, end: number): boolean {
  switch (bytes[start]) {
    case DATA_ROW:
      if (group.wantsRows) group.addRow(decodeRow(bytes, start + HEADER, end));
      return true;
    case COMMAND_COMPLETE:
      group.complete(countAt(bytes, start + HEADER, end));
      return true;
    case PARSE_COMPLETE:
    case BIND_COMPLETE:
    case CLOSE_COMPLETE:
      return true;
    default:
      return false;
  }
}
