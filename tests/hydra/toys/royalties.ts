import type { Call, CollectionProvider, HydraApi, Slice, SlicePage } from '../../../src/hydra/index.ts';
import { anyOf, each, eq, ProblemError, Property, problemType, Shape } from '../../../src/hydra/index.ts';
import { keeper, ownCard } from './access.ts';
import { Author } from './author.ts';

/** What a library owes an author for a quarter; kept by the bank. */
@Shape({ fragment: '{id}' })
export class Royalty {
  @Property({ type: 'string' })
  id!: string;

  @Property({ type: 'integer' })
  loans!: number;

  @Property({ type: 'instant' })
  paid!: string;
}

export const UNSIGNED = problemType({
  slug: 'unsigned',
  status: 409,
  title: 'Nothing was signed',
  text: 'The bank knows the author by a contract: sign it first.',
});

/** The bank's list of one author, the newest first; positions are ids. What it was asked is kept. */
export class Bank implements CollectionProvider<Author, Royalty> {
  readonly #royalties: Royalty[];
  readonly #signed: boolean;
  readonly asked: Slice[] = [];

  constructor(royalties: readonly Royalty[], { signed = true } = {}) {
    this.#royalties = [...royalties];
    this.#signed = signed;
  }

  /** The newest one of all. */
  add(royalty: Royalty): void {
    this.#royalties.unshift(royalty);
  }

  async list({ subject, input }: Call<Author, Slice>): Promise<SlicePage<Royalty>> {
    if (!this.#signed) throw new ProblemError(UNSIGNED);
    this.asked.push(input);
    const all = subject.lastName === 'Krog' ? this.#royalties : [];
    const { limit, position, direction } = input;
    const at = all.findIndex(({ id }) => id === position);
    const start = direction === 'backwards' ? Math.max(at - limit, 0) : at + 1;
    const items = direction === 'backwards' ? all.slice(start, at) : all.slice(start, start + limit);
    const end = start + items.length;
    return {
      items,
      next: end < all.length ? (items.at(-1)?.id ?? null) : null,
      previous: start > 0 ? (items[0]?.id ?? null) : null,
    };
  }
}

/** Quarters of an author's loans. */
export const ROYALTIES: readonly Royalty[] = [
  { id: '2026/3', loans: 11, paid: '2026-10-01T08:00:00+00:00' },
  { id: '2026/2', loans: 7, paid: '2026-07-01T08:00:00+00:00' },
  { id: '2026/1', loans: 2, paid: '2026-04-01T08:00:00+00:00' },
  { id: '2025/4', loans: 5, paid: '2026-01-01T08:00:00+00:00' },
  { id: '2025/3', loans: 3, paid: '2025-10-01T08:00:00+00:00' },
];

/** Royalties below authors: for whoever keeps the library, and for the author. */
export function registerRoyalties(api: HydraApi, bank: Bank): void {
  const allow = anyOf(keeper, eq('card', ownCard));
  api.collection(each(Author), 'royalties', { allow, of: Royalty, problems: [UNSIGNED] }, bank);
}
