import type { IdForm } from './declare/record.ts';

/** Where the rows of a class live: `/api` + `/meetings`. */
export interface IriPlace {
  /** Path of the collection, complete. */
  readonly collection: string;
  readonly form: IdForm;
}

const LARGEST = '9007199254740991';
const COUNTED = /^[1-9][0-9]{0,15}$/;
const RANDOM = /^[0-9a-z]{8}$/;

/** Whether the text has the form of an id: `01`, `1e3` and numbers beyond 2^53−1 have not. */
export function hasIdForm(form: IdForm, id: string): boolean {
  if (form.kind === 'random') return RANDOM.test(id);
  if (form.kind === 'code') return form.form.test(id);
  return COUNTED.test(id) && (id.length < LARGEST.length || id <= LARGEST);
}

/** The path of a row; `id` has the class's form, so nothing needs escaping. */
export function iriOf(place: IriPlace, id: string): string {
  return `${place.collection}/${id}`;
}

/** What addresses of a class look like, for sentences; ids that are drawn or known to people are a hole. */
export function exampleIri(place: IriPlace): string {
  return iriOf(place, place.form.kind === 'counted' ? '1' : '{id}');
}

/**
 * The id in an IRI, by text alone; null when the text is no address of a row of the class. Absolute IRIs must be of
 * our origin; percent-encoding is normalised; a query, fragment or suffix makes it another address.
 */
export function idOf(place: IriPlace, origin: string, text: string): string | null {
  const path = text.startsWith(`${origin}/`) ? text.slice(origin.length) : text;
  if (!path.startsWith('/') || path.startsWith('//') || /[?#\s]/.test(path)) return null;
  const decoded = decode(path);
  const prefix = `${place.collection}/`;
  if (decoded === null || !decoded.startsWith(prefix)) return null;
  const id = decoded.slice(prefix.length);
  return hasIdForm(place.form, id) ? id : null;
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
