import { beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { GOLDEN_ORIGIN } from '../../src/cli/support/golden-documents.ts';
import type { OfflineProduct } from '../../src/cli/support/offline-product.ts';
import { compileProduct, documentText } from '../../src/cli/support/offline-product.ts';

interface Document {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: {
    readonly schemas: Readonly<
      Record<string, { readonly properties: Readonly<Record<string, { readonly description?: string }>> }>
    >;
    readonly responses: Readonly<Record<string, unknown>>;
    readonly headers: Readonly<Record<string, unknown>>;
  };
}
interface OperationObject {
  readonly operationId: string;
  readonly summary: string;
  readonly responses: Readonly<Record<string, unknown>>;
  readonly security?: readonly unknown[];
}

let product: OfflineProduct;
let openApi: Document;
let hydra: HydraDocument;
beforeAll(async () => {
  product = await compileProduct(GOLDEN_ORIGIN);
  openApi = JSON.parse(await documentText(product, '/api/openapi.json')) as Document;
  hydra = JSON.parse(await documentText(product, '/api/docs.jsonld')) as HydraDocument;
});

interface HydraDocument {
  readonly 'hydra:supportedClass': readonly HydraClass[];
}
interface HydraClass {
  readonly 'hydra:title': string;
  readonly 'hydra:supportedOperation': readonly HydraOperation[];
  readonly 'hydra:supportedProperty': readonly {
    readonly 'hydra:title': string;
    readonly 'hydra:readable': boolean;
    readonly 'hydra:writable': boolean;
    readonly 'hydra:property': { readonly 'hydra:supportedOperation'?: readonly HydraOperation[] };
  }[];
}
interface HydraOperation {
  readonly 'hydra:method': string;
  readonly 'hydra:title': string;
  readonly 'hydra:possibleStatus': readonly { readonly 'hydra:statusCode': number }[];
}

/** Statuses that are given before an operation is known; the Hydra documentation says them once for all. */
const BEFORE_ROUTING = [408, 414, 431];
/** The documents beside the entry point are not in the Hydra documentation, nor is the slash that paths begin with. */
const ONLY_IN_OPENAPI = [
  '/docs.jsonld',
  '/docs',
  '/openapi.json',
  '/contexts/{class}',
  '/schemas/{class}',
  '/shapes/{class}',
  '/problems/{slug}',
];

function openApiOperations() {
  return Object.entries(openApi.paths)
    .filter(([path]) => !ONLY_IN_OPENAPI.includes(path))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { summary, responses }]) => ({
        title: `${summary}.`,
        method: method.toUpperCase(),
        statuses: Object.keys(responses)
          .map(Number)
          .filter((status) => !BEFORE_ROUTING.includes(status) && !(path === '/' && status === 308)),
      })),
    );
}

function hydraOperations() {
  return hydra['hydra:supportedClass']
    .flatMap((each) => [
      ...each['hydra:supportedOperation'],
      ...each['hydra:supportedProperty'].flatMap(
        (property) => property['hydra:property']['hydra:supportedOperation'] ?? [],
      ),
    ])
    .map((operation) => ({
      title: operation['hydra:title'],
      method: operation['hydra:method'],
      statuses: operation['hydra:possibleStatus'].map((status) => status['hydra:statusCode']),
    }));
}

function byTitle<T extends { readonly title: string }>(all: readonly T[]): readonly T[] {
  return [...all].sort((a, b) => (a.title < b.title ? -1 : 1));
}

/** Every `$ref` of a document. */
function references(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = '$ref' in value ? [String(value.$ref)] : [];
  return [...own, ...Object.values(value).flatMap(references)];
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const found = await new Validator().validate(structuredClone(openApi) as never);

    expect(found).toEqual({ valid: true });
    expect(openApi.openapi).toMatch(/^3\.1\./);
  });

  it('refers only to what it has, and has only what it refers to', () => {
    const { schemas, responses, headers } = openApi.components;
    const used = new Set(references(openApi));
    const known = [
      ...Object.keys(schemas).map((name) => `#/components/schemas/${name}`),
      ...Object.keys(responses).map((name) => `#/components/responses/${name}`),
      ...Object.keys(headers).map((name) => `#/components/headers/${name}`),
    ];

    expect([...used].sort()).toEqual(known.sort());
  });

  it('has the same operations with the same statuses as the Hydra documentation', () => {
    expect(byTitle(openApiOperations())).toEqual(byTitle(hydraOperations()));
  });

  it('shows and takes the same fields as the Hydra documentation', () => {
    const { schemas } = openApi.components;
    const names = hydra['hydra:supportedClass'].map((each) => each['hydra:title']).filter((name) => name in schemas);
    const inOpenApi = names.map((name) => {
      const { properties = {} } = schemas[name] ?? {};
      return [
        name,
        Object.keys(properties)
          .filter((key) => !key.includes(':') && !key.startsWith('@'))
          .sort(),
      ];
    });
    const inHydra = names.map((name) => {
      const found = hydra['hydra:supportedClass'].find((each) => each['hydra:title'] === name);
      const fields = (found?.['hydra:supportedProperty'] ?? []).filter(
        (each) => each['hydra:readable'] || each['hydra:writable'],
      );
      return [name, fields.map((each) => each['hydra:title']).sort()];
    });

    // The problem that names fields repeats the members of the plain one; Hydra says so by a subclass.
    const own = ([name]: readonly unknown[]) => name !== 'ConstraintViolation';
    expect(inOpenApi.filter(own)).toEqual(inHydra.filter(own));
  });

  it('describes every property', () => {
    const silent = Object.entries(openApi.components.schemas).flatMap(([name, { properties }]) =>
      Object.entries(properties)
        .filter(([, property]) => (property.description ?? '') === '')
        .map(([key]) => `${name}.${key}`),
    );

    expect(silent).toEqual([]);
  });

  it('has one list and one item path beside it for each collection', () => {
    const collections = product.model.resources
      .filter(({ resource }) => !resource.singleton)
      .map(({ resource }) => resource.path);

    for (const path of collections) {
      expect(openApi.paths[path]?.get?.operationId).toMatch(/^list[A-Z]/);
      expect(openApi.paths[`${path}/{id}`]?.get?.operationId).toMatch(/^get[A-Z]/);
    }
  });

  it('names its server with the base and its paths without it', () => {
    expect(openApi.servers).toEqual([{ url: 'https://host/api' }]);
    expect(Object.keys(openApi.paths).filter((path) => path.startsWith('/api'))).toEqual([]);
  });

  it('needs no token for the documents and for signing in, and for nothing else', () => {
    const open = Object.values(openApi.paths)
      .flatMap((methods) => Object.values(methods))
      .filter(({ security }) => security?.length === 0)
      .map(({ operationId }) => operationId);

    expect(open).toEqual([
      'getEntrypoint',
      'getDocumentation',
      'getDocumentationPage',
      'getOpenApi',
      'getContext',
      'getSchema',
      'getShape',
      'getProblemType',
      'login',
      'loginRefresh',
    ]);
  });
});
