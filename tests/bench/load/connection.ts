import type { Socket } from 'node:net';
import { connect } from 'node:net';

/** Told once for every answer: its status, or null when the connection failed or the answer could not be read. */
export type Answered = (status: number | null) => void;

const HEAD_END = Buffer.from('\r\n\r\n');

/** One keep-alive connection that carries one request at a time; bodies are counted, not kept. */
export class Connection {
  readonly #socket: Socket;
  #answered: Answered | null = null;
  #head: Buffer | null = null;
  #status = 0;
  /** Bytes of the body that are still to come; -1: the head is not complete. */
  #missing = -1;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', () => this.#finish(null));
    socket.on('close', () => this.#finish(null));
  }

  /** Opens a connection to a port of this machine. */
  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Connection(socket)));
    });
  }

  send(request: Buffer, answered: Answered): void {
    this.#answered = answered;
    this.#missing = -1;
    if (!this.#socket.writable) this.#finish(null);
    else this.#socket.write(request);
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    if (this.#missing >= 0) return this.#count(chunk.length);
    const all = this.#head === null ? chunk : Buffer.concat([this.#head, chunk]);
    const end = all.indexOf(HEAD_END);
    if (end < 0) {
      this.#head = all;
      return;
    }
    this.#head = null;
    const { status, length } = readHead(all.toString('latin1', 0, end));
    if (length === null) return this.#finish(null);
    this.#status = status;
    this.#missing = length;
    this.#count(all.length - end - HEAD_END.length);
  }

  #count(bytes: number): void {
    this.#missing -= bytes;
    if (this.#missing === 0) this.#finish(this.#status);
    else if (this.#missing < 0) this.#finish(null);
  }

  #finish(status: number | null): void {
    const answered = this.#answered;
    this.#answered = null;
    answered?.(status);
  }
}

/** Status and length of the body; null: a body whose end only chunks would tell. */
export function readHead(head: string): { readonly status: number; readonly length: number | null } {
  const status = Number(head.slice(9, 12));
  if (status === 204 || status === 304) return { status, length: 0 };
  const found = /\r\ncontent-length: *(\d+)/i.exec(head);
  return { status, length: found === null ? null : Number(found[1]) };
}
