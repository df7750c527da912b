import { ProblemError, problemType, UNAUTHORIZED } from '../hydra/index.ts';

/** The token is good for a person, and the operation needs an organization. */
export const NO_ORGANIZATION = problemType({
  slug: 'no-organization',
  status: 403,
  title: 'No organization is chosen',
  text: 'The token names no organization. Sign in again (POST /api/login) with the address of one of yours as organization; GET /api/organizations lists those you may see. Whoever is a member of none, an operator too, must be added to one first.',
});

/** Reads and billing work, nothing else does. */
export const ORGANIZATION_SUSPENDED = problemType({
  slug: 'organization-suspended',
  status: 409,
  title: 'The organization takes no changes',
  text: 'The organization is suspended or archived: it can be read, but not changed. Ask the people who run this service to make it active again; then send the request once more.',
});

/** Of signing in: whatever is wrong, the answer is the same. */
export const CREDENTIALS = problemType({
  slug: 'credentials',
  status: 401,
  title: 'The sign-in is not right',
  text: 'The user name, the password or the organization is not right; which one is not told. Correct them and sign in again.',
});

/** Of renewing a sign-in. */
export const REFRESH_TOKEN = problemType({
  slug: 'refresh-token',
  status: 401,
  title: 'The refresh token is not good',
  text: 'The refresh token is unknown, has expired or was used before, or its sign-in has ended. Sign in again.',
});

/** 401 for a token that was sent and is not, or no longer, good (RFC 6750 §3.1). */
export function badToken(): ProblemError {
  return new ProblemError(UNAUTHORIZED, {
    detail: 'The token is not valid, has expired or was revoked. POST /api/login gives a new one.',
    headers: { 'WWW-Authenticate': 'Bearer realm="api", error="invalid_token"' },
  });
}

/** 401 for a header that holds no token: another scheme, or the bare token. */
export function noBearer(): ProblemError {
  return new ProblemError(UNAUTHORIZED, {
    detail: 'The header must be Authorization: Bearer <token>, with the token that POST /api/login gives.',
    headers: { 'WWW-Authenticate': 'Bearer realm="api", error="invalid_token"' },
  });
}

/** 401 for whatever is wrong with a sign-in: it never tells what. */
export function badCredentials(): ProblemError {
  return new ProblemError(CREDENTIALS, { headers: { 'WWW-Authenticate': 'Bearer realm="api"' } });
}

/** 401 for a refresh token that renews nothing. */
export function badRefreshToken(): ProblemError {
  return new ProblemError(REFRESH_TOKEN, { headers: { 'WWW-Authenticate': 'Bearer realm="api"' } });
}
