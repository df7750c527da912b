import { dayRange, readDate } from '../instant.ts';
import type { Predicate } from './collection-query.ts';
import type { Parameter, Reader, Reading } from './parameter.ts';
import { mustBe, openapiParameter } from './parameter.ts';
import type { QueryField } from './query-field.ts';
import type { ValueForm } from './value.ts';
import { valueForm } from './value.ts';

/** `dateFrom[after]=2026-12-01`, `seats[between]=2..5`: bounds of dates and of numbers. */
export function rangeParameters(field: QueryField): readonly Parameter[] {
  const form = valueForm(field);
  switch (field.datatype) {
    case 'instant':
      return TIMES.map((bound) => timeParameter(field, form, bound, momentOrDay));
    case 'date':
      return TIMES.map((bound) => timeParameter(field, form, bound, (text, how) => plain(form.read(text, how), bound)));
    case 'integer':
    case 'decimal':
      return [...NUMBERS.map((bound) => numberParameter(field, form, bound)), betweenParameter(field, form)];
    default:
      throw new TypeError(`${field.name}: filter it by another kind than range, it holds no number and no time.`);
  }
}

type Sign = '>' | '>=' | '<' | '<=' | 'IS DISTINCT FROM';

/** A comparison with one value; `day` says which end of a whole day the value stands for, and how to compare it. */
interface Bound {
  readonly key: string;
  readonly sign: Sign;
  readonly words: string;
}
interface TimeBound extends Bound {
  readonly day: { readonly end: 'from' | 'until'; readonly sign: Sign };
}

const TIMES: readonly TimeBound[] = [
  { key: 'after', sign: '>=', words: 'is not before this', day: { end: 'from', sign: '>=' } },
  { key: 'before', sign: '<=', words: 'is not after this', day: { end: 'until', sign: '<' } },
  { key: 'strictly_after', sign: '>', words: 'is after this', day: { end: 'until', sign: '>=' } },
  { key: 'strictly_before', sign: '<', words: 'is before this', day: { end: 'from', sign: '<' } },
];
const NUMBERS: readonly Bound[] = [
  { key: 'gt', sign: '>', words: 'is greater than this' },
  { key: 'gte', sign: '>=', words: 'is this or greater' },
  { key: 'lt', sign: '<', words: 'is less than this' },
  { key: 'lte', sign: '<=', words: 'is this or less' },
  { key: 'ne', sign: 'IS DISTINCT FROM', words: 'is not this, no value included' },
];

interface Limit {
  readonly value: string;
  readonly sign: Sign;
}
type ReadLimit = (text: string, how: Reader, bound: TimeBound, form: ValueForm) => Limit | null;

function plain(value: string | null, { sign }: Bound): Limit | null {
  return value === null ? null : { value, sign };
}

/** A bare date is the whole day in the reader's zone: its first instant or the first of the next day. */
function momentOrDay(text: string, how: Reader, bound: TimeBound, form: ValueForm): Limit | null {
  const date = readDate(text);
  if (date === null) return plain(form.read(text, how), bound);
  return { value: dayRange(date, how.timeZone)[bound.day.end], sign: bound.day.sign };
}

function timeParameter(field: QueryField, form: ValueForm, bound: TimeBound, readLimit: ReadLimit): Parameter {
  const schema = { type: 'string', anyOf: [{ format: 'date-time' }, { format: 'date' }] };
  return parameter(field, bound, schema, (text, how) => {
    const limit = readLimit(text, how, bound, form);
    return limit === null
      ? mustBe('a date or a date-time, such as 2026-12-01T08:00:00+00:00')
      : compared(field, form, limit);
  });
}

function numberParameter(field: QueryField, form: ValueForm, bound: Bound): Parameter {
  return parameter(field, bound, form.schema, (text, how) => {
    const limit = plain(form.read(text, how), bound);
    return limit === null ? mustBe(form.expected) : compared(field, form, limit);
  });
}

function betweenParameter(field: QueryField, form: ValueForm): Parameter {
  const bound = { key: 'between', words: 'is in this range, both ends included: 2..5' };
  const schema = { type: 'string', pattern: '^-?\\d+(\\.\\d+)?\\.\\.-?\\d+(\\.\\d+)?$' };
  return parameter(field, bound, schema, (text, how) => {
    const ends = text.split('..').map((end) => form.read(end, how));
    const [low, high] = ends;
    if (ends.length !== 2 || low == null || high == null) return mustBe('two numbers, such as 2..5');
    return reading(field, '..', {
      sql: (first) => `${form.sql} BETWEEN $${first}::${form.cast} AND $${first + 1}::${form.cast}`,
      values: [low, high],
    });
  });
}

function parameter(
  { name }: QueryField,
  { key, words }: Pick<Bound, 'key' | 'words'>,
  schema: Readonly<Record<string, unknown>>,
  read: (text: string, how: Reader) => Reading,
): Parameter {
  const full = `${name}[${key}]`;
  return {
    name: full,
    many: false,
    property: name,
    openapi: [openapiParameter(full, `Only where ${name} ${words}.`, schema)],
    read: ([text = ''], how) => read(text, how),
  };
}

function compared(field: QueryField, form: ValueForm, { value, sign }: Limit): Reading {
  const sql = (first: number) => `${form.sql} ${sign} $${first}::${form.cast}`;
  return reading(field, sign, { sql, values: [value] });
}

function reading({ name }: QueryField, sign: string, predicate: Predicate): Reading {
  return { kind: 'predicate', predicate, shape: `${name}${sign}`, fast: false };
}
