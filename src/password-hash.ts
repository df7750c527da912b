import { hash } from '@node-rs/argon2';

/** argon2id as OWASP asks for it: 19 MiB, two passes, one lane. */
const PASSWORD_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** What is stored of a password; the text names its own cost and salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, PASSWORD_COST);
}
