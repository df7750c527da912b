import { setTimeout } from 'node:timers/promises';
import { Connection } from './connection.ts';
import type { RequestSource } from './requests.ts';

/** What a slice of load has seen. */
export interface Load {
  /** Answers of the expected status. */
  readonly answered: number;
  /** Answers of another status, broken connections, and answers that did not come. */
  readonly failed: number;
  /** From the first request to the last answer, in milliseconds. */
  readonly duration: number;
  /** Of each answer, in milliseconds. */
  readonly latencies: readonly number[];
}

/** How many requests are under way at once. */
export const CONNECTIONS = 32;
/** How long answers may still come after the end of a slice, in milliseconds. */
const GIVE_UP = 15_000;

/** Opens the connections of a slice. */
export function openConnections(port: number): Promise<readonly Connection[]> {
  return Promise.all(Array.from({ length: CONNECTIONS }, () => Connection.open(port)));
}

/**
 * Sends requests on every connection, the next one as soon as the last is answered, until the time is over; then waits
 * for those under way, so that every request that was worked on is counted.
 */
export async function runLoad(
  connections: readonly Connection[],
  requests: { readonly status: number; readonly next: RequestSource },
  milliseconds: number,
): Promise<Load> {
  const seen = { latencies: [] as number[], failed: 0 };
  const began = performance.now();
  const loops = connections.map((connection) => loop(connection, requests, began + milliseconds, seen));
  const isDone = await inTime(Promise.all(loops), milliseconds + GIVE_UP);
  return {
    answered: seen.latencies.length,
    failed: seen.failed + (isDone ? 0 : 1),
    duration: performance.now() - began,
    latencies: seen.latencies,
  };
}

function loop(
  connection: Connection,
  { status: expected, next }: Parameters<typeof runLoad>[1],
  until: number,
  seen: { readonly latencies: number[]; failed: number },
): Promise<void> {
  return new Promise((resolve) => {
    const send = (): void => {
      const sent = performance.now();
      if (sent >= until) {
        resolve();
        return;
      }
      connection.send(next(), (status) => {
        if (status === expected) seen.latencies.push(performance.now() - sent);
        else seen.failed += 1;
        if (status === null) resolve();
        else send();
      });
    };
    send();
  });
}

async function inTime(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const timer = new AbortController();
  const tooLate = setTimeout(milliseconds, false, { signal: timer.signal }).catch(() => false);
  const isDone = await Promise.race([work.then(() => true), tooLate]);
  timer.abort();
  return isDone;
}
