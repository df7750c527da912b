import type { ResourceModel } from '../model/model.ts';
import { PATCH_TYPES, POST_TYPES } from './accepted.ts';
import type { HeaderDescription } from './description.ts';
import { minimalNames } from './minimal.ts';
import type { PreferenceName } from './preference.ts';

export const IF_NONE_MATCH: HeaderDescription = {
  name: 'If-None-Match',
  description: 'A tag got earlier: 304 while the answer would be the same.',
  values: null,
};
export const ACCEPT_LANGUAGE: HeaderDescription = {
  name: 'Accept-Language',
  description: 'The language of translated texts; English where it has none.',
  values: null,
};
export const POST_BODY: HeaderDescription = contentType(POST_TYPES);
export const PATCH_BODY: HeaderDescription = contentType(PATCH_TYPES);

/** Of what is done once per key. */
export const IDEMPOTENCY: HeaderDescription = {
  name: 'Idempotency-Key',
  description:
    'Up to 255 visible ASCII characters of your choice. The same request with the same key is answered again and not done again, for a day.',
  values: null,
};

/** `If-Match` of what changes or removes a row, or acts on it. */
export function ifMatchHeader({ resource }: ResourceModel): HeaderDescription {
  const text = 'A tag got earlier: 412 when the record has changed since.';
  if (resource.concurrency !== 'required') {
    return { name: 'If-Match', description: `${text} Left out, the last write wins.`, values: null };
  }
  return { name: 'If-Match', description: `${text} Left out: 428.`, values: null, required: true };
}

/** What each preference of an operation does; `handling` is told of every operation. */
const PREFERENCE_TEXTS: Readonly<Record<Exclude<PreferenceName, 'handling'>, string>> = {
  include: '`include="operations"` shows what the caller may do, in JSON-LD.',
  return: '`return=minimal` leaves the body of the answer out, `return=representation` asks for it.',
  count:
    '`count=exact` counts even with partial=true, `count=estimated` counts a sample of large collections that are ' +
    'narrowed, `count=none` leaves out the total and the last page.',
  tx: '`tx=rollback` does and answers everything and takes it back.',
};
const HANDLING = '`handling=lenient` ignores unknown parameters, `handling=strict` refuses unknown preferences';

/** `Prefer` of an operation that honours these preferences; where it reads a body, `handling` is about its keys, too. */
export function preferHeader(names: readonly PreferenceName[], readsBody: boolean): HeaderDescription {
  const handling = readsBody ? `${HANDLING} and keys of the body that would be ignored.` : `${HANDLING}.`;
  const others = names.flatMap((name) => (name === 'handling' ? [] : [PREFERENCE_TEXTS[name]]));
  return { name: 'Prefer', description: [handling, ...others].join(' '), values: null };
}
/** `Prefer` of what only reads. */
export const PREFER: HeaderDescription = preferHeader([], false);

/** What a request may say about the language of what it gets. */
export function languageHeader(of: ResourceModel): readonly HeaderDescription[] {
  return isTranslated(of) ? [ACCEPT_LANGUAGE] : [];
}

/** Headers of an answer that shows one row. */
export function itemHeaders(of: ResourceModel): readonly string[] {
  return [
    'ETag',
    'Content-Location',
    ...(of.updatedAt === null ? [] : ['Last-Modified']),
    ...offerHeaders(of.resource.patch === null ? [] : ['Accept-Patch']),
    ...(isTranslated(of) ? ['Content-Language'] : []),
  ];
}

/** Headers of an answer that says nothing of a row but that it was written. */
export function minimalHeaders(of: ResourceModel): readonly string[] {
  return minimalNames(itemHeaders(of));
}

/** Headers of an answer that shows a collection. */
export function listHeaders(of: ResourceModel): readonly string[] {
  return [
    'ETag',
    'Content-Location',
    'X-Total-Count',
    ...offerHeaders(of.resource.create === null ? [] : ['Accept-Post']),
    ...(isTranslated(of) ? ['Content-Language'] : []),
  ];
}

/** Headers that say what an address offers. */
function offerHeaders(accepts: readonly string[]): readonly string[] {
  return ['Allow', ...accepts];
}

/** Whether an answer has texts that code translates. */
export function isTranslated(of: ResourceModel): boolean {
  return of.fields.some(({ kind }) => kind === 'translated');
}

function contentType(values: readonly string[]): HeaderDescription {
  return { name: 'Content-Type', description: 'What the body is.', values };
}

/** Headers of 304: the tag and what the address offers. */
export function unchangedHeaders(of: ResourceModel, address: 'collection' | 'item'): readonly string[] {
  const { create, patch } = of.resource;
  if (address === 'collection') return ['ETag', ...offerHeaders(create === null ? [] : ['Accept-Post'])];
  return ['ETag', ...offerHeaders(patch === null ? [] : ['Accept-Patch'])];
}
