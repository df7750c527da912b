import { hash, verify } from '@node-rs/argon2';

/** The least that OWASP's password storage rules ask of argon2id, the default variant: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes and checks passwords. */
export class Passwords {
  readonly #ofNobody: string;

  private constructor(ofNobody: string) {
    this.#ofNobody = ofNobody;
  }

  /** Prepares the hash that stands in for those of unknown users. */
  static async prepare(random: string): Promise<Passwords> {
    return new Passwords(await hash(random, COST));
  }

  /** An encoded hash that names its own parameters. */
  hash(password: string): Promise<string> {
    return hash(password, COST);
  }

  /** Whether the password is right; without a stored hash it takes as long to say no. */
  async matches(stored: string | null, password: string): Promise<boolean> {
    const right = await verify(stored ?? this.#ofNobody, password);
    return stored !== null && right;
  }
}
