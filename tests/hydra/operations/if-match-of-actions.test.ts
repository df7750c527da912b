import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Action, Call, Effect } from '../../../src/hydra/index.ts';
import { each } from '../../../src/hydra/index.ts';
import type { Sent, ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';
import { inspector, keeper } from '../toys/access.ts';
import { Book } from '../toys/book.ts';
import { Lend, Loan } from '../toys/lending.ts';
import { Publisher } from '../toys/publisher.ts';

/** Changes a publisher, and counts how often it has been asked to. */
class Praise implements Action<Publisher, undefined, Publisher> {
  asked = 0;

  async perform({ subject }: Call<Publisher, undefined>): Promise<Effect<Publisher>> {
    this.asked += 1;
    return (tx) => tx.update(Publisher, subject, { name: `${subject.name}!` });
  }
}

const praise = new Praise();
let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi((api) => {
    api.action(each(Publisher), 'praise', { allow: inspector, output: Publisher }, praise);
    api.action(each(Book), 'lend', { allow: keeper, input: Loan, output: Book }, new Lend());
  });
});
afterAll(() => toys.close());

const MOLE = '/api/publishers/mole';
const act = (headers: Sent['headers'] = {}) => toys.ask('POST', `${MOLE}/praise`, { as: 'inspector', headers });
const tagOf = async (path: string, as: 'inspector' | 'keeper') =>
  (await toys.ask('GET', path, { as })).headers.ETag ?? '';

describe('13.3 If-Match of an action', () => {
  it('is needed where the class demands it: 428 before the code is asked', async () => {
    const before = praise.asked;

    const answer = await act();

    expect([answer.status, answer.body]).toEqual([
      428,
      expect.objectContaining({ type: 'https://host/api/problems/precondition-required' }),
    ]);
    expect(praise.asked).toBe(before);
  });

  it('is 412 with the present tag for another state, before the code is asked', async () => {
    const before = praise.asked;

    const answer = await act({ 'if-match': '"0-ld"' });

    expect([answer.status, answer.headers.ETag]).toEqual([412, await tagOf(MOLE, 'inspector')]);
    expect(praise.asked).toBe(before);
  });

  it('lets one of twelve at once act on the state that all have seen', async () => {
    const tag = await tagOf(MOLE, 'inspector');

    const answers = await Promise.all(Array.from({ length: 12 }, () => act({ 'if-match': tag })));

    const winner = answers.find(({ status }) => status === 200);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 11 }, () => 412)]);
    expect(winner?.headers.ETag).toBe(await tagOf(MOLE, 'inspector'));
    expect(winner?.body).toMatchObject({ name: 'Mole Press!' });
  });

  it('may be left out elsewhere, and counts when it is sent', async () => {
    const body = { due: '2026-12-24T17:00' };
    const lend = (headers: Sent['headers'] = {}) =>
      toys.ask('POST', '/api/books/2/lend', { as: 'keeper', body, headers });
    const tag = await tagOf('/api/books/2', 'keeper');

    const answers = [await lend({ 'if-match': tag }), await lend({ 'if-match': tag }), await lend()];

    expect(answers.map(({ status }) => status)).toEqual([200, 412, 200]);
  });
});
