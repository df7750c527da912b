import type { KeyObject } from 'node:crypto';
import { createHash, createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';

/** The keys of access tokens. Tokens name theirs; the first signs, all verify. */
export interface TokenKeys {
  readonly signing: { readonly id: string; readonly key: KeyObject };
  /** Public keys by id. */
  readonly verifying: ReadonlyMap<string, KeyObject>;
}

/** A new key as `TOKEN_KEYS` lists it: the 32 random bytes of an Ed25519 private key (RFC 8032 §5.1.5) in base64url. */
export function newTokenKey(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Reads the keys that `TOKEN_KEYS` lists, the signing one first. To replace a key put the new one in front, and drop
 * the old one once the tokens it has signed are over. A key's id follows from its public half: nobody has to name it.
 * @throws TypeError when there is none, one is not of the form of `newTokenKey`, or one is listed twice.
 */
export function readTokenKeys(texts: readonly string[]): TokenKeys {
  const keys = texts.map(readKey);
  const [first] = keys;
  if (first === undefined) throw new TypeError('TOKEN_KEYS: list at least one key.');
  if (new Set(texts).size < texts.length) throw new TypeError('TOKEN_KEYS: list each key once.');
  return {
    signing: { id: first.id, key: first.privateKey },
    verifying: new Map(keys.map(({ id, publicKey }) => [id, publicKey])),
  };
}

interface Key {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

function readKey(text: string): Key {
  if (!/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/.test(text)) {
    throw new TypeError('TOKEN_KEYS: each key is 32 random bytes in base64url, 43 characters without padding.');
  }
  const privateKey = createPrivateKey({ key: pkcs8(Buffer.from(text, 'base64url')), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  return { id: idOf(publicKey), privateKey, publicKey };
}

/** An Ed25519 private key wrapped as RFC 8410 §7 says. */
function pkcs8(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), bytes]);
}

function idOf(publicKey: KeyObject): string {
  const der = publicKey.export({ format: 'der', type: 'spki' });
  return createHash('sha256').update(der).digest('base64url').slice(0, 11);
}
