import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { anyone, at, each, filled } from '../../../src/hydra/index.ts';
import { pruneKeys } from '../../../src/hydra/prune-keys.ts';
import type { Answered, Sent, ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';
import { keeper } from '../toys/access.ts';
import { Author } from '../toys/author.ts';
import { Book } from '../toys/book.ts';
import { ALREADY_LENT, Count, CountBooks, Join, Lend, Loan, WriteAuthor } from '../toys/lending.ts';

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi((api) => {
    const lending = { allow: keeper, input: Loan, output: Book, refuse: [[filled('lent'), ALREADY_LENT]] } as const;
    api.action(each(Book), 'lend', lending, new Lend());
    api.action(at('/books'), 'count', { allow: keeper, output: Count, answers: [202], keyed: false }, new CountBooks());
    api.create(Author, {}, new WriteAuthor());
    api.system(at(''), 'join', { allow: anyone, input: Loan, output: Count, secret: true }, new Join());
  });
});
afterAll(() => toys.close());
beforeEach(() => toys.database.query('DELETE FROM idempotency_record'));

const BOOK = { title: 'Once', author: null };
const once = (
  key: string,
  sent: Sent & { readonly method?: string; readonly path?: string } = {},
): Promise<Answered> => {
  const { method = 'POST', path = '/api/books', headers = {}, ...more } = sent;
  return toys.ask(method, path, { as: 'keeper', body: BOOK, ...more, headers: { ...headers, 'idempotency-key': key } });
};
const records = () => toys.database.query('SELECT * FROM idempotency_record ORDER BY key');
const totals = async () => {
  const counts = ['book', 'author', 'audit_entry'].map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`);
  const [row] = await toys.database.query(
    `SELECT ${counts.join(', ')}, (SELECT sum(version) FROM collection_state) AS versions`,
  );
  return row;
};
const replayed = ({ status, headers, text }: Answered) => {
  const { 'Idempotency-Replayed': again, ...others } = headers;
  return { status, headers: others, text, again };
};
const problemOf = ({ status, body }: Answered) => {
  const { type, ...problem } = body as Readonly<Record<string, unknown>>;
  return [status, type, problem.title, problem.detail];
};
const RUNNING = [
  409,
  'https://host/api/problems/idempotency-running',
  'The request is in work',
  expect.stringContaining('Try again after Retry-After'),
];
const REUSED = [
  422,
  'https://host/api/problems/idempotency-reused',
  'The idempotency key stands for another request',
  expect.stringContaining('A new request needs a new key'),
];

describe('a request with an Idempotency-Key', () => {
  it.each<[string, Sent & { readonly method?: string; readonly path?: string }, number]>([
    ['a create', {}, 201],
    ['a create without body in its answer', { headers: { prefer: 'return=minimal' } }, 201],
    ['a create in application/json', { headers: { accept: 'application/json' } }, 201],
    ['a create by code', { path: '/api/authors', body: { firstName: 'Eva', lastName: 'Bo' } }, 201],
    ['a patch', { method: 'PATCH', path: '/api/books/1', body: { pages: 81 } }, 200],
    ['a patch that changes nothing', { method: 'PATCH', path: '/api/books/3', body: { pages: 300 } }, 200],
    ['a patch by the tag that it changes', { method: 'PATCH', path: '/api/authors/2', body: { alive: false } }, 200],
    ['an action that its own effect refuses', { path: '/api/books/2/lend', body: { due: '2026-12-24T17:00' } }, 200],
    [
      'the first change of a singleton',
      { method: 'PATCH', path: '/api/libraries/house-rules', body: { text: 'x' } },
      200,
    ],
  ])('is done once and answered alike: %s', async (_what, sent, status) => {
    const tag =
      sent.method === 'PATCH' ? (await toys.ask('GET', sent.path ?? '', { as: 'keeper' })).headers.ETag : null;
    const request = tag === null ? sent : { ...sent, headers: { ...sent.headers, 'if-match': tag ?? '' } };

    const first = await once('a-1', request);
    const after = await totals();
    const again = await once('a-1', request);

    expect([first.status, first.headers['Idempotency-Replayed']]).toEqual([status, undefined]);
    expect(replayed(again)).toEqual({ ...replayed(first), again: 'true' });
    expect(await totals()).toEqual(after);
  });

  it('keeps a patch that changes nothing from undoing what comes after it', async () => {
    const body = { notes: 'Ærø "quoted"' };
    const first = await once('noop', { method: 'PATCH', path: '/api/books/2', body });
    await toys.ask('PATCH', '/api/books/2', { as: 'keeper', body: { notes: 'newer' } });

    const again = await once('noop', { method: 'PATCH', path: '/api/books/2', body });

    expect(replayed(again)).toEqual({ ...replayed(first), again: 'true' });
    expect((await toys.ask('GET', '/api/books/2', { as: 'keeper' })).body).toMatchObject({ notes: 'newer' });
  });

  it('tells the preferences of the answer, not those of the request that asks again', async () => {
    const first = await once('pref', { headers: { prefer: 'return=minimal' } });
    const again = await once('pref', { headers: { prefer: 'return=representation, handling=lenient' } });

    expect([first, again].map(({ headers }) => headers['Preference-Applied'])).toEqual([
      'return=minimal',
      'return=minimal',
    ]);
  });

  it.each<[string, Sent & { readonly method?: string; readonly path?: string }]>([
    ['body', { body: { ...BOOK, title: 'Twice' } }],
    ['spelling of the body', { body: `${JSON.stringify(BOOK)} ` }],
    ['media type', { headers: { 'content-type': 'application/json' } }],
    ['address', { path: '/api/authors', body: { firstName: 'Eva', lastName: 'Bo' } }],
    ['method', { method: 'PATCH', path: '/api/books/1', body: {} }],
  ])('is another one with another %s: 422, nothing done', async (_what, other) => {
    await once('same');
    const before = await totals();

    const answer = await once('same', other);

    expect(problemOf(answer)).toEqual(REUSED);
    expect(await totals()).toEqual(before);
  });

  it.each([
    ['too long', 'x'.repeat(256)],
    ['empty', ''],
    ['with a space', 'a b'],
    ['beyond ASCII', 'ø'],
    ['sent twice', 'a, b'],
  ])('is 400 when the key is %s, after the body has been read', async (_what, key) => {
    const broken = await once(key, { body: '{' });
    const answer = await once(key);

    expect(problemOf(broken)[1]).toBe('https://host/api/problems/bad-request');
    expect(problemOf(answer)).toEqual([
      400,
      'https://host/api/problems/idempotency-key',
      'The idempotency key cannot be used',
      'Idempotency-Key takes 1 to 255 visible ASCII characters, such as a UUID, once.',
    ]);
    expect(await records()).toEqual([]);
  });

  it('takes a key of 255 characters, of all that are visible', async () => {
    const visible = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index)).join('');
    const key = (visible + visible + visible).slice(0, 255);

    expect([(await once(key)).status, replayed(await once(key)).again]).toEqual([201, 'true']);
  });

  it.each<[string, Sent, number]>([
    ['a body that is refused', { body: { title: '' } }, 422],
    ['a reference that leads nowhere', { body: { ...BOOK, author: '/api/authors/99' } }, 422],
    ['a right that is missing', { as: 'reader' }, 403],
  ])('leaves its key free after %s', async (_what, sent, status) => {
    const refused = await once('free', sent);

    expect(refused.status).toBe(status);
    expect(await records()).toEqual([]);
    expect((await once('free')).status).toBe(201);
  });

  it('leaves its key free after code has refused, and after a stale tag', async () => {
    const loan = { path: '/api/books/3/lend', body: { due: '2026-11-30T17:00' } };
    const refused = await once('code', loan);
    const stale = await once('tag', {
      method: 'PATCH',
      path: '/api/books/3',
      body: { pages: 1 },
      headers: { 'if-match': '"0-x"' },
    });

    expect([refused.status, stale.status]).toEqual([422, 412]);
    expect(await records()).toEqual([]);
  });

  it('leaves its key free when the database refuses the row in the middle of the effect', async () => {
    const request = { path: '/api/authors', body: { firstName: 'Jan', lastName: 'B', email: 'aase@aarhus.example' } };
    const before = await totals();

    const refused = await once('taken', request);

    expect([refused.status, await totals()]).toEqual([422, before]);
    expect(await records()).toEqual([]);
  });

  it('belongs to the tenant of the credential: another one may use the same', async () => {
    const [mine, theirs] = [await once('shared'), await once('shared', { as: 'other' })];
    const [mineAgain, theirsAgain] = [await once('shared'), await once('shared', { as: 'other' })];

    expect(mine.headers.Location).not.toBe(theirs.headers.Location);
    expect([mineAgain.text, theirsAgain.text]).toEqual([mine.text, theirs.text]);
    expect((await records()).map(({ scope }) => scope)).toEqual(['aaaaaaaa', 'bbbbbbbb']);
  });

  it('has the scope - for callers without a tenant', async () => {
    const request = { as: 'inspector', path: '/api/genres', body: { id: 'ode' } } as const;

    expect([(await once('world', request)).status, replayed(await once('world', request)).again]).toEqual([
      201,
      'true',
    ]);
    expect((await records()).map(({ scope }) => scope)).toEqual(['-']);
  });

  it.each<[string, Sent & { readonly method?: string; readonly path?: string }]>([
    ['GET', { method: 'GET', body: undefined }],
    ['DELETE', { method: 'DELETE', path: '/api/books/99', body: undefined }],
    ['an action that declares so', { path: '/api/books/count', body: undefined }],
    ['an action whose answer is secret', { path: '/api/join', body: { due: '2026-12-24T17:00' } }],
  ])('is not offered by %s, which ignores even a bad one', async (_what, sent) => {
    const answer = await once('a bad one', sent);

    expect([200, 202, 404]).toContain(answer.status);
    expect(await records()).toEqual([]);
  });

  it('is answered again only to whoever still may and sees the row', async () => {
    const made = await once('later', { method: 'PATCH', path: '/api/books/1', body: { notes: 'mine' }, as: 'reader' });
    await toys.database.query('UPDATE book SET author_id = NULL WHERE id = 1');

    const again = await once('later', { method: 'PATCH', path: '/api/books/1', body: { notes: 'mine' }, as: 'reader' });

    expect([made.status, again.status]).toEqual([200, 404]);
    await toys.database.query('UPDATE book SET author_id = 1 WHERE id = 1');
  });
});

describe('10.6 a stored answer', () => {
  const path = '/api/publishers/hest';
  const patch = (sent: Sent) => once('order', { as: 'inspector', method: 'PATCH', path, ...sent });
  const bytes = JSON.stringify({ name: 'Hest' });

  it('comes after 404, 406, 415, 413 and 400, and before 428, 412, 422 and 409', async () => {
    const tag = (await toys.ask('GET', path, { as: 'inspector' })).headers.ETag ?? '';
    const first = await patch({ body: bytes, headers: { 'if-match': tag } });

    const before = [
      patch({ path: '/api/publishers/nobody' } as Sent),
      patch({ body: bytes, headers: { accept: 'image/png' } }),
      patch({ body: bytes, headers: { 'content-type': 'text/plain' } }),
      patch({ body: `{"name":"${'x'.repeat(262_144)}"}` }),
      patch({ body: '{' }),
      once('order', { as: 'inspector', method: 'PATCH', path: `${path}?x=1`, body: bytes }),
    ];
    const after = [patch({ body: bytes }), patch({ body: bytes, headers: { 'if-match': tag } })];

    expect(first.status).toBe(200);
    expect((await Promise.all(before)).map(({ status }) => status)).toEqual([404, 406, 415, 413, 400, 400]);
    expect((await Promise.all(after)).map(replayed)).toEqual(after.map(() => ({ ...replayed(first), again: 'true' })));
    const reused = [{ name: 7 }, { name: '' }].map((body) => patch({ body }));
    expect((await Promise.all(reused)).map((answer) => problemOf(answer)[1])).toEqual([REUSED[1], REUSED[1]]);
  });

  it('is not there yet: 428, 412, 422 and 409 are told in this order and keep the key free', async () => {
    const bad = { name: 7 };
    const answers = [
      await patch({ body: bad }),
      await patch({ body: bad, headers: { 'if-match': '"0-x"' } }),
      await patch({ body: bad, headers: { 'if-match': '*' } }),
    ];
    const lent = { path: '/api/books/1/lend', as: 'keeper' } as const;
    const states = [
      await once('state', { ...lent, body: { due: 7 }, headers: { 'if-match': '"0-x"' } }),
      await once('state', { ...lent, body: { due: 7 } }),
      await once('state', { ...lent, body: { due: '2026-12-24T17:00' } }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([428, 412, 422]);
    expect(states.map(({ status }) => status)).toEqual([412, 422, 409]);
    expect(await records()).toEqual([]);
  });
});

describe('a claim', () => {
  const claim = (lease: string) =>
    toys.database.query(
      `INSERT INTO idempotency_record (scope, credential, key, fingerprint, claim, lease_until)
       VALUES ('aaaaaaaa', 'test', 'held', 'x', 'somebody', now() + interval '${lease}')`,
    );

  it('in work is 409 for whoever comes with the key, whatever is asked', async () => {
    await claim('30 seconds');
    const before = await totals();

    const answers = [await once('held'), await once('held', { method: 'PATCH', path: '/api/books/1', body: {} })];

    expect(answers.map(problemOf)).toEqual([RUNNING, RUNNING]);
    expect(answers.map(({ headers }) => headers['Retry-After'])).toEqual(['1', '1']);
    expect(await totals()).toEqual(before);
  });

  it('of a process that died is taken over when its lease is over', async () => {
    await claim('-1 seconds');

    const first = await once('held');
    const again = await once('held');

    expect([first.status, replayed(again)]).toEqual([201, { ...replayed(first), again: 'true' }]);
    const [record] = await records();
    expect(record).toMatchObject({ status: 201 });
  });

  it('that was taken over stores nothing, and what it did is rolled back', async () => {
    // While the write waits for the collection's row, its lease passes and somebody else claims the key.
    const before = await totals();
    await toys.database.query('BEGIN');
    await toys.database.query(
      "SELECT FROM collection_state WHERE library_id = 'aaaaaaaa' AND resource = 'book' FOR UPDATE",
    );
    const writing = once('lost');
    await toys.database.query(
      `DO $$ BEGIN
         FOR n IN 1..200 LOOP
           EXIT WHEN EXISTS (SELECT FROM idempotency_record WHERE key = 'lost');
           PERFORM pg_sleep(0.01);
         END LOOP;
         UPDATE idempotency_record SET claim = 'somebody else' WHERE key = 'lost';
       END $$`,
    );
    await toys.database.query('COMMIT');
    const late = await writing;

    expect(problemOf(late)).toEqual(RUNNING);
    expect(await totals()).toEqual(before);
    expect((await records()).map((record) => record.claim)).toEqual(['somebody else']);
  });
});

describe('equal requests at once', () => {
  it('make one row: the others get its answer or 409', async () => {
    const before = await totals();

    const answers = await Promise.all(Array.from({ length: 10 }, () => once('crowd')));

    const made = answers.filter(
      ({ status, headers }) => status === 201 && headers['Idempotency-Replayed'] === undefined,
    );
    const others = answers.filter((each) => !made.includes(each));
    expect(made.length).toBe(1);
    for (const each of others) {
      if (each.status === 409) expect(problemOf(each)).toEqual(RUNNING);
      else expect(replayed(each)).toEqual({ ...replayed(made[0] as Answered), again: 'true' });
    }
    const after = await totals();
    expect(Number(after?.book) - Number(before?.book)).toBe(1);
    expect(replayed(await once('crowd')).again).toBe('true');
  });

  it('that are all different do not wait for each other for ever', async () => {
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, index) => once(`k${index}`, { as: index % 3 === 0 ? 'other' : 'keeper' })),
    );

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  });
});

describe('pruning', () => {
  it('forgets what is a day old, in batches, and nothing younger', async () => {
    await toys.database.query(
      `INSERT INTO idempotency_record (scope, credential, key, fingerprint, claim, lease_until, at, status)
       SELECT 'aaaaaaaa', 'test', 'old' || n, 'x', 'x', now(), now() - interval '24 hours 1 second', 200 FROM generate_series(1, 1200) n`,
    );
    await toys.database.query(
      `INSERT INTO idempotency_record (scope, credential, key, fingerprint, claim, lease_until, at, status)
       VALUES ('bbbbbbbb', 'test', 'young', 'x', 'x', now(), now() - interval '23 hours 59 minutes', 200)`,
    );

    await pruneKeys(toys.database.open.system);

    expect((await records()).map(({ key }) => key)).toEqual(['young']);
  });
});
