import type { Answered, ToyApi } from '../support/toy-api.ts';

/** A page as a walk sees it. */
export interface WalkedPage {
  /** The address that it was fetched from. */
  readonly url: string;
  readonly ids: readonly number[];
  readonly total: number | undefined;
  readonly view: Readonly<Record<string, string>>;
}

/** Who walks; a key of the callers of the toys. */
type Walker = 'keeper' | 'reader' | 'other' | 'inspector';

/** Fetches one page. */
export async function pageAt(toys: ToyApi, url: string, as: Walker = 'keeper'): Promise<WalkedPage> {
  const answer = await toys.ask('GET', url, { as });
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status} ${answer.text}`);
  return pageOf(url, answer);
}

/** Follows one kind of link from page to page, to its end. */
export async function walk(
  toys: ToyApi,
  from: string,
  link: 'hydra:next' | 'hydra:previous',
  as: Walker = 'keeper',
): Promise<readonly WalkedPage[]> {
  const pages = [await pageAt(toys, from, as)];
  for (let url = pages[0]?.view[link]; url !== undefined; url = pages.at(-1)?.view[link]) {
    pages.push(await pageAt(toys, url, as));
    if (pages.length > 500) throw new Error(`${from} has no end.`);
  }
  return pages;
}

/** Adds a parameter to an address. */
export function having(url: string, parameter: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${parameter}`;
}

function pageOf(url: string, { body }: Answered): WalkedPage {
  const collection = body as {
    readonly 'hydra:totalItems'?: number;
    readonly 'hydra:member': readonly { readonly '@id': string }[];
    readonly 'hydra:view': Readonly<Record<string, string>>;
  };
  const ids = collection['hydra:member'].map((member) => Number(member['@id'].split('/').at(-1)));
  return { url, ids, total: collection['hydra:totalItems'], view: collection['hydra:view'] };
}
