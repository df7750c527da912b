import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;
/** Characters; longer texts are none of ours. */
export const LONGEST_CURSOR = 4_096;
const SHORTEST_SECRET = 32;
/** Tokens that are kept. */
const MOST_KEPT = 1_000;

/** Keys that follow from one secret (RFC 5869), so that it can serve other purposes, too. */
interface Keys {
  readonly encrypting: Uint8Array;
  readonly naming: Uint8Array;
}

/**
 * Makes texts opaque and unforgeable: AES-256-GCM, whose associated data say what the text is about. The nonce is a MAC
 * of the text and of what it is about, so that equal texts give equal tokens: answers that hold them keep their
 * strong tags.
 */
export class CursorSeal {
  readonly #keys: readonly Keys[];
  readonly #kept = new Map<string, string>();

  /**
   * @param secrets The first one seals, all open: put a new one in front to replace it.
   * @throws TypeError when there is none, or one of fewer than 32 bytes.
   */
  constructor(secrets: readonly string[]) {
    if (secrets.length === 0 || secrets.some((each) => Buffer.byteLength(each) < SHORTEST_SECRET)) {
      throw new TypeError(`cursorSecrets: give at least one secret, each of ${SHORTEST_SECRET} bytes or more.`);
    }
    this.#keys = secrets.map(keysOf);
  }

  /** A token of the base64url alphabet (RFC 4648 §5). */
  seal(text: string, about: string): string {
    const [keys] = this.#keys;
    // The constructor has seen to it.
    const { encrypting, naming } = keys as Keys;
    const nonce = createHmac('sha256', naming).update(`${about.length} ${about}${text}`).digest().subarray(0, NONCE);
    const cipher = createCipheriv(CIPHER, encrypting, nonce).setAAD(Buffer.from(about));
    const sealed = [nonce, cipher.update(text, 'utf8'), cipher.final()];
    return Buffer.concat([...sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** The same, for the one text that every answer about something needs: its token is kept. */
  sealOften(text: string, about: string): string {
    const known = this.#kept.get(about);
    if (known !== undefined) return known;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const token = this.seal(text, about);
    this.#kept.set(about, token);
    return token;
  }

  /** The text in a token; null when it was not sealed here, was altered, or is about something else. */
  open(token: string, about: string): string | null {
    if (token.length > LONGEST_CURSOR) return null;
    const bytes = Buffer.from(token, 'base64url');
    // Many texts decode to the same bytes: only the one that `seal` writes is a token.
    if (bytes.length < NONCE + TAG || bytes.toString('base64url') !== token) return null;
    for (const keys of this.#keys) {
      const text = opened(keys, bytes, about);
      if (text !== null) return text;
    }
    return null;
  }
}

function keysOf(secret: string): Keys {
  const key = (purpose: string) => new Uint8Array(hkdfSync('sha256', secret, '', `hydra cursor ${purpose}`, 32));
  return { encrypting: key('encryption'), naming: key('nonce') };
}

function opened({ encrypting }: Keys, bytes: Buffer, about: string): string | null {
  const nonce = bytes.subarray(0, NONCE);
  const decipher = createDecipheriv(CIPHER, encrypting, nonce, { authTagLength: TAG }).setAAD(Buffer.from(about));
  decipher.setAuthTag(bytes.subarray(-TAG));
  try {
    const text = decipher.update(bytes.subarray(NONCE, -TAG));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    // OpenSSL compares the tags in constant time and says no more than that they differ.
    return null;
  }
}
