import { ArrayMaxSize, ArrayUnique, IsEmail, IsIn, Length, MaxLength, Min, ValidateBy } from 'class-validator';
import { IsAfter, IsWithin, Trim } from '../../../src/hydra/declare/constraints.ts';
import type { Constructor, IdForm } from '../../../src/hydra/declare/record.ts';
import type { ClassModel, Column, Field } from '../../../src/hydra/model/model.ts';

/** Classes of a lending library: what bodies are read for in these tests. */
export class Author {
  @Trim() @Length(1, 20) name!: string;
  @IsEmail() email!: string | null;
}

export class Genre {}

export class Chapter {
  @Length(1, 10) title!: string;
  @Min(1) pages!: number;
}

function Needs(other: string): PropertyDecorator {
  const holds = (value: unknown, object: object) =>
    value !== 'lent' || (object as Book)[other as 'notes'] === 'at home';
  return ValidateBy({
    name: 'needs',
    constraints: [other],
    validator: {
      validate: (value, args) => holds(value, args?.object ?? {}),
      defaultMessage: () => `needs ${other} to say "at home".`,
    },
  });
}

export class Book {
  @Trim() @Length(1, 20) title!: string;
  @IsIn(['novel', 'atlas', 'lent']) @Needs('notes') kind!: string;
  @Min(1) pages!: number | null;
  @Min(0) sold!: string;
  lentFrom!: string;
  @IsAfter('lentFrom') lentTo!: string;
  @IsWithin('lentFrom', 'lentTo') returnedAt!: string | null;
  @MaxLength(10) notes!: string | null;
  @ArrayUnique() tags!: string[];
}

export class Delivery {
  @ArrayMaxSize(3) authors!: readonly Author[];
}

export function column(property: string, sqlType: string, more: Partial<Column> = {}): Column {
  const name = property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const rest = { array: false, nullable: false, hasDefault: false, defaultValue: undefined };
  return { property, name, sqlType, ...rest, ...more };
}

export function field(name: string, datatype: Field['datatype'], more: Partial<Field> = {}): Field {
  return {
    name,
    kind: 'value',
    datatype,
    column: null,
    expression: null,
    target: null,
    back: null,
    sorted: null,
    from: null,
    translate: null,
    nullable: false,
    required: false,
    writable: 'always',
    readable: true,
    readableBy: null,
    writableBy: null,
    whenGone: 'refuse',
    limits: {},
    comment: '',
    term: { iri: name, absolute: null, type: null, container: null, language: null },
    ...more,
  };
}

export function classModel(
  type: Constructor,
  fields: readonly Field[],
  more: { readonly form?: IdForm; readonly kind?: ClassModel['kind'] } = {},
): ClassModel {
  const id = more.form === undefined ? null : (fields.find(({ name }) => name === 'id')?.column ?? null);
  const everybody = { kind: 'constant', value: true } as const;
  const resource = {
    path: `/${type.name.toLowerCase()}s` as const,
    read: everybody,
    create: everybody,
    patch: everybody,
    delete: null,
    filters: new Map(),
    sortable: [],
    sorted: null,
    whole: false,
    singleton: false,
    tenant: false,
    concurrency: null,
    cache: null,
  };
  return {
    name: type.name,
    type,
    kind: more.kind ?? 'resource',
    table: type.name.toLowerCase(),
    belongs: 'nobody',
    columns: fields.flatMap((each) => each.column ?? []),
    fields,
    id: id === null || more.form === undefined ? null : { column: id, form: more.form },
    version: null,
    updatedAt: null,
    resource: (more.kind ?? 'resource') === 'resource' ? resource : null,
    fragment: null,
    read: everybody,
    comment: '',
    terms: {},
  };
}

const never = { writable: 'never' } as const;
const required = { required: true } as const;
const nullable = { nullable: true } as const;
const counted = field('id', 'integer', { ...never, column: column('id', 'bigint') });

export const AUTHOR = classModel(
  Author,
  [
    counted,
    field('name', 'string', { ...required, column: column('name', 'text') }),
    field('email', 'string', { ...nullable, column: column('email', 'text', nullable) }),
    field('country', 'iri', {
      kind: 'reference',
      target: classModel(Genre, [field('id', 'string', { column: column('id', 'text') })], {
        form: { kind: 'code', form: /^[a-z]+$/, canonical: null, example: 'essay' },
      }),
      ...nullable,
    }),
  ],
  { form: { kind: 'counted' } },
);

export const GENRE = classModel(
  Genre,
  [field('id', 'string', { required: true, writable: 'once', column: column('id', 'text') })],
  {
    form: {
      kind: 'code',
      form: /^[a-z]{2,8}$/,
      canonical: (text) => (/^[a-z]{2,8}$/i.test(text) ? text.toLowerCase() : null),
      example: 'essay',
    },
  },
);

export const CHAPTER = classModel(
  Chapter,
  [field('title', 'string', required), field('pages', 'integer', required), field('note', 'string')],
  { kind: 'shape' },
);

export const BOOK = classModel(
  Book,
  [
    counted,
    field('title', 'string', { ...required, column: column('title', 'text') }),
    field('author', 'iri', { kind: 'reference', target: AUTHOR, ...nullable, ...required }),
    field('kind', 'string', { writable: 'once', column: column('kind', 'text', { hasDefault: true }) }),
    field('pages', 'integer', { ...nullable, column: column('pages', 'smallint', nullable) }),
    field('shelf', 'integer', { ...nullable, column: column('shelf', 'integer', nullable) }),
    field('sold', 'integer', { column: column('sold', 'bigint', { hasDefault: true }) }),
    field('price', 'decimal', { ...nullable, column: column('price', 'numeric', nullable) }),
    field('published', 'date', { ...nullable, column: column('published', 'date', nullable) }),
    field('lentFrom', 'instant', { ...required, column: column('lentFrom', 'timestamptz') }),
    field('lentTo', 'instant', { ...required, column: column('lentTo', 'timestamptz') }),
    field('returnedAt', 'instant', { ...nullable, column: column('returnedAt', 'timestamptz', nullable) }),
    field('available', 'boolean', { column: column('available', 'boolean', { hasDefault: true }) }),
    field('notes', 'string', { ...nullable, column: column('notes', 'text', nullable) }),
    field('tags', 'strings', { ...nullable, column: column('tags', 'text', { array: true }) }),
    field('extras', 'json', { ...nullable, column: column('extras', 'jsonb', nullable) }),
    field('chapters', 'objects', { kind: 'values', target: CHAPTER, column: column('chapters', 'jsonb') }),
    field('createdAt', 'instant', { ...never, column: column('createdAt', 'timestamptz') }),
    field('label', 'string', { kind: 'computed', ...never }),
  ],
  { form: { kind: 'counted' } },
);

export const DELIVERY = classModel(
  Delivery,
  [
    field('authors', 'objects', { kind: 'embeds', target: AUTHOR, ...never }),
    field('secret', 'secret', { readable: false }),
    field('note', 'string'),
  ],
  { kind: 'shape' },
);

export const PLACES = { pathOf: (of: ClassModel): string => `/api${of.resource?.path ?? ''}` };
