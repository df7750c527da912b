import { readItemQuery } from '../query/read-query.ts';
import type { Asked } from './asked.ts';
import { queryManner } from './query-manner.ts';
import { refusePreferences } from './refuse-preferences.ts';
import type { LensPlan, LensReading } from './served.ts';

/** What a request for one row asks to see. */
export interface ItemQuery {
  readonly lens: LensReading;
  /**
   * To be called where 400 is told: once the row is known to be there.
   * @throws ProblemError 400 for what is wrong with the query or the preferences.
   */
  readonly check: () => void;
}

/** Reads the query of one row; a mistake in it is kept until it may be told. */
export function itemQuery(lens: LensPlan, asked: Asked): ItemQuery {
  const check = (): void => refusePreferences(asked);
  if (asked.query === '') return { lens, check };
  try {
    const fields = readItemQuery(lens.parameters.ofItem, asked.query, queryManner(asked, false));
    return { lens: fields === null ? lens : lens.narrowed(fields), check };
  } catch (mistake) {
    return { lens, check: () => refuseLate(asked, mistake) };
  }
}

function refuseLate(asked: Asked, mistake: unknown): never {
  refusePreferences(asked);
  throw mistake;
}
