import { CSV_LINE_END } from '../formats/compile-csv.ts';
import type { MediaType } from '../formats/media-types.ts';
import { CSV, JSON_PLAIN, N_QUADS, TURTLE } from '../formats/media-types.ts';
import type { CollectionQuery } from '../query/collection-query.ts';
import type { PageLink } from '../query/view.ts';
import { linkHeader, viewId, viewText } from '../query/view.ts';
import type { Page } from './page-request.ts';
import type { LensReading, ServedResource } from './served.ts';

interface Found {
  readonly media: MediaType;
  readonly query: CollectionQuery;
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
  if (media === TURTLE || media === N_QUADS) {
    const shown = page.links && { id: address, links: linkHeader(served.path, query, page.links) };
    const { collection } = lens.rdf[media === TURTLE ? 'ttl' : 'nq'](origin);
    return { body: collection({ ...page, language, view: shown }), address };
  }
  if (media === CSV) return { body: lines(lens.csv, page, language), address };
  const total = page.total === null ? '' : `"hydra:totalItems":${page.total},`;
  const body =
    `{"@context":"${served.context}","@type":"hydra:Collection","@id":"${served.path}",${total}` +
    `"hydra:member":[${members(lens.write.ld, page, language)}]` +
    `${view === null ? '' : `,"hydra:view":${view}`},"hydra:search":${lens.parameters.template}` +
    `${lens.affords === null ? '' : `,"hydra:operation":[${lens.affords.collection}]`}}`;
  return { body, address };
}

/** Paging of a body that holds rows alone is told in headers (RFC 8288). */
export function pagingHeaders(
  served: ServedResource,
  { media, query, page }: Found,
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
