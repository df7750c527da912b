import type { Incoming, Reply } from '../exchange.ts';
import type { ProblemError } from '../problem.ts';
import { NOT_IMPLEMENTED } from '../problem.ts';
import { classify } from '../rows/map-error.ts';
import type { Cors } from './cors.ts';
import type { HeaderSet } from './headers.ts';
import type { Origin, Origins } from './origin.ts';
import { problemOf, problemReply } from './problem-reply.ts';

/**
 * Why an error is told although its client may have got an ordinary answer: `denied`, a right of the database or row
 * security stopped a statement, which is an alert; `value`, a value was checked too little, which is a warning.
 */
export type Concern = 'failure' | 'denied' | 'value';

/** What problems need beside the error. */
export interface RefusalSettings {
  readonly origins: Origins;
  readonly headers: (origin: Origin) => HeaderSet;
  readonly cors: Cors;
  /** Told what is our fault, with the id that the client was given. */
  readonly report: (error: unknown, requestId: string, concern: Concern) => void;
}

/** The one exit for errors: what a request was refused for, as an answer. */
export class Refusals {
  readonly #settings: RefusalSettings;

  constructor(settings: RefusalSettings) {
    this.#settings = settings;
  }

  /** Of a request that arrived. `kind` is `publicError` for 404 and 405 among public documents. */
  of(
    thrown: unknown,
    { headers, requestId }: Pick<Incoming, 'headers' | 'requestId'>,
    kind: 'error' | 'publicError' = 'error',
  ): Reply {
    const allowOrigin = this.#settings.cors.allow(headers.origin);
    const set = this.#settings.headers(this.#originOf(headers.host));
    return problemReply(this.#reported(thrown, requestId), { headers: set, requestId, allowOrigin, kind });
  }

  #originOf(host: string | undefined): Origin {
    try {
      return this.#settings.origins.of(host);
    } catch {
      return this.#settings.origins.fallback;
    }
  }

  #reported(thrown: unknown, requestId: string): ProblemError {
    const problem = problemOf(thrown);
    const concern = concernOf(problem);
    if (concern !== null) this.#settings.report(problem === thrown ? problem : problem.cause, requestId, concern);
    return problem;
  }
}

/** Null: a mistake of the client's alone. */
function concernOf(problem: ProblemError): Concern | null {
  const { kind } = classify(problem.cause);
  if (kind === 'denied' || kind === 'value') return kind;
  return isOurFault(problem) ? 'failure' : null;
}

/** Unknown methods have a status of the server's, but are the client's invention. */
function isOurFault({ type }: ProblemError): boolean {
  return type.status >= 500 && type !== NOT_IMPLEMENTED;
}
