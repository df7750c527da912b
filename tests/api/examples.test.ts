import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: unknown }>> };
}
interface Example {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly type: string;
  readonly body: unknown;
}

let api: TestApi;
let examples: readonly Example[];
beforeAll(async () => {
  api = await givenApi();
  const { body } = await api.ask('GET', '/api/openapi.json');
  const { paths } = body as { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
  examples = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId: id, requestBody }]) =>
      Object.entries(requestBody?.content ?? {}).map(([type, { example }]) => ({
        id,
        method: method.toUpperCase(),
        path,
        type,
        body: example,
      })),
    ),
  );
});
afterAll(() => api.close());

/** The first item of a collection. */
async function firstOf(path: string, as: Account): Promise<string> {
  const { body } = await api.ask('GET', `/api${path}?itemsPerPage=1`, { as });
  return String(
    (body as { readonly 'hydra:member': readonly { readonly '@id': string }[] })['hydra:member'][0]?.['@id'],
  );
}

describe('the examples of the OpenAPI document', () => {
  it('are there for every body', () => {
    expect(examples.length).toBeGreaterThan(10);
    expect(examples.filter(({ body }) => body === undefined)).toEqual([]);
  });

  it('create what they are examples of', async () => {
    const answers: string[] = [];
    const creating = examples.filter(({ id, type }) => id.startsWith('create') && type === 'application/json');
    for (const { id, path, type, body } of creating) {
      const as = path === '/languages' ? 'operator' : 'admin';
      await api.query("DELETE FROM language WHERE id = 'fr'");
      const { status } = await api.ask('POST', `/api${path}`, { as, body, headers: { 'content-type': type } });
      answers.push(`${id} ${status}`);
    }

    expect(answers).toEqual(creating.map(({ id }) => `${id} 201`));
  });

  it('change what they are examples of, in each media type', async () => {
    const answers: string[] = [];
    const changing = examples.filter(({ method }) => method === 'PATCH');
    for (const { id, path, type, body } of changing) {
      const item = await firstOf(path.replace('/{id}', ''), 'admin');
      const { status } = await api.ask('PATCH', item, { as: 'admin', body, headers: { 'content-type': type } });
      answers.push(`${id} ${status}`);
    }

    expect(answers).toEqual(changing.map(({ id }) => `${id} 200`));
  });
});
