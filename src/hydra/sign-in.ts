/** The operation that gives a token: named where one is missing, and told first by the documentation. */
export interface SignIn {
  /** Below the base: `/login`. */
  readonly path: `/${string}`;
  /** A body that shows what to fill in. */
  readonly example: Readonly<Record<string, string>>;
  /** The key of the answer that holds the token. */
  readonly token: string;
}

/** What to do about a missing token, as a sentence. */
export function tokenHint(base: string, { path }: SignIn): string {
  return `Send Authorization: Bearer <token>; POST ${base}${path} gives a token.`;
}
