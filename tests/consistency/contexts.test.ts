import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import jsonld from 'jsonld';
import { GOLDEN_ORIGIN } from '../../src/cli/support/golden-documents.ts';
import type { OfflineProduct } from '../../src/cli/support/offline-product.ts';
import { compileProduct, documentText } from '../../src/cli/support/offline-product.ts';
import type { Contexts } from '../../src/hydra/contexts/read-contexts.ts';
import { readContexts } from '../../src/hydra/contexts/read-contexts.ts';
import { kebab } from '../../src/hydra/kebab.ts';
import type { ClassModel, Field } from '../../src/hydra/model/model.ts';
import { projectRoot } from '../../src/project-root.ts';

const DOCS = `${GOLDEN_ORIGIN}/api/docs.jsonld`;
/** The engine's own: it says what actions about no row do. */
const NO_CLASS = 'entrypoint';

let product: OfflineProduct;
let contexts: Contexts;
beforeAll(async () => {
  product = await compileProduct(GOLDEN_ORIGIN);
  contexts = readContexts(join(projectRoot, 'contexts'));
});

function shownClasses(): readonly ClassModel[] {
  return product.model.classes.filter(({ kind }) => kind !== 'stored');
}

/** `Meeting.time`, of all fields for which something holds. */
function fieldsWith(holds: (field: Field) => boolean): readonly string[] {
  return shownClasses().flatMap((of) => of.fields.filter(holds).map(({ name }) => `${of.name}.${name}`));
}

async function servedContext(name: string): Promise<Record<string, unknown>> {
  const text = await documentText(product, `/api/contexts/${name}`);
  return (JSON.parse(text) as { readonly '@context': Record<string, unknown> })['@context'];
}

describe('contexts', () => {
  it('has one file for each class that is sent, and no others', () => {
    const classes = shownClasses().map(({ name }) => kebab(name));

    expect([...contexts.fileNames].sort()).toEqual([...classes, NO_CLASS].sort());
  });

  it.each(['terms', 'descriptions'])('has %s for exactly the exposed fields', (what) => {
    const fields = shownClasses().map((of) => [of.name, of.fields.map(({ name }) => name)] as const);
    const found = fields.map(([name, keys]) => {
      const own = keys.filter((key) =>
        what === 'terms' ? contexts.termOf(name, key) !== null : contexts.commentOf(name, key) !== null,
      );
      const more = Object.keys(contexts.termsOf(name) ?? {}).filter((key) => !keys.includes(key));
      return [name, [...own, ...more]] as const;
    });

    expect(found).toEqual(fields);
  });

  it('types exactly the references and links as links', () => {
    const links = fieldsWith(({ datatype }) => datatype === 'iri');

    expect(fieldsWith(({ term }) => term.type === '@id')).toEqual(links);
  });

  it.each([
    ['instant', 'xsd:dateTime'],
    ['date', 'xsd:date'],
    ['decimal', 'xsd:decimal'],
    ['json', '@json'],
  ])('types exactly the fields of datatype %s as %s', (datatype, type) => {
    const typed = fieldsWith((field) => field.datatype === datatype);

    expect(fieldsWith(({ term }) => term.type === type)).toEqual(typed);
  });

  it('marks exactly the lists as sets', () => {
    const lists = fieldsWith(
      ({ datatype, kind }) => datatype === 'strings' || datatype === 'objects' || kind === 'links',
    );

    expect(fieldsWith(({ term }) => term.container !== null)).toEqual(lists);
  });

  it('gives each of our IRIs to one field only', () => {
    const iris = shownClasses().flatMap((of) =>
      of.fields.map(({ term }) => term.iri).filter((iri) => !iri.includes(':')),
    );

    expect(iris).toEqual([...new Set(iris)]);
  });

  it('expands every field to an absolute IRI without fetching anything', async () => {
    const wrong: string[] = [];
    for (const of of shownClasses()) {
      const context = await servedContext(of.name);
      for (const { name, term } of of.fields) {
        const value = term.type === '@id' ? '/x' : term.type === '@json' ? {} : 'x';
        const document = { '@context': context, '@id': `${GOLDEN_ORIGIN}/x`, [name]: value } as object;
        // The types of jsonld.js leave out `safe` and the promise.
        const expanded: unknown = await jsonld.expand(document, { safe: true, base: GOLDEN_ORIGIN } as never);
        const [node = {}] = expanded as object[];
        const keys = Object.keys(node).filter((key) => key !== '@id');
        const expected = term.iri.includes(':')
          ? term.iri.replace('schema:', 'https://schema.org/')
          : `${DOCS}#${term.iri}`;
        if (keys.length !== 1 || keys[0] !== expected) wrong.push(`${of.name}.${name}: ${keys.join(' ')}`);
      }
    }

    expect(wrong).toEqual([]);
  });

  it('defines every key of embedded classes where they are embedded', async () => {
    const context = await servedContext('Organization');
    const { organizationUsers } = context as { readonly organizationUsers: { readonly '@context': object } };
    const inner = await servedContext('OrganizationUser');

    for (const [key, term] of Object.entries(organizationUsers['@context'])) expect(inner[key]).toEqual(term);
    expect(Object.keys(organizationUsers['@context'])).toEqual(
      shownClasses()
        .find(({ name }) => name === 'OrganizationUser')
        ?.fields.map(({ name }) => name),
    );
  });

  it('serves every context as one object that refers to no other', async () => {
    const names = [...shownClasses().map(({ name }) => name), 'Entrypoint', 'Error', 'ConstraintViolation'];
    const served = await Promise.all(names.map(servedContext));

    for (const context of served) {
      expect(context['@version']).toBe(1.1);
      expect(context['@vocab']).toBe(`${DOCS}#`);
      expect(JSON.stringify(context)).not.toContain('"@context":"');
    }
  });
});
