import type { AcceptedBody } from '../body/read-bytes.ts';
import { JSON_LD, JSON_PLAIN } from '../formats/media-types.ts';

/** Bytes of a JSON body after inflation. */
const LIMIT = 256 * 1024;

/** What POST takes. */
export const POST_TYPES: readonly string[] = [JSON_LD.name, JSON_PLAIN.name];
/** What PATCH takes; all three have the meaning of RFC 7396. */
export const PATCH_TYPES: readonly string[] = ['application/merge-patch+json', ...POST_TYPES];

export const CREATE_BODY: AcceptedBody = Object.freeze({ types: POST_TYPES, header: 'Accept-Post', limit: LIMIT });
export const PATCH_BODY: AcceptedBody = Object.freeze({ types: PATCH_TYPES, header: 'Accept-Patch', limit: LIMIT });
