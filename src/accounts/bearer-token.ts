/** Three base64url parts; the scheme in any case, one space (RFC 9110 §11.4, RFC 6750 §2.1). */
const FORM = /^bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i;

/** Whether the scheme is the right one, whatever follows it. */
export function isBearer(authorization: string): boolean {
  return /^bearer /i.test(authorization);
}

/** The one token of an `Authorization` header, or null when it holds anything else, several tokens included. */
export function bearerToken(authorization: string): string | null {
  return FORM.exec(authorization)?.[1] ?? null;
}
