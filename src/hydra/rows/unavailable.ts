/** The rows cannot be had or changed now, through nobody's mistake. */
export class Unavailable extends Error {
  /** Seconds after which trying again makes sense: 1 while it is busy, 2 while it is gone. */
  readonly retryAfter: 1 | 2;
  /** The connection was lost while committing: the write may have happened. */
  readonly outcomeUnknown: boolean;

  constructor(message: string, retryAfter: 1 | 2, more: { outcomeUnknown?: boolean; cause?: unknown } = {}) {
    super(message, { cause: more.cause });
    this.name = 'Unavailable';
    this.retryAfter = retryAfter;
    this.outcomeUnknown = more.outcomeUnknown ?? false;
  }
}
