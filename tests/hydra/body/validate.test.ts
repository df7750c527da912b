import { describe, expect, it } from '@jest/globals';
import * as validators from 'class-validator';
import { compileValidator } from '../../../src/hydra/body/compile-validator.ts';
import { limitsOf } from '../../../src/hydra/body/limits-of.ts';
import { validate } from '../../../src/hydra/body/validate.ts';
import { IsGreaterThan } from '../../../src/hydra/declare/constraints.ts';
import type { Constructor } from '../../../src/hydra/declare/record.ts';
import { Book, classModel, column, field } from './library.ts';

const NONE: ReadonlySet<string> = new Set();

/** What is said when a value breaks one constraint. */
function said(decorator: PropertyDecorator, value: unknown): readonly string[] {
  class Toy {}
  decorator(Toy.prototype, 'value');
  const validator = compileValidator(classModel(Toy, [field('value', 'string')]));
  const violations = validate(validator, { value }, { changed: null, broken: NONE });
  return violations.map(({ code, message }) => `${code}: ${message}`);
}

const { ValidateBy } = validators;
const own = (message?: string): PropertyDecorator =>
  ValidateBy({
    name: 'even',
    validator: {
      validate: (value) => Number(value) % 2 === 0,
      ...(message === undefined ? {} : { defaultMessage: () => message }),
    },
  });
const EACH = { each: true };

describe('a broken constraint', () => {
  it.each<[decorator: PropertyDecorator, value: unknown, sentence: string]>([
    [validators.Length(1, 120), '', 'length: must have 1 to 120 characters.'],
    [validators.Length(8, 8), 'x', 'length: must have exactly 8 characters.'],
    [validators.Length(2), 'x', 'length: must have at least 2 characters.'],
    [validators.MinLength(1), '', 'length: must have at least 1 character.'],
    [validators.MaxLength(2), 'xxx', 'length: must have at most 2 characters.'],
    [validators.Min(1), 0, 'range: must be at least 1.'],
    [validators.Max(24), 25, 'range: must be at most 24.'],
    [validators.IsPositive(), 0, 'range: must be greater than 0.'],
    [validators.IsNegative(), 0, 'range: must be less than 0.'],
    [validators.IsDivisibleBy(5), 3, 'range: must be a multiple of 5.'],
    [validators.IsInt(), 1.5, 'type: must be an integer.'],
    [validators.IsIn(['vat', 'national', 'none']), 'x', 'choice: must be one of vat, national, none.'],
    [validators.IsIn(['a', 'b'], EACH), ['a', 'x'], 'choice: every entry must be one of a, b.'],
    [validators.IsNotIn(['a', 'b']), 'a', 'choice: must be none of a, b.'],
    [validators.IsEnum({ A: 'a', B: 'b' }), 'x', 'choice: must be one of a, b.'],
    [validators.Equals('yes'), 'no', 'choice: must be yes.'],
    [validators.NotEquals('no'), 'no', 'choice: must not be no.'],
    [validators.IsNotEmpty(), '', 'blank: must not be blank.'],
    [validators.Matches(/^[a-z]+$/), '1', 'pattern: must match ^[a-z]+$.'],
    [
      validators.Matches(/^[a-z]+$/, { message: 'must be lower-case letters.' }),
      '1',
      'pattern: must be lower-case letters.',
    ],
    [validators.Contains('@'), 'x', 'pattern: must contain @.'],
    [validators.IsEmail(), 'x', 'format: must be an e-mail address.'],
    [validators.IsUrl(), 'x', 'format: must be a web address, such as https://example.org.'],
    [validators.IsUUID(), 'x', 'format: must be a UUID.'],
    [validators.IsTimeZone(), 'x', 'format: must be a time zone, such as Europe/Copenhagen.'],
    [validators.IsISO4217CurrencyCode(), 'x', 'format: must be a currency code, such as EUR.'],
    [validators.IsISO31661Alpha2(), 'x', 'format: must be a country code of two letters.'],
    [validators.ArrayMinSize(1), [], 'size: must hold at least 1 entry.'],
    [validators.ArrayMaxSize(2), [1, 2, 3], 'size: must hold at most 2 entries.'],
    [validators.ArrayNotEmpty(), [], 'size: must hold at least 1 entry.'],
    [validators.ArrayUnique(), ['a', 'a'], 'unique: must not hold the same entry twice.'],
    [validators.IsSemVer(), 'x', 'isSemVer: must be a Semantic Versioning Specification.'],
    [validators.IsSemVer(EACH), ['x'], 'isSemVer: every entry must be a Semantic Versioning Specification.'],
    [own('must be even.'), 1, 'even: must be even.'],
    [own('must be even'), 1, 'even: must be even.'],
  ])('%# is told in our words', (decorator, value, sentence) => {
    expect(said(decorator, value)).toEqual([sentence]);
  });

  it('is not told of null and of what is not there', () => {
    expect(said(validators.Length(1, 3), null)).toEqual([]);
    expect(said(validators.Length(1, 3), undefined)).toEqual([]);
  });

  it('is told together with the others', () => {
    class Toy {}
    validators.Length(3, 5)(Toy.prototype, 'code');
    validators.Matches(/^a/)(Toy.prototype, 'code');
    validators.Min(1)(Toy.prototype, 'count');
    const validator = compileValidator(
      classModel(Toy, [field('code', 'string'), field('count', 'integer', { column: column('count', 'bigint') })]),
    );

    const violations = validate(validator, { code: 'x', count: '0' }, { changed: null, broken: NONE });

    expect(violations).toEqual([
      { propertyPath: 'code', pointer: '/code', code: 'length', message: 'must have 3 to 5 characters.' },
      { propertyPath: 'code', pointer: '/code', code: 'pattern', message: 'must match ^a.' },
      { propertyPath: 'count', pointer: '/count', code: 'range', message: 'must be at least 1.' },
    ]);
    expect(validate(validator, { code: 'abc', count: '9007199254740991' }, { changed: null, broken: NONE })).toEqual(
      [],
    );
  });

  it('of a base class is told as well', () => {
    class Base {}
    class Toy extends Base {}
    validators.Min(1)(Base.prototype, 'count');
    const validator = compileValidator(classModel(Toy, [field('count', 'integer')]));

    expect(validate(validator, { count: 0 }, { changed: null, broken: NONE })).toHaveLength(1);
  });
});

