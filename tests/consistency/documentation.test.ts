import { brotliCompressSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import jsonld from 'jsonld';
import { GOLDEN_DOCUMENTS, GOLDEN_ORIGIN, goldenText } from '../../src/cli/support/golden-documents.ts';
import type { OfflineProduct } from '../../src/cli/support/offline-product.ts';
import { compileProduct, documentText } from '../../src/cli/support/offline-product.ts';
import { goldenFaults } from './support/golden-faults.ts';

const DOCS = `${GOLDEN_ORIGIN}/api/docs.jsonld`;
const HYDRA = 'http://www.w3.org/ns/hydra/core#';
const RDFS = 'http://www.w3.org/2000/01/rdf-schema#';

type Node = Record<string, unknown>;

let product: OfflineProduct;
let nodes: readonly Node[];
beforeAll(async () => {
  product = await compileProduct(GOLDEN_ORIGIN);
  const document = JSON.parse(await documentText(product, '/api/docs.jsonld')) as object;
  nodes = nodesIn(await jsonld.expand(document, { safe: true, base: DOCS } as never));
});

/** Every node of an expanded document, however deep. */
function nodesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Node, ...Object.values(value).flatMap(nodesIn)];
}

/** The addresses of the nodes that say something, as opposed to naming another. */
function described(): ReadonlySet<string> {
  return new Set(
    nodes.filter((node) => '@id' in node && Object.keys(node).length > 1).map((node) => String(node['@id'])),
  );
}

function ofType(type: string): readonly Node[] {
  return nodes.filter((node) => (node['@type'] as readonly string[] | undefined)?.includes(type));
}

function idsAt(node: Node, key: string): readonly string[] {
  return ((node[key] as readonly Node[] | undefined) ?? []).map((each) => String(each['@id'] ?? ''));
}

describe('the committed documents', () => {
  it.each(GOLDEN_DOCUMENTS)('say the same as the served ones: %s', async (file, path) => {
    expect(goldenFaults(file, await goldenText(product, path))).toEqual([]);
  });
});

describe('the Hydra documentation', () => {
  it('describes every class and property of ours that it names', () => {
    const known = described();
    const named = nodes.flatMap((node) => [
      String(node['@id'] ?? ''),
      ...((node['@type'] as readonly string[] | undefined) ?? []),
      ...Object.keys(node),
    ]);

    expect([...new Set(named)].filter((iri) => iri.startsWith(`${DOCS}#`) && !known.has(iri))).toEqual([]);
  });

  it('describes every field of every class that is sent, by the IRI of its context', () => {
    const fields = product.model.classes
      .filter(({ kind }) => kind !== 'stored')
      .flatMap((of) => of.fields.map(({ term }) => term.iri))
      .filter((iri) => !iri.includes(':'));

    expect(fields.filter((iri) => !described().has(`${DOCS}#${iri}`))).toEqual([]);
  });

  it('gives every class, property and operation a description or title', () => {
    const classes = ofType(`${HYDRA}Class`);
    const properties = ofType(`${HYDRA}SupportedProperty`);
    const operations = ofType(`${HYDRA}Operation`);

    expect(classes.length).toBeGreaterThan(product.model.resources.length);
    expect(properties.length).toBeGreaterThan(classes.length);
    expect(operations.length).toBeGreaterThan(classes.length);
    for (const node of [...classes, ...properties]) {
      expect(node[`${HYDRA}description`]).toEqual([{ '@value': expect.stringMatching(/^\S.*[.]$/s) }]);
    }
    for (const node of operations) expect(node[`${HYDRA}title`]).toEqual([{ '@value': expect.stringMatching(/\.$/) }]);
  });

  it('says of every operation what it returns and which statuses are possible', () => {
    const operations = ofType(`${HYDRA}Operation`);

    expect(operations.length).toBeGreaterThan(product.model.resources.length);
    for (const node of operations) {
      expect(idsAt(node, `${HYDRA}returns`)).toHaveLength(1);
      expect(node[`${HYDRA}possibleStatus`]).not.toHaveLength(0);
    }
  });

  it('gives every property one range, links of the entry point also the class of members', () => {
    const properties = nodes.filter((node) => `${RDFS}range` in node);
    const entrypoint = nodes.filter((node) => node['@id'] === `${DOCS}#Entrypoint` && `${HYDRA}title` in node);
    const links = new Set(entrypoint.flatMap(nodesIn));

    expect(properties.length).toBeGreaterThan(product.model.resources.length);
    for (const node of properties) {
      expect(idsAt(node, `${RDFS}range`)).toHaveLength(links.has(node) ? 2 : 1);
    }
  });

  it('uses only terms of the Hydra vocabulary', () => {
    const used = nodes.flatMap((node) => [...Object.keys(node), ...((node['@type'] as readonly string[]) ?? [])]);
    const terms = [...new Set(used)].filter((iri) => iri.startsWith(HYDRA)).map((iri) => iri.slice(HYDRA.length));

    expect(terms.filter((term) => !HYDRA_TERMS.has(term))).toEqual([]);
  });

  it('stays small', async () => {
    const text = await documentText(product, '/api/docs.jsonld');

    expect(text.length).toBeLessThan(150_000);
    expect(brotliCompressSync(text).length).toBeLessThan(15_000);
  });
});

/** Of the Hydra Core Vocabulary (W3C Community Group draft). */
const HYDRA_TERMS: ReadonlySet<string> = new Set([
  'ApiDocumentation',
  'Class',
  'Collection',
  'Error',
  'HeaderSpecification',
  'Link',
  'Operation',
  'Resource',
  'Status',
  'SupportedProperty',
  'closedSet',
  'description',
  'entrypoint',
  'expects',
  'expectsHeader',
  'headerName',
  'memberAssertion',
  'method',
  'object',
  'possibleStatus',
  'possibleValue',
  'property',
  'readable',
  'required',
  'returns',
  'returnsHeader',
  'statusCode',
  'supportedClass',
  'supportedOperation',
  'supportedProperty',
  'title',
  'writable',
]);
