import type { RequestText } from './requests.ts';

/** One answer, whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Sends one request and reads the whole answer. */
async function ask(port: number, { method = 'GET', path, headers, body }: RequestText): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers,
    ...(body !== undefined && { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** @throws Error for another status than the expected one, with the answer's text. */
export async function askFor(port: number, status: number, request: RequestText): Promise<Answer> {
  const answer = await ask(port, request);
  if (answer.status === status) return answer;
  throw new Error(`${request.method ?? 'GET'} ${request.path} answered ${answer.status}: ${answer.text}`);
}
