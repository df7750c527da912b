import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { MediaType } from '../formats/media-types.ts';
import { entityTag } from '../operations/entity-tag.ts';
import type { ContentCoding } from './accept-encoding.ts';
import { chooseCoding } from './accept-encoding.ts';
import type { Headers } from './headers.ts';

/** One form of a document: the bytes with the headers that describe them. */
export interface EncodedDocument {
  readonly body: Uint8Array;
  readonly tag: string;
  /** `Content-Type`, `ETag` and, where it applies, `Content-Encoding`. */
  readonly headers: Headers;
}

/** Below this many bytes packing saves less than the packet it travels in. */
const THRESHOLD = 1024;

/** A document that depends on nothing but the origin: rendered and hashed once, packed once at its first use. */
export class StaticDocument {
  readonly #type: MediaType;
  readonly #hash: string;
  readonly #plain: Uint8Array;
  readonly #forms = new Map<ContentCoding, EncodedDocument>();

  constructor(type: MediaType, text: string) {
    this.#type = type;
    this.#plain = Buffer.from(text);
    this.#hash = createHash('sha256').update(this.#plain).digest('hex').slice(0, 16);
  }

  /** The form for an `Accept-Encoding`. The coding is part of the tag: the bytes differ (RFC 9110 §8.8.3.3). */
  for(acceptEncoding: string | undefined): EncodedDocument {
    const coding = this.#plain.length < THRESHOLD ? null : chooseCoding(acceptEncoding);
    const made = this.#forms.get(coding) ?? this.#encode(coding);
    this.#forms.set(coding, made);
    return made;
  }

  #encode(coding: ContentCoding): EncodedDocument {
    const tag = entityTag(this.#hash, coding === null ? this.#type.key : `${this.#type.key}.${coding}`);
    const headers = { 'Content-Type': this.#type.contentType, ETag: tag };
    if (coding === null) return { body: this.#plain, tag, headers };
    return { body: packed(this.#plain, coding), tag, headers: { ...headers, 'Content-Encoding': coding } };
  }
}

function packed(plain: Uint8Array, coding: 'br' | 'gzip'): Uint8Array {
  if (coding === 'gzip') return gzipSync(plain);
  return brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}
