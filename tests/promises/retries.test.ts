import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Account, Answered, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
  await Promise.all([api.tokenOf('admin'), api.tokenOf('other'), api.tokenOf('operator')]);
});
afterAll(() => api.close());

const post = (path: string, body: object, key: string | null, as: Account = 'admin') =>
  api.ask('POST', path, { as, body, headers: key === null ? {} : { 'idempotency-key': key } });
const numberOf = async (table: string) => Number((await api.query(`SELECT count(*) AS n FROM ${table}`))[0]?.n);
const counted = (answers: readonly Answered[]) => {
  const statuses = answers.map(({ status }) => status);
  return Object.fromEntries(
    [...new Set(statuses)].sort().map((each) => [each, statuses.filter((one) => one === each).length]),
  );
};

describe('row 27: a write with an Idempotency-Key happens once', () => {
  it('is answered again with the same status, body, Location and ETag', async () => {
    const before = await numberOf('location');

    const first = await post('/api/locations', { name: 'Once' }, 'once');
    const again = await post('/api/locations', { name: 'Once' }, 'once');

    expect([again.status, again.text]).toEqual([first.status, first.text]);
    for (const name of ['location', 'etag', 'content-location', 'content-type', 'cache-control', 'vary']) {
      expect([name, again.headers.get(name)]).toEqual([name, first.headers.get(name)]);
    }
    expect([first, again].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
    expect(await numberOf('location')).toBe(before + 1);
  });

  it('is 422 with another body, 400 with a key that is too long', async () => {
    await post('/api/locations', { name: 'One' }, 'reused');
    const before = await numberOf('location');

    const other = await post('/api/locations', { name: 'Other' }, 'reused');
    const long = await post('/api/locations', { name: 'Long' }, 'x'.repeat(256));

    expect([other, long].map(({ status, body }) => [status, (body as { type: string }).type])).toEqual([
      [422, `${api.origin}/api/problems/idempotency-reused`],
      [400, `${api.origin}/api/problems/idempotency-key`],
    ]);
    expect(await numberOf('location')).toBe(before);
  });

  it('makes one row of ten at once; whoever is not first gets its answer or 409', async () => {
    const before = await numberOf('organization_address');
    const body = { name: 'Crowd', country: '/api/countries/DK' };

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post('/api/organization-addresses', body, 'ten')),
    );
    const last = await post('/api/organization-addresses', body, 'ten');

    const { 201: made = 0, 409: running = 0, ...others } = counted(answers);
    expect([others, made >= 1, made + running]).toEqual([{}, true, 10]);
    for (const { headers } of answers.filter(({ status }) => status === 409))
      expect(headers.get('retry-after')).toBe('1');
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ text }) => text))).toEqual(
      new Set([last.text]),
    );
    expect(await numberOf('organization_address')).toBe(before + 1);
  });

  it('is of one tenant: the same key elsewhere is another one', async () => {
    const [mine, theirs] = await Promise.all(
      (['admin', 'other'] as const).map((as) => post('/api/locations', { name: 'Shared' }, 'tenants', as)),
    );

    expect([mine?.status, theirs?.status]).toEqual([201, 201]);
    expect(theirs?.text).not.toBe(mine?.text);
  });

  it('happens again when nothing came of it: a terminated backend leaves nothing, and the key free', async () => {
    await api.query(
      `CREATE FUNCTION fail_in_tests() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$`,
    );
    await api.query('CREATE TRIGGER fail_in_tests AFTER INSERT ON location EXECUTE FUNCTION fail_in_tests()');
    const before = await numberOf('location');
    const failed = await post('/api/locations', { name: 'Fallen' }, 'fallen');
    const between = await numberOf('location');
    await api.query('DROP FUNCTION fail_in_tests CASCADE');

    const again = await post('/api/locations', { name: 'Fallen' }, 'fallen');

    expect([failed.status, between, again.status]).toEqual([503, before, 201]);
    expect(again.headers.get('idempotency-replayed')).toBeNull();
  });

  it('leaves nothing behind that a crash could hold: a claim without an answer is free after its lease', async () => {
    const first = await post('/api/locations', { name: 'Lease' }, 'lease');
    const key = `key = 'lease'`;
    await api.query(`DELETE FROM location WHERE name = 'Lease'`);
    await api.query(
      `UPDATE idempotency_record SET status = NULL, lease_until = now() + interval '30 seconds' WHERE ${key}`,
    );
    const held = await post('/api/locations', { name: 'Lease' }, 'lease');
    await api.query(`UPDATE idempotency_record SET lease_until = now() WHERE ${key}`);

    const taken = await post('/api/locations', { name: 'Lease' }, 'lease');

    expect([first, held, taken].map(({ status }) => status)).toEqual([201, 409, 201]);
  });

  it.each([
    ['/api/login', { username: 'admin@nordlys.example', password: 'demo-password-of-tests' }],
    ['/api/login/refresh', { refreshToken: 'wrong' }],
  ])('is not offered by %s: nothing of its answer is kept', async (path, body) => {
    const before = await numberOf('idempotency_record');
    const answers = [await post(path, body, 'secret', 'admin'), await post(path, body, 'se cret', 'admin')];

    expect(answers[1]?.status).toBe(answers[0]?.status);
    expect(answers.map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, null]);
    expect(await numberOf('idempotency_record')).toBe(before);
  });

  it('keeps its records under row security, each tenant its own', async () => {
    await post('/api/locations', { name: 'Guarded' }, 'guarded');
    await post('/api/locations', { name: 'Guarded' }, 'guarded', 'other');

    const [row] = await api.query(
      `SELECT count(DISTINCT scope)::int AS scopes, bool_and(credential <> '') AS named FROM idempotency_record WHERE key = 'guarded'`,
    );
    expect(row).toEqual({ scopes: 2, named: true });
  });

  it('holds under random interleavings of equal and different requests', async () => {
    const request = fc.record({
      key: fc.constantFrom('a', 'b', 'c', null),
      name: fc.constantFrom('Ask', 'Bo'),
      as: fc.constantFrom<Account>('admin', 'other'),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(request, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 }),
        async (waves) => {
          run += 1;
          const done = new Map<string, { readonly name: string; readonly text: string }>();
          let made = 0;
          const before = await numberOf('location');
          for (const wave of waves) {
            const known = new Map(done);
            const answers = await Promise.all(
              wave.map(({ key, name, as }) =>
                post('/api/locations', { name }, key === null ? null : `${run}-${key}`, as),
              ),
            );
            for (const [index, { key, name, as }] of wave.entries()) {
              const { status, text, headers } = answers[index] as Answered;
              const isReplayed = headers.get('idempotency-replayed') === 'true';
              const whole = `${as} ${String(key)}`;
              const kept = known.get(whole);
              if (status === 201 && !isReplayed) made += 1;
              if (key === null) expect([status, isReplayed]).toEqual([201, false]);
              else if (kept !== undefined)
                expect([status, isReplayed]).toEqual(kept.name === name ? [201, true] : [422, false]);
              else expect([201, 409, 422]).toContain(status);
              if (key === null || status !== 201) continue;
              expect(done.get(whole) ?? { name, text }).toEqual({ name, text });
              done.set(whole, { name, text });
            }
          }
          expect(await numberOf('location')).toBe(before + made);
        },
      ),
      { seed: 27, numRuns: 15 },
    );
  }, 60_000);
});

