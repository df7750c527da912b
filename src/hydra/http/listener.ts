import type { RequestListener } from 'node:http';

/** Where requests go in. */
export interface DoorSettings {
  /** Answers a request itself. */
  readonly answer: RequestListener;
  /** Whether it is a GET or HEAD that is compiled whole; looks at the path only. */
  readonly isCompiledGet: (method: string, url: string) => boolean;
  /** Everything else. */
  readonly express: RequestListener;
}

/** The first door: compiled GETs are answered before Express is asked. */
export function listenerOf({ answer, isCompiledGet, express }: DoorSettings): RequestListener {
  return (request, response) => {
    if (isCompiledGet(request.method ?? '', request.url ?? '')) answer(request, response);
    else express(request, response);
  };
}
