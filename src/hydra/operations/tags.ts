import { createHash } from 'node:crypto';
import type { MediaType } from '../formats/media-types.ts';
import type { ReadPlan } from '../plan/read-plan.ts';
import type { Caller } from '../seams.ts';
import { entityTag } from './entity-tag.ts';

type Text = string | null | undefined;

/** The tag of an item, from its version and those of the further tables that it shows. */
export function itemTag(
  plan: ReadPlan,
  media: MediaType,
  caller: Caller | null,
  versions: readonly Text[],
  language: string,
) {
  return entityTag(versions.join('.'), representation(plan, media, plan.itemClaims, caller, language));
}

/**
 * The tag of a collection, from the versions of its table and of the further ones. Tenant and query are part of it:
 * two tenants' versions may well be equal. So is the zone in which the query's times are read.
 */
export function collectionTag(
  plan: ReadPlan,
  media: MediaType,
  caller: Caller | null,
  versions: readonly Text[],
  query: string,
  language: string,
): string {
  const whose = plan.of.belongs === 'nobody' ? '' : `.${caller?.tenant ?? ''}`;
  const asked = query === '' ? '' : `.${digestOf(`${caller?.timeZone ?? ''} ${query}`)}`;
  return entityTag(
    versions.join('.'),
    `${representation(plan, media, plan.listClaims, caller, language)}${whose}${asked}`,
  );
}

/** The tag of an answer that several tenants or a clock decide; `version` keeps it usable in `If-Match`. */
export function digestTag(plan: ReadPlan, media: MediaType, version: string, body: string): string {
  return entityTag(version, `${media.key}.${plan.build}.${digestOf(body)}`);
}

function representation(
  plan: ReadPlan,
  media: MediaType,
  claims: readonly string[],
  caller: Caller | null,
  language: string,
): string {
  const asked = claims.map((name) => `.${caller?.claims[name] ?? ''}`).join('');
  return `${media.key}.${plan.build}${asked}${language === '' ? '' : `.${language}`}`;
}

/** A short hash of a text, for entity tags. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}
