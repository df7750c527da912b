import type { MediaType } from '../formats/media-types.ts';
import { JSON_PLAIN } from '../formats/media-types.ts';
import { bind } from '../plan/statement.ts';
import type { CollectionQuery } from '../query/collection-query.ts';
import { readQuery } from '../query/read-query.ts';
import type { Asked } from './asked.ts';
import { collectionCursor } from './collection-cursor.ts';
import { collectionText, pagingHeaders } from './collection-text.ts';
import { countingFor } from './counting.ts';
import { notAcceptable } from './get-item.ts';
import { kindOf, languageFor } from './language.ts';
import type { Outcome } from './outcome.ts';
import type { Page, PageRequest } from './page-request.ts';
import { matchesNone } from './preconditions.ts';
import { queryManner } from './query-manner.ts';
import { readPage, readState } from './read-page.ts';
import { refusePreferences } from './refuse-preferences.ts';
import { bindingOf, frameFor } from './rows.ts';
import type { LensPlan, LensReading, ServedResource } from './served.ts';
import { collectionTag, digestTag } from './tags.ts';

/** GET and HEAD of a collection: query, tag, then rows, total and versions from one snapshot. */
export async function getCollection(served: ServedResource, whole: LensPlan, asked: Asked): Promise<Outcome> {
  const { media } = asked;
  if (media === null) throw notAcceptable(asked);
  refusePreferences(asked);
  const query = readQuery(whole.parameters, asked.query, queryManner(asked, media === JSON_PLAIN));
  const lens = query.fields === null ? whole : whole.narrowed(query.fields);
  const language = languageFor(lens.read, asked);
  const request = await pageRequest(served, lens, asked, query, language);
  const known = await knownTag(lens, asked, media, request, language);
  if (known !== null) return notModified(served, lens, known);
  const page = await readPage(request);
  return answer(served, lens, asked, { media, query, page, language });
}

async function pageRequest(
  served: ServedResource,
  lens: LensReading,
  asked: Asked,
  query: CollectionQuery,
  language: string,
): Promise<PageRequest> {
  const { caller } = asked;
  const binding = bindingOf(caller);
  const statements = lens.statements(query);
  const frame = frameFor(served.settings, served.of, caller);
  const read: PageRequest['read'] = (bounds) => served.rows.read(caller, frame, bounds, asked.incoming.signal);
  const counting = countingFor(lens.read, query, asked.preferred.count);
  const cursor = collectionCursor(served, lens, asked, query, language);
  const request = { plan: lens.read, statements, query, counting, cursor, binding, language, names: [], read };
  return statements.translated ? { ...request, names: await readNames(request, language) } : request;
}

/** Every code with its name in the answer's language, for SQL to compare and order by. */
async function readNames({ plan, binding, read }: PageRequest, language: string): Promise<PageRequest['names']> {
  const translate = plan.of.fields.find(({ kind }) => kind === 'translated')?.translate;
  if (plan.codes === null || translate == null) return [[], []];
  const [result] = await read([bind(plan.codes, binding)]);
  const codes = (result?.rows ?? []).map(([code]) => code ?? '');
  return [codes, codes.map((code) => translate(code, language))];
}

async function knownTag(
  lens: LensReading,
  asked: Asked,
  media: MediaType,
  request: PageRequest,
  language: string,
): Promise<string | null> {
  const condition = asked.incoming.headers['if-none-match'];
  if (condition === undefined || lens.read.digest) return null;
  const [, ...versions] = await readState(request);
  const tag = collectionTag(lens.read, media, asked.caller, versions, wholeQuery(asked), language);
  return matchesNone(condition, tag) ? null : tag;
}

/** The query with the preferences that change what is shown; a query as sent has no space. */
function wholeQuery({ query, preferred }: Asked): string {
  return preferred.count === null ? query : `${query} count=${preferred.count}`;
}

function notModified(served: ServedResource, lens: LensReading, tag: string): Outcome {
  return { status: 304, kind: kindOf(lens.read), headers: { ...served.offers.collection, ETag: tag }, body: null };
}

interface Found {
  readonly media: MediaType;
  readonly query: CollectionQuery;
  readonly page: Page;
  readonly language: string;
}

function answer(served: ServedResource, lens: LensReading, asked: Asked, found: Found): Outcome {
  const { media, page, language } = found;
  const { body, address } = collectionText(served, lens, found, asked.origin);
  const tag = lens.read.digest
    ? digestTag(lens.read, media, '0', body)
    : collectionTag(lens.read, media, asked.caller, page.versions, wholeQuery(asked), language);
  if (!matchesNone(asked.incoming.headers['if-none-match'], tag)) return notModified(served, lens, tag);
  const headers: Record<string, string> = {
    'Content-Type': media.contentType,
    ...served.offers.collection,
    'Content-Location': address,
    ETag: tag,
    ...pagingHeaders(served, found, asked.origin),
  };
  if (language !== '') headers['Content-Language'] = language;
  return { status: 200, kind: kindOf(lens.read), headers, body };
}
