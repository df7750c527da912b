import type { OfflineProduct } from './offline-product.ts';
import { documentText } from './offline-product.ts';

/** The origin of the committed documents. */
export const GOLDEN_ORIGIN = 'https://host';

/** Committed documents: the file and the address of each. */
export const GOLDEN_DOCUMENTS: readonly (readonly [string, string])[] = [
  ['documentation.json', '/api/docs.jsonld'],
  ['openapi.json', '/api/openapi.json'],
  ['entrypoint.json', '/api'],
];

/** A document as it is committed: indented, so that a change can be read line by line. */
export async function goldenText(product: OfflineProduct, path: string): Promise<string> {
  const document: unknown = JSON.parse(await documentText(product, path));
  return `${JSON.stringify(document, null, 2)}\n`;
}
