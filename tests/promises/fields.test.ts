import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GOLDEN_ORIGIN } from '../../src/cli/support/golden-documents.ts';
import { compileProduct } from '../../src/cli/support/offline-product.ts';
import type { ClassModel, ResourceModel } from '../../src/hydra/model/model.ts';
import type { Account, Answered, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';
import { goodBody } from '../support/good-bodies.ts';
import { collectionOf } from '../support/members.ts';
import type { FieldSchema } from '../support/wrong-values.ts';
import { wrongValues } from '../support/wrong-values.ts';

interface Schema {
  readonly properties: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
}

/** A resource that takes bodies, with a record that may be changed. */
interface Written {
  readonly of: ResourceModel;
  readonly as: Account;
  readonly good: object;
  /** Null where records are only made. */
  readonly item: string | null;
}

let api: TestApi;
let schemas: Readonly<Record<string, Schema>>;
let written: readonly Written[];
beforeAll(async () => {
  api = await givenApi();
  const { body } = await api.ask('GET', '/api/openapi.json');
  schemas = (body as { readonly components: { readonly schemas: Readonly<Record<string, Schema>> } }).components
    .schemas;
  const { resources } = (await compileProduct(GOLDEN_ORIGIN)).model;
  const found: Written[] = [];
  for (const of of resources.filter(({ resource }) => resource.create !== null)) found.push(await given(of));
  written = found;
});
afterAll(() => api.close());

async function given(of: ResourceModel): Promise<Written> {
  const path = `/api${of.resource.path}`;
  const good = await goodBody(of, firstOf);
  const first = await api.ask('POST', path, { as: 'admin', body: good });
  // What belongs to nobody is made by the operator.
  const as = first.status === 403 ? 'operator' : 'admin';
  const item = of.resource.patch === null ? null : (first.headers.get('location') ?? null);
  return { of, as, good, item };
}

async function firstOf(of: ClassModel): Promise<string> {
  const answer = await api.ask('GET', `/api${of.resource?.path ?? ''}`, { as: 'admin' });
  return String(collectionOf(answer)['hydra:member'][0]?.['@id'] ?? '');
}

/** What an answer says of one field: its status and the fields that it names. */
function complaint({ status, body }: Answered) {
  const { violations = [] } = body as { readonly violations?: readonly { readonly propertyPath: string }[] };
  return { status, named: [...new Set(violations.map(({ propertyPath }) => propertyPath.replace(/[.[].*$/, '')))] };
}

async function stored(): Promise<unknown> {
  const tables = written.map(({ of }) => `(SELECT jsonb_agg(t ORDER BY t.id) FROM ${of.table} t)`);
  return (
    await api.query(
      `SELECT ${tables.join(', ')}, (SELECT count(*) FROM audit_entry WHERE operation IN ('create', 'patch'))`,
    )
  )[0];
}

describe('row 23: every field checks type, range, format and length', () => {
  it('as the documents say, when records are made and when they are changed', async () => {
    const before = await stored();
    const unexpected: unknown[] = [];
    let asked = 0;
    for (const { of, as, good, item } of written) {
      const bodies = [
        ['POST', `/api${of.resource.path}`, `${of.name}.create`, good],
        ['PATCH', item, `${of.name}.patch`, {}],
      ] as const;
      for (const [method, path, name, rest] of bodies) {
        if (path === null) continue;
        for (const [field, schema] of Object.entries(schemas[name]?.properties ?? {})) {
          const wrong = wrongValues(schema);
          const answers = wrong.map(([, value]) => api.ask(method, path, { as, body: { ...rest, [field]: value } }));
          for (const [index, answer] of (await Promise.all(answers)).entries()) {
            const found = complaint(answer);
            asked += 1;
            if (found.status !== 422 || found.named.join() !== field)
              unexpected.push([name, field, wrong[index]?.[0], found]);
          }
        }
      }
    }

    expect(unexpected).toEqual([]);
    expect(asked).toBeGreaterThan(400);
    expect(await stored()).toEqual(before);
  }, 90_000);
});

/** A text without a form of its own. */
function isFree({ type, format, enum: choices, pattern }: FieldSchema): boolean {
  return [type].flat().includes('string') && format === undefined && choices === undefined && pattern === undefined;
}

function pick(body: unknown, names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, (body as Readonly<Record<string, unknown>>)[name]]));
}

