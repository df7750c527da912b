import type { Parameter } from './parameter.ts';

/** A parameter under one of its names. */
export interface Spelling {
  readonly parameter: Parameter;
  /** `alias` is a dotted name, `list` a name that may come several times. */
  readonly kind: 'plain' | 'alias' | 'list';
}

/** What a name in a query stands for: a parameter, a list where one value is meant, or nothing. */
type Found = Spelling | 'no-list' | null;

/**
 * Every fixed name: `dateFrom[after]`, its dotted alias `dateFrom.after`, and `employee[]` of lists.
 * @throws TypeError when two parameters have one name, such as a filter on a field called `page`.
 */
export function spellingsOf(parameters: readonly Parameter[]): ReadonlyMap<string, Spelling> {
  const all = new Map<string, Spelling>();
  for (const [name, spelling] of parameters.flatMap(spellings)) {
    if (all.has(name))
      throw new TypeError(`${name}: drop the filter or rename its field, another parameter has the name.`);
    all.set(name, spelling);
  }
  return all;
}

function spellings(parameter: Parameter): [string, Spelling][] {
  const { name, many } = parameter;
  const found: [string, Spelling][] = [[name, { parameter, kind: 'plain' }]];
  if (name.endsWith(']')) found.push([name.slice(0, -1).replace('[', '.'), { parameter, kind: 'alias' }]);
  if (many) found.push([`${name}[]`, { parameter, kind: 'list' }]);
  return found;
}

/** Finds a decoded name; `employee[0]` is `employee[]`. */
export function findSpelling(known: ReadonlyMap<string, Spelling>, name: string): Found {
  const fixed = known.get(name);
  if (fixed !== undefined) return fixed;
  const listed = LISTED.exec(name)?.[1];
  if (listed === undefined) return null;
  return known.get(`${listed}[]`) ?? (known.has(listed) ? 'no-list' : null);
}
const LISTED = /^(.+)\[\d{0,4}\]$/s;
