import { A_COMMA, Scanner, takeParameter, takeParameters } from '../scanner.ts';

/** `Prefer` as sent: lower-case names with their values, `''` for none; parameters of a preference are left out. */
export type Preferences = Readonly<Record<string, string>>;

/** The preferences that are honoured, and what `Preference-Applied` says about them; null: the header is not sent. */
export interface HonouredPreferences {
  readonly handling: 'strict' | 'lenient' | null;
  readonly applied: string | null;
  /** What handling that is strict refuses; the operation tells it, when it is its turn. */
  readonly unknown: readonly string[];
}

const NONE: Preferences = Object.freeze(Object.create(null));
const NOTHING: HonouredPreferences = Object.freeze({ handling: null, applied: null, unknown: [] });

/** Reads `Prefer` (RFC 7240 §2). The first of equal names wins; a header that cannot be read prefers nothing. */
export function readPreferences(header: string | undefined): Preferences {
  if (header === undefined) return NONE;
  const scanner = new Scanner(header);
  const found: Record<string, string> = Object.create(null);
  while (!scanner.isAtEnd) {
    if (scanner.take(A_COMMA) !== null) continue;
    const preference = takeParameter(scanner);
    takeParameters(scanner);
    if (preference === null || scanner.take(A_COMMA) === null) return NONE;
    found[preference.name] ??= preference.value;
  }
  return found;
}

/** Honours what can be honoured: `handling=strict` and `handling=lenient` (RFC 7240 §4.4). */
export function honour(preferences: Preferences): HonouredPreferences {
  if (preferences === NONE) return NOTHING;
  const { handling } = preferences;
  if (handling !== 'strict' && handling !== 'lenient') return NOTHING;
  const unknown = handling === 'strict' ? Object.keys(preferences).filter((name) => name !== 'handling') : [];
  return { handling, applied: `handling=${handling}`, unknown };
}
