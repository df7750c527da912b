import type {
  Action,
  Call,
  Changes,
  Effect,
  Instant,
  SystemAction,
  SystemTransaction,
} from '../../../src/hydra/index.ts';
import { answer, Property, problemType, Shape, violation } from '../../../src/hydra/index.ts';
import { Author } from './author.ts';
import { Book } from './book.ts';
import { Card } from './card.ts';
import type { HouseRules } from './house-rules.ts';
import { Person } from './person.ts';

/** What lending a book needs. */
@Shape()
export class Loan {
  @Property({ type: 'instant', required: true })
  due!: Instant;

  @Property({ type: 'string' })
  note?: string;
}

/** What counting answers. */
@Shape()
export class Count {
  @Property({ type: 'integer' })
  books!: number;
}

export const ALREADY_LENT = problemType({
  slug: 'already-lent',
  status: 409,
  title: 'Lent',
  text: 'It is lent already.',
});

/** On a row, with a body. */
export class Lend implements Action<Book, Loan, Book> {
  async perform({ subject, input, now }: Call<Book, Loan>): Promise<Effect<Book>> {
    if (input.due < '2026-12') throw violation('due', 'future', 'must be in December or later.');
    const lent = now.toISOString().replace('.000Z', '+00:00');
    return (tx) => tx.update(Book, subject, { lent, due: input.due, notes: input.note ?? null });
  }
}

/** On no row, without a body; answers 202. */
export class CountBooks implements Action<undefined, undefined, Count> {
  async perform(): Promise<Effect<Count>> {
    return async (tx) => answer({ books: (await tx.list(Book, {})).length }, { status: 202, retryAfter: 3 });
  }
}

/** On the one row of the tenant; writes, then fails. */
export class Collapse implements Action<HouseRules, undefined, void> {
  async perform({ commit }: Call<HouseRules, undefined>): Promise<Effect<void>> {
    const first = await commit((tx) => tx.insert(Author, { firstName: 'Kept', lastName: 'Intent' }));
    return async (tx) => {
      await tx.insert(Author, { firstName: 'Lost', lastName: first.lastName });
      throw violation('text', 'collapse', 'cannot be kept.');
    };
  }
}

/** In the place of the compiled INSERT. */
export class WriteAuthor implements Action<undefined, Changes<Author>, Author> {
  async perform({ input }: Call<undefined, Changes<Author>>): Promise<Effect<Author>> {
    return (tx) => tx.insert(Author, { ...input, lastName: `${input.lastName ?? ''}!` });
  }
}

/** For callers whom nobody knows, as the system role. */
export class Join implements SystemAction<Loan, Count> {
  async perform({ commit }: Call<undefined, Loan, SystemTransaction>): Promise<Effect<Count, SystemTransaction>> {
    const person = await commit((tx) => tx.find(Person, { name: 'Kim' }));
    return async (tx) => {
      const cards = await tx.list(Card, { person: { id: person?.id ?? '' } });
      const inTenant = tx.inTenant('aaaaaaaa');
      const made = await inTenant.insert(Card, { person: { id: person?.id ?? '' }, grants: ['read'], valid: true });
      await inTenant.remove(Card, { id: made.id });
      return { books: cards.length };
    };
  }
}
