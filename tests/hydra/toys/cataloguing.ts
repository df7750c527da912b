import { Length, Min } from 'class-validator';
import type { Action, Call, Changes, Effect, HydraApi, Ref } from '../../../src/hydra/index.ts';
import {
  at,
  each,
  filled,
  not,
  ownTenant,
  Property,
  problemType,
  Reference,
  Shape,
  theOnly,
} from '../../../src/hydra/index.ts';
import { keeper, reader } from './access.ts';
import { Edition } from './edition.ts';
import { HouseRules } from './house-rules.ts';
import { Count } from './lending.ts';
import { Shelf } from './shelf.ts';

/** What was found on a shelf. */
@Shape()
export class Stocktaking {
  @Reference(() => Shelf, { required: true })
  shelf!: Ref<Shelf>;

  @Property({ type: 'integer', required: true })
  @Min(0)
  found!: number;
}

/** What is added to the rules. */
@Shape()
export class Amendment {
  @Property({ type: 'string', required: true })
  @Length(1, 100)
  sentence!: string;
}

export const NOWHERE = problemType({
  slug: 'nowhere',
  status: 409,
  title: 'It stands nowhere',
  text: 'It stands on no shelf: put it on one first.',
});

/** On a row, without a body: the row is the answer. */
class Unshelve implements Action<Edition, undefined, Edition> {
  async perform({ subject }: Call<Edition, undefined>): Promise<Effect<Edition>> {
    return (tx) => tx.update(Edition, subject, { shelf: null });
  }
}

/** On no row, with a body; a shape is the answer. */
class TakeStock implements Action<undefined, Stocktaking, Count> {
  async perform({ input }: Call<undefined, Stocktaking>): Promise<Effect<Count>> {
    return async (tx) => {
      const standing = await tx.list(Edition, { shelf: input.shelf });
      return { books: input.found - standing.length };
    };
  }
}

/** On the one row, with a body. */
class Amend implements Action<HouseRules, Amendment, HouseRules> {
  async perform({ subject, input }: Call<HouseRules, Amendment>): Promise<Effect<HouseRules>> {
    return (tx) => tx.update(HouseRules, subject, { text: `${subject.text ?? ''} ${input.sentence}`.trim() });
  }
}

/** On the one row, without a body and without an answer. */
class Repeal implements Action<HouseRules, undefined, void> {
  async perform({ subject }: Call<HouseRules, undefined>): Promise<Effect<void>> {
    return async (tx) => {
      await tx.update(HouseRules, subject, { text: null });
    };
  }
}

/** In the place of the compiled INSERT: a label that nobody gave is the code. */
class PutUp implements Action<undefined, Changes<Shelf>, Shelf> {
  async perform({ input }: Call<undefined, Changes<Shelf>>): Promise<Effect<Shelf>> {
    return (tx) => tx.insert(Shelf, { ...input, label: input.label ?? `Shelf ${input.id ?? ''}` });
  }
}

/** In the place of the compiled UPDATE: it knows the row and what really changes of it. */
class Relabel implements Action<Shelf, Changes<Shelf>, Shelf> {
  async perform({ subject, input }: Call<Shelf, Changes<Shelf>>): Promise<Effect<Shelf>> {
    const label = input.label === null ? null : `${input.label ?? ''} (was ${subject.label ?? 'bare'})`;
    return (tx) => tx.update(Shelf, subject, { label });
  }
}

/** In the place of the compiled DELETE. */
class TakeDown implements Action<Shelf, undefined, void> {
  async perform({ subject }: Call<Shelf, undefined>): Promise<Effect<void>> {
    return async (tx) => {
      await tx.remove(Shelf, { id: subject.id });
    };
  }
}

/** Every kind of action, and code in the place of each write. */
export function registerCataloguing(api: HydraApi): void {
  const unshelving = { allow: reader, output: Edition, refuse: [[not(filled('shelf')), NOWHERE]] } as const;
  api.action(each(Edition), 'unshelve', unshelving, new Unshelve());
  api.action(at('/shelves'), 'take-stock', { allow: keeper, input: Stocktaking, output: Count }, new TakeStock());
  const rules = theOnly(HouseRules, ownTenant);
  api.action(rules, 'amend', { allow: keeper, input: Amendment, output: HouseRules }, new Amend());
  api.action(rules, 'repeal', { allow: keeper }, new Repeal());
  api.create(Shelf, {}, new PutUp());
  api.patch(Shelf, {}, new Relabel());
  api.delete(Shelf, {}, new TakeDown());
}
