import type { Violation } from '../problem.ts';
import { unusable } from '../problem.ts';
import type { CollectionQuery } from './collection-query.ts';
import { combined, fieldsIn } from './combine.ts';
import { MOST_VALUES } from './exact.ts';
import { pagingComplaints } from './page.ts';
import type { Complaint, Reader, Reading } from './parameter.ts';
import type { CollectionParameters, ItemParameters } from './parameters.ts';
import type { QueryPair } from './query-text.ts';
import { queryPairs } from './query-text.ts';
import type { Sent } from './sent.ts';
import { sortOut } from './sent.ts';

/** How a query is read, apart from the collection. */
export interface QueryManner extends Reader {
  /** `Prefer: handling=lenient`: unknown parameters do nothing. */
  readonly lenient: boolean;
  /** The answer is a bare JSON array, whose clients send `sort`, `range` and `filter` of their own. */
  readonly bareJson: boolean;
}

/** Names that clients of bare JSON send unasked. */
const FOREIGN: ReadonlySet<string> = new Set(['sort', 'range', 'filter']);

/**
 * Reads a collection's query, without `?`.
 * @throws ProblemError 400 that names every parameter that is unknown or cannot be used.
 */
export function readQuery(
  parameters: Pick<CollectionParameters, 'spellings' | 'sorted' | 'empty'>,
  rawQuery: string,
  how: QueryManner,
): CollectionQuery {
  if (rawQuery === '') return parameters.empty;
  const pairs = queryPairs(rawQuery);
  return combined(rawQuery, pairs, readPairs(parameters.spellings, pairs, how), parameters.sorted);
}

/**
 * The fields that the query of one row asks for; null: all.
 * @throws ProblemError 400 as above.
 */
export function readItemQuery(
  { spellings }: ItemParameters,
  rawQuery: string,
  how: QueryManner,
): CollectionQuery['fields'] {
  return fieldsIn(readPairs(spellings, queryPairs(rawQuery), how));
}

function readPairs(
  spellings: CollectionParameters['spellings'],
  pairs: readonly QueryPair[],
  how: QueryManner,
): readonly Reading[] {
  const isIgnored = (name: string) => how.lenient || (how.bareJson && FOREIGN.has(name));
  const { sent, wrong } = sortOut(spellings, pairs, isIgnored);
  const readings = [...sent.values()].map((each) => readSent(each, how));
  const pagings = readings.flatMap((each) => (each.kind === 'paging' ? [each.paging] : []));
  const violations = [...wrong.values(), ...unreadable([...sent.values()], readings), ...pagingComplaints(pagings)];
  if (violations.length > 0) throw unusable(violations);
  return readings;
}

function readSent({ parameter, values }: Sent, how: Reader): Reading {
  if (values.length > MOST_VALUES) return complaint('list', `takes at most ${MOST_VALUES} values.`);
  if (values.some((value) => value.includes('\0'))) return complaint('value', 'must not contain the character NUL.');
  return parameter.read(values, how);
}

function unreadable(sent: readonly Sent[], readings: readonly Reading[]): Violation[] {
  return readings.flatMap((reading, index) => {
    if (reading.kind !== 'complaint') return [];
    return [{ propertyPath: sent[index]?.names[0] ?? '', message: reading.message, code: reading.code }];
  });
}

function complaint(code: string, message: string): Complaint {
  return { kind: 'complaint', code, message };
}
