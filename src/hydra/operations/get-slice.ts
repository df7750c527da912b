import type { MediaType } from '../formats/media-types.ts';
import { JSON_PLAIN } from '../formats/media-types.ts';
import type { CollectionQuery } from '../query/collection-query.ts';
import type { PageLinks } from '../query/page-links.ts';
import { readQuery } from '../query/read-query.ts';
import { SLICE_QUERY, sliceSearch } from '../query/slice-parameters.ts';
import { viewId, viewText } from '../query/view.ts';
import type { Caller, Slice, SlicePage } from '../seams.ts';
import type { Asked } from './asked.ts';
import { collectionNode, pagingHeaders } from './collection-text.ts';
import { openCursor } from './cursor.ts';
import type { DeclaredCollection } from './declared.ts';
import { digestedAnswer } from './digested-answer.ts';
import { notAcceptable } from './get-item.ts';
import type { Outcome } from './outcome.ts';
import { callOf } from './perform.ts';
import { queryManner } from './query-manner.ts';
import { refusePreferences } from './refuse-preferences.ts';
import { frameFor } from './rows.ts';
import type { Offers, ServedResource } from './served.ts';
import type { Addresses } from './shape-text.ts';
import { memberText } from './shape-text.ts';
import { sliceAt, sliceLinks } from './slice-cursor.ts';
import type { SubjectPlan } from './subject.ts';
import { readSubject } from './subject.ts';

/** A collection that code gives, with what serving it needs. */
export interface ServedCollection extends Pick<ServedResource, 'model' | 'codecs' | 'rows' | 'settings' | 'cursors'> {
  readonly declared: DeclaredCollection;
  readonly addresses: Addresses;
  /** Address of its members' context. */
  readonly context: string;
  /** Complete, below the row with that id. */
  readonly pathOf: (id: string) => string;
  readonly subjectOf: (caller: Caller | null) => SubjectPlan;
  readonly offers: Offers;
}

/** GET of a list that code gives: row (404), rule (403), media type (406), query and cursor (400), then the code. */
export async function getSlice(served: ServedCollection, asked: Asked): Promise<Outcome> {
  const { caller, media, id } = asked;
  const { subject } = await readSubject(served.subjectOf(caller), served.rows, served.settings, asked);
  if (media === null) throw notAcceptable(asked);
  refusePreferences(asked);
  const path = served.pathOf(id);
  const query = readQuery(SLICE_QUERY, asked.query, queryManner(asked, media === JSON_PLAIN));
  const cursor = openCursor(served.cursors, [path, caller?.tenant ?? null], query.cursor ?? '');
  const { items, ...beside } = await readSlice(served, asked, subject, sliceAt(cursor, query.itemsPerPage));
  return answer(served, asked, { media, path, query, items, links: sliceLinks(cursor, beside) });
}

/** A page without items has no neighbours, and nobody needs to be asked for it. */
const NOTHING: SlicePage<unknown> = Object.freeze({ items: [], next: null, previous: null });

async function readSlice(served: ServedCollection, asked: Asked, subject: unknown, slice: Slice) {
  if (slice.limit === 0) return NOTHING;
  const { declared, model, codecs, rows, settings } = served;
  const { parent, name, provider } = declared;
  const frame = frameFor(settings, parent, asked.caller);
  const run = { model, codecs, rows, settings, frame, as: 'requests', operation: name, table: parent.table } as const;
  return provider.list(callOf(run, asked, { subject, input: slice }));
}

interface Found {
  readonly media: MediaType;
  readonly path: string;
  readonly query: CollectionQuery;
  readonly items: SlicePage<unknown>['items'];
  readonly links: PageLinks;
}

function answer(served: ServedCollection, asked: Asked, found: Found): Outcome {
  const { media, path, query, links } = found;
  const headers = pagingHeaders({ path }, { media, query, page: { total: null, links } }, asked.origin);
  const shown = { media, body: bodyText(served, found), address: viewId(path, query), offers: served.offers };
  return digestedAnswer(asked, { ...shown, link: headers.Link ?? null });
}

function bodyText(
  { declared, addresses, context }: ServedCollection,
  { media, path, query, items, links }: Found,
): string {
  const members = items
    // The provider's type says that it gives objects of the class.
    .map((item) => memberText(declared.members, item as Readonly<Record<string, unknown>>, media, addresses, path))
    .join(',');
  if (media === JSON_PLAIN) return `[${members}]`;
  const view = viewText(path, query, links);
  const search = sliceSearch(path);
  return collectionNode({ context, path, total: null, members, view, search, operations: null });
}
