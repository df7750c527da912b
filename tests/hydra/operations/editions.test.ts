import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FieldSchema } from '../../support/wrong-values.ts';
import { wrongValues } from '../../support/wrong-values.ts';
import type { ToyDoor } from '../support/toy-doors.ts';
import { DOORS, givenToyDoor } from '../support/toy-doors.ts';
import { registerCataloguing } from '../toys/cataloguing.ts';

const DIGTE = {
  id: 'ed000001',
  title: 'Digte',
  isbn: null,
  publisher: '/api/publishers/hest',
  shelf: '/api/shelves/A1',
  published: '1999-02-28',
  cost: '12.50',
  tags: ['old', 'signed'],
  size: {
    '@type': 'Size',
    width: 120,
    height: 190,
    weight: '310.50',
    binding: { '@type': 'Binding', material: 'cloth', bound: null },
  },
  prices: [
    { '@type': 'Price', currency: 'DKK', amount: '99.00', until: null, taxed: null },
    { '@type': 'Price', currency: 'EUR', amount: '13.125', until: '2026-12-24T17:00:00+00:00', taxed: true },
  ],
  extras: { shop: { row: 3, lamp: null }, seen: [1, 'Ærø'] },
};

/** A problem about fields, whole; its request is another one each time. */
function refusal(...violations: readonly (readonly [path: string, pointer: string, code: string, message: string])[]) {
  const detail = violations.map(([path, , , message]) => `${path}: ${message}`).join('\n');
  return {
    '@context': '/api/contexts/ConstraintViolation',
    '@type': ['ConstraintViolation', 'hydra:Error'],
    type: 'https://host/api/problems/validation',
    title: 'The data is not valid',
    status: 422,
    detail,
    'hydra:title': 'The data is not valid',
    'hydra:description': detail,
    instance: expect.stringMatching(/^urn:uuid:/),
    violations: violations.map(([propertyPath, pointer, code, message]) => ({ propertyPath, pointer, message, code })),
  };
}

