import { ProblemError, UNKNOWN_HOST } from '../problem.ts';

/** Where clients find us; one object per origin, so that it can be a key. */
export interface Origin {
  /** `https://host`, without a slash at the end. */
  readonly url: string;
  /** Whether configuration says so; documents for any other origin must not be kept by caches. */
  readonly configured: boolean;
}

/** What decides the origin of an answer. */
export interface OriginSettings {
  /** `PUBLIC_URL`; null outside production. */
  readonly publicUrl: string | null;
  /** Host and port of the listening socket; asked when the first request comes. */
  readonly listening: () => { readonly host: string; readonly port: number };
}

const LIMIT = 8;
const HOST = /^(\[[0-9a-f:.]+\]|[0-9a-z.-]+)(?::[0-9]{1,5})?$/;
const LOOPBACK = /^(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])$/;

/** Decides the origin: the configured one, else what `Host` says as long as that is this machine. */
export class Origins {
  readonly #settings: OriginSettings;
  readonly #configured: Origin | null;
  readonly #known = new Map<string, Origin>();

  /** @throws TypeError when the public address is no http or https address without a path. */
  constructor(settings: OriginSettings) {
    this.#settings = settings;
    this.#configured = settings.publicUrl === null ? null : configuredOrigin(settings.publicUrl);
  }

  /** @throws ProblemError 400 `unknown-host`. */
  of(host: string | undefined): Origin {
    if (this.#configured !== null) return this.#configured;
    if (this.#known.size === 0) this.#addOwn();
    const name = host?.toLowerCase();
    const known = name === undefined ? undefined : this.#known.get(name);
    return known ?? this.#admit(name);
  }

  /** For answers to requests whose host is unknown or was never read. */
  get fallback(): Origin {
    const { host, port } = this.#settings.listening();
    // An address that means every one is none of them.
    return this.#configured ?? this.of(`${LOOPBACK.test(bracketed(host)) ? bracketed(host) : 'localhost'}:${port}`);
  }

  /** Our own names come first, so that a client that makes ports up cannot use the places up. */
  #addOwn(): void {
    const { host, port } = this.#settings.listening();
    for (const name of ['localhost', '127.0.0.1', '[::1]', bracketed(host)]) this.#add(`${name}:${port}`);
  }

  #admit(name: string | undefined): Origin {
    const host = name === undefined ? undefined : HOST.exec(name)?.[1];
    if (name === undefined || host === undefined || !this.#isOurs(host) || this.#known.size >= LIMIT) {
      throw new ProblemError(UNKNOWN_HOST);
    }
    return this.#add(name);
  }

  #isOurs(host: string): boolean {
    return LOOPBACK.test(host) || host === bracketed(this.#settings.listening().host);
  }

  #add(name: string): Origin {
    const origin = Object.freeze({ url: `http://${name}`, configured: false });
    this.#known.set(name, origin);
    return origin;
  }
}

function configuredOrigin(publicUrl: string): Origin {
  const url = URL.canParse(publicUrl) ? new URL(publicUrl) : null;
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  if (!isPlain) throw new TypeError(`The public address must look like https://host, without a path: ${publicUrl}`);
  return Object.freeze({ url: url.origin, configured: true });
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host.toLowerCase()}]` : host.toLowerCase();
}
