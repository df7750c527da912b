import { ProblemError, problemType, UNAUTHORIZED } from '../hydra/index.ts';

/** The token is good for a person, and the operation needs an organization. */
export const NO_ORGANIZATION = problemType({
  slug: 'no-organization',
  status: 403,
  title: 'No organization is chosen',
  text: 'The token names no organization. Choose one when signing in, or by refreshing with its address.',
});

/** Reads and billing work, nothing else does. */
export const ORGANIZATION_SUSPENDED = problemType({
  slug: 'organization-suspended',
  status: 409,
  title: 'The organization takes no changes',
  text: 'The organization is suspended or archived. It can be read; an operator can make it active again.',
});

/** 401 for a token that was sent and is not, or no longer, good (RFC 6750 §3.1). */
export function badToken(): ProblemError {
  return new ProblemError(UNAUTHORIZED, {
    detail: 'The token is not valid, has expired or was revoked.',
    headers: { 'WWW-Authenticate': 'Bearer realm="api", error="invalid_token"' },
  });
}

/** 401 for whatever is wrong with a sign-in: it never tells what. */
export function badCredentials(): ProblemError {
  return new ProblemError(UNAUTHORIZED, {
    detail: 'The user name, the password or the organization is not right.',
    headers: { 'WWW-Authenticate': 'Bearer realm="api"' },
  });
}
