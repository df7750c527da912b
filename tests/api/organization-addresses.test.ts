import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { created } from '../support/answers.ts';
import type { Account, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';
import { each } from '../support/members.ts';
import { badParameter, invalid, problem } from '../support/problems.ts';

const COUNTRY = '/api/countries/DK';
const PLACE = '/api/organization-addresses';

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

const ask = (path: string, as: Account = 'admin') => api.ask('GET', path, { as });
const create = (body: object, as: Account = 'admin') => api.ask('POST', PLACE, { as, body });
const patch = (path: string, body: unknown, as: Account = 'admin') => api.ask('PATCH', path, { as, body });
const remove = (path: string, as: Account = 'admin') => api.ask('DELETE', path, { as });

async function given(name: string, fields: object = {}): Promise<string> {
  return created(await create({ name, country: COUNTRY, ...fields }));
}

/** The names of the addresses that are the default. */
const defaults = async () => each(await ask(`${PLACE}?default=true`), 'name');

describe('reading', () => {
  it('shows every role all fields in order', async () => {
    const answer = await ask(`${PLACE}/1`, 'member');

    expect(answer.status).toBe(200);
    expect(answer.text).toBe(
      JSON.stringify({
        '@context': '/api/contexts/OrganizationAddress',
        '@type': 'OrganizationAddress',
        '@id': `${PLACE}/1`,
        id: 1,
        name: 'Headquarters',
        tinType: 'vat',
        tin: 'DK00112233',
        tinCountry: COUNTRY,
        streetLine: 'Fyrtårnsvej',
        buildingNumber: '12',
        localeNumber: '3',
        postCode: '8000',
        city: 'Århus',
        country: COUNTRY,
        default: true,
      }),
    );
    expect((await ask(`${PLACE}/1`, 'other')).status).toBe(404);
  });

  it('filters by name, country and default, and orders by name and city', async () => {
    expect(each(await ask(`${PLACE}?name=ware`, 'member'), 'id')).toEqual([2]);
    expect(each(await ask(`${PLACE}?country=SE`, 'member'), 'id')).toEqual([3]);
    expect(each(await ask(`${PLACE}?country[]=/api/countries/SE&country[]=DK`), 'id')).toEqual([1, 2, 3]);
    expect(each(await ask(`${PLACE}?default=0&order[name]=asc`), 'id')).toEqual([3, 2]);
    expect(each(await ask(`${PLACE}?order[city]=desc`), 'id')).toEqual([3, 2, 1]);
    expect((await ask(`${PLACE}?country=XX`)).body).toMatchObject({ 'hydra:totalItems': 0 });
    expect((await ask(`${PLACE}?default=yes`)).body).toEqual(
      badParameter(api, 'default', 'value', 'must be true or false.'),
    );
  });
});

describe('POST', () => {
  it('creates one with nulls, not the default', async () => {
    const answer = await create({ name: 'Ny', country: { '@id': COUNTRY } });

    expect(answer.status).toBe(201);
    const { id } = answer.body as { readonly id: number };
    expect(answer.body).toEqual({
      '@context': '/api/contexts/OrganizationAddress',
      '@type': 'OrganizationAddress',
      '@id': `${PLACE}/${id}`,
      id,
      name: 'Ny',
      tinType: null,
      tin: null,
      tinCountry: null,
      streetLine: null,
      buildingNumber: null,
      localeNumber: null,
      postCode: null,
      city: null,
      country: COUNTRY,
      default: false,
    });
    expect((await ask(`${PLACE}/${id}`)).headers.get('etag')).toBe(answer.headers.get('etag'));
  });

  it('tells everything that is wrong at once', async () => {
    const answer = await create({
      name: 'x'.repeat(121),
      tinType: 'passport',
      tin: 'x'.repeat(33),
      tinCountry: '/api/languages/da',
      streetLine: 'x'.repeat(121),
      buildingNumber: 'x'.repeat(21),
      localeNumber: 'x'.repeat(21),
      postCode: 8000,
      city: 'x'.repeat(81),
      country: '/api/countries/XX',
      default: 'yes',
    });

    expect(answer.status).toBe(422);
    expect((answer.body as { violations: { propertyPath: string }[] }).violations.map((v) => v.propertyPath)).toEqual([
      'name',
      'tinType',
      'tin',
      'tinCountry',
      'streetLine',
      'buildingNumber',
      'localeNumber',
      'postCode',
      'city',
      'country',
      'default',
    ]);
  });

  it('needs a name and a country, and a tinType for a tin', async () => {
    expect((await create({})).body).toEqual(
      invalid(api, ['name', 'required', 'is required.'], ['country', 'required', 'is required.']),
    );
    expect((await create({ name: 'x', country: null })).body).toEqual(
      invalid(api, ['country', 'null', 'must not be null.']),
    );
    expect((await create({ name: 'x', country: COUNTRY, tin: '1' })).body).toEqual(
      invalid(api, ['tin', 'needs', 'can only be set together with tinType.']),
    );
    expect((await create({ name: 'x', country: COUNTRY, tinType: 'none' })).status).toBe(201);
  });

  it.each(['member', 'billing'] as const)('is not for %s', async (as) => {
    const answer = await create({ name: 'x', country: COUNTRY }, as);

    expect([answer.status, answer.body]).toEqual([
      403,
      problem(api, 'forbidden', 'The token is good, but its bearer may not do this.'),
    ]);
  });
});

describe('PATCH', () => {
  it('checks tin and tinType after the merge, and clears with null', async () => {
    const path = await given('Merged', { tinType: 'vat', tin: 'DK1', city: 'Ribe' });

    const bad = await patch(path, { tinType: null });
    const good = await patch(path, { tinType: null, tin: null, city: null });

    expect([bad.status, bad.body]).toEqual([
      422,
      invalid(api, ['tin', 'needs', 'can only be set together with tinType.']),
    ]);
    expect(good).toMatchObject({ status: 200, body: { tinType: null, tin: null, city: null, name: 'Merged' } });
  });

  it('is not for others', async () => {
    expect((await patch(`${PLACE}/1`, { name: 'x' }, 'member')).status).toBe(403);
    expect((await patch(`${PLACE}/1`, { name: 'x' }, 'other')).status).toBe(404);
    expect((await remove(`${PLACE}/1`, 'billing')).status).toBe(403);
    expect((await remove(`${PLACE}/1`, 'other')).status).toBe(404);
  });
});

describe('If-Match', () => {
  it('lets one of many writers with the same tag win, whatever they change', async () => {
    const path = await given('Contended');
    const tag = (await ask(path)).headers.get('etag') ?? '';
    const write = (body: object) => api.ask('PATCH', path, { as: 'admin', body, headers: { 'if-match': tag } });

    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => write(n % 3 === 0 ? { default: true } : { name: `Writer ${n}` })),
    );

    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 11 }, () => 412)]);
    const winner = answers.find(({ status }) => status === 200);
    expect((await ask(path)).text).toBe(winner?.text);
    expect((await ask(path)).headers.get('etag')).toBe(winner?.headers.get('etag'));
  });

  it('keeps an address from being deleted in a state that was not seen', async () => {
    const path = await given('Deleted');
    const tag = (await ask(path)).headers.get('etag') ?? '';
    await patch(path, { city: 'Ribe' });

    const stale = await api.ask('DELETE', path, { as: 'admin', headers: { 'if-match': tag } });

    expect([stale.status, (await ask(path)).status]).toEqual([412, 200]);
  });
});

