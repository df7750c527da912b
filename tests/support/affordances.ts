/** An answer, as far as affordances are about it. */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** Asks the API as somebody. */
export type Ask = (method: string, path: string, body?: object) => Promise<Answered>;

/** What is tried of each row, with a body that is good whatever the row. */
export interface Tried {
  readonly method: 'PATCH' | 'DELETE' | 'POST';
  /** Name of the action; null: the operation is one of the row itself. */
  readonly action: string | null;
  /** Below the row, or whole where the action is about the one row. */
  readonly path: string;
  readonly body?: object;
}

/** One operation on one row: whether it was shown and how it was answered. */
export interface Finding {
  readonly what: string;
  readonly shown: boolean;
  readonly status: number;
}

interface Shown {
  readonly '@id': string;
  readonly 'hydra:operation': readonly { readonly 'hydra:method': string }[];
  readonly 'hydra:member'?: readonly Shown[];
}

/** Statuses that say: you may not, or not now. */
const REFUSED = new Set([403, 404, 405, 409]);

/** Every row that a caller sees at an address, each operation tried right after the row was asked what may be done. */
export async function tryOperations(ask: Ask, address: string, tried: readonly Tried[]): Promise<readonly Finding[]> {
  const { status, body } = await ask('GET', address);
  if (status !== 200) return [];
  const rows = (body as Shown)['hydra:member'] ?? [body as Shown];
  const findings: Finding[] = [];
  for (const { '@id': id } of rows) {
    for (const each of tried) {
      const item = await ask('GET', id);
      if (item.status !== 200) continue;
      const path = each.path.startsWith('/') ? each.path : `${id}${each.path === '' ? '' : `/${each.path}`}`;
      const answer = await ask(each.method, path, each.body);
      findings.push({
        what: `${each.method} ${path}`,
        shown: isShown(item.body as Shown, each),
        status: answer.status,
      });
    }
  }
  return findings;
}

/** The creation that a collection shows or does not, tried with a body that nobody could create anything from. */
export async function tryCreation(ask: Ask, address: string): Promise<readonly Finding[]> {
  const { status, body } = await ask('GET', address);
  if (status !== 200 || (body as Shown)['hydra:member'] === undefined) return [];
  const answer = await ask('POST', address, {});
  const shown = (body as Shown)['hydra:operation'].some((each) => each['hydra:method'] === 'POST');
  return [{ what: `POST ${address}`, shown, status: answer.status === 422 ? 200 : answer.status }];
}

/** Findings where what was shown was refused, or what was not shown was done. */
export function liesIn(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ shown, status }) => (shown ? status >= 400 : !REFUSED.has(status)));
}

function isShown(item: Shown, { action, method }: Tried): boolean {
  if (action !== null) return action in item;
  return item['hydra:operation'].some((each) => each['hydra:method'] === method);
}
