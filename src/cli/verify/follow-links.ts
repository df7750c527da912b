import type { Ask } from './exchange.ts';
import { isObject } from './json.ts';
import type { Seen } from './ledger.ts';

/** A link that does not lead anywhere. */
export interface BrokenLink {
  readonly link: string;
  readonly foundIn: string;
  readonly status: number;
}

/** Follows every address in bodies that an account was answered, each once and as the same account. */
export async function followLinks(
  ask: Ask,
  base: string,
  headers: Readonly<Record<string, string>>,
  seen: readonly Seen[],
): Promise<readonly BrokenLink[]> {
  const found = new Map(
    seen.filter(isRead).flatMap((each) => linksIn(each.answer.json, base).map((link) => [link, each.request] as const)),
  );
  const broken: BrokenLink[] = [];
  for (const [link, { method, path }] of found) {
    const { status } = await ask({ method: 'GET', path: link.replace(/#.*$/, ''), headers });
    if (status !== 200 && (await isStillThere(ask, path, headers, link))) {
      broken.push({ link, foundIn: `${method} ${path}`, status });
    }
  }
  return broken;
}

/** Records change while everything is tried: a link that is no longer shown need not lead anywhere. */
async function isStillThere(
  ask: Ask,
  path: string,
  headers: Readonly<Record<string, string>>,
  link: string,
): Promise<boolean> {
  const { json } = await ask({ method: 'GET', path, headers });
  return linksIn(json, link).length > 0;
}

function isRead({ request, answer }: Seen): boolean {
  return request.method === 'GET' && answer.status === 200;
}

/** Texts that are addresses below the base; templates are none. */
function linksIn(value: unknown, base: string): readonly string[] {
  if (typeof value === 'string') return isBelow(value, base) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => linksIn(each, base));
  return isObject(value) ? Object.values(value).flatMap((each) => linksIn(each, base)) : [];
}

function isBelow(text: string, base: string): boolean {
  return (text === base || text.startsWith(`${base}/`)) && !/[{}\s]/.test(text);
}