describe('row 28: no lost update', () => {
  it.each([
    ['a compiled change', '/api/locations/1', 'name'],
    ['a change by code', '/api/organization-addresses/1', 'name'],
  ])(
    'twelve writers with one ETag: one wins, the others get 412 with the present tag: %s',
    async (_what, path, field) => {
      const tag = (await api.ask('GET', path, { as: 'admin' })).headers.get('etag') ?? '';

      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          api.ask('PATCH', path, { as: 'admin', body: { [field]: `Writer ${index}` }, headers: { 'if-match': tag } }),
        ),
      );

      const winner = answers.find(({ status }) => status === 200);
      const now = await api.ask('GET', path, { as: 'admin' });
      expect(counted(answers)).toEqual({ 200: 1, 412: 11 });
      expect(now.text).toBe(winner?.text);
      for (const { headers } of answers.filter(({ status }) => status === 412)) {
        expect(headers.get('etag')).toBe(now.headers.get('etag'));
      }
    },
  );

  it('of twelve who send keys with it, too, one wins and stays the winner', async () => {
    const path = '/api/locations/2';
    const tag = (await api.ask('GET', path, { as: 'admin' })).headers.get('etag') ?? '';
    const write = (index: number) =>
      api.ask('PATCH', path, {
        as: 'admin',
        body: { name: `Keyed ${index}` },
        headers: { 'if-match': tag, 'idempotency-key': `writer-${index}` },
      });

    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => write(index)));
    const winner = answers.findIndex(({ status }) => status === 200);
    const again = await Promise.all(Array.from({ length: 12 }, (_, index) => write(index)));

    expect(counted(answers)).toEqual({ 200: 1, 412: 11 });
    expect(counted(again)).toEqual({ 200: 1, 412: 11 });
    expect(again[winner]?.text).toBe(answers[winner]?.text);
  });

  it('a stale tag is 412 and changes nothing', async () => {
    const before = await api.ask('GET', '/api/locations/3', { as: 'admin' });

    const stale = await api.ask('PATCH', '/api/locations/3', {
      as: 'admin',
      body: { name: 'Late' },
      headers: { 'if-match': '"0-ld"' },
    });

    expect([stale.status, stale.headers.get('etag')]).toEqual([412, before.headers.get('etag')]);
    expect((await api.ask('GET', '/api/locations/3', { as: 'admin' })).text).toBe(before.text);
  });
});

describe('row 29: uniqueness and limits hold under races', () => {
  it.each<[string, string, Account, (index: number) => object, string]>([
    ['a code of a language', '/api/languages', 'operator', () => ({ id: 'fr' }), 'id'],
    [
      'an e-mail of an employee',
      '/api/employees',
      'admin',
      (index) => ({ firstName: `Racer ${index}`, lastName: 'Lind', email: 'racer@nordlys.example' }),
      'email',
    ],
  ])('%s: one of ten equal requests is 201, the rest 422 on the field', async (_what, path, as, body, field) => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => post(path, body(index), null, as)));

    expect(counted(answers)).toEqual({ 201: 1, 422: 9 });
    for (const answer of answers.filter(({ status }) => status === 422)) {
      expect(answer.body).toMatchObject({ violations: [{ propertyPath: field, code: 'unique' }] });
    }
  });

  it('one default address: of ten new defaults at once, however many are made, one is the default', async () => {
    const body = { name: 'Default', country: '/api/countries/DK', default: true };

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post('/api/organization-addresses', body, null)),
    );

    const { 201: made = 0, ...others } = counted(answers);
    expect([made > 0, Object.keys(others).every((status) => status === '409' || status === '503')]).toEqual([
      true,
      true,
    ]);
    const [row] = await api.query(
      `SELECT count(*)::int AS n FROM organization_address WHERE "default" GROUP BY organization_id ORDER BY 1 DESC LIMIT 1`,
    );
    expect(row).toEqual({ n: 1 });
  });
});
