import { Check, Entity } from 'typeorm';
import { CodeId, Resource, signedIn, Translated } from '../src/hydra/declare/index.ts';
import { operator } from './access.ts';
import { displayNames } from './display-names.ts';
import { ISO_COUNTRIES, ISO_LANGUAGES } from './iso-codes.ts';

/** `ll[-Ssss][-RR]` of BCP 47. */
const FORM = /^[a-z]{2}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/;
/** The same in any case: `fra` would become `fr` otherwise. */
const SPELLING = new RegExp(FORM, 'i');

/** A language that the product can be used in. */
@Entity({ name: 'language' })
@Resource({
  path: '/languages',
  read: signedIn,
  create: operator,
  filters: { name: 'partial' },
  sortable: ['name'],
  whole: true,
  cache: 'reference-data',
})
@Check('ck_language_id', `id ~ '^[a-z]{2}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$'`)
export class Language {
  @CodeId({ form: FORM, canonical, example: 'fr' })
  id!: string;

  @Translated('id', displayNames('language'))
  name!: string;
}

/** The one spelling of a tag whose language and region are assigned; null for all else. */
function canonical(text: string): string | null {
  const tag = SPELLING.test(text) ? canonicalTag(text) : null;
  if (tag === null || !FORM.test(tag)) return null;
  const { language, region } = new Intl.Locale(tag);
  const known = ISO_LANGUAGES.has(language) && (region === undefined || ISO_COUNTRIES.has(region));
  return known ? tag : null;
}

function canonicalTag(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    // A RangeError: not a language tag at all.
    return null;
  }
}