describe('a rule about several fields', () => {
  class Opening {
    @validators.Max(23) from!: number;
    @IsGreaterThan('from') @validators.Max(24) to!: number;
  }
  const validator = compileValidator(classModel(Opening, [field('from', 'integer'), field('to', 'integer')]));
  const told = (state: object) =>
    validate(validator, { ...state }, { changed: null, broken: NONE }).map(({ propertyPath, code }) => [
      propertyPath,
      code,
    ]);

  it('is told when each of them is right by itself', () => {
    expect(told({ from: 9, to: 9 })).toEqual([['to', 'greater']]);
  });

  it('waits while one of them is wrong by itself', () => {
    expect(told({ from: 30, to: 9 })).toEqual([['from', 'range']]);
    expect(told({ from: 30, to: 30 })).toEqual([
      ['from', 'range'],
      ['to', 'range'],
    ]);
  });
});

describe('what documents show of constraints', () => {
  it.each<[decorators: readonly PropertyDecorator[], limits: unknown]>([
    [[validators.Length(1, 120)], { minLength: 1, maxLength: 120 }],
    [[validators.Length(2)], { minLength: 2 }],
    [[validators.MinLength(3), validators.MaxLength(9)], { minLength: 3, maxLength: 9 }],
    [[validators.Min(0), validators.Max(23)], { minimum: 0, maximum: 23 }],
    [[validators.Matches(/^[a-z]+$/i)], { pattern: '^[a-z]+$' }],
    [[validators.IsIn(['a', 'b'])], { choices: ['a', 'b'] }],
    [[validators.IsIn(['a', 'b'], EACH), validators.MaxLength(3, EACH)], { choices: ['a', 'b'] }],
    [[validators.IsIn([1, 2])], undefined],
    [[validators.IsEnum({ A: 'a', B: 'b' })], { choices: ['a', 'b'] }],
    [[validators.IsEmail()], { format: 'email' }],
    [[validators.IsUrl()], { format: 'uri' }],
    [[own('must be even.')], undefined],
  ])('%#', (decorators, limits) => {
    class Toy {}
    for (const decorator of decorators) decorator(Toy.prototype, 'value');

    expect(limitsOf(Toy).get('value')).toEqual(limits);
  });

  it('is nothing for a class without any', () => {
    class Bare {}

    expect(limitsOf(Bare)).toEqual(new Map());
    expect([...limitsOf(Book as Constructor).keys()].sort()).toEqual(['kind', 'notes', 'pages', 'sold', 'title']);
  });
});
