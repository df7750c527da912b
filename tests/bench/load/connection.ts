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
    if (this.#missing >= 0) this.#count(chunk.length);
    else this.#read(this.#head === null ? chunk : Buffer.concat([this.#head, chunk]));
  }

  #read(bytes: Buffer): void {
    const end = bytes.indexOf(HEAD_END);
    this.#head = end < 0 ? bytes : null;
    if (end < 0) return;
    const { status, length } = readHead(bytes.toString('latin1', 0, end));
    this.#status = status;
    // Without a length the answer cannot be told from the next one.
    if (length === null) this.#finish(null);
    else this.#expect(length, bytes.length - end - HEAD_END.length);
  }

  #expect(length: number, arrived: number): void {
    this.#missing = length;
    this.#count(arrived);
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
