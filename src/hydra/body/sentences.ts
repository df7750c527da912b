import type { ValidationRule } from './validation-rules.ts';

/** What a broken constraint is called and what is said about it. */
export interface Sentence {
  readonly code: string;
  readonly message: string;
}

/** Our sentence for a constraint that class-validator brings along; null for the product's own. */
export function sentenceOf(rule: ValidationRule): Sentence | null {
  const sentence = SENTENCES[rule.name];
  if (sentence === undefined) return null;
  const [code, words] = sentence;
  const message = typeof words === 'string' ? words : words(...rule.constraints);
  return { code, message: rule.each ? `every entry ${message}` : message };
}

/** The sentence that any other constraint brings along, without the name of the property in front. */
export function cleaned(message: string, property: string): string {
  const each = message.startsWith(EACH);
  const said = each ? message.slice(EACH.length) : message;
  const own = said.startsWith(`${property} `) ? said.slice(property.length + 1) : said;
  return `${each ? 'every entry ' : ''}${own}${/[.!?]$/.test(own) ? '' : '.'}`;
}

const EACH = 'each value in ';

type Words = string | ((...constraints: readonly unknown[]) => string);

/** A test goes through all constraints of class-validator that entities are likely to use. */
const SENTENCES: Readonly<Record<string, readonly [code: string, words: Words]>> = {
  // Presence and equality
  isDefined: ['required', 'is required.'],
  isNotEmpty: ['blank', 'must not be blank.'],
  equals: ['choice', (value) => `must be ${String(value)}.`],
  notEquals: ['choice', (value) => `must not be ${String(value)}.`],
  isIn: ['choice', (values) => `must be one of ${listed(values)}.`],
  isNotIn: ['choice', (values) => `must be none of ${listed(values)}.`],
  isEnum: ['choice', (_type, values) => `must be one of ${listed(values)}.`],
  // Numbers
  min: ['range', (least) => `must be at least ${String(least)}.`],
  max: ['range', (most) => `must be at most ${String(most)}.`],
  isPositive: ['range', 'must be greater than 0.'],
  isNegative: ['range', 'must be less than 0.'],
  isDivisibleBy: ['range', (by) => `must be a multiple of ${String(by)}.`],
  isInt: ['type', 'must be an integer.'],
  isNumber: ['type', 'must be a number.'],
  // Texts
  isString: ['type', 'must be a text.'],
  isLength: ['length', lengthWords],
  minLength: ['length', (least) => lengthWords(least, undefined)],
  maxLength: ['length', (most) => lengthWords(0, most)],
  matches: ['pattern', (pattern) => `must match ${pattern instanceof RegExp ? pattern.source : String(pattern)}.`],
  contains: ['pattern', (part) => `must contain ${String(part)}.`],
  notContains: ['pattern', (part) => `must not contain ${String(part)}.`],
  isAlpha: ['pattern', 'must consist of letters.'],
  isAlphanumeric: ['pattern', 'must consist of letters and digits.'],
  isNumberString: ['pattern', 'must consist of digits.'],
  isAscii: ['pattern', 'must consist of ASCII characters.'],
  isLowercase: ['pattern', 'must be in lower case.'],
  isUppercase: ['pattern', 'must be in upper case.'],
  // Formats
  isEmail: ['format', 'must be an e-mail address.'],
  isUrl: ['format', 'must be a web address, such as https://example.org.'],
  isFqdn: ['format', 'must be a domain name.'],
  isIp: ['format', 'must be an IP address.'],
  isUuid: ['format', 'must be a UUID.'],
  isHexColor: ['format', 'must be a colour, such as #1b6ac9.'],
  isIBAN: ['format', 'must be an IBAN.'],
  isBIC: ['format', 'must be a BIC.'],
  isPhoneNumber: ['format', 'must be a phone number, such as +45 33 12 34 56.'],
  isLocale: ['format', 'must be a language tag, such as en-GB.'],
  isTimeZone: ['format', 'must be a time zone, such as Europe/Copenhagen.'],
  isISO4217CurrencyCode: ['format', 'must be a currency code, such as EUR.'],
  isISO31661Alpha2: ['format', 'must be a country code of two letters.'],
  isISO31661Alpha3: ['format', 'must be a country code of three letters.'],
  isISO6391: ['format', 'must be a language code of two letters.'],
  isDateString: ['format', 'must be a date and time, such as 2026-12-01T08:00:00+00:00.'],
  isIso8601: ['format', 'must be a date and time, such as 2026-12-01T08:00:00+00:00.'],
  // Lists
  arrayMinSize: ['size', (least) => `must hold at least ${entries(least)}.`],
  arrayMaxSize: ['size', (most) => `must hold at most ${entries(most)}.`],
  arrayNotEmpty: ['size', `must hold at least ${entries(1)}.`],
  arrayUnique: ['unique', 'must not hold the same entry twice.'],
};

function lengthWords(least: unknown, most: unknown): string {
  if (most === undefined) return `must have at least ${characters(least)}.`;
  if (least === most) return `must have exactly ${characters(most)}.`;
  return least === 0 ? `must have at most ${characters(most)}.` : `must have ${String(least)} to ${characters(most)}.`;
}

function characters(count: unknown): string {
  return count === 1 ? '1 character' : `${String(count)} characters`;
}

function entries(count: unknown): string {
  return count === 1 ? '1 entry' : `${String(count)} entries`;
}

function listed(values: unknown): string {
  return Array.isArray(values) ? values.join(', ') : Object.values(values ?? {}).join(', ');
}