describe('the default', () => {
  beforeEach(async () => {
    await api.query(
      `DELETE FROM organization_address WHERE organization_id = (SELECT id FROM organization WHERE slug = 'nordlys')`,
    );
  });

  it('is the first address', async () => {
    await given('First', { default: false });
    await given('Second');

    expect(await defaults()).toEqual(['First']);
  });

  it('moves to an address that is sent as it', async () => {
    const first = await given('First');
    await given('Second', { default: true });
    const created = await defaults();

    const answer = await patch(first, { default: true });

    expect(created).toEqual(['Second']);
    expect(answer).toMatchObject({ status: 200, body: { default: true } });
    expect(await defaults()).toEqual(['First']);
    expect((await ask(first)).headers.get('etag')).toBe(answer.headers.get('etag'));
  });

  it('cannot be unset', async () => {
    const first = await given('First');
    const second = await given('Second');

    const answer = await patch(first, { default: false, name: 'x' });
    const notIt = await patch(second, { default: false, name: 'Still second' });

    expect([answer.status, answer.body]).toEqual([
      422,
      invalid(api, ['default', 'default', 'must stay true: make another address the default instead.']),
    ]);
    expect(notIt).toMatchObject({ status: 200, body: { default: false, name: 'Still second' } });
    expect(await defaults()).toEqual(['First']);
  });

  it('passes to the oldest left when it is deleted', async () => {
    await given('First');
    await given('Second');
    const third = await given('Third', { default: true });

    const answer = await remove(third);

    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(await defaults()).toEqual(['First']);
  });

  it('stays when another is deleted, and goes with the last', async () => {
    const first = await given('First');
    const second = await given('Second');

    await remove(second);
    const left = await defaults();
    await remove(first);

    expect([left, await defaults()]).toEqual([['First'], []]);
    await given('Again');
    expect(await defaults()).toEqual(['Again']);
  });

  it('is one after many first addresses at once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, (_, n) => create({ name: `A${n}`, country: COUNTRY })));

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201]);
    expect(await defaults()).toHaveLength(1);
  });

  it('is one after all want to be it, come and go at once', async () => {
    const paths = await Promise.all(Array.from({ length: 5 }, (_, n) => given(`A${n}`)));

    const answers = await Promise.all([
      ...paths.slice(0, 3).map((path) => patch(path, { default: true })),
      ...paths.slice(3).map((path) => remove(path)),
      create({ name: 'New', country: COUNTRY, default: true }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 204, 204, 201]);
    expect(await defaults()).toHaveLength(1);
  });
});
