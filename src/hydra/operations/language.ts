import type { ReadPlan } from '../plan/read-plan.ts';
import type { Asked } from './asked.ts';
import type { OutcomeKind } from './outcome.ts';

/** Of texts that code translates, when the client accepts none of the languages that the runtime knows. */
const FALLBACK = 'en';

/** The language of the answer; empty where nothing in it is translated. */
export function languageFor({ codes }: ReadPlan, { incoming }: Asked): string {
  return codes === null ? '' : bestLanguage(incoming.headers['accept-language']);
}

/** Which cache rules an answer follows. */
export function kindOf({ of, codes, affordances }: ReadPlan): OutcomeKind {
  // What a caller may do is nobody else's, and not the caller's for ever.
  const shared = of.resource.cache === 'reference-data' && affordances === null;
  if (codes === null) return shared ? 'shared' : 'private';
  return shared ? 'sharedTranslated' : 'translated';
}

/** The heaviest language of `Accept-Language` (RFC 9110 §12.5.4) that has names here. */
function bestLanguage(header: string | undefined): string {
  if (header === undefined || header.length > 500) return FALLBACK;
  const wanted = header
    .split(',')
    .map(readRange)
    .filter(({ weight }) => weight > 0);
  const sorted = wanted.sort((a, b) => b.weight - a.weight);
  for (const { tag } of sorted) {
    const supported = tag === '*' ? FALLBACK : supportedForm(tag);
    if (supported !== null) return supported;
  }
  return FALLBACK;
}

function readRange(text: string): { readonly tag: string; readonly weight: number } {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  const number = weight === undefined ? 1 : Number(weight.slice(2));
  return { tag, weight: Number.isFinite(number) ? number : 0 };
}

function supportedForm(tag: string): string | null {
  try {
    return Intl.DisplayNames.supportedLocalesOf([tag])[0] ?? null;
  } catch {
    return null;
  }
}
