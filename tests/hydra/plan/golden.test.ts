import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { explainResource } from '../../../src/hydra/operations/explain-resource.ts';
import { projectRoot } from '../../../src/project-root.ts';
import type { ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';

const FOLDER = join(projectRoot, 'tests', 'hydra', 'plan', 'golden');

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi();
});
afterAll(() => toys.close());

describe('the plans of the toys', () => {
  it.each([
    'Author',
    'Book',
    'Card',
    'Desk',
    'Edition',
    'Genre',
    'HouseRules',
    'Library',
    'Notice',
    'Publisher',
    'Shelf',
  ])('of %s are the committed ones (GOLDEN=1 writes them)', async (name) => {
    const served = [...toys.started.served.values()].find(({ of }) => of.name === name);
    if (served === undefined) throw new Error(`There is no ${name}.`);
    const file = join(FOLDER, `${name}.txt`);

    const text = explainResource(served, toys.started.lenses);

    if (process.env.GOLDEN === '1') await writeFile(file, text);
    expect(text).toBe(await readFile(file, 'utf8'));
  });

  it('carry the tenant in every statement on rows of a tenant', () => {
    for (const { of, plans } of toys.started.served.values()) {
      if (of.belongs !== 'tenant') continue;
      for (const { read, remove } of plans) {
        const texts = [read.item, read.itemTag, read.state, ...(remove === null ? [] : [remove])];
        for (const { statement } of texts) expect(statement.text).toContain('"library_id" = $1');
        expect(read.list.where).toContain('"library_id" = $1');
      }
    }
  });
});
