import type { Outcome } from './outcome.ts';

/** What of a kept answer is neither status nor body. */
interface Head {
  readonly kind: Outcome['kind'];
  readonly headers: Outcome['headers'];
  readonly applied: string | null;
}

/** The columns in which an answer is kept; `applied` is what it said of the preferences. */
export function writtenKept({ status, kind, headers, body }: Outcome, applied: string | null) {
  const head: Head = { kind, headers, applied };
  const text = body === null || typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
  return { status, head: JSON.stringify(head), body: text };
}

/** The answer in the columns: the same status, body and headers, and that it is given again. */
export function readKept(status: string, head: string, body: string | null): Outcome {
  // Written by `writtenKept`.
  const { kind, headers, applied } = JSON.parse(head) as Head;
  return { status: Number(status), kind, headers: { ...headers, 'Idempotency-Replayed': 'true' }, body, applied };
}
