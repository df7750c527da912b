import type { Answered } from './api.ts';

/** What a collection shows. */
export interface Collection {
  readonly 'hydra:totalItems': number;
  readonly 'hydra:member': readonly Readonly<Record<string, unknown>>[];
}

/** The body of an answer that is a collection. */
export function collectionOf({ status, text, body }: Answered): Collection {
  if (status !== 200) throw new Error(`No collection: ${status} ${text}`);
  return body as Collection;
}

/** One field of every member of a collection. */
export function each(answer: Answered, field: string): readonly unknown[] {
  return collectionOf(answer)['hydra:member'].map((member) => member[field]);
}
