import { unusable } from '../problem.ts';
import { queryPairs } from '../query/query-text.ts';
import { sortOut } from '../query/sent.ts';
import type { Spelling } from '../query/spellings.ts';
import type { Asked } from './asked.ts';
import { refusePreferences } from './refuse-preferences.ts';

const NO_PARAMETERS: ReadonlyMap<string, Spelling> = new Map();

/**
 * What an operation without query parameters refuses of a request's query and preferences; to be called where it
 * tells 400: once the address, the rights and the media types are known to be good.
 * @throws ProblemError 400; broken percent-encoding is refused even by `handling=lenient`.
 */
export function refuseParameters(asked: Pick<Asked, 'query' | 'preferred' | 'refusedPreferences'>): void {
  refusePreferences(asked);
  if (asked.query === '') return;
  const { wrong } = sortOut(NO_PARAMETERS, queryPairs(asked.query), () => asked.preferred.handling === 'lenient');
  if (wrong.size > 0) throw unusable([...wrong.values()]);
}
