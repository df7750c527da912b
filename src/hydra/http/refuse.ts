import type { Incoming, Reply } from '../exchange.ts';
import type { ProblemError } from '../problem.ts';
import { NOT_IMPLEMENTED } from '../problem.ts';
import type { Cors } from './cors.ts';
import type { HeaderSet } from './headers.ts';
import type { Origin, Origins } from './origin.ts';
import { problemOf, problemReply } from './problem-reply.ts';

/** What problems need beside the error. */
export interface RefusalSettings {
  readonly origins: Origins;
  readonly headers: (origin: Origin) => HeaderSet;
  readonly cors: Cors;
  /** Told what is our fault, with the id that the client was given. */
  readonly report: (error: unknown, requestId: string) => void;
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
    if (isOurFault(problem)) this.#settings.report(problem === thrown ? problem : problem.cause, requestId);
    return problem;
  }
}

/** Unknown methods have a status of the server's, but are the client's invention. */
function isOurFault({ type }: ProblemError): boolean {
  return type.status >= 500 && type !== NOT_IMPLEMENTED;
}
