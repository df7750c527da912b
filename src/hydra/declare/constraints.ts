import { Transform } from 'class-transformer';
import type { ValidationArguments } from 'class-validator';
import { ValidateBy, ValidateIf } from 'class-validator';

/** White space around the text is taken off before it is checked and stored. */
export function Trim(): PropertyDecorator {
  return Transform(({ value }: { readonly value: unknown }) => (typeof value === 'string' ? value.trim() : value));
}

/** The moment is later than that of another field; asked only when both are there and well-formed. */
export function IsAfter(other: string): PropertyDecorator {
  return compared('after', [other], `must be later than ${other}.`, (own, [bound]) => own > (bound ?? own));
}

/** The moment lies between those of two other fields, bounds included; asked only when all are there. */
export function IsWithin(from: string, to: string): PropertyDecorator {
  return compared('within', [from, to], `must not be before ${from} or after ${to}.`, (own, [start, end]) => {
    return own >= (start ?? own) && own <= (end ?? own);
  });
}

/** The number is larger than that of another field; asked only when both are there. */
export function IsGreaterThan(other: string): PropertyDecorator {
  return compared('greater', [other], `must be greater than ${other}.`, (own, [bound]) => own > (bound ?? -Infinity));
}

/** The field may only hold a value while another one does. */
export function Needs(other: string, message: string): PropertyDecorator {
  const validate = (value: unknown, args?: ValidationArguments): boolean =>
    value === null || value === undefined || isThere(siblings(args)[other]);
  return ValidateBy({ name: 'needs', constraints: [other], validator: { validate, defaultMessage: () => message } });
}

type Comparable = number;

function compared(
  name: string,
  others: readonly string[],
  message: string,
  holds: (own: Comparable, bounds: readonly (Comparable | undefined)[]) => boolean,
): PropertyDecorator {
  const validate = (value: unknown, args?: ValidationArguments): boolean => {
    const own = comparable(value);
    const bounds = others.map((other) => comparable(siblings(args)[other]));
    return own === undefined || bounds.every((bound) => bound === undefined) || holds(own, bounds);
  };
  const check = ValidateBy({ name, constraints: [...others], validator: { validate, defaultMessage: () => message } });
  const asked = ValidateIf((_object: object, value: unknown) => isThere(value));
  return (shape, key) => {
    check(shape, key);
    asked(shape, key);
  };
}

/** Numbers as they are, moments as microseconds since 1970; all else is not asked, its own type check fails. */
function comparable(value: unknown): Comparable | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const moment = Date.parse(value);
  const micros = /\.\d{3}(\d{1,3})/.exec(value)?.[1]?.padEnd(3, '0') ?? '0';
  return Number.isNaN(moment) ? undefined : moment * 1000 + Number(micros);
}

function siblings(args: ValidationArguments | undefined): Readonly<Record<string, unknown>> {
  // class-validator hands over the object whose property is checked.
  return (args?.object ?? {}) as Readonly<Record<string, unknown>>;
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined;
}
