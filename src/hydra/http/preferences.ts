import type { HonouredPreferences, PreferenceName, Preferred } from '../operations/preference.ts';
import { PREFERENCES } from '../operations/preference.ts';
import { A_COMMA, Scanner, takeParameter, takeParameters } from '../scanner.ts';

/** `Prefer` as sent: lower-case names with their values, `''` for none; parameters of a preference are left out. */
export type Preferences = Readonly<Record<string, string>>;

const NONE: Preferences = Object.freeze(Object.create(null));
const NAMES = Object.keys(PREFERENCES) as readonly PreferenceName[];
const NOTHING: HonouredPreferences = Object.freeze({
  preferred: Object.freeze(Object.fromEntries(NAMES.map((name) => [name, null])) as unknown as Preferred),
  applied: null,
  refused: Object.freeze([]),
});

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

/** Honours what the operation offers, and `handling` everywhere; `handling=strict` refuses the rest. */
export function honour(sent: Preferences, offered: readonly PreferenceName[]): HonouredPreferences {
  if (sent === NONE) return NOTHING;
  const names = NAMES.filter((name) => (name === 'handling' || offered.includes(name)) && isKnown(name, sent[name]));
  const preferred = { ...NOTHING.preferred, ...Object.fromEntries(names.map((name) => [name, sent[name]])) };
  const applied = names.length === 0 ? null : names.map((name) => spelled(name, sent[name] ?? '')).join(', ');
  const others = Object.keys(sent).filter((name) => !names.some((honoured) => honoured === name));
  return { preferred, applied, refused: preferred.handling === 'strict' ? others : [] };
}

/** `include` is quoted by those who defined it; the two spellings mean the same (RFC 7240 §2). */
function spelled(name: PreferenceName, value: string): string {
  return name === 'include' ? `${name}="${value}"` : `${name}=${value}`;
}

function isKnown(name: PreferenceName, value: string | undefined): boolean {
  return PREFERENCES[name].some((known) => known === value);
}
