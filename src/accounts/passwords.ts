import { verify } from '@node-rs/argon2';
import { hashPassword } from '../password-hash.ts';

/** Hashes and checks passwords. */
export class Passwords {
  readonly #ofNobody: string;

  private constructor(ofNobody: string) {
    this.#ofNobody = ofNobody;
  }

  /** Prepares the hash that stands in for those of unknown users. */
  static async prepare(random: string): Promise<Passwords> {
    return new Passwords(await hashPassword(random));
  }

  /** An encoded hash that names its own parameters. */
  hash(password: string): Promise<string> {
    return hashPassword(password);
  }

  /** Whether the password is right; without a stored hash it takes as long to say no. */
  async matches(stored: string | null, password: string): Promise<boolean> {
    const right = await verify(stored ?? this.#ofNobody, password);
    return stored !== null && right;
  }
}
