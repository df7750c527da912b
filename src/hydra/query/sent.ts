import type { Violation } from '../problem.ts';
import { PARAMETER, ProblemError } from '../problem.ts';
import { nearestName } from './nearest.ts';
import type { Parameter } from './parameter.ts';
import type { QueryPair } from './query-text.ts';
import type { Spelling } from './spellings.ts';
import { findSpelling } from './spellings.ts';

/** What a query says about one parameter. */
export interface Sent {
  readonly parameter: Parameter;
  readonly kind: Spelling['kind'];
  /** As the client spells it, decoded. */
  readonly names: string[];
  readonly values: string[];
}

/** What a query says about each parameter, in the order of their first mention, and what it names wrongly. */
interface SortedOut {
  readonly sent: ReadonlyMap<Parameter, Sent>;
  /** By name, as the client spells it. */
  readonly wrong: ReadonlyMap<string, Violation>;
}

/** More different parameters make a request that nobody meant. */
const MOST_PARAMETERS = 64;

/**
 * Sorts the pairs by the parameters that they name; `isIgnored` says which unknown names do nothing.
 * @throws ProblemError 400 when there are too many different ones.
 */
export function sortOut(
  spellings: ReadonlyMap<string, Spelling>,
  pairs: readonly QueryPair[],
  isIgnored: (name: string) => boolean,
): SortedOut {
  const sent = new Map<Parameter, Sent>();
  const unknown = new Set<string>();
  const wrong = new Map<string, Violation>();
  for (const { name, value } of pairs) {
    const found = findSpelling(spellings, name);
    if (found === null) unknown.add(name);
    else if (found === 'no-list') wrong.set(name, listed(name));
    else add(sent, wrong, found, name, value);
    if (sent.size + unknown.size + wrong.size > MOST_PARAMETERS) throw tooMany();
  }
  for (const name of unknown) if (!isIgnored(name)) wrong.set(name, misnamed(name, spellings));
  return { sent, wrong };
}

function add(
  sent: Map<Parameter, Sent>,
  wrong: Map<string, Violation>,
  { parameter, kind }: Spelling,
  name: string,
  value: string,
): void {
  const before = sent.get(parameter);
  if (before === undefined) {
    sent.set(parameter, { parameter, kind, names: [name], values: [value] });
    return;
  }
  const again = repeated(before, kind, name);
  if (again !== null) wrong.set(name, again);
  before.names.push(name);
  before.values.push(value);
}

/** A list is repeated by `employee[]`, or by indexes that differ; everything else comes once. */
function repeated(before: Sent, kind: Spelling['kind'], name: string): Violation | null {
  const [first = name] = before.names;
  if (name.endsWith('[]') && first === name) return null;
  const isNextIndex = kind === 'list' && before.kind === 'list' && !name.endsWith('[]') && !first.endsWith('[]');
  if (isNextIndex && !before.names.includes(name)) return null;
  if (first === name || before.names.includes(name)) return violation(name, 'twice', 'was sent twice.');
  return violation(name, 'alias', `means the same as ${first}, which was sent too.`);
}

function listed(name: string): Violation {
  return violation(name, 'list', 'takes one value, not a list.');
}

function misnamed(name: string, spellings: ReadonlyMap<string, Spelling>): Violation {
  const advertised = [...spellings].filter(([, { kind }]) => kind === 'plain').map(([known]) => known);
  const near = nearestName(name, advertised);
  const hint = near === null ? '.' : `; did you mean ${near}?`;
  return violation(name, 'parameter', `there is no such parameter${hint}`);
}

function violation(propertyPath: string, code: string, message: string): Violation {
  return { propertyPath, message, code };
}

function tooMany(): ProblemError {
  return new ProblemError(PARAMETER, { detail: `A query has at most ${MOST_PARAMETERS} different parameters.` });
}
