import { beforeAll, describe, expect, it } from '@jest/globals';
import jsonld from 'jsonld';
import { GOLDEN_ORIGIN } from '../../src/cli/support/golden-documents.ts';
import type { OfflineProduct } from '../../src/cli/support/offline-product.ts';
import { compileProduct, documentText } from '../../src/cli/support/offline-product.ts';
import type { ClassModel } from '../../src/hydra/model/model.ts';

type Json = Readonly<Record<string, unknown>>;

const DOCS = `${GOLDEN_ORIGIN}/api/docs.jsonld`;
const SH = 'http://www.w3.org/ns/shacl#';

/** What one document says of one field, as far as it can say it. */
interface Said {
  readonly limits?: Json;
}

let product: OfflineProduct;
let openApi: Readonly<Record<string, Json>>;
let described: ReadonlyMap<string, Json>;
beforeAll(async () => {
  product = await compileProduct(GOLDEN_ORIGIN);
  const { components } = (await read('/api/openapi.json')) as { readonly components: { readonly schemas: never } };
  openApi = components.schemas;
  const hydra = (await read('/api/docs.jsonld'))['hydra:supportedClass'] as readonly Json[];
  described = new Map(hydra.map((each) => [String(each['hydra:title']), each]));
});

async function read(path: string): Promise<Json> {
  return JSON.parse(await documentText(product, path)) as Json;
}

/** The classes that the documentation describes by schemas and shapes. */
function classes(): readonly ClassModel[] {
  return product.model.classes.filter(({ name }) => described.get(name)?.describedby !== undefined);
}

function supported(name: string): readonly Json[] {
  const all = described.get(name)?.['hydra:supportedProperty'] as readonly Json[];
  // Actions are links that are neither read nor written.
  return all.filter((each) => each['hydra:readable'] === true || each['hydra:writable'] === true);
}

const namesOf = (schema: Json | undefined): readonly string[] =>
  Object.keys((schema?.properties as object | undefined) ?? {}).filter((name) => !name.startsWith('@'));

const titled = (properties: readonly Json[], holds: (each: Json) => boolean): readonly string[] =>
  properties.filter(holds).map((each) => String(each['hydra:title']));

const LIMITS = ['minLength', 'maxLength', 'minimum', 'maximum', 'pattern', 'enum', 'maxItems'];

/** The limits in a schema of a field; what says that it may be null is no limit. */
function limitsOf(schema: Json): Json {
  const limits = Object.entries(schema).filter(([key]) => LIMITS.includes(key));
  const listed = schema.items as Json | undefined;
  const choices = listed?.enum === undefined ? [] : [['enum', listed.enum] as const];
  return Object.fromEntries(
    [...limits, ...choices].map(([key, value]) => [
      key,
      Array.isArray(value) ? value.filter((each) => each !== null) : value,
    ]),
  );
}

/** By field: of the body that creates where a body may hold it, else of the answer. */
function limitsIn(read: Json | undefined, create: Json | undefined): ReadonlyMap<string, Said> {
  const properties = { ...(read?.properties as object), ...(create?.properties as object) } as Readonly<
    Record<string, Json>
  >;
  const names = [...new Set([...namesOf(read), ...namesOf(create)])].sort();
  return new Map(names.map((name) => [name, { limits: limitsOf(properties[name] ?? {}) }]));
}

/** The same as a shape says it. */
function limitsOfShape(property: Json): Json {
  const value = (key: string) => (property[`${SH}${key}`] as readonly Json[] | undefined)?.[0];
  const listed = (value('in')?.['@list'] as readonly Json[] | undefined)?.map((each) => each['@value']);
  const isMany = value('maxCount')?.['@value'] !== 1;
  const found = {
    minLength: value('minLength')?.['@value'],
    maxLength: value('maxLength')?.['@value'],
    minimum: value('minInclusive')?.['@value'],
    maximum: value('maxInclusive')?.['@value'],
    pattern: value('pattern')?.['@value'],
    enum: listed,
    maxItems: isMany ? value('maxCount')?.['@value'] : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, each]) => each !== undefined));
}

/** Regular expressions of SPARQL have no groups that capture nothing; what looks ahead they cannot say at all. */
function asShape({ limits = {} }: Said): Said {
  const { pattern, ...others } = limits;
  const plain = pattern === undefined ? '(?' : String(pattern).replaceAll('(?:', '(');
  return { limits: plain.includes('(?') ? others : { ...others, pattern: plain } };
}

