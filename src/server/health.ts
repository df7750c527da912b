import { randomUUID } from 'node:crypto';
import type { RequestListener, ServerResponse } from 'node:http';
import type { After } from './after.ts';

/** What the health addresses say. */
export interface HealthSettings {
  /** Asks what requests depend on; whatever it throws means "not ready". */
  readonly check: (signal: AbortSignal) => Promise<void>;
  readonly isDraining: () => boolean;
  /** How long the check may take, in milliseconds. */
  readonly limit: number;
  readonly after: After;
}

const HEADERS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

/**
 * Answers `/live` (the process turns) and `/ready` (send requests here) and hands everything else on. Neither says
 * why, nor names a version or a host.
 */
export function withHealth(settings: HealthSettings, listener: RequestListener): RequestListener {
  const isReady = sharedReadiness(settings);
  return (request, response) => {
    if (request.url === '/live') answer(response, settings, true);
    else if (request.url === '/ready') void isReady().then((ready) => answer(response, settings, ready));
    else listener(request, response);
  };
}

/** Probes that come while one is being answered share its answer, so that they cannot queue up. */
function sharedReadiness(settings: HealthSettings): () => Promise<boolean> {
  let asking: Promise<boolean> | null = null;
  return () => {
    if (settings.isDraining()) return Promise.resolve(false);
    asking ??= ask(settings).finally(() => {
      asking = null;
    });
    return asking;
  };
}

/** False when the check fails or is not done in time, even if it ignores its signal. */
async function ask({ check, isDraining, limit, after }: HealthSettings): Promise<boolean> {
  const controller = new AbortController();
  let cancel: () => void = () => {};
  const tooLate = new Promise<boolean>((resolve) => {
    cancel = after(limit, () => {
      controller.abort();
      resolve(false);
    });
  });
  const checked = check(controller.signal).then(
    () => !isDraining(),
    () => false,
  );
  return Promise.race([checked, tooLate]).finally(cancel);
}

function answer(response: ServerResponse, { isDraining }: HealthSettings, healthy: boolean): void {
  const { method } = response.req;
  if (method !== 'GET' && method !== 'HEAD') write(response, problem(405, 'Method Not Allowed'), isDraining());
  else if (healthy) write(response, { status: 200, type: 'application/json', body: { status: 'ok' } }, isDraining());
  else write(response, problem(503, 'Service Unavailable'), isDraining());
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: object;
}

/** A problem that needs no explanation beyond its status (RFC 9457 §4.2.1). */
function problem(status: 405 | 503, title: string): Answer {
  return { status, type: 'application/problem+json', body: { type: 'about:blank', title, status } };
}

function write(response: ServerResponse, { status, type, body }: Answer, isLast: boolean): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...HEADERS,
    'X-Request-Id': randomUUID(),
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
    ...(status === 405 && { Allow: 'GET, HEAD' }),
    ...(status === 503 && { 'Retry-After': '1' }),
    ...(isLast && { Connection: 'close' }),
  });
  response.end(text);
}
