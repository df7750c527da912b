import type { MediaType } from '../formats/media-types.ts';
import { instantOfRow } from '../instant.ts';
import type { Compiled } from '../plan/statement.ts';
import { bind } from '../plan/statement.ts';
import { NOT_ACCEPTABLE, NOT_FOUND, ProblemError } from '../problem.ts';
import type { TextRow } from '../rows/statement.ts';
import type { Asked } from './asked.ts';
import { httpDate } from './http-date.ts';
import type { ItemQuery } from './item-query.ts';
import { itemQuery } from './item-query.ts';
import { itemText } from './item-text.ts';
import { kindOf, languageFor } from './language.ts';
import { minimal } from './minimal.ts';
import type { Outcome } from './outcome.ts';
import { isNotModified, matchesNone } from './preconditions.ts';
import { rowVersion } from './row-version.ts';
import { bindingOf, frameFor } from './rows.ts';
import type { LensPlan, LensReading, ServedResource } from './served.ts';
import { digestTag, itemTag } from './tags.ts';

/** GET and HEAD of one row: 304 is decided from versions alone, before anything else is read. */
export async function getItem(served: ServedResource, whole: LensPlan, asked: Asked): Promise<Outcome> {
  const query = itemQuery(whole, asked);
  const { lens } = query;
  const unchanged = await knownTag(served, query, asked);
  if (unchanged !== null) return notModified(served, lens, unchanged);
  const row = await readRow(served, asked, lens.read.item);
  if (row === null) throw new ProblemError(NOT_FOUND);
  if (asked.media === null) throw notAcceptable(asked);
  query.check();
  return itemAnswer(served, lens, asked, { row, media: asked.media, status: 200 });
}

/** The row in the answer to a read or a write; its tag is the one that the next GET gives. */
export function itemAnswer(
  served: ServedResource,
  lens: LensReading,
  asked: Asked,
  { row, media, status }: { readonly row: TextRow; readonly media: MediaType; readonly status: number },
): Outcome {
  const language = languageFor(lens.read, asked);
  const body = itemText(served, lens, media, row, { language, origin: asked.origin });
  const tag = rowTag(served, lens, asked, { row, media, body });
  const modified = modifiedAt(lens, row);
  if (status === 200 && isRead(asked) && isNotModified(asked.incoming.headers, tag, modified)) {
    return notModified(served, lens, tag);
  }
  const address = addressOf(served, lens, row);
  const headers: Record<string, string> = {
    'Content-Type': media.contentType,
    ...served.offers.item,
    'Content-Location': address,
    ETag: tag,
  };
  if (status === 201) headers.Location = address;
  if (modified !== null) headers['Last-Modified'] = httpDate(new Date(modified));
  if (language !== '') headers['Content-Language'] = language;
  const outcome = { status, kind: kindOf(lens.read), headers, body };
  return asked.preferred.return === 'minimal' ? minimal(outcome) : outcome;
}

/** The tag of a row; `body` is the text of its answer, where that has been made already. */
export function rowTag(
  served: ServedResource,
  lens: LensReading,
  asked: Asked,
  { row, media, body }: { readonly row: TextRow; readonly media: MediaType; readonly body?: string },
): string {
  const { read } = lens;
  const language = languageFor(read, asked);
  if (!read.digest) return itemTag(read, media, asked.caller, tagVersions(lens, row), language);
  return digestTag(
    read,
    media,
    rowVersion(lens, row) ?? '0',
    body ?? itemText(served, lens, media, row, { language, origin: asked.origin }),
  );
}

/** 406, with what there is. */
export function notAcceptable({ offered }: Asked): ProblemError {
  return new ProblemError(NOT_ACCEPTABLE, { detail: `There is ${offered.map(({ name }) => name).join(', ')}.` });
}

/** The row's version and those of the tables that it shows, as its tag begins. */
function tagVersions(lens: LensReading, row: TextRow): readonly (string | null | undefined)[] {
  const { shape, itemVersions } = lens.read;
  const versions = row.slice(shape.columns.length, shape.columns.length + itemVersions);
  return [rowVersion(lens, row) ?? '0', ...versions];
}

/** The tag that the client has, if it still is the current one; null: read and answer in full. */
async function knownTag(served: ServedResource, { lens, check }: ItemQuery, asked: Asked): Promise<string | null> {
  const condition = asked.incoming.headers['if-none-match'];
  if (condition === undefined || asked.media === null || lens.read.digest) return null;
  const versions = await readRow(served, asked, lens.read.itemTag);
  if (versions === null) throw new ProblemError(NOT_FOUND);
  check();
  const tag = itemTag(lens.read, asked.media, asked.caller, versions, languageFor(lens.read, asked));
  return matchesNone(condition, tag) ? null : tag;
}

function notModified(served: ServedResource, lens: LensReading, tag: string): Outcome {
  return { status: 304, kind: kindOf(lens.read), headers: { ...served.offers.item, ETag: tag }, body: null };
}

/** One row by the id in the path, as this caller may see it. */
export async function readRow(served: ServedResource, asked: Asked, plan: Compiled): Promise<TextRow | null> {
  const { rows, settings, of } = served;
  const caller = asked.caller;
  const bound = bind(plan, bindingOf(caller), of.resource.singleton ? [] : [asked.id]);
  const frame = frameFor(settings, of, caller);
  const [result] = await rows.read(caller, frame, [bound], asked.incoming.signal);
  return result?.rows[0] ?? null;
}

function addressOf(served: ServedResource, { read }: LensReading, row: TextRow): string {
  return served.of.resource.singleton ? served.path : `${served.path}/${row[read.shape.id] ?? ''}`;
}

function isRead({ incoming }: Asked): boolean {
  return incoming.method === 'GET' || incoming.method === 'HEAD';
}

/** In milliseconds since 1970; null where the class does not keep it. */
function modifiedAt({ read }: LensReading, row: TextRow): number | null {
  const text = row[read.shape.updatedAt] ?? null;
  return text === null ? null : Date.parse(instantOfRow(text));
}
