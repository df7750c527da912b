import { StartError } from '../../start-error.ts';

/** The spellings of one resource. */
export interface ResourceName {
  /** `gift-coupon`: files. */
  readonly kebab: string;
  /** `GiftCoupon`: class, context, schema. */
  readonly className: string;
  /** `gift_coupon`: table. */
  readonly table: string;
  /** `gift-coupons`: address. */
  readonly plural: string;
  /** `gift coupon`: sentences. */
  readonly words: string;
}

/** @throws StartError when the argument is no lower-case name in the singular. */
export function resourceName(argument: string | undefined): ResourceName {
  if (argument === undefined || !/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(argument)) {
    throw new StartError(['Usage: npm run new:resource -- coupon (singular, lower-case words with hyphens)']);
  }
  return {
    kebab: argument,
    className: argument.replace(/(^|-)([a-z])/g, (_whole, _hyphen, letter: string) => letter.toUpperCase()),
    table: argument.replaceAll('-', '_'),
    plural: plural(argument),
    words: argument.replaceAll('-', ' '),
  };
}

function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