describe.each(DOORS)('through the door %s', (name) => {
  let door: ToyDoor;
  beforeAll(async () => {
    door = await givenToyDoor(name, registerCataloguing);
  });
  afterAll(() => door.close());

  const node = (fields: object) => ({ '@context': '/api/contexts/Edition', '@type': 'Edition', ...fields });
  const created = async (body: object) => {
    const made = await door.ask('POST', '/api/editions', { as: 'keeper', body });
    expect(made.status).toBe(201);
    return made.headers.location ?? '';
  };
  const patch = (path: string, body: object, headers = {}) => door.ask('PATCH', path, { as: 'keeper', body, headers });

  describe('a row with every kind of value', () => {
    it('3.7 shows value objects as nodes without address, with all keys of their class', async () => {
      const { status, body } = await door.ask('GET', '/api/editions/ed000001', { as: 'keeper' });

      expect(status).toBe(200);
      expect(body).toEqual(node({ '@id': '/api/editions/ed000001', ...DIGTE }));
    });

    it('8.6 shows them without keywords in application/json', async () => {
      const { body } = await door.ask('GET', '/api/editions/ed000001.json', { as: 'keeper' });

      expect(body).toEqual({
        ...DIGTE,
        size: { width: 120, height: 190, weight: '310.50', binding: { material: 'cloth', bound: null } },
        prices: [
          { currency: 'DKK', amount: '99.00', until: null, taxed: null },
          { currency: 'EUR', amount: '13.125', until: '2026-12-24T17:00:00+00:00', taxed: true },
        ],
      });
    });

    it('8.2 leaves out the field that the caller may not read', async () => {
      const { cost: _hidden, ...shown } = DIGTE;

      const { body } = await door.ask('GET', '/api/editions/ed000001', { as: 'reader' });

      expect(body).toEqual(node({ '@id': '/api/editions/ed000001', ...shown }));
    });

    it('8.5 keeps empty lists, empty objects and nulls apart', async () => {
      const path = await created({ title: 'Empty', extras: {} });

      const { body } = await door.ask('GET', path, { as: 'keeper' });

      expect(body).toEqual(
        node({
          '@id': path,
          id: path.split('/').at(-1),
          title: 'Empty',
          isbn: null,
          publisher: null,
          shelf: null,
          published: null,
          cost: null,
          tags: [],
          size: null,
          prices: [],
          extras: {},
        }),
      );
    });
  });

  describe('a body with objects', () => {
    it('is stored and answered as the next GET answers', async () => {
      const body = {
        title: 'Ny',
        tags: ['new'],
        size: { width: 100, height: 150, binding: { material: 'paper', bound: '2026-11-24' } },
        prices: [{ '@type': 'Price', currency: 'DKK', amount: '5', until: '2026-12-24T18:00' }],
      };

      const made = await door.ask('POST', '/api/editions', { as: 'keeper', body });

      expect(made.status).toBe(201);
      expect(made.body).toMatchObject({
        size: {
          '@type': 'Size',
          width: 100,
          height: 150,
          weight: null,
          binding: { '@type': 'Binding', material: 'paper', bound: '2026-11-24' },
        },
        prices: [
          { '@type': 'Price', currency: 'DKK', amount: '5.00', until: '2026-12-24T17:00:00+00:00', taxed: null },
        ],
      });
      const read = await door.ask('GET', made.headers.location ?? '', { as: 'keeper' });
      expect([read.text, read.headers.etag]).toEqual([made.text, made.headers.etag]);
    });

    it('names what is wrong by path and pointer, however deep, all at once', async () => {
      const body = {
        title: 'X',
        size: { width: '1', weight: 3, binding: { material: 'gold', bound: '2026-02-30' } },
        prices: [
          { currency: 'DKK', amount: '1' },
          { currency: 'KRONER', amount: 1.5, taxed: 'no' },
          7,
          { amount: null },
        ],
      };

      const { status, body: problem } = await door.ask('POST', '/api/editions', { as: 'keeper', body });

      expect(status).toBe(422);
      expect(problem).toEqual(
        refusal(
          ['size.width', '/size/width', 'type', 'must be an integer.'],
          ['size.height', '/size/height', 'required', 'is required.'],
          ['size.weight', '/size/weight', 'type', 'must be a decimal number as a text, such as "12.50".'],
          ['size.binding.bound', '/size/binding/bound', 'format', 'must be a date, such as 2026-12-01.'],
          ['size.binding.material', '/size/binding/material', 'choice', 'must be one of cloth, paper.'],
          ['prices[1].amount', '/prices/1/amount', 'type', 'must be a decimal number as a text, such as "12.50".'],
          ['prices[1].taxed', '/prices/1/taxed', 'type', 'must be true or false.'],
          ['prices[1].currency', '/prices/1/currency', 'length', 'must have exactly 3 characters.'],
          ['prices[2]', '/prices/2', 'type', 'must be an object.'],
          ['prices[3].currency', '/prices/3/currency', 'required', 'is required.'],
          ['prices[3].amount', '/prices/3/amount', 'null', 'must not be null.'],
        ),
      );
    });

    it('is refused when a list or an object has another shape', async () => {
      const { body } = await patch('/api/editions/ed000002', { size: [1], prices: { currency: 'DKK' } });

      expect(body).toEqual(
        refusal(
          ['size', '/size', 'type', 'must be an object.'],
          ['prices', '/prices', 'type', 'must be a list of objects.'],
        ),
      );
    });
  });

  it('row 23: refuses what the documents do not allow, in each field, by its name', async () => {
    const { body } = await door.ask('GET', '/api/openapi.json');
    const { schemas } = (
      body as { components: { schemas: Record<string, { properties: Record<string, FieldSchema> }> } }
    ).components;
    const size = { width: 1, height: 2 };
    const price = { currency: 'DKK', amount: '1' };
    const places: readonly (readonly [string, string, (field: object) => object])[] = [
      ['Edition.patch', '', (field) => field],
      ['Size.patch', 'size.', (field) => ({ size: { ...size, ...field } })],
      ['Binding.patch', 'size.binding.', (field) => ({ size: { ...size, binding: { material: 'cloth', ...field } } })],
      ['Price', 'prices[0].', (field) => ({ prices: [{ ...price, ...field }] })],
    ];
    const unexpected: unknown[] = [];
    let asked = 0;
    for (const [schema, prefix, around] of places) {
      for (const [field, of] of Object.entries(schemas[schema]?.properties ?? {})) {
        const wrong = wrongValues(of);
        const answers = wrong.map(([, value]) => patch('/api/editions/ed000002', around({ [field]: value })));
        for (const [index, answer] of (await Promise.all(answers)).entries()) {
          const { violations = [] } = answer.body as { violations?: { propertyPath: string }[] };
          const isNamed = violations.every(({ propertyPath }) => propertyPath.startsWith(`${prefix}${field}`));
          asked += 1;
          if (answer.status !== 422 || violations.length === 0 || !isNamed) {
            unexpected.push([schema, field, wrong[index]?.[0], answer.body]);
          }
        }
      }
    }

    expect(unexpected).toEqual([]);
    expect(asked).toBeGreaterThan(120);
  });

  describe('a patch of objects', () => {
    it('11.1 merges objects, replaces lists whole and clears what is null', async () => {
      const path = await created({
        title: 'Merge',
        size: { width: 100, height: 150, weight: '3', binding: { material: 'paper', bound: '2026-11-24' } },
        prices: [
          { currency: 'DKK', amount: '5' },
          { currency: 'EUR', amount: '1' },
        ],
        extras: { a: { b: 1, c: 2 }, d: [1, 2] },
      });

      const { status, body } = await patch(path, {
        size: { height: 160, weight: null, binding: { bound: null } },
        prices: [{ currency: 'USD', amount: '1.1' }],
        extras: { a: { b: null, e: 3 }, d: [3] },
      });

      expect(status).toBe(200);
      expect(body).toMatchObject({
        size: { width: 100, height: 160, weight: null, binding: { material: 'paper', bound: null } },
        prices: [{ currency: 'USD', amount: '1.10', until: null, taxed: null }],
        extras: { a: { c: 2, e: 3 }, d: [3] },
      });
      const cleared = await patch(path, { size: { binding: null }, prices: [] });
      expect(cleared.body).toMatchObject({ size: { width: 100, height: 160, binding: null }, prices: [] });
      expect((await patch(path, { size: null })).body).toMatchObject({ size: null });
    });

    it('11.2 writes nothing when the record comes back as it was shown', async () => {
      const first = await door.ask('GET', '/api/editions/ed000001', { as: 'keeper' });

      const again = await patch('/api/editions/ed000001', first.body as object);

      expect([again.status, again.text, again.headers.etag]).toEqual([200, first.text, first.headers.etag]);
    });

    it('11.3 asks about the merged object', async () => {
      const path = await created({ title: 'Rules', size: { width: 100, height: 150 } });

      expect((await patch(path, { size: { width: 150 } })).body).toEqual(
        refusal(['size.height', '/size/height', 'greater', 'must be greater than width.']),
      );
      expect((await patch(path, { size: { width: 151, height: 152 } })).status).toBe(200);
      expect((await patch(path, { size: { height: null } })).body).toEqual(
        refusal(['size.height', '/size/height', 'null', 'must not be null.']),
      );
    });

    it('must make a whole object where there was none', async () => {
      const path = await created({ title: 'None' });

      expect((await patch(path, { size: { width: 1 } })).body).toEqual(
        refusal(['size.height', '/size/height', 'required', 'is required.']),
      );
      expect((await patch(path, { size: { width: 1, height: 2, binding: {} } })).body).toEqual(
        refusal(['size.binding.material', '/size/binding/material', 'required', 'is required.']),
      );
      expect((await patch(path, { size: { width: 1, height: 2 } })).body).toMatchObject({
        size: { width: 1, height: 2, weight: null, binding: null },
      });
    });

    it('by those who may not is 403 when it changes something and 200 when it does not', async () => {
      const body = { title: 'Zoo', published: null, tags: ['read'] };

      const allowed = await door.ask('PATCH', '/api/editions/ed000002', { as: 'reader', body });
      const refused = await door.ask('PATCH', '/api/editions/ed000002', { as: 'reader', body: { title: 'Mine' } });
      const hidden = await door.ask('PATCH', '/api/editions/ed000002', { as: 'reader', body: { cost: '1' } });

      expect(allowed.body).toMatchObject({ title: 'Zoo', tags: ['read'] });
      expect([refused.status, refused.body]).toEqual([
        403,
        expect.objectContaining({ detail: 'You may see but not change title.' }),
      ]);
      expect([hidden.status, hidden.text, hidden.headers.etag]).toEqual([200, allowed.text, allowed.headers.etag]);
      const [row] = await door.toys.database.query(`SELECT cost FROM edition WHERE id = 'ed000002'`);
      expect(row).toEqual({ cost: null });
    });
  });
});
