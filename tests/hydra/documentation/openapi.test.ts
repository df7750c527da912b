import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { givenDocument } from './toy-documents.ts';

interface Found {
  readonly components: {
    readonly schemas: Readonly<Record<string, unknown>>;
    readonly responses: Readonly<Record<string, unknown>>;
  };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

async function openApi(): Promise<Found> {
  return (await givenDocument('/openapi.json')) as unknown as Found;
}

describe('the OpenAPI document', () => {
  it('is valid', async () => {
    const found = await new Validator().validate((await openApi()) as never);

    expect(found).toEqual({ valid: true });
  });

  it('has a schema of what is read, with limits, null and what is read only', async () => {
    const { schemas } = (await openApi()).components;

    expect(schemas.Author).toEqual({
      type: 'object',
      description: 'Somebody who writes.',
      properties: {
        id: { type: 'integer', format: 'int64', description: 'The last segment of the address.', readOnly: true },
        firstName: { type: 'string', minLength: 1, maxLength: 80, description: 'Firstname of the Author.' },
        lastName: { type: 'string', minLength: 1, maxLength: 80, description: 'Lastname of the Author.' },
        name: { type: 'string', description: 'What people recognise it by.', readOnly: true },
        email: { type: ['string', 'null'], format: 'email', description: 'Email of the Author.' },
        card: { type: ['string', 'null'], format: 'iri-reference', description: 'Card of the Author.' },
        alive: { type: 'boolean', description: 'Alive of the Author.' },
        createdAt: { type: 'string', format: 'date-time', description: 'Createdat of the Author.', readOnly: true },
        updatedAt: { type: 'string', format: 'date-time', description: 'Updatedat of the Author.', readOnly: true },
      },
      required: ['id', 'firstName', 'lastName', 'name', 'alive', 'createdAt', 'updatedAt'],
    });
  });

  it('has schemas of what creates and of what changes', async () => {
    const { schemas } = (await openApi()).components;

    expect(schemas['Book.create']).toEqual({
      type: 'object',
      description: 'A book.',
      properties: {
        title: { type: 'string', minLength: 1, maxLength: 200, description: 'Title of the Book.' },
        author: { type: ['string', 'null'], format: 'iri-reference', description: 'Author of the Book.' },
        genre: { type: ['string', 'null'], format: 'iri-reference', description: 'Genre of the Book.' },
        pages: {
          type: ['integer', 'null'],
          format: 'int32',
          minimum: 1,
          maximum: 9999,
          description: 'Pages of the Book.',
        },
        printed: { type: ['string', 'null'], format: 'date', description: 'Printed of the Book.' },
        price: {
          type: ['string', 'null'],
          pattern: '^-?(?:0|[1-9][0-9]{0,99})(?:\\.[0-9]{1,100})?$',
          description: 'Price of the Book.',
        },
        lent: { type: ['string', 'null'], format: 'date-time', description: 'Lent of the Book.' },
        due: { type: ['string', 'null'], format: 'date-time', description: 'Due of the Book.' },
        notes: { type: ['string', 'null'], description: 'Notes of the Book.' },
        reviews: {
          type: 'array',
          items: { $ref: '#/components/schemas/Review' },
          maxItems: 1000,
          description: 'Reviews of the Book.',
        },
      },
      required: ['title', 'author'],
    });
    expect(schemas['Author.create']).toMatchObject({ properties: { alive: { type: 'boolean', default: true } } });
    expect(schemas['Author.patch']).not.toHaveProperty('required');
    expect(schemas['Author.patch']).not.toHaveProperty('properties.alive.default');
    expect(schemas).not.toHaveProperty('Genre.patch');
  });

  it('has schemas of objects inside a row: whole where they are made, in part where a change is merged', async () => {
    const { schemas } = (await openApi()).components;

    const whole = { $ref: '#/components/schemas/Binding' };
    const part = { $ref: '#/components/schemas/Binding.patch' };
    const size = (binding: object, range: object) => ({
      type: 'object',
      description: 'How large it is.',
      properties: {
        width: {
          type: 'integer',
          format: 'int64',
          minimum: 1,
          maximum: 2000,
          description: 'Millimetres from left to right.',
        },
        height: {
          type: 'integer',
          format: 'int64',
          minimum: 1,
          ...range,
          description: 'Millimetres from top to bottom, more than the width.',
        },
        weight: { type: ['string', 'null'], pattern: expect.any(String), description: 'Grams.' },
        binding: { anyOf: [binding, { type: 'null' }], description: 'What holds the pages.' },
      },
    });
    expect(schemas.Size).toEqual({ ...size(whole, {}), required: ['width', 'height'] });
    expect(schemas['Size.patch']).toEqual(size(part, { maximum: Number.MAX_SAFE_INTEGER }));
    expect(schemas['Edition.create']).toMatchObject({
      properties: {
        size: { anyOf: [{ $ref: '#/components/schemas/Size' }, { type: 'null' }], description: 'How large it is.' },
        prices: { type: 'array', items: { $ref: '#/components/schemas/Price' }, maxItems: 1000 },
      },
    });
    expect(schemas['Edition.patch']).toMatchObject({
      properties: {
        size: { anyOf: [{ $ref: '#/components/schemas/Size.patch' }, { type: 'null' }] },
        prices: { type: 'array', items: { $ref: '#/components/schemas/Price' } },
      },
    });
    expect(schemas).not.toHaveProperty(['Price.patch']);
  });

  it('describes an operation with parameters, bodies and answers', async () => {
    const { paths } = await openApi();

    const example = { text: 'Example', stars: 1 };
    const { responses, ...lend } = paths['/books/{id}/lend']?.post ?? {};
    expect(lend).toEqual({
      operationId: 'lendBook',
      tags: ['Book'],
      summary: 'Lend',
      description: 'POST /books/{id}/lend',
      parameters: [
        {
          name: 'id',
          in: 'path',
          required: true,
          description: 'The id of the Book.',
          schema: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
        },
        ...['If-Match', 'Idempotency-Key', 'Prefer'].map((name) => ({
          name,
          in: 'header',
          required: false,
          description: expect.any(String),
          schema: { type: 'string' },
        })),
      ],
      requestBody: {
        required: true,
        content: {
          'application/ld+json': { schema: { $ref: '#/components/schemas/Review' }, example },
          'application/json': { schema: { $ref: '#/components/schemas/Review' }, example },
        },
      },
    });
    expect(responses).toMatchObject({
      200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Book' } } } },
      404: { $ref: '#/components/responses/Problem404NotFound' },
      409: { $ref: '#/components/responses/Problem409ClosedIdempotencyRunningLent' },
      414: { $ref: '#/components/responses/Problem414UriTooLong' },
    });
  });

  it('requires If-Match where a class does', async () => {
    const { paths } = await openApi();

    const required = ({ patch }: (typeof paths)[string] = {}) =>
      ((patch?.parameters ?? []) as readonly Record<string, unknown>[])
        .filter(({ name }) => name === 'If-Match')
        .map((each) => each.required);
    expect([required(paths['/publishers/{id}']), required(paths['/books/{id}'])]).toEqual([[true], [false]]);
  });

  it('names the kinds of problem of each answer by address', async () => {
    const { responses } = (await openApi()).components;

    expect(responses.Problem409ClosedIdempotencyRunningLent).toMatchObject({
      description:
        'One of:\n\n- [Closed](https://host/api/problems/closed): Come back later.\n' +
        '- [The request is in work](https://host/api/problems/idempotency-running): Another request with this ' +
        'Idempotency-Key has not been answered yet. Try again after Retry-After: you get its answer.\n' +
        '- [Lent out](https://host/api/problems/lent): Somebody has it.',
      content: {
        'application/problem+json': {
          schema: {
            allOf: [
              { $ref: '#/components/schemas/Error' },
              {
                properties: {
                  type: {
                    enum: [
                      'https://host/api/problems/closed',
                      'https://host/api/problems/idempotency-running',
                      'https://host/api/problems/lent',
                    ],
                  },
                  status: { const: 409 },
                },
              },
            ],
          },
        },
      },
    });
  });

  it('9.9 describes what reads show when they are asked what the caller may do', async () => {
    const { paths } = await openApi();
    const schemaOf = (path: string, method: string): string => JSON.stringify(paths[path]?.[method]);

    expect(schemaOf('/books/{id}', 'get')).toMatch(/"lend":\{.*"hydra:operation":/);
    expect(schemaOf('/books', 'get')).toMatch(/"lend":\{.*"hydra:operation":.*"hydra:view":.*"hydra:operation":/);
    expect(schemaOf('/books/{id}', 'patch')).not.toContain('hydra:operation');
  });

  it('needs no token where anybody may call', async () => {
    const { paths } = await openApi();

    expect(paths['/doors/ring']?.post).toMatchObject({ security: [], responses: { 204: {} } });
    expect(paths['/books']?.get).not.toHaveProperty('security');
  });
});
