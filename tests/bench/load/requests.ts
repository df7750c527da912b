/** What a request is made of. */
export interface RequestText {
  readonly method?: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The requests of one target in one case. */
export interface Requests {
  /** The only status that counts as an answer. */
  readonly status: number;
  /** After so many they repeat; null: each is unlike all others. */
  readonly cycle: number | null;
  readonly text: (number: number) => RequestText;
}

/** Gives the bytes of one request after the other. */
export type RequestSource = () => Buffer;

/** Requests that repeat are written down before the load begins. */
export function sourceOf({ cycle, text }: Requests): RequestSource {
  let number = 0;
  if (cycle === null) return () => requestBytes(text(number++));
  const all = Array.from({ length: cycle }, (_, index) => requestBytes(text(index)));
  // The remainder is an index of the list.
  return () => all[number++ % all.length] as Buffer;
}

/** The bytes of a request on a keep-alive connection. */
export function requestBytes({ method = 'GET', path, headers, body }: RequestText): Buffer {
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const lines = Object.entries({ Host: '127.0.0.1', ...headers, ...length }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body ?? ''}`);
}
