import type { RequestListener } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Incoming, Reply } from '../exchange.ts';
import { answering } from './answer.ts';
import { trustedProxies } from './client-address.ts';
import { clock } from './clock.ts';
import { Deadlines } from './deadlines.ts';
import { expressDoor } from './express.ts';
import { NodeIncoming } from './incoming.ts';
import { listenerOf } from './listener.ts';
import type { ParserError } from './raw-errors.ts';
import { RawErrors } from './raw-errors.ts';
import type { Refusals } from './refuse.ts';
import { respond } from './respond.ts';

/** What the doors lead to, and their limits. */
export interface DoorsSettings {
  readonly serve: (incoming: Incoming) => Reply | Promise<Reply>;
  readonly isCompiledGet: (method: string, url: string) => boolean;
  readonly refusals: Refusals;
  /** Whether the server is about to stop. */
  readonly isClosing: () => boolean;
  /** The time of one request, in milliseconds. */
  readonly deadline: number;
  /** Addresses and subnets of our own proxies. */
  readonly trustedProxies: readonly string[];
}

/** What a server of Node is given: one object for the events that it sends. */
export interface Doors {
  /** For `request`, `checkContinue` and `checkExpectation`. */
  readonly request: RequestListener;
  /** Everything through Express: for tests that compare the two doors. */
  readonly express: RequestListener;
  /** For `clientError`. */
  readonly clientError: (error: ParserError, socket: Duplex) => void;
  /** Gives requests in flight at most this many milliseconds more. */
  readonly cutDeadlines: (milliseconds: number) => void;
}

/** Opens both doors of the engine and the one for what is no request. */
export function openDoors(settings: DoorsSettings): Doors {
  const { serve, isCompiledGet, isClosing, refusals } = settings;
  const deadlines = new Deadlines(settings.deadline, clock);
  const incoming = { deadlines, isTrusted: trustedProxies(settings.trustedProxies) };
  const refuse = refusals.of.bind(refusals);
  const answer = answering({ serve, refuse, incoming, isClosing });
  const express = expressDoor(answer, (thrown, request, response) =>
    respond(response, refuse(thrown, new NodeIncoming(request, response, incoming)), isClosing()),
  );
  const rawErrors = new RawErrors({ refuse, clock });
  return {
    request: rawErrors.watching(listenerOf({ answer, isCompiledGet, express })),
    express: rawErrors.watching(express),
    clientError: rawErrors.onClientError,
    cutDeadlines: (milliseconds) => deadlines.cut(milliseconds),
  };
}