describe('row 24: honest text survives', () => {
  const texts = [
    'Ærø, Århus, Łódź',
    '👩‍👩‍👧‍👦 🇩🇰 🍎',
    `"quoted" 'and' \`so\``,
    '{{x}} $' + '{y} <%= z %>',
    'line\r\nline\nline\tx',
    '\\ \\n \\u0041 %00 %s',
    '</script><b>&amp;',
    'e\u0301 \u200f\u05d0 \u2028x',
    '\ufeffx \u0085 \u007f',
    '-- ; DROP $1 :x ?',
  ];

  it('in every text field, on the way in and out, in both media types', async () => {
    const unexpected: unknown[] = [];
    for (const { of, item } of written) {
      if (item === null) continue;
      // A tax number stands beside its kind only.
      if (of.name === 'OrganizationAddress') await api.ask('PATCH', item, { as: 'admin', body: { tinType: 'none' } });
      const free = Object.entries(schemas[`${of.name}.patch`]?.properties ?? {}).filter(([, schema]) => isFree(schema));
      for (const text of texts) {
        const sent = Object.fromEntries(free.map(([field]) => [field, text.trim()]));
        const changed = await api.ask('PATCH', item, { as: 'admin', body: sent });
        const read = await api.ask('GET', item, { as: 'admin', headers: { accept: 'application/json' } });
        const found = [changed, read].map(({ body }) => pick(body, Object.keys(sent)));
        if (found.some((each) => JSON.stringify(each) !== JSON.stringify(sent)))
          unexpected.push([of.name, text, found]);
      }
    }

    expect(unexpected).toEqual([]);
  });
});

describe('row 22: no prototype is polluted', () => {
  const keys =
    '"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}},"prototype":{"polluted":"yes"}';
  const nested = `{${keys},"a":{${keys}}}`;

  it('by bodies that create, change or sign in, nor by queries', async () => {
    const before = await api.ask('GET', '/api/locations', { as: 'admin' });
    const item = written.find(({ of }) => of.name === 'Location')?.item ?? '';

    const answers = [
      await api.ask('PATCH', item, { as: 'admin', body: nested }),
      await api.ask('PATCH', item, { as: 'admin', body: `{"name":{${keys}}}` }),
      await api.ask('POST', '/api/locations', { as: 'admin', body: nested }),
      await api.ask('POST', '/api/meetings', { as: 'admin', body: `{"employee":${nested}}` }),
      await api.ask('POST', '/api/login', { body: nested }),
    ];
    const queries = [
      '__proto__[polluted]=yes',
      '__proto__.polluted=yes',
      'constructor[prototype][polluted]=yes',
      'order[__proto__]=asc',
    ];
    for (const query of queries) answers.push(await api.ask('GET', `/api/locations?${query}`, { as: 'admin' }));

    expect(answers.map(({ status }) => status)).toEqual([200, 422, 422, 422, 422, 400, 400, 400, 400]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect((await api.ask('GET', '/api/locations', { as: 'admin' })).text).toBe(before.text);
  });
});

describe('row 26: a merge patch is RFC 7396', () => {
  const MAIL = { firstName: 'Ida', lastName: 'Holm', email: 'ida.holm@nordlys.example', position: 'Smith' };
  const made = async (more: object = {}) => {
    const answer = await api.ask('POST', '/api/employees', { as: 'admin', body: { ...MAIL, email: null, ...more } });
    return answer.headers.get('location') ?? '';
  };
  const change = (path: string, body: unknown, door: object = {}) =>
    api.ask('PATCH', path, { as: 'admin', body: typeof body === 'string' ? body : JSON.stringify(body), ...door });

  it('null clears, absent stays, and what is required cannot be cleared', async () => {
    const path = await made();

    const cleared = await change(path, { position: null });
    const refused = await change(path, { firstName: null, position: 'Baker' });

    expect([cleared.status, cleared.body]).toEqual([
      200,
      expect.objectContaining({ firstName: 'Ida', lastName: 'Holm', position: null }),
    ]);
    expect(complaint(refused)).toEqual({ status: 422, named: ['firstName'] });
    expect((await api.ask('GET', path, { as: 'admin' })).text).toBe(cleared.text);
  });

  it.each([{}, { door: 'express' }] as const)(
    'an empty object, or the record itself, changes nothing: %j',
    async (door) => {
      const path = await made();
      const state = () =>
        api.query('SELECT version, updated_at, (SELECT count(*) FROM audit_entry) FROM employee WHERE id = $1', [
          path.split('/').at(-1),
        ]);
      const first = await api.ask('GET', path, { as: 'admin' });
      const before = await state();

      const answers = [await change(path, {}, door), await change(path, first.text, door)];

      for (const { status, text, headers } of answers) {
        expect([status, text, headers.get('etag')]).toEqual([200, first.text, first.headers.get('etag')]);
      }
      expect(await state()).toEqual(before);
    },
  );

  it.each(['[]', '[{"position":"x"}]', '"x"', 'null', '1', 'true', ''])('%s is no patch: 400', async (body) => {
    const path = await made();
    const before = await api.ask('GET', path, { as: 'admin' });

    expect((await change(path, body)).status).toBe(400);
    expect((await api.ask('GET', path, { as: 'admin' })).text).toBe(before.text);
  });

  it('means the same in all three media types', async () => {
    for (const type of ['application/merge-patch+json', 'application/ld+json', 'application/json']) {
      const path = await made();
      const answer = await change(path, { position: null, lastName: type }, { headers: { 'content-type': type } });
      expect([answer.status, answer.body]).toEqual([
        200,
        expect.objectContaining({ firstName: 'Ida', lastName: type, position: null }),
      ]);
    }
  });
});
