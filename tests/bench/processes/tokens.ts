import { askFor } from '../load/ask.ts';

/** Bearer tokens of the benchmark's account, by organization. */
export interface Tokens {
  /** A token that is good for some minutes more; signs in anew when there is none. */
  of(organization: string): Promise<string>;
}

/** Tokens last 15 minutes; a slice must end before its token does. */
const GOOD_FOR = 8 * 60_000;

/** Signs in at the product over HTTP, as everybody has to. */
export function tokensFrom(port: number, account: { readonly email: string; readonly password: string }): Tokens {
  const kept = new Map<string, { readonly token: string; readonly since: number }>();
  return {
    of: async (organization) => {
      const known = kept.get(organization);
      if (known !== undefined && Date.now() - known.since < GOOD_FOR) return known.token;
      const token = await signIn(port, account, organization);
      kept.set(organization, { token, since: Date.now() });
      return token;
    },
  };
}

async function signIn(
  port: number,
  { email, password }: { readonly email: string; readonly password: string },
  organization: string,
): Promise<string> {
  const { text } = await askFor(port, 200, {
    method: 'POST',
    path: '/api/login',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: email, password, organization: `/api/organizations/${organization}` }),
  });
  // The product's contract of this endpoint.
  return (JSON.parse(text) as { readonly token: string }).token;
}
