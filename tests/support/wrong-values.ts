/** A JSON Schema as our OpenAPI documents write it for one field. */
export interface FieldSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly items?: FieldSchema;
  readonly anyOf?: readonly FieldSchema[];
  readonly $ref?: string;
}

/** Values that a documented field must refuse, with what is wrong with each (row 23). */
export function wrongValues(schema: FieldSchema): readonly (readonly [what: string, value: unknown])[] {
  const types = typesOf(schema);
  // Free-form JSON takes everything that PostgreSQL can store.
  if (types.length === 0)
    return [
      ['NUL inside', { a: ['\0'] }],
      ['half a surrogate pair inside', ['\ud800']],
    ];
  return [
    ...OTHER_TYPES.filter(([type]) => !types.includes(type)).map(
      ([type, value]) => [`a value of type ${type}`, value] as const,
    ),
    ...(types.includes('string') ? wrongTexts(schema) : []),
    ...(types.includes('integer') ? wrongIntegers(schema) : []),
    ...(types.includes('array') && schema.items !== undefined ? wrongLists(schema, schema.items) : []),
  ];
}

/** Of the value itself, of one of its alternatives, and of an object that is described elsewhere. */
function typesOf({ type, anyOf, $ref }: FieldSchema): readonly string[] {
  if ($ref !== undefined) return ['object'];
  if (anyOf !== undefined) return anyOf.flatMap(typesOf);
  return type === undefined ? [] : [type].flat();
}

const OTHER_TYPES: readonly (readonly [string, unknown])[] = [
  ['string', 'a text that is nothing else'],
  ['integer', 7],
  ['boolean', true],
  ['array', [[7]]],
  ['object', { nonsense: { a: 1 } }],
  ['null', null],
];

function wrongTexts({ format, enum: choices, pattern, minLength = 0, maxLength }: FieldSchema): [string, unknown][] {
  const isFree = format === undefined && choices === undefined && pattern === undefined;
  return [
    ['NUL', 'a\0b'],
    ['half a surrogate pair', 'a\ud800b'],
    ['the other half', '\udc00'],
    ['100,000 characters', 'x'.repeat(100_000)],
    ...(maxLength === undefined ? [] : [['one character too many', 'x'.repeat(maxLength + 1)] as [string, unknown]]),
    ...(minLength > 0
      ? ([
          ['nothing', ''],
          ['blanks', ' \t\r\n'],
        ] as [string, unknown][])
      : []),
    ...(isFree ? [] : [['nonsense', 'nonsense ???'] as [string, unknown]]),
    ...(FORMATS[format ?? ''] ?? []).map((text): [string, unknown] => [`${format} like ${text}`, text]),
  ];
}

const FORMATS: Readonly<Record<string, readonly string[]>> = {
  'date-time': [
    '2026-02-30T10:00:00Z',
    '2026-12-01',
    '10000-01-01T00:00:00Z',
    '2026-12-31T23:59:60Z',
    '2026-12-01 10:00',
  ],
  date: ['2026-02-30', '2026-13-01', '2026-1-1', '0000-01-01', '10000-01-01', '2026-12-01T00:00:00Z'],
  'iri-reference': [
    '1',
    '_:b0',
    '//elsewhere.example/api/x/1',
    'https://elsewhere.example/api/employees/1',
    '/api/none/1',
  ],
  email: ['nobody', 'a@b', '@example.org', 'a b@example.org'],
};

function wrongIntegers({ minimum, maximum }: FieldSchema): [string, unknown][] {
  return [
    ['a fraction', 5.5],
    ['a number as text', '5'],
    ['a huge number', 1e300],
    ['beyond 2^53', 2 ** 53],
    ...(minimum === undefined ? [] : [['too small', minimum - 1] as [string, unknown]]),
    ...(maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER
      ? []
      : [['too large', maximum + 1] as [string, unknown]]),
  ];
}

function wrongLists({ maxItems }: FieldSchema, items: FieldSchema): [string, unknown][] {
  return [
    ...wrongValues(items).map(([what, value]): [string, unknown] => [`in a list: ${what}`, [value]]),
    ...(maxItems === undefined
      ? []
      : [['too many entries', Array.from({ length: maxItems + 1 }, () => 'x')] as [string, unknown]]),
  ];
}
