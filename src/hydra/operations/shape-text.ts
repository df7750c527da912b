import type { MediaType } from '../formats/media-types.ts';
import { valueObjectWriter } from '../formats/value-objects.ts';
import type { ClassModel, Field } from '../model/model.ts';
import type { PathOf } from '../plan/sql/row-columns.ts';

/** Where contexts and classes have their addresses. */
export interface Addresses {
  readonly base: string;
  readonly pathOf: PathOf;
}

/** The JSON text of an answer that is no resource: a shape's own keys, in its order. */
export function shapeText(
  of: ClassModel,
  value: Readonly<Record<string, unknown>>,
  media: MediaType,
  addresses: Addresses,
  address: string | null,
): string {
  const keywords = media.key !== 'json';
  const keys = keyTexts(of, value, addresses, keywords);
  if (!keywords) return `{${keys.join(',')}}`;
  const id = address === null ? [] : [`"@id":${JSON.stringify(address)}`];
  const head = [`"@context":"${addresses.base}/contexts/${of.name}"`, `"@type":"${of.name}"`, ...id];
  return `{${[...head, ...keys].join(',')}}`;
}

/** The same of an item of the collection at an address, where it is a fragment. */
export function memberText(
  of: ClassModel,
  value: Readonly<Record<string, unknown>>,
  media: MediaType,
  addresses: Addresses,
  collection: string,
): string {
  const keywords = media.key !== 'json';
  const keys = keyTexts(of, value, addresses, keywords);
  if (!keywords) return `{${keys.join(',')}}`;
  const id = `${collection}#${fragmentOf(of, value)}`;
  return `{${[`"@type":"${of.name}"`, `"@id":${JSON.stringify(id)}`, ...keys].join(',')}}`;
}

function fragmentOf({ fragment }: ClassModel, value: Readonly<Record<string, unknown>>): string {
  return (fragment ?? '').replace(/\{([^}]+)\}/g, (_hole, name: string) => encodeURIComponent(String(value[name])));
}

function keyTexts(
  of: ClassModel,
  value: Readonly<Record<string, unknown>>,
  addresses: Addresses,
  keywords: boolean,
): readonly string[] {
  return of.fields.map(
    (field) => `${JSON.stringify(field.name)}:${valueText(field, value[field.name], addresses, keywords)}`,
  );
}

function valueText(field: Field, value: unknown, { pathOf }: Addresses, keywords: boolean): string {
  if (value === undefined || value === null) return 'null';
  if (field.kind === 'values') return valueObjectWriter(field, keywords)(value);
  if (field.kind !== 'reference' || field.target === null) return JSON.stringify(value);
  return JSON.stringify(`${pathOf(field.target)}/${(value as { readonly id: string }).id}`);
}
