import { beforeAll, describe, expect, it } from '@jest/globals';
import { bearerAuth, Client, Problem } from 'ketting';
import { runningServer, signIn } from './support/running-server.ts';

const { origin } = runningServer();
const DOCUMENTATION = 'http://www.w3.org/ns/hydra/core#apiDocumentation';

interface Meeting {
  readonly id: number;
  readonly notes: string | null;
}

let token = '';
beforeAll(async () => {
  token = await signIn(runningServer());
});

/** The client with default settings; only the token is given to it. */
function client(): Client {
  const ketting = new Client(`${origin}/api`);
  ketting.use(bearerAuth(token));
  return ketting;
}

describe('ketting', () => {
  it('walks from the root to a collection, to its next page and to an item', async () => {
    const ketting = client();

    const { data: root } = await ketting.go<Record<string, string>>().get();
    const first = await ketting.go<readonly Meeting[]>(root.meeting).get();
    const second = await first.follow<readonly Meeting[]>('next').get();
    const item = await ketting.go<Meeting>(`${root.meeting}/${second.data[0]?.id}`).get();

    expect(first.data.map(({ id }) => id)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(second.uri).toBe(`${origin}/api/meetings?page=2`);
    expect(second.data[0]?.id).toBe(31);
    expect(item.data).toEqual(second.data[0]);
  });

  it('follows next to the last page', async () => {
    const ids: number[] = [];
    const meetings = client().go<readonly Meeting[]>('/api/meetings?itemsPerPage=50');
    const total = (await meetings.fetch({ method: 'HEAD', headers: { accept: 'application/json' } })).headers;
    let page = await meetings.get();
    ids.push(...page.data.map(({ id }) => id));
    while (page.links.has('next')) {
      page = await page.follow<readonly Meeting[]>('next').get();
      ids.push(...page.data.map(({ id }) => id));
    }

    expect(new Set(ids).size).toBe(ids.length);
    expect(String(ids.length)).toBe(total.get('x-total-count'));
    expect(page.links.get('last')?.href).toBe(page.uri);
  });

  it('reads the links of a collection from HEAD', async () => {
    const head = await client().go('/api/meetings?itemsPerPage=100&page=2').head();

    expect(Object.fromEntries(head.links.getAll().map(({ rel, href }) => [rel, href]))).toEqual({
      [DOCUMENTATION]: `${origin}/api/docs.jsonld`,
      first: `${origin}/api/meetings?itemsPerPage=100&page=1`,
      prev: `${origin}/api/meetings?itemsPerPage=100&page=1`,
      next: `${origin}/api/meetings?itemsPerPage=100&page=3`,
      last: `${origin}/api/meetings?itemsPerPage=100&page=3`,
    });
  });

  it('follows the documentation from any resource', async () => {
    const documentation = await client().go('/api/meetings/1').follow<Record<string, unknown>>(DOCUMENTATION);

    expect(documentation.uri).toBe(`${origin}/api/docs.jsonld`);
  });

  it('creates, follows Location, changes and deletes', async () => {
    const employees = client().go('/api/employees');

    const made = await employees.postFollow({ data: { firstName: 'Asta', lastName: 'Lund' } });
    const { data: before } = await made.get();
    const changed = await made.patch({ data: { position: 'Engineer' } });
    await made.delete();

    expect(before).toMatchObject({ firstName: 'Asta', lastName: 'Lund', name: 'Asta Lund', position: null });
    expect(changed?.data).toMatchObject({ firstName: 'Asta', position: 'Engineer' });
    await expect(made.refresh()).rejects.toMatchObject({ status: 404 });
  });

  it('throws what is wrong as its Problem', async () => {
    const refused = await client()
      .go('/api/locations')
      .post({ data: { name: '', officeOpenHour: 99 } })
      .catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(Problem);
    expect(refused).toMatchObject({
      status: 422,
      message: 'HTTP Error 422: The data is not valid',
      body: {
        type: `${origin}/api/problems/validation`,
        title: 'The data is not valid',
        violations: [{ propertyPath: 'name' }, { propertyPath: 'officeOpenHour' }],
      },
    });
  });

  it('reads that a method is not offered', async () => {
    const refused = await client()
      .go('/api/meetings/1')
      .put({ data: { notes: 'Whole.' } })
      .catch((error: unknown) => error);

    expect(refused).toMatchObject({ status: 405, body: { detail: 'Allowed: GET, HEAD, OPTIONS, PATCH.' } });
  });
});
