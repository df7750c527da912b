import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import formats from '@rdfjs/formats';
import parent from '@zazuko/env';
import Environment from '@zazuko/env/Environment.js';
import create from 'alcaeus';
import type { Account, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

const HYDRA = 'http://www.w3.org/ns/hydra/core#';

/** The client with default settings; only the token is given to it. */
async function client(as: Account = 'admin') {
  const env = new Environment(create(), { parent });
  env.formats.import(formats);
  env.hydra.defaultHeaders = { authorization: `Bearer ${await api.tokenOf(as)}` };
  return env;
}

describe('alcaeus', () => {
  it('walks from the entry point to a collection and on to an item', async () => {
    const { hydra } = await client();

    const entry = (await hydra.loadResource(`${api.origin}/api`)).representation?.root;
    const links = entry?.getLinks() ?? [];
    const link = links.find(
      ({ supportedProperty }) =>
        supportedProperty.property?.id.value === `${api.origin}/api/docs.jsonld#Entrypoint/meeting`,
    );
    const address = link?.resources[0]?.id.value ?? '';
    const collection = (await hydra.loadResource(address)).representation?.root;
    const first = collection?.pointer.out(hydraTerm('member')).values.sort()[0] ?? '';
    const item = (await hydra.loadResource(first)).representation?.root;

    expect(entry?.id.value).toBe(`${api.origin}/api`);
    const entries = Object.keys((await api.ask('GET', '/api')).body as object).filter((key) => !key.startsWith('@'));
    expect(links.length).toBe(entries.length);
    expect(address).toBe(`${api.origin}/api/meetings`);
    expect(collection?.pointer.out(hydraTerm('totalItems')).value).toBe('240');
    expect(first).toBe(`${api.origin}/api/meetings/1`);
    expect(item?.types.has(`${api.origin}/api/docs.jsonld#Meeting`)).toBe(true);
    expect(item?.getLinks().map(({ supportedProperty }) => supportedProperty.title)).toEqual(['employee']);
  });

  it('follows the pages of the view', async () => {
    const { hydra } = await client();

    const first = (await hydra.loadResource(`${api.origin}/api/meetings?itemsPerPage=100`)).representation?.root;
    const next = first?.pointer.out(hydraTerm('view')).out(hydraTerm('next')).value ?? '';
    const second = (await hydra.loadResource(next)).representation?.root;

    expect(next).toBe(`${api.origin}/api/meetings?itemsPerPage=100&page=2`);
    expect(second?.id.value).toBe(`${api.origin}/api/meetings`);
    expect(second?.pointer.out(hydraTerm('member')).values).toContain(`${api.origin}/api/meetings/101`);
  });

  it('expands the search template to an address that answers', async () => {
    const env = await client();
    const collection = (await env.hydra.loadResource(`${api.origin}/api/locations`)).representation?.root;
    const values = env.clownface().blankNode().addOut(hydraTerm('limit'), '2').addOut(hydraTerm('pageIndex'), '2');

    // The class of the node is only known once the documentation is; its mixin is not in the types.
    const search = (collection as unknown as { readonly search: { expand(values: unknown): string } }).search;
    const address = search.expand(values);

    expect(address).toBe(`${api.origin}/api/locations?page=2&itemsPerPage=2`);
    const page = (await env.hydra.loadResource(address)).representation?.root;
    expect(page?.pointer.out(hydraTerm('member')).values).toHaveLength(2);
  });

  it('finds the operations of an item and of a collection in the documentation', async () => {
    const { hydra } = await client();
    const item = (await hydra.loadResource(`${api.origin}/api/meetings/1`)).representation?.root;

    const methods = item?.operations.map(({ method }) => method).sort();

    expect(methods).toEqual(['GET', 'PATCH']);
  });

  it('reads what may be done with an item and with each member, when it is asked for', async () => {
    const { hydra } = await client('member');
    hydra.defaultHeaders = { ...hydra.defaultHeaders, prefer: 'include="operations"' };
    const collection = (await hydra.loadResource(`${api.origin}/api/meetings`)).representation?.root;
    const [member] = collection?.pointer.out(hydraTerm('member')).toArray() ?? [];
    const item = (await hydra.loadResource(member?.value ?? '')).representation?.root;

    for (const pointer of [member, item?.pointer]) {
      const shown = pointer?.out(hydraTerm('operation')).toArray() ?? [];
      expect(shown.map((each) => each.out(hydraTerm('method')).value).sort()).toEqual(['GET', 'PATCH']);
      const patch = shown.find((each) => each.out(hydraTerm('method')).value === 'PATCH');
      const less = `${api.origin}/api/docs.jsonld#Meeting-patch-only-notes-time`;
      expect(patch?.out(hydraTerm('expects')).value).toBe(less);
    }
    expect(item?.operations.map(({ method }) => method).sort()).toEqual(['GET', 'PATCH']);
  });
});

function hydraTerm(name: string) {
  return parent.namedNode(`${HYDRA}${name}`);
}