async function shapeOf(name: string): Promise<readonly Json[]> {
  const expanded: unknown = await jsonld.expand((await read(`/api/shapes/${name}`)) as object, { safe: true } as never);
  return (expanded as readonly Json[])[0]?.[`${SH}property`] as readonly Json[];
}

const idAt = (node: Json, key: string): string => String((node[key] as readonly Json[])[0]?.['@id']);
const valueAt = (node: Json, key: string): string => String((node[key] as readonly Json[])[0]?.['@value']);

describe('a class', () => {
  it('is described by a schema and a shape that can be opened', async () => {
    for (const { name } of classes()) {
      expect(described.get(name)?.describedby).toEqual([`/api/shapes/${name}`, `/api/schemas/${name}`]);
      expect(await read(`/api/schemas/${name}`)).toMatchObject({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: `${GOLDEN_ORIGIN}/api/schemas/${name}`,
        title: name,
      });
      expect(await read(`/api/shapes/${name}`)).toMatchObject({
        '@id': `/api/shapes/${name}`,
        targetClass: `#${name}`,
      });
    }
    expect(classes().length).toBeGreaterThan(product.model.resources.length);
  });

  it('has the same fields in the model, the context, the documentation and its shape, by the same IRIs', async () => {
    for (const { name, fields } of classes()) {
      const context = (await read(`/api/contexts/${name}`))['@context'] as Json;
      const terms = fields.map((field) => {
        const term = context[field.name];
        return [field.name, typeof term === 'string' ? term : (term as Json)['@id']];
      });
      const inDocumentation = supported(name).map((each) => [
        each['hydra:title'],
        String((each['hydra:property'] as Json)['@id']).replace(/^#/, ''),
      ]);
      const inShape = (await shapeOf(name)).map((each) => [
        valueAt(each, `${SH}name`),
        idAt(each, `${SH}path`).replace(`${DOCS}#`, '').replace('https://schema.org/', 'schema:'),
      ]);

      expect(inDocumentation).toEqual(terms);
      expect(inShape).toEqual(terms);
    }
  });

  it('is read and written alike in the documentation, in OpenAPI and in its schema', async () => {
    for (const { name, resource } of classes()) {
      const schema = await read(`/api/schemas/${name}`);
      const { create, patch } = (schema.$defs ?? {}) as { readonly create?: Json; readonly patch?: Json };
      const properties = supported(name);
      const readable = titled(properties, (each) => each['hydra:readable'] === true);
      const writable = titled(properties, (each) => each['hydra:writable'] === true);
      const required = titled(properties, (each) => each['hydra:required'] === true);
      const isShown = readable.length > 0;

      expect(namesOf(schema)).toEqual(readable);
      if (isShown) expect(namesOf(openApi[name])).toEqual(readable);
      expect(namesOf(create ?? patch)).toEqual(writable);
      expect(create?.required ?? []).toEqual(required);
      // OpenAPI has what is only sent under the name of its class.
      expect(namesOf(isShown ? openApi[`${name}.create`] : openApi[name])).toEqual(namesOf(create));
      expect(namesOf(openApi[`${name}.patch`])).toEqual(namesOf(patch));
      if (resource !== null) expect(openApi[`${name}.create`]?.required).toEqual(create?.required);
    }
  });

  it('has the same limits in OpenAPI, in its schema and in its shape', async () => {
    for (const { name } of classes()) {
      const schema = await read(`/api/schemas/${name}`);
      const { create, patch } = (schema.$defs ?? {}) as { readonly create?: Json; readonly patch?: Json };
      const inSchema = limitsIn(schema, create ?? patch);
      const inOpenApi = limitsIn(openApi[name], openApi[`${name}.create`] ?? openApi[`${name}.patch`]);
      const inShape = new Map(
        (await shapeOf(name))
          .map((each) => [valueAt(each, `${SH}name`), { limits: limitsOfShape(each) }] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      );

      expect(inOpenApi).toEqual(inSchema);
      expect(inShape).toEqual(new Map([...inSchema].map(([field, said]) => [field, asShape(said)])));
    }
  });

  it('states every limit that class-validator was told', async () => {
    for (const { name, fields } of classes()) {
      const schema = await read(`/api/schemas/${name}`);
      const said = limitsIn(schema, Object.values((schema.$defs ?? {}) as Json)[0] as Json | undefined);
      for (const { name: field, limits, kind } of fields) {
        const { choices, format: _format, ...others } = limits;
        if (kind === 'values') continue;
        expect(said.get(field)?.limits).toMatchObject({
          ...others,
          ...(choices === undefined ? {} : { enum: choices }),
        });
      }
    }
  });
});
