import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account, Answered, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';
import { invalidCursor } from '../support/problems.ts';

interface Page {
  readonly 'hydra:totalItems': number;
  readonly 'hydra:member': readonly { readonly '@id': string }[];
  readonly 'hydra:view': Readonly<Record<string, string>>;
}

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

async function pageAt(path: string, as: Account): Promise<Page> {
  const answer = await api.ask('GET', path, { as });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.text}`);
  return answer.body as Page;
}

const idsOf = (pages: readonly Page[]) => pages.flatMap((page) => page['hydra:member'].map((member) => member['@id']));

async function walk(path: string, link: string, as: Account, between = async () => {}): Promise<readonly Page[]> {
  const pages = [await pageAt(path, as)];
  for (let next = pages[0]?.['hydra:view'][link]; next !== undefined; next = pages.at(-1)?.['hydra:view'][link]) {
    await between();
    pages.push(await pageAt(next, as));
  }
  return pages;
}

/** The token in a link. */
const tokenIn = (page: Page, link: string) => page['hydra:view'][link]?.split('cursor=').at(-1) ?? '';

describe('row 11: a cursor', () => {
  it.each(['meetings', 'locations', 'employees', 'organization-addresses', 'organization-users'])(
    'of another organization is not good: %s',
    async (name) => {
      const token = tokenIn(await pageAt(`/api/${name}?itemsPerPage=1&cursor=`, 'admin'), 'hydra:last');

      const own = await api.ask('GET', `/api/${name}?cursor=${token}`, { as: 'admin' });
      const foreign = await api.ask('GET', `/api/${name}?cursor=${token}`, { as: 'other' });

      expect(own.status).toBe(200);
      expect([foreign.status, foreign.body]).toEqual([400, invalidCursor(api)]);
    },
  );
});

describe('row 16: a member cannot learn a hidden e-mail', () => {
  const HIDDEN = 'hidden-canary@nordlys.example';
  const hide = (email: string) => api.query('UPDATE employee SET email = $1 WHERE id = 2', [email]);
  const orders = ['', 'order[name]=asc&', 'order[lastName]=desc&', 'order[id]=desc&'];

  it('by filter or order, with a cursor or without', async () => {
    await hide(HIDDEN);
    for (const paging of ['', '&cursor=', '&page=1']) {
      for (const query of [`email=${HIDDEN}`, `email[]=${HIDDEN}`, 'order[email]=asc', 'order.email=desc']) {
        const answer = await api.ask('GET', `/api/employees?${query}${paging}`, { as: 'member' });
        const name = query.split('=')[0];
        const violations = [{ propertyPath: name, message: expect.stringContaining('no such'), code: 'parameter' }];
        expect(answer).toMatchObject({ status: 400, body: { violations } });
        expect(answer.text).not.toContain(HIDDEN);
      }
    }
  });

  it('by a cursor: it says the same whatever the e-mail is', async () => {
    const texts = async () => {
      const walked: string[] = [];
      for (const order of orders) {
        const pages = await walk(`/api/employees?${order}itemsPerPage=20&cursor=`, 'hydra:next', 'member');
        walked.push(...pages.map((page) => JSON.stringify(page)));
      }
      return walked;
    };
    await hide(HIDDEN);
    const before = await texts();
    await hide('aaaa@nordlys.example');

    expect(await texts()).toEqual(before);
    expect(before.join()).not.toContain(HIDDEN);
    expect(decoded(before.join())).not.toContain('hidden-canary');
  });

  it('by a cursor of an administrator', async () => {
    const page = await pageAt(`/api/employees?email=${HIDDEN}&cursor=`, 'admin');
    const answers: Answered[] = [];
    for (const query of ['', `email=${HIDDEN}&`]) {
      answers.push(
        await api.ask('GET', `/api/employees?${query}cursor=${tokenIn(page, 'hydra:last')}`, { as: 'member' }),
      );
    }

    expect(answers[0]?.body).toEqual(invalidCursor(api));
    expect(answers[1]).toMatchObject({ status: 400, body: { violations: [{ propertyPath: 'email' }] } });
  });

  /** Everything that could be a token, as bytes. */
  function decoded(text: string): string {
    return [...text.matchAll(/cursor=([\w-]+)/g)]
      .map(([, token = '']) => Buffer.from(token, 'base64url').toString('latin1'))
      .join();
  }
});

describe('row 20: a walk over all pages', () => {
  it.each([
    ['/api/meetings?', 'admin'],
    ['/api/meetings?order[time]=desc&', 'admin'],
    ['/api/meetings?order[time]=asc&order[dateFrom]=desc&', 'member'],
    ['/api/meetings?exists[time]=false&order[dateTo]=desc&', 'admin'],
    ['/api/employees?active=true&order[name]=desc&', 'member'],
    ['/api/employees?order[lastName]=asc&', 'other'],
    ['/api/locations?order[officeOpenHour]=desc&order[name]=asc&', 'admin'],
    ['/api/countries?order[name]=desc&', 'member'],
    ['/api/organizations?order[name]=asc&', 'operator'],
  ] as const)('of %s as %s gives each row once, numbered and by cursor, both ways', async (path, as) => {
    const numbered = await walk(`${path}itemsPerPage=7`, 'hydra:next', as);
    const forwards = await walk(`${path}itemsPerPage=7&cursor=`, 'hydra:next', as);
    const backwards = await walk(forwards[0]?.['hydra:view']['hydra:last'] ?? '', 'hydra:previous', as);

    const ids = idsOf(numbered);
    expect(new Set(ids).size).toBe(numbered[0]?.['hydra:totalItems']);
    expect(idsOf(forwards)).toEqual(ids);
    expect(idsOf([...backwards].reverse())).toEqual(ids);
  });

  it('gives each row that stays once while others come and go', async () => {
    const before = new Set(idsOf(await walk('/api/employees?itemsPerPage=300', 'hydra:next', 'admin')));
    let turn = 0;
    const comeAndGo = async () => {
      turn += 1;
      const body = { firstName: turn % 2 === 0 ? 'Aa' : 'Zz', lastName: turn % 3 === 0 ? 'Aa' : 'Zz' };
      expect((await api.ask('POST', '/api/employees', { as: 'admin', body })).status).toBe(201);
      const gone = [...before][(turn * 7) % before.size] ?? '';
      before.delete(gone);
      expect((await api.ask('DELETE', gone, { as: 'admin' })).status).toBe(204);
    };
    for (const [start, link] of [
      ['/api/employees?order[lastName]=desc&itemsPerPage=6&cursor=', 'hydra:next'],
      [await lastOf('/api/employees?order[name]=asc&itemsPerPage=6&cursor='), 'hydra:previous'],
    ] as const) {
      const seen = idsOf(await walk(start, link, 'member', comeAndGo));

      expect(new Set(seen).size).toBe(seen.length);
      expect([...before].filter((id) => !seen.includes(id))).toEqual([]);
    }
  });

  async function lastOf(path: string): Promise<string> {
    return (await pageAt(path, 'member'))['hydra:view']['hydra:last'] ?? '';
  }
});
