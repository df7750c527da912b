import { CSV_LINE_END } from '../formats/compile-csv.ts';
import type { MediaType } from '../formats/media-types.ts';
import { CSV, JSON_PLAIN } from '../formats/media-types.ts';
import type { CollectionQuery } from '../query/collection-query.ts';
import type { PageLink } from '../query/view.ts';
import { linkHeader, viewId, viewText } from '../query/view.ts';
import type { Page } from './page-request.ts';
import { rdfWriterFor } from './rdf-writer.ts';
import type { LensReading, ServedResource } from './served.ts';

/** A page, as far as its place among the others is told. */
interface Paged {
  readonly media: MediaType;
  readonly query: CollectionQuery;
  readonly page: Pick<Page, 'total' | 'links'>;
}

interface Found extends Paged {
  readonly page: Page;
  readonly language: string;
}

/** The text of a page and its address: the view's own, or the collection's where everything is shown. */
export function collectionText(
  served: ServedResource,
  lens: LensReading,
  { media, query, page, language }: Found,
  origin: string,
): { readonly body: string; readonly address: string } {
  const view = page.links === null ? null : viewText(served.path, query, page.links);
  const address = view === null ? served.path : viewId(served.path, query);
  if (media === JSON_PLAIN) return { body: `[${members(lens.write.json, page, language)}]`, address };
  const rdf = rdfWriterFor(lens, media, origin);
  if (rdf !== null) {
    const shown = page.links && { id: address, links: linkHeader(served.path, query, page.links) };
    return { body: rdf.collection({ ...page, language, view: shown }), address };
  }
  if (media === CSV) return { body: lines(lens.csv, page, language), address };
  const body = collectionNode({
    context: served.context,
    path: served.path,
    total: page.total,
    members: members(lens.write.ld, page, language),
    view,
    search: lens.parameters.template,
    operations: lens.affords?.collection ?? null,
  });
  return { body, address };
}

/** What a collection node is made of, each part as JSON text; lists without brackets. */
interface CollectionParts {
  readonly context: string;
  readonly path: string;
  /** Null: not counted. */
  readonly total: number | null;
  readonly members: string;
  /** Null: everything is shown. */
  readonly view: string | null;
  readonly search: string;
  /** Null: nobody has asked. */
  readonly operations: string | null;
}

/** The JSON text of a collection, its keys in their order (wire-format §5.1). */
export function collectionNode({ context, path, total, members, view, search, operations }: CollectionParts): string {
  return (
    `{"@context":"${context}","@type":"hydra:Collection","@id":"${path}",` +
    `${total === null ? '' : `"hydra:totalItems":${total},`}"hydra:member":[${members}]` +
    `${view === null ? '' : `,"hydra:view":${view}`},"hydra:search":${search}` +
    `${operations === null ? '' : `,"hydra:operation":[${operations}]`}}`
  );
}

/** Paging of a body that holds rows alone is told in headers (RFC 8288). */
export function pagingHeaders(
  served: Pick<ServedResource, 'path'>,
  { media, query, page }: Paged,
  origin: string,
): Readonly<Record<string, string>> {
  if (media !== JSON_PLAIN && media !== CSV) return {};
  const count = page.total === null ? {} : { 'X-Total-Count': String(page.total) };
  if (page.links === null) return count;
  const links = linkHeader(`${origin}${served.path}`, query, page.links);
  return { ...count, Link: links.map(linkText).join(', ') };
}

function members(write: LensReading['write']['ld'], { rows }: Page, language: string): string {
  let text = '';
  for (const row of rows) text += text === '' ? `{${write(row, language)}}` : `,{${write(row, language)}}`;
  return text;
}

function lines({ header, row }: LensReading['csv'], { rows }: Page, language: string): string {
  let text = header + CSV_LINE_END;
  for (const each of rows) text += row(each, language) + CSV_LINE_END;
  return text;
}

/** RFC 8288 §3. */
function linkText({ rel, href }: PageLink): string {
  return `<${href}>; rel="${rel}"`;
}
