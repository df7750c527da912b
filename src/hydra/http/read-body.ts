import type { IncomingMessage } from 'node:http';
import { BAD_REQUEST, ProblemError } from '../problem.ts';

/**
 * Reads a body as sent. Null as soon as it is longer than `limit` bytes; the rest is then thrown away as it comes.
 * @throws ProblemError 400 when the client stops in the middle, or the reason of the signal.
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  signal.throwIfAborted();
  if (request.destroyed && !request.complete) throw cutOff();
  return new Promise((resolve, reject) => new Reading({ request, limit, signal, resolve, reject }).start());
}

interface Task {
  readonly request: IncomingMessage;
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly resolve: (body: Uint8Array | null) => void;
  readonly reject: (reason: unknown) => void;
}

class Reading {
  readonly #task: Task;
  readonly #chunks: Buffer[] = [];
  #length = 0;

  constructor(task: Task) {
    this.#task = task;
  }

  start(): void {
    const { request, signal } = this.#task;
    signal.addEventListener('abort', this.#onAbort);
    request.on('data', this.#onData).on('end', this.#onEnd).on('error', this.#onCut).on('close', this.#onCut);
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#length += chunk.length;
    if (this.#length <= this.#task.limit) this.#chunks.push(chunk);
    else this.#stop().resolve(null);
  };

  readonly #onEnd = (): void => {
    const [first] = this.#chunks;
    this.#stop().resolve(first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks));
  };

  readonly #onCut = (): void => this.#stop().reject(cutOff());

  readonly #onAbort = (): void => this.#stop().reject(this.#task.signal.reason);

  #stop(): Task {
    const { request, signal } = this.#task;
    signal.removeEventListener('abort', this.#onAbort);
    request.off('data', this.#onData).off('end', this.#onEnd).off('error', this.#onCut).off('close', this.#onCut);
    request.resume();
    return this.#task;
  }
}

function cutOff(): ProblemError {
  return new ProblemError(BAD_REQUEST, { detail: 'The connection ended before the body was complete.' });
}
