import type { KeyObject } from 'node:crypto';
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';

/** The keys of access tokens. Tokens name theirs; the first signs, all verify. */
export interface TokenKeys {
  readonly signing: { readonly id: string; readonly key: KeyObject };
  /** Public keys by id. */
  readonly verifying: ReadonlyMap<string, KeyObject>;
}

/**
 * Reads the secrets that `TOKEN_KEYS` lists, the signing one first: the seed of an Ed25519 key (RFC 8032 §5.1.5) is the
 * SHA-256 of its secret. To replace a secret put the new one in front, and drop the old one once the tokens it has
 * signed are over. A key's id follows from its public half: nobody has to name it.
 * @throws TypeError when there is none or one is listed twice.
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
  const privateKey = createPrivateKey({
    key: pkcs8(createHash('sha256').update(text).digest()),
    format: 'der',
    type: 'pkcs8',
  });
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
